"""Painted parts of the timeline, kept so that scrolling only copies them."""

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

_MOST_BYTES = 24_000_000
_BYTES_PER_PIXEL = 4


class ColumnCache:
    """Keeps a pixmap for each part of a column, by ``(column, part)``."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, str], QPixmap] = OrderedDict()
        self._bytes = 0

    def find(self, column: int, part: str) -> QPixmap | None:
        """Return what was painted, or None."""
        kept = self._kept.get((column, part))
        if kept is not None:
            self._kept.move_to_end((column, part))
        return kept

    def keep(self, column: int, part: str, pixmap: QPixmap) -> None:
        """Keep what was painted, and let go of what was not seen for longest."""
        self._kept[column, part] = pixmap
        self._bytes += _size_of(pixmap)
        while self._bytes > _MOST_BYTES and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= _size_of(oldest)

    def forget(self, column: int) -> None:
        """Paint a column anew next time."""
        for key in [key for key in self._kept if key[0] == column]:
            self._bytes -= _size_of(self._kept.pop(key))

    def clear(self) -> None:
        """Paint everything anew."""
        self._kept.clear()
        self._bytes = 0


def painted(size: QSize, ratio: float, ground: str, paint: Callable[[QPainter], None]) -> QPixmap:
    """Return a new pixmap with something painted on a plain ground."""
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(ground)
    painter = QPainter(pixmap)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    paint(painter)
    painter.end()
    return pixmap


def _size_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * _BYTES_PER_PIXEL
