"""A few words below a field that say why what is in it cannot be taken."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QFrame, QWidget

from skintrack.ui.widgets.basic import label, row

_GAP = 4
_LEAST_WIDTH, _MOST_WIDTH = 220, 320


class FieldNote(QFrame):
    """Stands over the window, below a field, as long as the field is seen.

    Parameters
    ----------
    field : QWidget
        What it is about; may be in a cell of a table, where nothing else has room.
    """

    def __init__(self, field: QWidget) -> None:
        super().__init__(field.window())
        self._field = field
        self.setProperty("surface", "banner")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = label("")
        self.setLayout(row(self._words, margin=10))
        self.hide()
        field.installEventFilter(self)
        field.destroyed.connect(self.deleteLater)

    @property
    def text(self) -> str:
        """What it says; nothing while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(self, text: str) -> None:
        """Show some words, or hide where there are none."""
        self._words.setText(text)
        self._field.setAccessibleDescription(text)
        if text and self._field.isVisible():
            self._place()
            self.show()
            self.raise_()
        else:
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go where the field goes."""
        if event.type() == QEvent.Type.Hide:
            self.hide()
        elif event.type() in {QEvent.Type.Move, QEvent.Type.Resize} and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        window = self._field.window()
        width = min(max(self._field.width(), _LEAST_WIDTH), _MOST_WIDTH)
        self.setFixedWidth(width)
        layout = self.layout()
        height = self.sizeHint().height() if layout is None else layout.totalHeightForWidth(width)
        self.setFixedHeight(height)
        below = self._field.mapTo(window, QPoint(0, self._field.height() + _GAP))
        above = self._field.mapTo(window, QPoint(0, -height - _GAP))
        place = below if below.y() + height <= window.height() else above
        left = min(place.x(), window.width() - width - _GAP)
        self.move(max(left, _GAP), max(place.y(), _GAP))
