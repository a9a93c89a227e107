"""Which photo the next one should repeat, and which view to take next."""

from skintrack.model import Photo, View
from skintrack.ui.course_state import CourseMeasurements, CourseState

VIEWS = tuple(view for view in View if view is not View.UNKNOWN)
_USUAL = (View.FRONT, View.LEFT_OBLIQUE, View.RIGHT_OBLIQUE)


def model_photo(state: CourseState, measurements: CourseMeasurements, view: View) -> Photo | None:
    """Return the baseline photo of a view: that of its trends, else the first one with a face."""
    trend = measurements.trends.get(view)
    for series in () if trend is None else trend.series:
        photo_id = series.baseline_photo_id
        photo = None if photo_id is None else state.photo(photo_id)
        if photo is not None:
            return photo
    photos = [photo for photo in state.dated_photos(view) if not photo.is_calibration]
    for photo in photos:
        analysis = measurements.analyses.get(photo.id)
        if analysis is not None and analysis.to_canonical is not None:
            return photo
    return photos[0] if photos else None


def views_to_take(state: CourseState) -> tuple[View, ...]:
    """Return the views of the course in their order; those of a first visit where there are none.

    A visit repeats the views of the baseline, so that each has its series.
    """
    used = tuple(view for view in VIEWS if view in state.views)
    return used or _USUAL


def next_view(state: CourseState, view: View, taken: frozenset[View]) -> View:
    """Return the view to suggest after one was taken; the same where none is left."""
    left = [each for each in views_to_take(state) if each not in taken]
    return left[0] if left else view
