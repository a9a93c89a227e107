"""Photos as pictures on the screen: read and decoded off the GUI thread, kept while they are shown.

A lost preview is replaced by the original itself until it has been made again.

``thumbnail`` and ``picture`` return at once what is there; what is not is fetched, latest wish
first, and announced. ``preload`` fetches what may be wanted next while nothing else is. Only
finished ``QImage`` objects cross threads; ``QPixmap`` is made here, on the GUI thread.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

from skintrack.errors import EnvironmentalError
from skintrack.ui.qimage import (
    fitted,
    image_from_array,
    image_from_bytes,
    preview_from_bytes,
    pyramid,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skintrack.model import Changes, Photo, PhotoId
    from skintrack.ui.changes import ChangeBus
    from skintrack.ui.desk import Desk, PhotoFiles
    from skintrack.ui.tasks import TaskRunner

THUMBNAIL_PX = 256
PICTURE_PX = 2048
_THUMBNAILS_KEPT = 240
_PICTURES_KEPT = 6  # a pair, and on each side the visits before and after
_ORIGINALS_KEPT = 2
_COARSE_KEPT = 4
_IN_FLIGHT = 6

V = TypeVar("V")


class Picture(NamedTuple):
    """A photo ready to be painted at any zoom: halvings, largest first.

    ``width`` and ``height`` are those of the upright photo, in which outlines are given.
    """

    photo_id: PhotoId
    width: int
    height: int
    levels: tuple[QImage, ...]

    @property
    def detail(self) -> float:
        """Pixels of the largest level per pixel of the photo; 1 is full sharpness."""
        return self.levels[0].width() / self.width


class _Wish(NamedTuple):
    """One picture on its way; the callbacks of its task are bound to it."""

    store: ImageStore
    photo: Photo
    size_px: int

    def keep(self, decoded: object) -> None:
        self.store.keep(self, decoded)

    def fail(self, error: BaseException) -> None:
        self.store.fail(self, error)


class ImageStore(QObject):
    """Fetches and keeps what the views paint.

    Parameters
    ----------
    desk : Desk
        Knows the photos' files.
    bus : ChangeBus
        Tells when a photo that could not be shown is worth another look.
    cpu_tasks : TaskRunner
        Reads and decodes them.
    """

    thumbnail_ready = Signal(str)
    picture_ready = Signal(str)
    failed = Signal(str, object)

    def __init__(self, desk: Desk, bus: ChangeBus, cpu_tasks: TaskRunner) -> None:
        super().__init__()
        self._desk = desk
        self._tasks = cpu_tasks
        self._thumbnails: OrderedDict[PhotoId, QPixmap] = OrderedDict()
        self._pictures: OrderedDict[PhotoId, Picture] = OrderedDict()
        self._originals: OrderedDict[PhotoId, Picture] = OrderedDict()
        self._coarse: OrderedDict[PhotoId, Picture] = OrderedDict()
        self._wishes: dict[tuple[PhotoId, int], _Wish] = {}
        self._preloads: dict[tuple[PhotoId, int], _Wish] = {}
        self._fetching: set[tuple[PhotoId, int]] = set()
        self._problems: dict[tuple[PhotoId, int], BaseException] = {}
        self._damaged: frozenset[PhotoId] = frozenset()
        # Views wish while they paint: begun at once, reading would hold up that very paint.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._fetch_next)
        bus.changed.connect(self._look_again)
        desk.closed.connect(self._forget)

    @property
    def is_working(self) -> bool:
        """Whether anything is being fetched, or will be in a moment."""
        return bool(self._fetching) or (bool(self._wishes) and self._can_fetch)

    def thumbnail(self, photo: Photo) -> QPixmap | None:
        """Return a small picture, or None and fetch it."""
        pixmap = self._thumbnails.get(photo.id)
        if pixmap is None:
            self._want(photo, THUMBNAIL_PX)
        else:
            self._thumbnails.move_to_end(photo.id)
        return pixmap

    def picture(self, photo: Photo) -> Picture | None:
        """Return the sharpest picture there is, or None and fetch the preview."""
        for kept in (self._originals, self._pictures):
            picture = kept.get(photo.id)
            if picture is not None:
                kept.move_to_end(photo.id)
                return picture
        self._want(photo, PICTURE_PX)
        return None

    def first_picture(self, photo: Photo) -> Picture | None:
        """Return ``picture``, or until it is there the thumbnail in its place."""
        if photo.id in self._originals or photo.id in self._pictures:
            return self.picture(photo)
        pixmap = self.thumbnail(photo)  # wished for first: it is there in a moment
        self._want(photo, PICTURE_PX)
        if pixmap is None:
            return None
        if photo.id not in self._coarse:
            levels = (pixmap.toImage().convertToFormat(QImage.Format.Format_RGB32),)
            coarse = Picture(photo.id, photo.width, photo.height, levels)
            _remember(self._coarse, photo.id, coarse, _COARSE_KEPT)
        return self._coarse[photo.id]

    def is_settled(self, photo: Photo) -> bool:
        """Whether nothing sharper than what is shown of a photo is on its way."""
        is_there = photo.id in self._originals or photo.id in self._pictures
        return is_there or (photo.id, PICTURE_PX) in self._problems

    def preload(self, photos: Iterable[Photo]) -> None:
        """Fetch pictures that may be wanted next, after all that is wanted now."""
        self._preloads = {
            (photo.id, PICTURE_PX): _Wish(self, photo, PICTURE_PX)
            for photo in photos
            if photo.id not in self._originals and photo.id not in self._pictures
        }
        self._fetch_next()

    def problem(self, photo: Photo) -> str:
        """Return the sentence why a photo cannot be shown; empty while it can."""
        error = self._problems.get((photo.id, PICTURE_PX))
        return error.message if isinstance(error, EnvironmentalError) else ""

    def want_original(self, photo: Photo) -> None:
        """Fetch the photo at full sharpness; ``picture_ready`` comes when it is there."""
        picture = self._pictures.get(photo.id)
        if photo.id not in self._originals and picture is not None and picture.detail < 1:
            self._want(photo, 0)

    def is_damaged(self, photo: Photo) -> bool:
        """Whether the file of a photo is known to be damaged."""
        return photo.id in self._damaged

    def mark_damaged(self, damaged: Iterable[PhotoId]) -> None:
        """Say whose files are damaged: none of these is shown as a good photo from now on."""
        before, self._damaged = self._damaged, frozenset(damaged)
        for photo_id in before ^ self._damaged:
            for kept in (self._thumbnails, self._pictures, self._originals, self._coarse):
                kept.pop(photo_id, None)
            for key in [key for key in self._problems if key[0] == photo_id]:
                del self._problems[key]
            self.thumbnail_ready.emit(photo_id)
            self.picture_ready.emit(photo_id)

    def _want(self, photo: Photo, size_px: int) -> None:
        key = (photo.id, size_px)
        if key in self._fetching or key in self._problems:
            return
        self._preloads.pop(key, None)
        self._wishes.pop(key, None)
        self._wishes[key] = _Wish(self, photo, size_px)
        if not self._soon.isActive():
            self._soon.start()

    @Slot()
    def _fetch_next(self) -> None:
        while self._wishes and len(self._fetching) < _IN_FLIGHT and self._can_fetch:
            self._fetch(self._wishes.popitem()[1])
        # One at a time, so that what is wanted in earnest never stands behind several.
        while self._preloads and not self._fetching and self._can_fetch:
            key = next(iter(self._preloads))
            wish = self._preloads.pop(key)
            if key not in self._problems and key[0] not in self._pictures:
                self._fetch(wish)

    @property
    def _can_fetch(self) -> bool:
        return self._desk.photo_files is not None

    def _fetch(self, wish: _Wish) -> None:
        photos = self._desk.photo_files
        if photos is not None:
            self._fetching.add((wish.photo.id, wish.size_px))
            work = partial(_fetch, photos, wish.photo, wish.size_px)
            self._tasks.run(work, done=wish.keep, failed=wish.fail)

    def keep(self, wish: _Wish, decoded: object) -> None:
        """Keep a decoded picture and announce it."""
        photo = wish.photo
        if not self._settle(wish):
            return
        if photo.id in self._damaged:
            decoded = _marked(decoded)
        if isinstance(decoded, QImage):
            _remember(self._thumbnails, photo.id, QPixmap.fromImage(decoded), _THUMBNAILS_KEPT)
            self.thumbnail_ready.emit(photo.id)
        elif isinstance(decoded, tuple):
            picture = Picture(photo.id, photo.width, photo.height, decoded)
            kept, count = (
                (self._pictures, _PICTURES_KEPT)
                if wish.size_px
                else (self._originals, _ORIGINALS_KEPT)
            )
            _remember(kept, photo.id, picture, count)
            self.picture_ready.emit(photo.id)

    def fail(self, wish: _Wish, error: BaseException) -> None:
        """Give up on a picture."""
        key = (wish.photo.id, wish.size_px)
        if key in self._fetching:
            self._problems[key] = error
        if self._settle(wish):
            self.failed.emit(wish.photo.id, error)

    def _settle(self, wish: _Wish) -> bool:
        """Go on with the next picture; tell whether this one is still wanted.

        What arrives after its library was closed must not be kept: it may be locked by now.
        """
        key = (wish.photo.id, wish.size_px)
        is_wanted = key in self._fetching
        self._fetching.discard(key)
        self._fetch_next()
        return is_wanted

    @Slot(object)
    def _look_again(self, changes: Changes) -> None:
        """Forget why photos could not be shown that have changed since."""
        for key in [key for key in self._problems if key[0] in changes.photos]:
            del self._problems[key]

    @Slot()
    def _forget(self) -> None:
        for kept in (self._thumbnails, self._pictures, self._originals, self._coarse):
            kept.clear()
        self._wishes.clear()
        self._preloads.clear()
        self._fetching.clear()
        self._problems.clear()
        self._damaged = frozenset()


def _fetch(photos: PhotoFiles, photo: Photo, size_px: int) -> object:
    """Read and decode one picture: a thumbnail as it is, larger ones as a pyramid."""
    data = photos.preview(photo, size_px) if size_px else None
    decode = image_from_bytes if size_px == THUMBNAIL_PX else preview_from_bytes
    image = None if data is None else decode(data)
    if image is None:
        image = _decode_original(photos.read_original(photo), photo.original_name)
        if size_px:
            image = fitted(image, size_px)
    return image if size_px == THUMBNAIL_PX else pyramid(image)


def _marked(decoded: object) -> object:
    # Not at the top: few photos are ever damaged.
    from skintrack.ui.damage_mark import marked

    if isinstance(decoded, QImage):
        return marked(decoded)
    if isinstance(decoded, tuple):
        return tuple(marked(level) for level in decoded)
    return decoded


def _decode_original(data: bytes, name: str) -> QImage:
    from skintrack.imaging.decode import decode_bytes

    return image_from_array(decode_bytes(data, name).image)


def _remember(kept: OrderedDict[PhotoId, V], photo_id: PhotoId, value: V, count: int) -> None:
    kept[photo_id] = value
    kept.move_to_end(photo_id)
    while len(kept) > count:
        kept.popitem(last=False)
