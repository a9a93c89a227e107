"""A box to tick whose words wrap; Qt's own would be cut, or make the window wider."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from skintrack.ui.widgets.basic import label

_BOX_WIDTH = 24
_BESIDE_BOX, _BETWEEN_LINES = 6, 6


class CheckLine(QWidget):
    """A check box with its words beside it; a click on the words ticks it too.

    Parameters
    ----------
    text : str
        The words, which are also what screen readers say.
    """

    toggled = Signal(bool)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setAccessibleName(text)
        self.box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.box.setFixedWidth(_BOX_WIDTH)
        # As far in as every other box, with the ring of the focus around it.
        self.box.setStyleSheet("spacing: 0;")
        self.box.toggled.connect(self._tell)
        self._words: QLabel = label(text)
        # Words of two lines keep away from those of the next box.
        self._words.setContentsMargins(0, _BETWEEN_LINES, 0, _BETWEEN_LINES)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_BESIDE_BOX)
        layout.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._words, 1)
        self.setFocusProxy(self.box)

    @property
    def text(self) -> str:
        """The words."""
        return self._words.text()

    @property
    def is_checked(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()

    def set_checked(self, is_checked: bool) -> None:
        """Tick it, or not."""
        self.box.setChecked(is_checked)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick it by a click on its words."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
            self.box.click()
        super().mouseReleaseEvent(event)

    @Slot(bool)
    def _tell(self, is_checked: bool) -> None:
        self.toggled.emit(is_checked)
