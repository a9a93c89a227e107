"""The blank page that hides the window: nothing of a library, not even that there is one."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from skintrack.ui.widgets.basic import button, label, surface

_KEYS_BACK = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Escape)


class Cover(QWidget):
    """Hides by ``hide_window``; a click or a key tells ``left``.

    While a library waits to be locked there is no way back, only ``lock_wanted``.
    """

    left = Signal()
    lock_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_waiting = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Hidden. Press Enter or click to go on."))
        self.setProperty("surface", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._hint = label(self.tr("Click to go on"), "hint")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._words = label(
            self.tr("Locking as soon as what is being written is complete. It goes on meanwhile."),
            "secondary",
        )
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.lock_button = button(self.tr("Stop it and lock now"), self.lock_wanted.emit)
        inside = QVBoxLayout()
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(16)
        inside.addWidget(self._words)
        inside.addWidget(self.lock_button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._waiting = surface("", inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(48, 24, 48, 24)
        layout.addStretch(1)
        layout.addWidget(self._waiting)
        layout.addStretch(1)
        layout.addWidget(self._hint)
        self.hide_window()

    @property
    def is_waiting(self) -> bool:
        """Whether it stands until the library is locked."""
        return self._is_waiting

    @Slot()
    def hide_window(self) -> None:
        """Be blank until somebody clicks."""
        self._show(is_waiting=False)

    @Slot()
    def wait_for_lock(self) -> None:
        """Say that the library is locked in a moment."""
        self._show(is_waiting=True)

    def _show(self, *, is_waiting: bool) -> None:
        self._is_waiting = is_waiting
        self._waiting.setVisible(is_waiting)
        self._hint.setVisible(not is_waiting)
        self.setCursor(
            Qt.CursorShape.ArrowCursor if is_waiting else Qt.CursorShape.PointingHandCursor
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go back to the window."""
        if not self._is_waiting and event.button() is Qt.MouseButton.LeftButton:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the window by a key that confirms."""
        if not self._is_waiting and event.key() in _KEYS_BACK:
            self.left.emit()
        else:
            super().keyPressEvent(event)
