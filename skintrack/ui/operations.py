"""One function per user command: each returns an ``Operation`` that a desk runs on the library.

Workflows are imported inside the work itself, so that the first window opens without numpy,
OpenCV, Typst or matplotlib.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from skintrack.errors import CancelledError
from skintrack.model import (
    Changes,
    ProgressStep,
    ViewSource,
)
from skintrack.ui.course_state import CourseMeasurements, CourseState
from skintrack.ui.memory import give_back_memory
from skintrack.ui.note_reading import read_notes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from skintrack.library import Library
    from skintrack.model import (
        Cancelled,
        Comparison,
        CourseId,
        PhotoAnalysis,
        PhotoId,
        Progress,
        SessionDayRelation,
        SkinState,
        View,
    )
    from skintrack.model.noise import OwnNoise
    from skintrack.workflows.import_photos import ImportResult

T = TypeVar("T")


class Operation(NamedTuple, Generic[T]):
    """Work on an open library.

    ``label`` says what is done, for the status line; an empty one is a quick read that shows
    nothing. What ``work`` returns may be ``Changes`` or carry them as ``changes``. Long work that
    ``gives_way`` is asked to stop when something urgent waits, and is run again after it.
    """

    label: str
    work: Callable[[Library, Progress, Cancelled], T]
    is_urgent: bool = True
    gives_way: bool = False


def load_course(
    course_id: CourseId | None, *, is_urgent: bool = True
) -> Operation[CourseState | None]:
    """Read a course as ``read_course`` does."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> CourseState | None:
        return read_course(library, course_id)

    return Operation("", work, is_urgent)


def read_course(
    library: Library, course_id: CourseId | None, *, only_latest: bool = False
) -> CourseState | None:
    """Read a course, or the newest one as everywhere; None in a library without courses.

    With ``only_latest`` a long one is read as far as it is seen first.
    """
    from skintrack import treatment

    courses = library.courses.all()
    if not courses:
        return None
    course = next((course for course in courses if course.id == course_id), courses[-1])
    sessions = treatment.sorted_sessions(library.sessions.of_course(course.id))
    latest = library.photos.latest_of_course(course.id) if only_latest else None
    photos = library.photos.of_course(course.id) if latest is None else latest.photos
    today = datetime.now().astimezone().date()
    return CourseState(
        courses=tuple(courses),
        course=course,
        concern_name=treatment.concern_name(course.concern),
        sessions=sessions,
        photos=photos,
        visits=treatment.visits(photos, sessions),
        healing=treatment.healing_windows(treatment.held_sessions(sessions, today)),
        notes=read_notes(library, course.id),
        people=library.people.all(),
        deleted=library.courses.deleted(),
        is_whole=latest is None,
        all_views=frozenset() if latest is None else latest.views,
    )


def load_measurements(state: CourseState) -> Operation[CourseMeasurements]:
    """Read the analyses of a course and build the trends of every view it uses."""

    def work(library: Library, _progress: Progress, cancelled: Cancelled) -> CourseMeasurements:
        from skintrack.model.series_points import SharedPlaces
        from skintrack.ui.left_out import left_out_photos
        from skintrack.workflows import build_series
        from skintrack.workflows.kept_relations import KeptRelations

        # Read once for all views: the analyses of thousands of photos take memory and time.
        records = build_series.CourseRecords(
            state.course, state.sessions, state.photos, library.analyses.of_course(state.course.id)
        )
        trends = {}
        places = SharedPlaces()
        with KeptRelations(library, cancelled) as relate:
            for view in state.views:
                if cancelled():
                    # Half of the trends would look like all of them.
                    raise CancelledError("Stopped before every view was read.")
                # Points are kept as long as the course is shown, and may be hundreds of thousands.
                trends[view] = build_series.from_records(
                    records, view=view, relate=relate, places=places
                )
        regions = library.regions
        read = CourseMeasurements(
            records.analyses,
            trends,
            regions.of_course(state.course.id),
            regions.anchors_of_course(state.course.id),
            are_scores_hidden=state.are_scores_hidden,
        )
        return replace(read, left_out=left_out_photos(state.photos, read))

    # Where thousands of pairs were never compared, nothing waits for them: what is done is kept.
    return Operation("", work, is_urgent=False, gives_way=True)


def give_back() -> Operation[None]:
    """Give the memory back that reading took, after everything that waits before it."""

    def work(_library: Library, _progress: Progress, _cancelled: Cancelled) -> None:
        give_back_memory()

    return Operation("", work, is_urgent=False)


