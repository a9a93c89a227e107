"""One page of the report on the screen: a white sheet until its picture is decoded."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

_EDGE = QColor(0, 0, 0, 46)
_ROUNDING_PX = 2  # a page is a whole number of pixels high, its width on the screen is another


class PagePicture(QWidget):
    """Shows the page as it was last decoded, also while a sharper or newer one is on its way."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self.png = b""
        self.is_current = False

    @property
    def has_image(self) -> bool:
        """Whether anything but white paper is shown."""
        return self._image is not None

    def set_png(self, png: bytes) -> None:
        """Take what the page looks like; it is decoded when the page is seen."""
        if png != self.png:
            self.png = png
            self.is_current = False

    def show_image(self, image: QImage | None) -> None:
        """Show the decoded page; white paper where it cannot be decoded."""
        self._image = image
        self.is_current = True
        self.update()

    def let_go(self) -> None:
        """Give the memory of the decoded page back; the PNG is kept."""
        self._image = None
        self.is_current = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sheet, pixel by pixel where the picture was made for this size."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self._image is not None:
            self._paint_image(painter, self._image)
        self._paint_edge(painter)
        painter.end()

    def _paint_edge(self, painter: QPainter) -> None:
        """Paint a thin line inside the sheet; a pen would leave a gap on sharp screens."""
        width, height = self.width(), self.height()
        for edge in (
            QRect(0, 0, width, 1),
            QRect(0, height - 1, width, 1),
            QRect(0, 1, 1, height - 2),
            QRect(width - 1, 1, 1, height - 2),
        ):
            painter.fillRect(edge, _EDGE)

    def _paint_image(self, painter: QPainter, image: QImage) -> None:
        ratio = self.devicePixelRatioF()
        wanted = QSize(round(self.width() * ratio), round(self.height() * ratio))
        gap = wanted - image.size()
        if abs(gap.width()) <= _ROUNDING_PX and abs(gap.height()) <= _ROUNDING_PX:
            image.setDevicePixelRatio(ratio)
            painter.drawImage(0, 0, image)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRect(0, 0, self.width(), self.height()), image)
