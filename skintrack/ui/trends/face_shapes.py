"""The line drawing of a neutral face, and the regions on it; our own drawing.

Seen as in a photo: the person's right cheek is on the left.
"""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QTransform

from skintrack.model import RegionName

SIZE = (160.0, 150.0)
"""Width and height that the drawing is made for."""

HITS = {
    RegionName.FOREHEAD: QRectF(44, 20, 72, 36),
    RegionName.NOSE: QRectF(66, 58, 28, 46),
    RegionName.RIGHT_CHEEK: QRectF(32, 76, 34, 46),
    RegionName.LEFT_CHEEK: QRectF(94, 76, 34, 46),
    RegionName.CHIN: QRectF(60, 115, 40, 32),
}
"""Where a click means a region: larger than what is drawn."""


def outline() -> QPainterPath:
    """Return the outline of the face."""
    path = QPainterPath()
    path.moveTo(80, 12)
    path.cubicTo(110, 12, 127, 34, 127, 66)
    path.cubicTo(127, 106, 104, 142, 80, 142)
    path.cubicTo(56, 142, 33, 106, 33, 66)
    path.cubicTo(33, 34, 50, 12, 80, 12)
    path.closeSubpath()
    return path


def features() -> QPainterPath:
    """Return ears, brows, closed eyes and mouth."""
    path = _ear()
    path.addPath(_mirrored(_ear()))
    side = QPainterPath()
    side.moveTo(51, 59)
    side.quadTo(60, 53, 70, 57)
    side.moveTo(53, 69)
    side.quadTo(61, 75, 69, 69)
    path.addPath(side)
    path.addPath(_mirrored(side))
    path.moveTo(67, 112)
    path.quadTo(80, 118, 93, 112)
    return path


def region(name: RegionName) -> QPainterPath:
    """Return the shape of a region of the face."""
    if name is RegionName.LEFT_CHEEK:
        return _mirrored(region(RegionName.RIGHT_CHEEK))
    path = QPainterPath()
    if name is RegionName.FOREHEAD:
        path.moveTo(50, 46)
        path.cubicTo(56, 22, 104, 22, 110, 46)
        path.cubicTo(98, 52, 62, 52, 50, 46)
    elif name is RegionName.NOSE:
        path.moveTo(77, 66)
        path.cubicTo(76, 80, 71, 88, 71, 95)
        path.cubicTo(71, 103, 89, 103, 89, 95)
        path.cubicTo(89, 88, 84, 80, 83, 66)
    elif name is RegionName.RIGHT_CHEEK:
        path.moveTo(42, 82)
        path.cubicTo(50, 78, 63, 82, 64, 94)
        path.cubicTo(65, 106, 60, 114, 55, 114)
        path.cubicTo(47, 110, 40, 92, 42, 82)
    elif name is RegionName.CHIN:
        path.moveTo(66, 126)
        path.cubicTo(72, 121, 88, 121, 94, 126)
        path.cubicTo(92, 134, 86, 137, 80, 137)
        path.cubicTo(74, 137, 68, 134, 66, 126)
    path.closeSubpath()
    return path


def _ear() -> QPainterPath:
    path = QPainterPath()
    path.moveTo(33, 68)
    path.cubicTo(26, 65, 24, 73, 26, 80)
    path.cubicTo(28, 87, 32, 91, 37, 90)
    return path


def _mirrored(path: QPainterPath) -> QPainterPath:
    return QTransform(-1, 0, 0, 1, SIZE[0], 0).map(path)
