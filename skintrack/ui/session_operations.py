"""What the library does with sessions and plans; see ``operations`` for the pattern."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from skintrack.model import (
    Cancelled,
    Changes,
    CourseId,
    Progress,
    SessionId,
    TreatmentSession,
)
from skintrack.ui.operations import Operation

if TYPE_CHECKING:
    from skintrack.library import Library


def record_session(session: TreatmentSession) -> Operation[Changes]:
    """Record a treatment session; its id is given by the library.

    Run again after it was undone, it brings back the same session: other edits know its id.
    """
    recorded: list[SessionId] = []

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> Changes:
        if recorded:
            library.sessions.restore(recorded[0])
        else:
            recorded.append(library.sessions.record(session).id)
        return Changes(sessions=frozenset(recorded))

    return Operation("", work)


def update_session(session: TreatmentSession) -> Operation[Changes]:
    """Change a recorded session."""

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> Changes:
        library.sessions.update(session)
        return Changes(sessions=frozenset({session.id}))

    return Operation("", work)


def remove_sessions(sessions: frozenset[SessionId]) -> Operation[Changes]:
    """Take sessions out of their course."""

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> Changes:
        for session_id in sessions:
            library.sessions.remove(session_id)
        return Changes(sessions=sessions)

    return Operation("", work)


def restore_sessions(sessions: frozenset[SessionId]) -> Operation[Changes]:
    """Bring removed sessions back."""

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> Changes:
        for session_id in sessions:
            library.sessions.restore(session_id)
        return Changes(sessions=sessions)

    return Operation("", work)


def change_course(course_id: CourseId, fields: Mapping[str, object]) -> Operation[Changes]:
    """Change some fields of a course; the others stay as they are by then."""

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> Changes:
        values: dict[str, Any] = dict(fields)
        library.courses.update(replace(library.courses.get(course_id), **values))
        return Changes(courses=frozenset({course_id}))

    return Operation("", work)
