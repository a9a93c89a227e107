"""Light-matched pictures: the later photo in the light of the earlier one. Off unless asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from skintrack.ui.compare.fitted import DerivedPictures
from skintrack.ui.images import Picture
from skintrack.ui.operations import Operation
from skintrack.ui.qimage import toned_copy

if TYPE_CHECKING:
    from skintrack.library import Library
    from skintrack.model import Cancelled, Photo, PhotoAnalysis, PhotoId, Progress
    from skintrack.model.light import LightGain
    from skintrack.ui.services import Services

_KEPT = 2


class LightMatching(QObject):
    """Matches the light of a pair; the photos themselves and all values stay as they are.

    Parameters
    ----------
    services : Services
    """

    changed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._pictures = DerivedPictures(services.cpu_tasks, _KEPT)
        self._pictures.ready.connect(self.changed)
        self._pair: tuple[Photo, Photo] | None = None
        self._fitted_for: tuple[PhotoAnalysis, PhotoAnalysis] | None = None
        self.is_on = services.settings.current.compare_matches_light
        self.is_fitting = False
        self.gain: LightGain | None = None
        services.desk.closed.connect(self.forget)

    @property
    def reference(self) -> Photo | None:
        """The photo whose light the other one takes."""
        return None if self._pair is None else self._pair[0]

    def turn(self, *, is_on: bool) -> None:
        """Match the light from now on, or no more; remembered."""
        self.is_on = is_on
        self._services.settings.change(compare_matches_light=is_on)
        self._fit()
        self.changed.emit()

    def show_pair(self, first: Photo | None, second: Photo | None) -> None:
        """Take two photos; the earlier one keeps its light."""
        pair = None
        if first is not None and second is not None and first.id != second.id:
            pair = (first, second) if _is_earlier(first, second) else (second, first)
        self._pair = pair
        self._fit()

    def is_matched(self, photo_id: PhotoId) -> bool:
        """Whether a photo is shown in the light of the other one."""
        is_later = self._pair is not None and self._pair[1].id == photo_id
        return self.is_on and is_later and self.gain is not None

    def lacks(self, photo_id: PhotoId) -> bool:
        """Whether a photo should be matched and cannot be."""
        is_later = self._pair is not None and self._pair[1].id == photo_id
        return self.is_on and is_later and self.gain is None and not self.is_fitting

    def picture(self, picture: Picture) -> Picture:
        """Return a picture in the light it is to be shown in; as it is while that is made."""
        if self.gain is None or not self.is_matched(picture.photo_id):
            return picture
        key = (picture.levels[0].cacheKey(), self.gain)
        work = partial(_matched, picture, self.gain)
        return self._pictures.want(key, work) or picture

    def forget(self) -> None:
        """Let go of the pictures; they are made again when they are wanted."""
        self._pictures.forget()

    def _fit(self) -> None:
        """Learn the light of both photos from their skin."""
        if not self.is_on or self._pair is None:
            self._fitted_for = self.gain = None
            return
        analyses = self._services.course.measurements.analyses
        first, second = (analyses.get(photo.id) for photo in self._pair)
        if first is None or second is None:
            self._fitted_for = self.gain = None
            return
        if self._fitted_for == (first, second):
            return
        self._fitted_for, self.gain, self.is_fitting = (first, second), None, True
        self._services.desk.run(_fit((first, second), self._pair), self._take)

    def _take(self, fit: tuple[PhotoAnalysis, PhotoAnalysis, LightGain | None]) -> None:
        first, second, gain = fit
        if self._fitted_for is not None and self._fitted_for == (first, second):
            self.gain, self.is_fitting = gain, False
            self.changed.emit()


def _is_earlier(first: Photo, second: Photo) -> bool:
    if first.captured_at is None or second.captured_at is None:
        return True
    return first.captured_at <= second.captured_at


def _fit(
    known: tuple[PhotoAnalysis, PhotoAnalysis], photos: tuple[Photo, Photo]
) -> Operation[tuple[PhotoAnalysis, PhotoAnalysis, LightGain | None]]:
    """Learn the light of two photos; what the window knows of them comes back with it."""

    def work(
        library: Library, _progress: Progress, _cancelled: Cancelled
    ) -> tuple[PhotoAnalysis, PhotoAnalysis, LightGain | None]:
        from skintrack.workflows.match_light import fit_gain

        # The window keeps no skin of photos: it is read here.
        first, second = (library.analyses.get(photo.id) for photo in photos)
        gain = None if first is None or second is None else fit_gain(first, second)
        return *known, gain

    return Operation("", work)


def _matched(picture: Picture, gain: LightGain) -> Picture:
    from skintrack.imaging.light_gain import gain_tables

    tables = gain_tables(gain)
    levels = tuple(toned_copy(level, tables) for level in picture.levels)
    return Picture(picture.photo_id, picture.width, picture.height, levels)
