"""A photo ready to be shown, with what its label says."""

from dataclasses import replace

from skintrack.model import Photo, PhotoAnalysis, RegionName
from skintrack.model.nudge import Nudge
from skintrack.ui.compare.camera import to_canonical
from skintrack.ui.compare.light import LightMatching
from skintrack.ui.compare.scene import Side
from skintrack.ui.course_state import CourseState
from skintrack.ui.models.photos_model import PhotosModel
from skintrack.ui.words import photo_clock, photo_day, short_day, tr


def side_of(
    state: CourseState,
    photos: PhotosModel,
    photo: Photo,
    analysis: PhotoAnalysis | None,
    nudge: Nudge,
) -> Side:
    """Return a photo with its label: day, session, days since, and what was done to it."""
    transform, is_aligned = to_canonical(photo, analysis, nudge)
    row = photos.row_of(photo.id)
    words = str(photos.data(photos.index(row))) if row >= 0 else ""
    phase = words.partition(" · ")[2]
    caption = " · ".join(part for part in (phase, days_words(state, photo)) if part)
    notes = []
    if not nudge.is_none:
        notes.append(tr("moved by hand"))
    elif not is_aligned and analysis is not None:
        notes.append(tr("no face found, so not aligned"))
    outlines = {} if analysis is None else analysis.outlines
    shown = tuple(line for region, line in outlines.items() if region is not RegionName.FACE)
    return Side(photo, transform, is_aligned, photo_day(photo), caption, tuple(notes), shown)


def with_light(side: Side | None, light: LightMatching) -> Side | None:
    """Return a side whose label says whether its light was changed, and to which."""
    if side is None:
        return None
    reference = light.reference
    if light.is_matched(side.photo.id) and reference is not None:
        words = tr("light matched to {day}").format(day=_reference_day(reference, side.photo))
    elif light.lacks(side.photo.id):
        words = tr("light could not be matched")
    else:
        return side
    return replace(side, notes=(words, *side.notes))


def _reference_day(reference: Photo, photo: Photo) -> str:
    """Return the day of the photo that gives its light, as short as it is clear."""
    if reference.captured_at is None or photo.captured_at is None:
        return photo_day(reference)
    is_other_year = reference.captured_at.year != photo.captured_at.year
    return short_day(reference.captured_at.date(), with_year=is_other_year)


def with_marks(
    sides: tuple[Side | None, Side | None], photos: PhotosModel
) -> tuple[Side | None, Side | None]:
    """Return sides whose labels tell them apart, where both are of one day."""
    left, right = sides
    if left is None or right is None or left.title != right.title:
        return sides
    return _with_mark(left, photos), _with_mark(right, photos)


def _with_mark(side: Side, photos: PhotosModel) -> Side:
    """Return a side whose title says the time, or which of several photos it is."""
    mark = photos.mark_of(side.photo.id) or photo_clock(side.photo)
    if not mark:
        return side
    return replace(side, title=tr("{day}, {time}").format(day=side.title, time=mark))


def days_words(state: CourseState, photo: Photo) -> str:
    """Return how long after the first photo of the course this one was taken."""
    if photo.captured_at is None or not state.visits:
        return ""
    days = (photo.captured_at.date() - state.visits[0].day).days
    return tr("day {days}").format(days=days)
