"""Maps over photos: made off the GUI thread when a view first wants one, kept while it is shown."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from skintrack.errors import CancelledError, EnvironmentalError
from skintrack.ui.qimage import overlay_from_array
from skintrack.ui.words import said, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage

    from skintrack.model import (
        Cancelled,
        Changes,
        Comparison,
        Photo,
        PhotoAnalysis,
        PhotoId,
        Similarity,
    )
    from skintrack.model.skin_map import MapKind, MapLegend
    from skintrack.ui.changes import ChangeBus
    from skintrack.ui.desk import Desk, PhotoFiles
    from skintrack.ui.tasks import TaskRunner
    from skintrack.workflows.make_maps import MapMaker, MapPhoto, SkinMap

_KEPT = 24

Key = tuple["PhotoId", "PhotoId", "MapKind"]
Measured = tuple["Photo", "PhotoAnalysis"]
Pair = tuple[Measured, Measured]


class Overlay(NamedTuple):
    """A map ready to be painted, or in ``description`` the reason why there is none.

    ``to_canonical`` leads from the photo's pixels to the frame that ``image`` is in.
    """

    kind: MapKind
    image: QImage | None
    to_canonical: Similarity | None
    legend: MapLegend | None
    description: str


@dataclass(eq=False, repr=False)
class _Wish:
    """One map on its way; the callbacks of its task are bound to it."""

    store: MapStore
    key: Key
    stop: threading.Event = field(default_factory=threading.Event)

    def keep(self, overlay: Overlay) -> None:
        self.store.keep(self, overlay)

    def fail(self, error: BaseException) -> None:
        self.store.fail(self, error)


class MapStore(QObject):
    """Makes and keeps maps. ``ready`` says by its key which one is there now.

    The latest wish counts: one that nobody waits for any more is stopped.

    Parameters
    ----------
    desk : Desk
        Knows the photos' files.
    bus : ChangeBus
        Tells which photos were measured anew.
    cpu_tasks : TaskRunner
        Reads photos and makes maps.
    """

    ready = Signal(object)

    def __init__(self, desk: Desk, bus: ChangeBus, cpu_tasks: TaskRunner) -> None:
        super().__init__()
        self._desk = desk
        self._tasks = cpu_tasks
        self._workshop = _Workshop()
        self._overlays: OrderedDict[Key, Overlay] = OrderedDict()
        self._wish: _Wish | None = None
        bus.changed.connect(self._forget_changed)
        desk.closed.connect(self._forget)

    @property
    def is_working(self) -> bool:
        """Whether a map is being made."""
        return self._wish is not None

    def of_photo(self, measured: Measured, kind: MapKind) -> Overlay | None:
        """Return a map of one photo, or None and make it."""
        work = partial(self._workshop.photo_map, measured, kind)
        return self._get(map_key((measured, measured), kind), work)

    def of_pair(self, pair: Pair, comparison: Comparison, kind: MapKind) -> Overlay | None:
        """Return what changed from the first to the second photo, or None and make it."""
        work = partial(self._workshop.change, pair, comparison, kind)
        return self._get(map_key(pair, kind), work)

    def _get(self, key: Key, work: Callable[[PhotoFiles, Cancelled], Overlay]) -> Overlay | None:
        overlay = self._overlays.get(key)
        if overlay is not None:
            self._overlays.move_to_end(key)
            return overlay
        photos = self._desk.photo_files
        if photos is None or (self._wish is not None and self._wish.key == key):
            return None
        self._stop()
        wish = self._wish = _Wish(self, key)
        self._tasks.run(partial(work, photos, wish.stop.is_set), done=wish.keep, failed=wish.fail)
        return None

    def keep(self, wish: _Wish, overlay: Overlay) -> None:
        """Keep a map and announce it."""
        if wish is not self._wish:
            return
        self._wish = None
        self._overlays[wish.key] = overlay
        while len(self._overlays) > _KEPT:
            self._overlays.popitem(last=False)
        self.ready.emit(wish.key)

    def fail(self, wish: _Wish, error: BaseException) -> None:
        """Say instead of a map why there is none; a stop needs no words."""
        if wish is not self._wish:
            return
        if isinstance(error, EnvironmentalError) and not isinstance(error, CancelledError):
            self.keep(wish, Overlay(wish.key[2], None, None, None, tr(error.message)))
            return
        self._wish = None
        if not isinstance(error, CancelledError):
            self._desk.failed.emit(error)

    def _stop(self) -> None:
        if self._wish is not None:
            self._wish.stop.set()
            self._wish = None

    @Slot(object)
    def _forget_changed(self, changes: Changes) -> None:
        """Forget the maps of photos that changed or were measured anew."""
        changed = changes.photos | changes.analyses
        for key in [key for key in self._overlays if changed & {key[0], key[1]}]:
            del self._overlays[key]

    @Slot()
    def _forget(self) -> None:
        self._stop()
        self._overlays.clear()
        self._workshop = _Workshop()


def map_key(pair: Pair, kind: MapKind) -> Key:
    """Return by what a map is known; that of one photo by the photo twice."""
    (before, _), (after, _) = pair
    return before.id, after.id, kind


class _Workshop:
    """Makes maps on worker threads; numpy and OpenCV are imported with the first one."""

    def __init__(self) -> None:
        self._maker: MapMaker | None = None
        self._lock = threading.Lock()

    def photo_map(
        self, measured: Measured, kind: MapKind, photos: PhotoFiles, cancelled: Cancelled
    ) -> Overlay:
        maker = self._ready_maker()
        return _overlay(maker.photo_map(_map_photo(measured, photos), kind, cancelled=cancelled))

    def change(
        self,
        pair: Pair,
        comparison: Comparison,
        kind: MapKind,
        photos: PhotoFiles,
        cancelled: Cancelled,
    ) -> Overlay:
        before, after = (_map_photo(measured, photos) for measured in pair)
        maker = self._ready_maker()
        return _overlay(maker.change(before, after, comparison, kind, cancelled=cancelled))

    def _ready_maker(self) -> MapMaker:
        from skintrack.workflows.make_maps import MapMaker

        with self._lock:
            if self._maker is None:
                self._maker = MapMaker()
            return self._maker


def _map_photo(measured: Measured, photos: PhotoFiles) -> MapPhoto:
    from skintrack.workflows.make_maps import MapPhoto

    photo, analysis = measured
    return MapPhoto(photo.original_name, partial(photos.read_original, photo), analysis)


def _overlay(made: SkinMap) -> Overlay:
    image = None if made.pixels is None else overlay_from_array(made.pixels)
    return Overlay(made.kind, image, made.to_canonical, _said(made.legend), said(made.description))


def _said(legend: MapLegend | None) -> MapLegend | None:
    """Return a legend in the language of the window."""
    if legend is None:
        return None
    return replace(
        legend,
        title=said(legend.title),
        ticks=tuple((place, said(text)) for place, text in legend.ticks),
        entries=tuple((color, said(text)) for color, text in legend.entries),
        note=said(legend.note),
        remark=said(legend.remark),
    )
