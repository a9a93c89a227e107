"""Before the camera is switched on: what makes a good photo, with drawings."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from skintrack.ui.fonts import text_scale
from skintrack.ui.icons import draw_svg
from skintrack.ui.theme import Theme
from skintrack.ui.widgets import narrow_page
from skintrack.ui.widgets.basic import button, column, label, row, surface
from skintrack.ui.words import tr

_DRAWING_PX = 72
_COLUMNS, _LARGE_TEXT = 3, 1.25
_MOST_WIDTH = 940


def _advice() -> tuple[tuple[str, str, str], ...]:
    """Return drawing, title and a sentence of each piece of advice."""
    return (
        ("photo_spot", tr("The same spot"), tr("Stand or sit where you did last time.")),
        (
            "photo_lamp",
            tr("The same lamp, in front"),
            tr("Face it. Curtains closed, other lamps as they were."),
        ),
        ("photo_hair", tr("Hair back"), tr("A band keeps forehead and temples free.")),
        (
            "photo_bare",
            tr("Bare skin"),
            tr("No make-up, no fresh cream; a quarter of an hour after washing."),
        ),
        ("photo_neutral", tr("A neutral face"), tr("Lips closed, eyes into the camera.")),
        (
            "photo_distance",
            tr("An arm and a half away"),
            tr("Farther rather than nearer: close lenses bend a face."),
        ),
    )


class StartPage(QWidget):
    """Offers to start the camera, or to choose photos from elsewhere."""

    start_chosen = Signal()
    photos_chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._drawings: list[tuple[str, QLabel]] = []
        self.start_button = button(self.tr("Start the camera"), self.start_chosen.emit, "primary")
        choose = button(self.tr("Choose photos…"), self.photos_chosen.emit)
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(22)
        columns = _COLUMNS if text_scale() <= _LARGE_TEXT else _COLUMNS - 1
        for place, (drawing, title, words) in enumerate(_advice()):
            line, column_number = divmod(place, columns)
            grid.addLayout(self._item(drawing, title, words), line, column_number)
            grid.setColumnStretch(column_number, 1)
        card = QVBoxLayout()
        card.setContentsMargins(32, 26, 32, 26)
        card.setSpacing(10)
        card.addWidget(label(self.tr("Before the photo"), "headline"))
        card.addWidget(
            label(
                self.tr(
                    "What is the same every time cannot be mistaken for a change of your skin."
                ),
                "secondary",
            )
        )
        card.addSpacing(12)
        card.addLayout(grid)
        card.addSpacing(16)
        card.addLayout(row(self.start_button, choose, 1, spacing=10))
        card.addWidget(
            label(self.tr("The camera is on only while you see its picture here."), "caption")
        )
        narrow_page.lay_out(self, column(1, surface("card", card), 2), _MOST_WIDTH)
        theme.changed.connect(self._draw)
        self._draw()

    def _item(self, drawing: str, title: str, words: str) -> QHBoxLayout:
        picture = QLabel()
        picture.setFixedSize(_DRAWING_PX, _DRAWING_PX)
        self._drawings.append((drawing, picture))
        texts = column(label(title, "section"), label(words, "secondary"), 1, spacing=3)
        line = row(picture, texts, spacing=14)
        line.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        return line

    def _draw(self) -> None:
        color, ratio = self._theme.tokens.text_2, self.devicePixelRatioF()
        for name, picture in self._drawings:
            picture.setPixmap(draw_svg(name, color, _DRAWING_PX, ratio))
