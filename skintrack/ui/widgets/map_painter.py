"""Paints a photo in grey with a map over it, so that all colour is the map's."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QTransform

from skintrack.ui.images import Picture
from skintrack.ui.maps import Overlay
from skintrack.ui.qimage import gray_copy
from skintrack.ui.tasks import TaskRunner
from skintrack.ui.widgets.photo_painter import (
    level_for,
    paint_picture,
    scale_of,
    similarity_transform,
)

_HALF_PIXEL = 0.5


class MapLayer(QObject):
    """The map over one painted photo; without one the photo is painted as it is.

    Parameters
    ----------
    tasks : TaskRunner
        Takes the colours out of photos.
    """

    changed = Signal()

    def __init__(self, tasks: TaskRunner) -> None:
        super().__init__()
        self.overlay: Overlay | None = None
        self.opacity = 1.0
        self._tasks = tasks
        self._wanted = 0
        self._gray: _Gray | None = None

    @property
    def has_map(self) -> bool:
        """Whether there is anything to lay over the photo."""
        return self.overlay is not None and self.overlay.image is not None

    def paint(
        self, painter: QPainter, picture: Picture, to_screen: QTransform, clip: QRectF
    ) -> None:
        """Paint the photo, in grey where a map lies over it, and the map.

        Parameters
        ----------
        painter : QPainter
            Paints in screen coordinates.
        picture : Picture
            The photo.
        to_screen : QTransform
            From photo pixels to the screen.
        clip : QRectF
            Nothing is painted outside.
        """
        if self.overlay is None or self.overlay.image is None:
            paint_picture(painter, picture, to_screen, clip)
            return
        scale = scale_of(to_screen) * painter.device().devicePixelRatioF()
        paint_picture(painter, self._in_gray(picture, scale), to_screen, clip)
        paint_map(painter, self.overlay, to_screen, self.opacity, clip)

    def _in_gray(self, picture: Picture, scale: float) -> Picture:
        """Return the photo in grey, sharp enough; what there is while that is being made."""
        level = level_for(picture, scale)
        key = level.cacheKey()
        if self._wanted != key and (self._gray is None or self._gray.key != key):
            self._wanted = key
            work = partial(_make_gray, picture, level)
            self._tasks.run(work, done=self._take, failed=self._give_up)
        if self._gray is None or self._gray.picture.photo_id != picture.photo_id:
            return picture
        return self._gray.picture

    def _take(self, gray: "_Gray") -> None:
        if gray.key == self._wanted:
            self._gray, self._wanted = gray, 0
            self.changed.emit()

    @staticmethod
    def _give_up(error: BaseException) -> None:
        raise error


@dataclass(frozen=True)
class _Gray:
    """One level of a photo without its colours, and which one."""

    key: int
    picture: Picture


def _make_gray(picture: Picture, level: QImage) -> _Gray:
    copy = Picture(picture.photo_id, picture.width, picture.height, (gray_copy(level),))
    return _Gray(level.cacheKey(), copy)


def paint_map(
    painter: QPainter, overlay: Overlay, to_screen: QTransform, opacity: float, clip: QRectF
) -> None:
    """Paint a map over its photo.

    Parameters
    ----------
    painter : QPainter
        Paints in screen coordinates.
    overlay : Overlay
        Without an image nothing is painted.
    to_screen : QTransform
        From photo pixels to the screen.
    opacity : float
        0..1.
    clip : QRectF
        Nothing is painted outside.
    """
    if overlay.image is None or overlay.to_canonical is None:
        return
    to_photo, _is_invertible = similarity_transform(overlay.to_canonical).inverted()
    # Coordinates of both frames count from the centre of their first pixel.
    shift = QTransform.fromTranslate(-_HALF_PIXEL, -_HALF_PIXEL)
    painter.save()
    painter.setClipRect(clip, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setOpacity(opacity)
    painter.setTransform(shift * to_photo * to_screen, True)
    painter.drawImage(QPointF(0, 0), overlay.image)
    painter.restore()
