"""Treatment sessions of a course."""

from datetime import date

from skintrack.errors import InputError, LibraryError
from skintrack.library.courses import Courses
from skintrack.library.database import Database
from skintrack.library.records import session_of
from skintrack.model.course import CourseId, Provider, SessionId, TreatmentSession
from skintrack.model.limits import DEEPEST_MM, is_possible_depth
from skintrack.model.text import storable_text


class Sessions:
    """The treatment sessions of a library."""

    def __init__(self, database: Database, courses: Courses) -> None:
        self._database = database
        self._courses = courses

    def of_course(self, course_id: CourseId) -> tuple[TreatmentSession, ...]:
        """Return the sessions of a course by date."""
        sql = "SELECT * FROM treatment_session WHERE course_id = ? ORDER BY date, id"
        return tuple(map(session_of, self._database.rows(sql, (course_id,))))

    def get(self, session_id: SessionId) -> TreatmentSession:
        """Return one session; ``LibraryError`` code ``no_such_session`` if there is none."""
        row = self._database.row("SELECT * FROM treatment_session WHERE id = ?", (session_id,))
        if row is None:
            raise LibraryError("This session is not in the library.", "no_such_session")
        return session_of(row)

    def add(
        self,
        course_id: CourseId,
        day: date,
        *,
        depth_mm: float | None = None,
        device: str | None = None,
        provider: Provider | None = None,
        notes: str | None = None,
    ) -> TreatmentSession:
        """Record a session; ``InputError`` if the depth is not between 0 and 5 mm."""
        session = TreatmentSession(SessionId(0), course_id, day, depth_mm, device, provider, notes)
        columns = _columns(session)
        self._courses.get(course_id)
        with self._database.transaction():
            number = self._database.insert("treatment_session", columns)
        return self.get(SessionId(number))

    def update(self, session: TreatmentSession) -> TreatmentSession:
        """Store all fields of a session that exists."""
        self.get(session.id)
        self._courses.get(session.course_id)
        columns = _columns(session)
        with self._database.transaction():
            self._database.update("treatment_session", session.id, columns)
        return self.get(session.id)

    def remove(self, session_id: SessionId) -> None:
        """Forget a session; photos keep their own dates."""
        self.get(session_id)
        with self._database.transaction():
            self._database.execute("DELETE FROM treatment_session WHERE id = ?", (session_id,))


def _columns(session: TreatmentSession) -> dict[str, float | str | None]:
    depth_mm, device, notes = session.depth_mm, session.device, session.notes
    if depth_mm is not None and not is_possible_depth(depth_mm):
        raise InputError(
            f"A needle depth is more than 0 and at most {DEEPEST_MM:g} mm, such as 1.5.", "depth"
        )
    return {
        "course_id": session.course_id,
        "date": session.date.isoformat(),
        "depth_mm": depth_mm,
        "device": None if device is None else storable_text(device),
        "provider": None if session.provider is None else session.provider.value,
        "notes": None if notes is None else storable_text(notes),
    }
