"""What is laid over the picture of a photo whose file is damaged, wherever it is shown."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from skintrack.ui.words import tr

_SMALL_PX = 512
_VEIL = QColor(20, 22, 26, 190)
_INK = QColor(255, 255, 255)
_LETTER_SHARE, _LEAST_PX = 0.13, 9
_LARGE_LETTER_SHARE = 0.04


def marked(image: QImage) -> QImage:
    """Return a picture under a veil that says that its file is damaged; the picture stays."""
    shown = image.convertToFormat(QImage.Format.Format_RGB32)
    is_small = max(shown.width(), shown.height()) <= _SMALL_PX
    text = (
        tr("File damaged")
        if is_small
        else tr("The file of this photo is damaged. Restore it from a backup.")
    )
    share = _LETTER_SHARE if is_small else _LARGE_LETTER_SHARE
    size_px = max(_LEAST_PX, round(min(shown.width(), shown.height()) * share))
    painter = QPainter(shown)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(shown.rect(), _VEIL)
    font = QFont()
    font.setPixelSize(size_px)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(_INK)
    inside = QRectF(shown.rect()).adjusted(size_px, size_px, -size_px, -size_px)
    flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
    painter.drawText(inside, flags, text)
    painter.end()
    return shown
