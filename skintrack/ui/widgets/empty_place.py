"""What stands in place of a view that has nothing to show yet: why, and what to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from skintrack.ui.fonts import scaled
from skintrack.ui.icons import draw_svg
from skintrack.ui.theme import Theme
from skintrack.ui.widgets.basic import button, column, label, row

_DRAWING_PX = 64
_TEXT_WIDTH = 420


def centred_words(title: QLabel, hint: QLabel, width: int = _TEXT_WIDTH) -> QHBoxLayout:
    """Return a title with a hint below it, in the middle and no wider than this."""
    for text in (title, hint):
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
    words = QWidget()
    words.setMaximumWidth(scaled(width))
    words.setLayout(column(title, hint, spacing=8))
    centred = row(1, words, 1)
    centred.setStretch(1, 100)
    return centred


class EmptyPlace(QFrame):
    """Explains below a drawing; tells ``chosen`` where its button is pressed."""

    chosen = Signal()

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self.setProperty("surface", "window")
        self._theme = theme
        self._icon = icon
        self._drawing = QLabel()
        self._drawing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title, self._hint = label("", "title"), label("", "secondary")
        self.button = button("", self.chosen.emit)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        layout.addWidget(self._drawing)
        layout.addLayout(centred_words(self._title, self._hint))
        layout.addLayout(row(1, self.button, 1))
        layout.addStretch(3)

    @property
    def text(self) -> str:
        """What is said."""
        return self._hint.text()

    def explain(self, title: str, hint: str, way_out: str = "") -> None:
        """Say why there is nothing; ``way_out`` are the words of the button, if there is one."""
        self._title.setText(title)
        self._hint.setText(hint)
        self.button.setText(way_out)
        self.button.setAccessibleName(way_out)
        self.button.setVisible(bool(way_out))
        color = self._theme.tokens.line_strong
        ratio = self.devicePixelRatioF()
        self._drawing.setPixmap(draw_svg(self._icon, color, _DRAWING_PX, ratio, is_fine=True))
