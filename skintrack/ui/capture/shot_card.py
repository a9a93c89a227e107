"""One of the three shots: its picture, what can be said of it, and whether it is kept."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QSizePolicy, QVBoxLayout, QWidget

from skintrack.ui.fonts import scaled
from skintrack.ui.theme import Theme
from skintrack.ui.widgets.basic import label
from skintrack.ui.words import tr

_MARGIN = 8
_USUAL_SHAPE = 1.0
# What the window needs above and below the pictures: header, title, words, buttons, status line.
_AROUND_PX, _LEAST_PX = 340, 160


class ShotCard(QFrame):
    """Tells ``kept`` when the user decides otherwise.

    Parameters
    ----------
    theme : Theme
    number : int
        From 1.
    """

    kept = Signal()

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._picture = _ShotPicture(theme)
        self.badge = label("", "section")
        self.quality = label("", "secondary")
        self.keep = QCheckBox(tr("Keep"))
        self.keep.setAccessibleName(tr("Keep photo {number}").format(number=number))
        self.keep.setChecked(True)
        self.keep.toggled.connect(self.kept)
        words = QVBoxLayout()
        words.setContentsMargins(16, 10, 16, 10)
        words.setSpacing(2)
        words.addWidget(self.badge)
        words.addWidget(self.quality)
        words.addStretch(1)
        words.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeading)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self._picture)
        layout.addLayout(words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._number = number
        self.is_decided = False
        self.keep.clicked.connect(self._note_decision)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the picture the height that its width asks for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        most = max(_LEAST_PX, self.window().height() - scaled(_AROUND_PX))
        self._picture.setFixedHeight(min(self._picture.height_for(self.width()), most))

    def suggest(self, *, is_kept: bool) -> None:
        """Mark it, or not, unless the user has said what is to be."""
        if not self.is_decided:
            self.keep.setChecked(is_kept)

    @Slot()
    def _note_decision(self) -> None:
        self.is_decided = True

    def show_picture(self, image: QImage) -> None:
        """Show the shot, not mirrored."""
        self._picture.show_image(image)
        self._fit()
        self.badge.setText(tr("Photo {number}").format(number=self._number))
        self.quality.setText(tr("Looking at it"))

    def show_quality(self, words: str, everything: tuple[str, ...], *, is_best: bool) -> None:
        """Say how good the shot is."""
        name = tr("Photo {number}").format(number=self._number)
        if is_best:
            name = tr("Photo {number}, the best of them").format(number=self._number)
        self.badge.setText(name)
        self.quality.setText(words)
        self.quality.setToolTip("\n".join(everything))
        self.keep.setAccessibleDescription(f"{name}. {words}")


class _ShotPicture(QWidget):
    """Paints the shot on neutral grey."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(160)
        theme.changed.connect(self.update)

    def height_for(self, width: int) -> int:
        """Return the height of the picture at a width; that of a square while there is none."""
        shape = _USUAL_SHAPE if self._image is None else self._image.height() / self._image.width()
        return round((width - 2 * _MARGIN) * shape) + 2 * _MARGIN

    def show_image(self, image: QImage) -> None:
        """Show another picture."""
        self._image = image
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture as large as the room allows."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.tokens.surround))
        if self._image is None:
            return
        room = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        size = QSize(self._image.size())
        scale = min(room.width() / size.width(), room.height() / size.height())
        width, height = size.width() * scale, size.height() * scale
        middle = room.center()
        place = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._image)
