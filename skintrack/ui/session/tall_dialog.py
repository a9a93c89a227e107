"""A dialog for a long form: the head and the buttons stay, what is between them scrolls."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from skintrack.ui.widgets.basic import button, flush, label, scrolling, separator
from skintrack.ui.widgets.dialog import Dialog

_MARGIN = 24
_BETWEEN = 8
_AROUND = 56  # room that the window keeps above and below the dialog together


class TallDialog(Dialog):
    """Base of the long forms; opened with ``open()`` and deleted when closed.

    Parameters
    ----------
    parent : QWidget
        Its window bounds the size.
    title, explanation : str
        The head.
    confirm : str
        Text of the button that confirms; without one there is only "Close".
    size : QSize
        What it takes where there is room.
    """

    def __init__(
        self, parent: QWidget, title: str, explanation: str, confirm: str, size: QSize
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._size = size
        self.explanation = label(explanation, "secondary")
        if not explanation:
            # Shown before it has its place, it would be a window of its own for a moment.
            self.explanation.hide()
        self._problem = label("", "worse")
        self._problem.hide()
        self._head = QHBoxLayout()
        self._head.setSpacing(12)
        self._head.addWidget(label(title, "headline"), 1)
        self.content = QVBoxLayout()
        self.content.setContentsMargins(_MARGIN, 4, _MARGIN, _MARGIN)
        self.content.setSpacing(12)
        self._pinned = QVBoxLayout()
        self._pinned.setContentsMargins(_MARGIN, 10, _MARGIN, 0)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(_MARGIN, 8, _MARGIN, 16)
        self._foot.setSpacing(8)
        self._foot.addStretch(1)
        self.confirm_button: QPushButton | None = None
        self._add_buttons(confirm)
        self._build()
        self._fit(parent)

    def add_head_widget(self, widget: QWidget) -> None:
        """Put a control at the right of the title."""
        self._head.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)

    def add_foot_button(self, widget: QPushButton) -> None:
        """Put a button at the left of the foot."""
        self._foot.insertSpacing(0, _BETWEEN)
        self._foot.insertWidget(0, flush(widget))

    def pin(self, widget: QWidget) -> None:
        """Keep a widget in sight above the buttons."""
        self._pinned.addWidget(widget)

    def show_problem(self, text: str) -> None:
        """Say above the buttons why the form cannot be confirmed."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def confirm(self) -> None:
        """Check the fields, tell the result and close; the form decides."""
        self.accept()

    def _add_buttons(self, confirm: str) -> None:
        if not confirm:
            close = button(self.tr("Close"), self.reject, "primary")
            close.setDefault(True)
            self._foot.addWidget(close)
            return
        self._foot.addWidget(button(self.tr("Cancel"), self.reject))
        self.confirm_button = button(confirm, self.confirm, "primary")
        self.confirm_button.setDefault(True)
        self._foot.addWidget(self.confirm_button)

    def _build(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 12)
        head.setSpacing(4)
        head.addLayout(self._head)
        head.addWidget(self.explanation)
        self._pinned.addWidget(self._problem)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        self._area = scrolling(self.content)
        self._area.verticalScrollBar().rangeChanged.connect(self._leave_room_for_bar)
        layout.addWidget(self._area, 1)
        layout.addWidget(separator())
        layout.addLayout(self._pinned)
        layout.addLayout(self._foot)

    @Slot(int, int)
    def _leave_room_for_bar(self, _least: int, most: int) -> None:
        """End the form where the buttons below it end, with the bar in the margin or without."""
        bar = self._area.verticalScrollBar().sizeHint().width() if most > 0 else 0
        margins = self.content.contentsMargins()
        # The bar stands where lines end, which is at the left in some languages.
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        set_end = margins.setLeft if is_mirrored else margins.setRight
        set_end(_MARGIN - bar)
        if margins != self.content.contentsMargins():
            self.content.setContentsMargins(margins)

    def showEvent(self, event: QShowEvent) -> None:
        """Be no higher than the form needs."""
        super().showEvent(event)
        form = self.content
        width = self._area.viewport().width()
        wanted = (
            form.totalHeightForWidth(width)
            if form.hasHeightForWidth()
            else form.sizeHint().height()
        )
        spare = self._area.height() - wanted
        if spare > 0:
            self.resize(self.width(), self.height() - spare)

    def _fit(self, parent: QWidget) -> None:
        """Take the size that was asked for, but no more than the window has."""
        window = parent.window().size()
        room = QSize(window.width() - _AROUND, window.height() - _AROUND)
        self.resize(self._size.boundedTo(room))