def rename_course(course_id: CourseId, name: str) -> Operation[Changes]:
    """Give a course another name."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> Changes:
        library.courses.rename(course_id, name)
        return Changes(courses=frozenset({course_id}))

    return Operation("", work)


def import_photos(
    label: str, paths: Sequence[Path], course_id: CourseId
) -> Operation[ImportResult]:
    """Copy photos and folders of photos into the library."""

    def work(library: Library, progress: Progress, cancelled: Cancelled) -> ImportResult:
        from skintrack.workflows import import_photos as workflow

        return workflow.run(
            library,
            list(paths),
            course_id=course_id,
            jobs=2,
            progress=progress,
            cancelled=cancelled,
        )

    return Operation(label, work)


def count_lost_previews() -> Operation[int]:
    """Count the photos that have no small copies for the screen."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> int:
        return len(library.photos.without_preview())

    return Operation("", work, is_urgent=False)


def rebuild_previews(label: str) -> Operation[Changes]:
    """Make the small copies for the screen again where they are lost."""

    def work(library: Library, progress: Progress, cancelled: Cancelled) -> Changes:
        from skintrack.workflows import rebuild_previews as workflow

        def tell(step: ProgressStep) -> None:
            progress(ProgressStep(step.done, step.total, f"{label}: {step.label}"))

        return workflow.run(library, progress=tell, cancelled=cancelled)

    return Operation(label, work, is_urgent=False, gives_way=True)


def compare_photos(
    before: PhotoId, after: PhotoId, noise: OwnNoise | None = None
) -> Operation[Comparison]:
    """Compare two photos of the library; ``noise`` is what is known of the person's own repeats.

    Without it they are compared first, which takes a second where there are many.
    """

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> Comparison:
        from skintrack.workflows import compare_photos as workflow
        from skintrack.workflows import own_noise

        own = noise
        if own is None:
            first = library.photos.get(before)
            own = own_noise.run(library, course_id=first.course_id, view=first.view)
        return workflow.compare_in_library(library, before, after, noise=own)

    return Operation("", work)


def set_captured_at(moments: dict[PhotoId, datetime]) -> Operation[Changes]:
    """Say when photos were taken."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> Changes:
        for photo_id, moment in moments.items():
            library.photos.set_captured_at(photo_id, moment)
        return Changes(photos=frozenset(moments))

    return Operation("", work)


def set_view(
    photo_id: PhotoId, view: View, source: ViewSource | None = ViewSource.GIVEN
) -> Operation[Changes]:
    """Say which view a photo shows."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> Changes:
        library.photos.set_view(photo_id, view, source)
        return Changes(photos=frozenset({photo_id}))

    return Operation("", work)


def set_relation(photo_id: PhotoId, relation: SessionDayRelation | None) -> Operation[Changes]:
    """Say whether a photo of a session's day was taken before or after the needling."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> Changes:
        library.photos.set_session_day_relation(photo_id, relation)
        return Changes(photos=frozenset({photo_id}))

    return Operation("", work)


def load_analysis(photo_id: PhotoId) -> Operation[PhotoAnalysis | None]:
    """Read all that was measured in a photo, its skin too; None if it was not measured."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> PhotoAnalysis | None:
        return library.analyses.get(photo_id)

    return Operation("", work)


def set_skin_states(states: dict[PhotoId, SkinState | None]) -> Operation[Changes]:
    """Note the state of the skin in photos; None takes a note back."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> Changes:
        for photo_id, state in states.items():
            library.photos.set_skin_state(photo_id, state)
        return Changes(photos=frozenset(states))

    return Operation("", work)


def set_calibrations(marks: dict[PhotoId, bool]) -> Operation[Changes]:
    """Say of photos whether they show the skin of their visit in other light."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> Changes:
        for photo_id, is_calibration in marks.items():
            library.photos.set_calibration(photo_id, is_calibration=is_calibration)
        return Changes(photos=frozenset(marks))

    return Operation("", work)


def move_to_bin(photo_ids: Sequence[PhotoId]) -> Operation[Changes]:
    """Move photos to the library's bin, from which they can be taken back."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> Changes:
        for photo_id in photo_ids:
            library.photos.move_to_bin(photo_id)
        return Changes(photos=frozenset(photo_ids))

    return Operation("", work)


def take_from_bin(photo_ids: Sequence[PhotoId]) -> Operation[Changes]:
    """Take photos back out of the bin."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> Changes:
        for photo_id in photo_ids:
            library.photos.take_from_bin(photo_id)
        return Changes(photos=frozenset(photo_ids))

    return Operation("", work)
