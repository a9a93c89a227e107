"""Where there is no picture: why, in one sentence, and what can be done instead."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from skintrack.capture.camera_error import MISSING
from skintrack.errors import CameraError
from skintrack.ui.icons import draw_svg
from skintrack.ui.theme import Theme
from skintrack.ui.widgets import narrow_page
from skintrack.ui.widgets.basic import button, column, label, row
from skintrack.ui.words import tr

_DRAWING_PX = 88
_TEXT_WIDTH = 480


class TroublePage(QWidget):
    """Offers photos from elsewhere, and another look."""

    photos_chosen = Signal()
    again_chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._drawing = QLabel()
        self._drawing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = label("", "title")
        self.hint = label("", "secondary")
        for text in (self.title, self.hint):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choose = button(self.tr("Choose photos…"), self.photos_chosen.emit, "primary")
        again = button(self.tr("Look again"), self.again_chosen.emit)
        ways = row(1, self.choose, again, 1, spacing=10)
        ways.setContentsMargins(0, 6, 0, 0)
        words = column(2, self._drawing, self.title, self.hint, ways, 3, spacing=10)
        narrow_page.lay_out(self, words, _TEXT_WIDTH)
        theme.changed.connect(self._draw)
        self._draw()

    def show_error(self, error: BaseException | None) -> None:
        """Say what is wrong."""
        message = tr("The camera gives no picture.")
        is_missing = False
        if isinstance(error, CameraError):
            message, is_missing = tr(error.message), error.code == MISSING
        self.title.setText(message)
        self.hint.setText(
            tr("Photos from your phone are just as good. They are often better.")
            if is_missing
            else tr("Nothing is lost. You can look again, or add photos that you have.")
        )

    def _draw(self) -> None:
        color = self._theme.tokens.line_strong
        self._drawing.setPixmap(
            draw_svg("photo_camera", color, _DRAWING_PX, self.devicePixelRatioF())
        )
