"""Bring into a course what a report says and the course lacks; and take it back again.

Nothing of the course is overwritten. Photos are not in a report's data, and numbers are measured
from photos, never taken over.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from skintrack.errors import EnvironmentalError
from skintrack.model import Changes, CourseId, DiaryEntry, RatingId, SessionId
from skintrack.workflows.read_report import ReadReport
from skintrack.workflows.report_additions import Additions, additions_of

if TYPE_CHECKING:
    from skintrack.library import Library


@dataclass
class Imported:
    """What was added, by its ids, so that it can be taken back and added again.

    ``plan`` holds the fields of the course that were empty before.
    """

    course_id: CourseId
    sessions: list[SessionId] = field(default_factory=list)
    diary: list[DiaryEntry] = field(default_factory=list)
    ratings: list[RatingId] = field(default_factory=list)
    plan: Mapping[str, Any] = field(default_factory=dict)

    @property
    def changes(self) -> Changes:
        """What views have to read again."""
        course = frozenset({self.course_id})
        return Changes(
            sessions=frozenset(self.sessions),
            courses=course if self.plan else frozenset(),
            notes=course if self.diary or self.ratings else frozenset(),
        )


def run(library: "Library", report: ReadReport, course_id: CourseId, today: date) -> Imported:
    """Add to a course what a report says and the course lacks.

    Parameters
    ----------
    library : Library
        An open library.
    report : ReadReport
        What was read.
    course_id : CourseId
        The course to add to.
    today : date
        An appointment before this day is none any more.

    Raises
    ------
    InputError
        If a value cannot be stored; then nothing was added.
    StorageError
        If the disk refuses; then nothing was added, as far as it lets us.
    """
    wanted = additions_of(library, report, course_id, today)
    imported = Imported(course_id)
    try:
        _add(library, wanted, imported)
    except EnvironmentalError:
        take_back(library, imported)
        raise
    return imported


def take_back(library: "Library", imported: Imported) -> Changes:
    """Take back what was added."""
    for entry in imported.diary:
        library.diary.save(DiaryEntry(entry.session_id, entry.day))
    library.ratings.remove(imported.ratings)
    _set_plan(library, imported, dict.fromkeys(imported.plan))
    for session_id in imported.sessions:
        library.sessions.remove(session_id)
    return imported.changes


def add_again(library: "Library", imported: Imported) -> Changes:
    """Bring back what was taken back, as the records that they were."""
    for session_id in imported.sessions:
        library.sessions.restore(session_id)
    _set_plan(library, imported, imported.plan)
    library.ratings.take_back(imported.ratings)
    for entry in imported.diary:
        library.diary.save(entry)
    return imported.changes


def _add(library: "Library", wanted: Additions, imported: Imported) -> None:
    course_id = wanted.course_id
    _set_plan(library, imported, wanted.plan)
    imported.plan = wanted.plan
    for session in wanted.sessions:
        recorded = library.sessions.record(replace(session, course_id=course_id))
        imported.sessions.append(recorded.id)
    for rating in wanted.ratings:
        answer = (rating.scale, rating.value, rating.rater)
        imported.ratings += library.ratings.add(course_id, rating.day, [answer], rating.notes)
    for addition in wanted.diary:
        entry, place = addition.entry, addition.new_session
        if place is not None:
            entry = replace(entry, session_id=imported.sessions[place])
        library.diary.save(entry)
        imported.diary.append(entry)


def _set_plan(library: "Library", imported: Imported, plan: Mapping[str, Any]) -> None:
    if plan:
        library.courses.update(replace(library.courses.get(imported.course_id), **plan))
