"""What is seen while photos are dragged over the window."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from skintrack.ui.widgets.basic import label

_MARGIN = 24


class DropHint(QFrame):
    """A frame over the page that says what dropping does."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setProperty("surface", "drop")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = label(self.tr("Drop photos or a folder to add them"), "headline")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        note = label(self.tr("They are copied; your files stay as they are."), "secondary")
        note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(words)
        layout.addWidget(note)
        layout.addStretch(1)
        self.hide()

    def show_over(self, page: QWidget) -> None:
        """Cover a page of the window."""
        area = page.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        self.setGeometry(area.translated(page.mapTo(self._window, QPoint(0, 0))))
        self.raise_()
        self.show()
