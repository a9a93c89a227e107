"""Photos at the very size the timeline shows them, so that scrolling only copies pixels."""

import time
from collections import OrderedDict
from typing import TypeVar

from PySide6.QtCore import QObject, QRect, QSize, Qt, Slot
from PySide6.QtGui import QImage, QPixmap

from skintrack.model import Photo, PhotoId
from skintrack.ui.images import THUMBNAIL_PX, ImageStore

Source = TypeVar("Source", QPixmap, QImage)

_MOST_BYTES = 8_000_000
_BYTES_PER_PIXEL = 4
_BUDGET_S = 0.005


class FrameThumbnails(QObject):
    """Keeps photos cropped and scaled to their frames; a change of size begins anew.

    Scaling takes time, so one paint does only some of it and ``is_behind`` asks for another.
    ``are_few`` says that there are so few photos that frames larger than a thumbnail may have a
    sharper picture.
    """

    def __init__(self, images: ImageStore) -> None:
        super().__init__()
        self._images = images
        self._kept: OrderedDict[tuple[PhotoId, int, int], QPixmap] = OrderedDict()
        self._bytes = 0
        self._until = 0.0
        self.is_behind = False
        self.are_few = False
        images.thumbnail_ready.connect(self._forget)

    def begin_paint(self) -> None:
        """Allow so much scaling as a smooth frame leaves time for."""
        self._until = time.perf_counter() + _BUDGET_S
        self.is_behind = False

    def pixmap(self, photo: Photo, frame: QSize, ratio: float) -> QPixmap | None:
        """Return a photo for a frame, larger than the frame where time is short.

        Parameters
        ----------
        photo : Photo
            The photo.
        frame : QSize
            In pixels of the window.
        ratio : float
            Pixels of the screen for each of them.
        """
        size = frame * ratio
        key = (photo.id, size.width(), size.height())
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            return kept
        source = self._images.thumbnail(photo)
        if source is None or source.isNull():
            return None
        if time.perf_counter() > self._until:
            self.is_behind = True
            return source
        sharp = self._sharp(photo, size) if self.are_few else None
        fitted = _fitted(source, size) if sharp is None else QPixmap.fromImage(_fitted(sharp, size))
        fitted.setDevicePixelRatio(ratio)
        if sharp is None and not self.is_final(photo, size):
            return fitted  # until the sharper picture is there
        return self._keep(key, fitted)

    def is_final(self, photo: Photo, size: QSize) -> bool:
        """Tell whether nothing sharper is on its way for a frame of so many pixels."""
        return not (self.are_few and _is_large(size)) or self._images.is_settled(photo)

    def _sharp(self, photo: Photo, size: QSize) -> QImage | None:
        """Return the smallest picture that is sharp in a frame, or None and fetch it."""
        if not _is_large(size):
            return None
        picture = self._images.picture(photo)
        levels = () if picture is None else picture.levels
        fitting = (each for each in reversed(levels) if each.height() >= size.height())
        return next(fitting, levels[0] if levels else None)

    def _keep(self, key: tuple[PhotoId, int, int], pixmap: QPixmap) -> QPixmap:
        self._kept[key] = pixmap
        self._bytes += _size_of(pixmap)
        while self._bytes > _MOST_BYTES and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= _size_of(oldest)
        return pixmap

    @Slot(str)
    def _forget(self, photo_id: str) -> None:
        for key in [key for key in self._kept if key[0] == photo_id]:
            self._bytes -= _size_of(self._kept.pop(key))


def _size_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * _BYTES_PER_PIXEL


def _is_large(size: QSize) -> bool:
    return max(size.width(), size.height()) > THUMBNAIL_PX


def _fitted(source: Source, size: QSize) -> Source:
    """Return the middle part that has the frame's proportions, scaled smoothly."""
    scaled = source.scaled(
        size,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    left, top = (scaled.width() - size.width()) // 2, (scaled.height() - size.height()) // 2
    return scaled.copy(QRect(left, top, size.width(), size.height()))
