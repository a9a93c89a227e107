"""Which two photos are compared; remembered until the program runs again."""

from skintrack.model import Photo, View
from skintrack.settings import Settings
from skintrack.ui.course_state import CourseState

_PAIR = 2


class PairChoice:
    """The photos at the left and at the right: both of one view.

    Without a choice they are the first photo and the latest, of those that can stand in a trend.

    Parameters
    ----------
    stored : Settings
        What was chosen the last time.
    """

    def __init__(self, stored: Settings) -> None:
        self._chosen: list[Photo | None] = [None, None]
        self._defaults: tuple[Photo | None, Photo | None] = (None, None)
        self._view: View | None = None
        if stored.compare_view in {view.value for view in View}:
            self._view = View(stored.compare_view)
        self._wanted_ids = stored.compare_photos
        self.photos: tuple[Photo, ...] = ()

    @property
    def chosen(self) -> tuple[Photo | None, Photo | None]:
        """The photos at the left and at the right."""
        return self._chosen[0], self._chosen[1]

    @property
    def view(self) -> View | None:
        """The view of both."""
        return self._view

    def choose(self, before: Photo, after: Photo) -> None:
        """Take these two photos."""
        self._chosen, self._wanted_ids = [before, after], ()
        self._view = before.view

    def take(self, side: int, photo: Photo) -> None:
        """Take another photo for one side."""
        self._chosen[side] = photo

    def take_view(self, state: CourseState, view: View) -> None:
        """Take photos of another view, of the same visits where there are some."""
        photos = state.dated_photos(view)
        self._chosen = [_same_visit(state, photo, photos) for photo in self._chosen]
        self._view = view

    def swap(self) -> None:
        """Let the photos change sides."""
        self._chosen.reverse()

    def neighbours(self, side: int) -> tuple[Photo, ...]:
        """Return what the next and the previous step on a side would show."""
        photo = self._chosen[side]
        if photo not in self.photos:
            return ()
        row = self.photos.index(photo)
        near = (row + 1, row - 1)
        return tuple(self.photos[each] for each in near if 0 <= each < len(self.photos))

    def settle(self, state: CourseState) -> None:
        """Take the course as it is now, keeping what was chosen as far as it is still there."""
        self._recall(state)
        self._chosen = [None if photo is None else state.photo(photo.id) for photo in self._chosen]
        views = [photo.view for photo in self._chosen if photo is not None]
        if views:
            self._view = views[0]
        elif self._view not in state.views:
            self._view = _first_view(state)
        self.photos = state.dated_photos(self._view)
        if len(self.photos) < _PAIR:
            self._chosen = [self.photos[0] if self.photos else None, None]
            self._defaults = self.chosen
            return
        defaults = _default_pair(state, self.photos)
        known = {photo.id for photo in self.photos}
        for side, photo in enumerate(self._chosen):
            if photo is None or (photo.id not in known and photo.captured_at is not None):
                self._chosen[side] = defaults[side]
        self._defaults = defaults

    def to_remember(self) -> dict[str, object]:
        """Return the choice as settings; what is chosen by default is left open."""
        ids = tuple(
            "" if photo is None or photo == default else str(photo.id)
            for photo, default in zip(self._chosen, self._defaults, strict=True)
        )
        view = "" if self._view is None else self._view.value
        return {"compare_photos": ids, "compare_view": view}

    def _recall(self, state: CourseState) -> None:
        """Take the photos of the last time, if they are of this course and of one view."""
        wanted, self._wanted_ids = self._wanted_ids, ()
        if len(wanted) != _PAIR:
            return
        by_id = {str(photo.id): photo for photo in state.dated_photos()}
        found = [by_id.get(each) for each in wanted]
        if {photo.view for photo in found if photo is not None} <= {self._view}:
            self._chosen = found


def _first_view(state: CourseState) -> View:
    if View.FRONT in state.views or not state.views:
        return View.FRONT
    return state.views[0]


def _default_pair(state: CourseState, photos: tuple[Photo, ...]) -> tuple[Photo, Photo]:
    first = next((photo for photo in photos if not photo.is_calibration), photos[0])
    others = [photo for photo in photos if photo is not first]
    counting = [photo for photo in others if not _is_left_out(state, photo)]
    return first, (counting or others)[-1]


def _same_visit(state: CourseState, photo: Photo | None, photos: tuple[Photo, ...]) -> Photo | None:
    visit = None if photo is None else state.visit_of(photo.id)
    if visit is None:
        return None
    return next((other for other in photos if other in visit.photos), None)


def _is_left_out(state: CourseState, photo: Photo) -> bool:
    """Whether a photo is of healing days, or in other light to learn the noise."""
    phase = state.phase_of(photo.id)
    return photo.is_calibration or (phase is not None and phase.is_healing)
