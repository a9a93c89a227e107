"""Keep what a practitioner wrote on the report's page: grades, remarks, the next session."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from skintrack.errors import EnvironmentalError
from skintrack.model import (
    Changes,
    CourseId,
    Rater,
    RatingId,
    Scale,
    SessionId,
    TreatmentSession,
)

if TYPE_CHECKING:
    from skintrack.library import Library


@dataclass(frozen=True)
class PractitionerPage:
    """What stands on the page; None where nothing was filled in.

    ``session`` is the next session where more than its day is known: a new one, or one of the
    course that was changed. ``course`` are the fields of the course that were filled in.
    """

    day: date
    grade: int | None = None
    gais: int | None = None
    remarks: str | None = None
    session: TreatmentSession | None = None
    course: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class TypedBack:
    """What was kept, and what was there before, so that it can be taken back and kept again."""

    course_id: CourseId
    ratings: tuple[RatingId, ...] = ()
    session: TreatmentSession | None = None
    session_before: TreatmentSession | None = None
    course: Mapping[str, Any] = field(default_factory=dict)
    course_before: Mapping[str, Any] = field(default_factory=dict)

    @property
    def changes(self) -> Changes:
        """What views have to read again."""
        course = frozenset({self.course_id})
        return Changes(
            sessions=frozenset() if self.session is None else frozenset({self.session.id}),
            courses=course if self.course else frozenset(),
            notes=course if self.ratings else frozenset(),
        )


def run(library: "Library", page: PractitionerPage, course_id: CourseId) -> TypedBack:
    """Keep a page: its grades as ratings by the practitioner, the rest in the course.

    Raises
    ------
    InputError
        If a value cannot be stored; then nothing is kept.
    StorageError
        If the disk refuses; then nothing is kept, as far as it lets us.
    """
    kept = TypedBack(course_id)
    try:
        _keep(library, page, kept)
    except EnvironmentalError:
        take_back(library, kept)
        raise
    return kept


def take_back(library: "Library", kept: TypedBack) -> Changes:
    """Let everything be as it was before."""
    library.ratings.remove(kept.ratings)
    _set_course(library, kept.course_id, kept.course_before)
    if kept.session_before is not None:
        library.sessions.update(kept.session_before)
    elif kept.session is not None:
        library.sessions.remove(kept.session.id)
    return kept.changes


def keep_again(library: "Library", kept: TypedBack) -> Changes:
    """Keep again what was taken back, as the records that they were."""
    if kept.session is not None:
        if kept.session_before is None:
            library.sessions.restore(kept.session.id)
        else:
            library.sessions.update(kept.session)
    _set_course(library, kept.course_id, kept.course)
    library.ratings.take_back(kept.ratings)
    return kept.changes


def _keep(library: "Library", page: PractitionerPage, kept: TypedBack) -> None:
    course = library.courses.get(kept.course_id)
    _set_course(library, kept.course_id, page.course)
    kept.course = page.course
    kept.course_before = {name: getattr(course, name) for name in page.course}
    if page.session is not None:
        session = replace(page.session, course_id=kept.course_id)
        if session.id == SessionId(0):
            kept.session = library.sessions.record(session)
        else:
            before = library.sessions.get(session.id)
            kept.session = library.sessions.update(session)
            kept.session_before = before
    grades = ((Scale.GOODMAN_BARON, page.grade), (Scale.GAIS, page.gais))
    answers = [(scale, value, Rater.PRACTITIONER) for scale, value in grades if value is not None]
    if answers:
        kept.ratings = library.ratings.add(kept.course_id, page.day, answers, page.remarks)


def _set_course(library: "Library", course_id: CourseId, fields: Mapping[str, Any]) -> None:
    if fields:
        library.courses.update(replace(library.courses.get(course_id), **fields))
