"""What is seen while photos are dragged over the window."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from skintrack.ui.widgets.basic import column, label, surface

_MARGIN = 24


class DropHint(QFrame):
    """Covers the page with a frame that says what dropping does."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setProperty("surface", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = label(self.tr("Drop photos or a folder to add them"), "headline")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        note = label(self.tr("They are copied; your files stay as they are."), "secondary")
        note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        frame = surface("drop", column(1, words, note, 1))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.addWidget(frame)
        self.hide()

    def show_over(self, page: QWidget) -> None:
        """Cover a page of the window."""
        self.setGeometry(page.rect().translated(page.mapTo(self._window, QPoint(0, 0))))
        self.raise_()
        self.show()
