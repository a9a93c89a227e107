"""What the views show of one course: plain values, read on the library thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from skintrack.model import (
    View,
)
from skintrack.treatment.milestones import are_scores_hidden

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skintrack.model import (
        Anchors,
        BlindedTrial,
        Course,
        DiaryEntry,
        HealingWindow,
        Metric,
        Photo,
        PhotoAnalysis,
        PhotoId,
        Rating,
        Region,
        RegionName,
        Series,
        TreatmentSession,
        Visit,
        VisitPhase,
    )
    from skintrack.model.blinded import OpenRound
    from skintrack.model.person import Person
    from skintrack.workflows.build_series import CourseTrend

VIEW_ORDER = tuple(View)


class CourseNotes(NamedTuple):
    """What people noted: days after sessions, ratings, answers of blinded comparisons.

    ``open_round`` is a round of them that is not finished.
    """

    diary: tuple[DiaryEntry, ...] = ()
    ratings: tuple[Rating, ...] = ()
    trials: tuple[BlindedTrial, ...] = ()
    open_round: OpenRound | None = None


# Nobody compares whole courses or prints them; what could takes a third of the time to make.
@dataclass(frozen=True, eq=False, repr=False)
class CourseState:
    """One course with its sessions, photos and visits; ``deleted`` courses can be brought back.

    A long course is shown by its latest photos first: then it is not whole yet, and ``all_views``
    are also those of the photos that are still to be read.
    """

    courses: tuple[Course, ...]
    course: Course
    concern_name: str | None
    sessions: tuple[TreatmentSession, ...]
    photos: tuple[Photo, ...]
    visits: tuple[Visit, ...]
    healing: tuple[HealingWindow, ...]
    notes: CourseNotes = field(default_factory=CourseNotes)
    people: tuple[Person, ...] = ()
    deleted: tuple[Course, ...] = ()
    is_whole: bool = True
    all_views: frozenset[View] = frozenset()

    @property
    def are_scores_hidden(self) -> bool:
        """Whether scores wait for the next milestone photo, as the patient asked."""
        return are_scores_hidden(self.course, self.sessions, self.visits)

    @property
    def person(self) -> Person | None:
        """Whose course it is; None for whoever the library belongs to."""
        return next((each for each in self.people if each.id == self.course.person_id), None)

    @property
    def ratings(self) -> tuple[Rating, ...]:
        """What people said of the skin, oldest first."""
        return self.notes.ratings

    @property
    def held_sessions(self) -> tuple[TreatmentSession, ...]:
        """Sessions that took place; what is dated later than today is an appointment."""
        return self.sessions[: len(self.healing)]

    @property
    def undated(self) -> tuple[Photo, ...]:
        """Photos that wait for a date."""
        return tuple(photo for photo in self.photos if photo.captured_at is None)

    @property
    def views(self) -> tuple[View, ...]:
        """The views that this course uses, in the usual order."""
        used = {photo.view for visit in self.visits for photo in visit.photos}
        return tuple(view for view in VIEW_ORDER if view in used or view in self.all_views)

    @cached_property
    def _photos_by_id(self) -> dict[PhotoId, Photo]:
        return {photo.id: photo for photo in self.photos}

    @cached_property
    def _visits_by_photo(self) -> dict[PhotoId, Visit]:
        return {photo.id: visit for visit in self.visits for photo in visit.photos}

    def photo(self, photo_id: PhotoId) -> Photo | None:
        """Return a photo of this course."""
        return self._photos_by_id.get(photo_id)

    def visit_of(self, photo_id: PhotoId) -> Visit | None:
        """Return the visit a photo belongs to; None for one without a date."""
        return self._visits_by_photo.get(photo_id)

    def phase_of(self, photo_id: PhotoId) -> VisitPhase | None:
        """Return the phase of a photo's visit."""
        visit = self.visit_of(photo_id)
        return None if visit is None else visit.phase

    def dated_photos(self, view: View | None = None) -> tuple[Photo, ...]:
        """Return the dated photos of one view (or all), oldest first."""
        return tuple(
            photo
            for visit in self.visits
            for photo in visit.photos
            if view is None or photo.view is view
        )


@dataclass(frozen=True, eq=False, repr=False)
class CourseMeasurements:
    """What was measured in a course, the trends of each view, and what was drawn by hand.

    With ``are_scores_hidden`` the patient asked not to see values before the next milestone.
    ``left_out`` are photos that were measured and count in no trend.
    """

    analyses: Mapping[PhotoId, PhotoAnalysis] = field(default_factory=dict)
    trends: dict[View, CourseTrend] = field(default_factory=dict)
    drawn: dict[View, Region] = field(default_factory=dict)
    anchors: dict[PhotoId, Anchors] = field(default_factory=dict)
    are_scores_hidden: bool = False
    left_out: frozenset[PhotoId] = frozenset()

    def series(self, view: View, metric: Metric, region: RegionName) -> Series | None:
        """Return one series, or None where nothing of the kind was measured."""
        trend = self.trends.get(view)
        return None if trend is None else trend.find(metric, region)

    def regions(self, view: View, metric: Metric) -> tuple[RegionName, ...]:
        """Return the regions that have a series of this metric."""
        trend = self.trends.get(view)
        if trend is None:
            return ()
        return tuple(series.region for series in trend.series if series.metric is metric)
