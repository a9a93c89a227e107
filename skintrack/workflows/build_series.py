"""The trends of a course: every metric and region of one view, as series."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from skintrack.analysis import ALGORITHM
from skintrack.errors import InputError
from skintrack.model import (
    Comparison,
    Course,
    CourseId,
    Metric,
    Photo,
    PhotoAnalysis,
    PhotoId,
    RegionName,
    Series,
    TreatmentSession,
    View,
)
from skintrack.model.noise import NOTHING_REPEATED, OwnNoise
from skintrack.model.packed_changes import ComparisonPacker
from skintrack.model.series_points import PackedPoints, SharedPlaces
from skintrack.treatment import phase_label, photo_phase
from skintrack.trends import Compare, Reading, build_series
from skintrack.workflows import own_noise
from skintrack.workflows.compare_photos import compare_analyses
from skintrack.workflows.kept_relations import KeptRelations
from skintrack.workflows.pair_relation import Relate
from skintrack.workflows.photo_notes import PairNotes, PhotoNotes, notes_of
from skintrack.workflows.relate_anew import relate_anew

if TYPE_CHECKING:
    from skintrack.library import Library


@dataclass(frozen=True)
class Period:
    """Days from ``first`` to ``last``, both included; None leaves that side open."""

    first: date | None = None
    last: date | None = None

    def __contains__(self, photo: Photo) -> bool:
        """Whether a photo has a date and was taken in the period."""
        if photo.captured_at is None:
            return False
        day = photo.captured_at.date()
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


WHOLE_COURSE = Period()


@dataclass(frozen=True)
class CourseRecords:
    """What the series of a course are made of."""

    course: Course
    sessions: tuple[TreatmentSession, ...]
    photos: tuple[Photo, ...]
    analyses: Mapping[PhotoId, PhotoAnalysis]


@dataclass(frozen=True)
class CourseTrend:
    """All series of one view of a course, metrics in order, regions within each metric.

    ``noise`` is what the person's repeats of this view say. Photos in other light, taken to learn
    the noise, are in no series.
    """

    course: Course
    view: View
    sessions: tuple[TreatmentSession, ...]
    series: tuple[Series, ...]
    noise: OwnNoise = NOTHING_REPEATED

    def find(self, metric: Metric, region: RegionName) -> Series | None:
        """Return one series, or None where nothing of the kind was measured."""
        for series in self.series:
            if series.metric is metric and series.region is region:
                return series
        return None


def run(
    library: "Library",
    *,
    course_id: CourseId | None = None,
    view: View | None = None,
    period: Period = WHOLE_COURSE,
) -> CourseTrend:
    """Return the series of one view of a course.

    Parameters
    ----------
    library : Library
        An open library.
    course_id : CourseId, optional
        The course; without it the library's newest.
    view : View, optional
        The view; without it that of ``main_view``.
    period : Period
        Only photos of these days; the first one that counts is the baseline then.

    Raises
    ------
    InputError
        If the library has no course.
    """
    records = read(library, course_id)
    with KeptRelations(library) as relate:
        return from_records(records, view=view, period=period, relate=relate)


def read(library: "Library", course_id: CourseId | None = None) -> CourseRecords:
    """Read what the series of all views of a course are made of; the newest course without one.

    Raises
    ------
    InputError
        If the library has no course.
    """
    course = course_of(library, course_id)
    return CourseRecords(
        course,
        tuple(library.sessions.of_course(course.id)),
        library.photos.of_course(course.id),
        library.analyses.of_course(course.id),
    )


def from_records(
    records: CourseRecords,
    *,
    view: View | None = None,
    period: Period = WHOLE_COURSE,
    relate: Relate = relate_anew,
    places: SharedPlaces | None = None,
) -> CourseTrend:
    """Return the series of one view of a course that was read; arguments as for ``run``.

    With ``places`` the points are packed: they take a tenth of the memory, and more time to read.
    """
    course, sessions = records.course, records.sessions
    all_photos, analyses = records.photos, records.analyses
    photos = [photo for photo in all_photos if photo in period and not photo.is_calibration]
    view = view or main_view(photos, analyses)
    # Repeats of the whole course, whatever the period: its noise is the same.
    noise = own_noise.from_photos(all_photos, sessions, analyses, view, relate)
    readings = [
        Reading(photo, phase, phase_label(phase), analyses.get(photo.id))
        for photo in photos
        if photo.view is view and (phase := photo_phase(photo, sessions)) is not None
    ]
    noted = {photo.sha256: notes_of(photo) for photo in photos}
    # The photos are of one view, as the user says; how far heads are turned is compared still.
    compare = _remembering(partial(_compare, noted, noise, relate))
    series = tuple(
        # Each at once: points of all series beside each other would leave holes behind.
        _packed(
            build_series(
                readings,
                metric=metric,
                region=region,
                view=view,
                algorithm=ALGORITHM,
                compare=compare,
            ),
            places,
        )
        for metric in Metric
        for region in RegionName
        if _is_measured(metric, region, (reading.analysis for reading in readings))
    )
    return CourseTrend(course, view, sessions, series, noise)


def _packed(series: Series, places: SharedPlaces | None) -> Series:
    if places is None:
        return series
    return replace(series, points=PackedPoints(series.points, places))


def main_view(photos: Iterable[Photo], measured: Container[PhotoId]) -> View:
    """Return the front, or the view with the most measured photos where there is no front."""
    views = [photo.view for photo in photos if photo.id in measured]
    if View.FRONT in views or not views:
        return View.FRONT
    return max(View, key=views.count)


def course_of(library: "Library", course_id: CourseId | None) -> Course:
    """Return the course asked for, or the library's newest.

    Raises
    ------
    InputError
        If the library has no course yet.
    """
    if course_id is not None:
        return library.courses.get(course_id)
    courses = library.courses.all()
    if not courses:
        raise InputError("This library has no course yet. Add one first.")
    return courses[-1]


def _compare(
    notes: Mapping[str, PhotoNotes],
    noise: OwnNoise,
    relate: Relate,
    before: PhotoAnalysis,
    after: PhotoAnalysis,
) -> Comparison:
    """Compare two photos of one view with what is noted of them, by the hash of their files."""
    pair = PairNotes(notes[before.sha256], notes[after.sha256])
    return compare_analyses(before, after, same_view=True, notes=pair, noise=noise, relate=relate)


def _remembering(compare: Compare) -> Compare:
    """Return a comparison that is made once for each pair; all series of a view share the pairs."""
    made: dict[tuple[str, str], Comparison] = {}
    packer = ComparisonPacker()

    def remembered(before: PhotoAnalysis, after: PhotoAnalysis) -> Comparison:
        pair = (before.sha256, after.sha256)
        if pair not in made:
            made[pair] = packer.packed(compare(before, after))
        return made[pair]

    return remembered


def _is_measured(
    metric: Metric, region: RegionName, analyses: Iterable[PhotoAnalysis | None]
) -> bool:
    """Whether a metric belongs to a region in any photo, measured or refused with a reason."""
    return any(analysis.has(metric, region) for analysis in analyses if analysis is not None)
