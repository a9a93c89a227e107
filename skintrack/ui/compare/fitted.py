"""Pictures made for just this zoom or this light, off the GUI thread, and kept for a while."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from skintrack.ui.images import Picture
from skintrack.ui.qimage import resized
from skintrack.ui.tasks import TaskRunner

_NEAR_SHARE = 0.05  # a photo that is turned is resampled anyway
_MOST_WIDTH_PX = 4096


@dataclass(frozen=True)
class _Wish:
    """One picture on its way; the callbacks of its task are bound to it."""

    store: "DerivedPictures"
    key: Hashable

    def keep(self, picture: Picture) -> None:
        self.store.keep(self.key, picture)

    def fail(self, error: BaseException) -> None:
        self.store.give_up(self.key, error)


class DerivedPictures(QObject):
    """Keeps the last few pictures that were made of others.

    They are wished for while the view is painted, and begun after that: made meanwhile, they would
    take the processors from what the user waits for.

    Parameters
    ----------
    tasks : TaskRunner
        Where they are made.
    kept : int
        How many; one of a whole photo takes some 60 MB.
    """

    ready = Signal()

    def __init__(self, tasks: TaskRunner, kept: int = 4) -> None:
        super().__init__()
        self._kept = kept
        self._tasks = tasks
        self._made: OrderedDict[Hashable, Picture] = OrderedDict()
        self._on_the_way: set[Hashable] = set()
        self._wishes: list[tuple[_Wish, Callable[[], Picture]]] = []
        self._begin_soon = QTimer(self)
        self._begin_soon.setSingleShot(True)
        self._begin_soon.timeout.connect(self._begin)

    @property
    def is_working(self) -> bool:
        """Whether a picture is on its way."""
        return bool(self._on_the_way)

    def find(self, key: Hashable) -> Picture | None:
        """Return a picture that is there."""
        picture = self._made.get(key)
        if picture is not None:
            self._made.move_to_end(key)
        return picture

    def want(self, key: Hashable, make: Callable[[], Picture]) -> Picture | None:
        """Return a picture, or None and make it."""
        picture = self.find(key)
        if picture is None and key not in self._on_the_way:
            self._on_the_way.add(key)
            self._wishes.append((_Wish(self, key), make))
            self._begin_soon.start(0)
        return picture

    @Slot()
    def _begin(self) -> None:
        wishes, self._wishes = self._wishes, []
        for wish, make in wishes:
            self._tasks.run(make, done=wish.keep, failed=wish.fail)

    def keep(self, key: Hashable, picture: Picture) -> None:
        """Keep a picture and say that it is there."""
        self._on_the_way.discard(key)
        self._made[key] = picture
        while len(self._made) > self._kept:
            self._made.popitem(last=False)
        self.ready.emit()

    def give_up(self, key: Hashable, error: BaseException) -> None:
        """Forget a wish and report what is a fault of ours."""
        self._on_the_way.discard(key)
        raise error

    def forget(self) -> None:
        """Let go of everything."""
        self._made.clear()
        self._on_the_way.difference_update(wish.key for wish, _ in self._wishes)
        self._wishes.clear()


class FittedPictures(DerivedPictures):
    """Adds to a picture the level that has one pixel for each of the screen: no shimmer, no blur.

    The level is made once the hand rests.
    """

    def fitted(
        self, picture: Picture, scale: float, *, is_resting: bool, may_make: bool = True
    ) -> Picture:
        """Return a picture with a level for this zoom.

        While that is being made, or the hand moves, the halvings must do: at rest the larger one,
        so that it is sharp at once.

        Parameters
        ----------
        picture : Picture
            A photo with its halvings.
        scale : float
            Screen pixels per pixel of the photo.
        is_resting : bool
            Whether the zoom is likely to stay.
        may_make : bool
            False while photos are still being decoded: those come first.
        """
        wanted = round(scale * picture.width)
        if not 1 <= wanted <= _MOST_WIDTH_PX or is_near(picture, wanted):
            return picture
        if wanted > picture.levels[0].width():
            return picture
        key = (picture.levels[0].cacheKey(), wanted)
        if not is_resting:
            return self.find(key) or picture
        make = partial(_with_level, picture, wanted)
        made = self.want(key, make) if may_make else self.find(key)
        return made or _at_least(picture, wanted)


def is_near(picture: Picture, width_px: float) -> bool:
    """Whether one of the levels has this width, nearly."""
    return any(abs(level.width() / width_px - 1) <= _NEAR_SHARE for level in picture.levels)


def _at_least(picture: Picture, width_px: int) -> Picture:
    levels = tuple(level for level in picture.levels if level.width() >= width_px)
    return picture._replace(levels=levels)


def _with_level(picture: Picture, width_px: int) -> Picture:
    larger = [level for level in picture.levels if level.width() > width_px]
    start = larger[-1]
    height_px = max(round(start.height() * width_px / start.width()), 1)
    level = resized(start, width_px, height_px)
    smaller = [each for each in picture.levels if each.width() <= width_px]
    return picture._replace(levels=(*larger, level, *smaller))
