"""Crops of pinned spots: cut off the GUI thread, kept while the library is open."""

from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

from skintrack.errors import EnvironmentalError
from skintrack.model import Photo, PhotoId, Point, Similarity
from skintrack.ui.desk import Desk, PhotoFiles
from skintrack.ui.qimage import image_from_array
from skintrack.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from skintrack.workflows.pin_crops import CropWish

_KEPT = 160
_IN_FLIGHT = 2

Key = tuple[PhotoId, Point, Similarity, float, int]


@dataclass(frozen=True)
class _Wish:
    """One crop on its way; the callbacks of its task are bound to it."""

    store: "CropStore"
    photo: Photo
    key: Key

    def keep(self, image: QImage) -> None:
        self.store.keep(self, image)

    def fail(self, error: BaseException) -> None:
        self.store.fail(self, error)


class CropStore(QObject):
    """Cuts crops, latest wish first; ``ready`` says that one more is there.

    Parameters
    ----------
    desk : Desk
        Knows the photos' files.
    tasks : TaskRunner
        Cuts.
    """

    ready = Signal()

    def __init__(self, desk: Desk, tasks: TaskRunner) -> None:
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._kept: OrderedDict[Key, QPixmap] = OrderedDict()
        self._wishes: dict[Key, _Wish] = {}
        self._cutting: set[Key] = set()
        self._problems: dict[Key, str] = {}
        desk.closed.connect(self._forget)

    @property
    def is_working(self) -> bool:
        """Whether a crop is being cut."""
        return bool(self._cutting)

    def crop(
        self, photo: Photo, place: Point, frame: Similarity, width: float, size_px: int
    ) -> QPixmap | None:
        """Return a crop, or None and cut it; see ``workflows.pin_crops.CropWish``."""
        key = (photo.id, place, frame, width, size_px)
        pixmap = self._kept.get(key)
        if pixmap is not None:
            self._kept.move_to_end(key)
        elif key not in self._cutting and key not in self._problems:
            self._wishes.pop(key, None)
            self._wishes[key] = _Wish(self, photo, key)
            self._cut_next()
        return pixmap

    def problem(
        self, photo: Photo, place: Point, frame: Similarity, width: float, size_px: int
    ) -> str:
        """Return the sentence why a crop could not be cut; empty while it can."""
        return self._problems.get((photo.id, place, frame, width, size_px), "")

    @Slot()
    def drop_wishes(self) -> None:
        """Leave what was not begun: it is shown no more."""
        self._wishes.clear()

    def keep(self, wish: _Wish, image: QImage) -> None:
        """Keep a crop and announce it."""
        self._kept[wish.key] = QPixmap.fromImage(image)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self._settle(wish)

    def fail(self, wish: _Wish, error: BaseException) -> None:
        """Give up on a crop."""
        self._problems[wish.key] = (
            error.message if isinstance(error, EnvironmentalError) else str(error)
        )
        self._settle(wish)
        if not isinstance(error, EnvironmentalError):
            self._desk.failed.emit(error)

    def _settle(self, wish: _Wish) -> None:
        self._cutting.discard(wish.key)
        self._cut_next()
        self.ready.emit()

    def _cut_next(self) -> None:
        photos = self._desk.photo_files
        while photos is not None and self._wishes and len(self._cutting) < _IN_FLIGHT:
            key, wish = self._wishes.popitem()
            self._cutting.add(key)
            work = partial(_cut, photos, wish.photo, key)
            self._tasks.run(work, done=wish.keep, failed=wish.fail)

    @Slot()
    def _forget(self) -> None:
        self._kept.clear()
        self._wishes.clear()
        self._cutting.clear()
        self._problems.clear()


def _cut(photos: PhotoFiles, photo: Photo, key: Key) -> QImage:
    from skintrack.workflows import pin_crops

    _, place, frame, width, size_px = key
    wish: CropWish = pin_crops.CropWish(photo, place, frame, width, size_px)
    return image_from_array(pin_crops.make_crop(wish, photos.preview, photos.read_original))
