"""Treatment sessions of a course."""

import json
from datetime import date

from skintrack.errors import InputError, LibraryError
from skintrack.library.courses import Courses
from skintrack.library.database import Database
from skintrack.library.records import now, session_of
from skintrack.model.course import CourseId, Provider, SessionId, TreatmentSession
from skintrack.model.limits import DEEPEST_MM, MOST_PAIN, MOST_PASSES, is_possible_depth
from skintrack.model.phrase import Phrase
from skintrack.model.text import storable_text


class Sessions:
    """The treatment sessions of a library.

    A removed session is only marked, so that it can be brought back as the one it was; until then
    nothing here returns it.
    """

    def __init__(self, database: Database, courses: Courses) -> None:
        self._database = database
        self._courses = courses

    def of_course(self, course_id: CourseId) -> tuple[TreatmentSession, ...]:
        """Return the sessions of a course by date."""
        sql = (
            "SELECT * FROM treatment_session WHERE course_id = ? AND deleted_at IS NULL"
            " ORDER BY date, clock, id"
        )
        return tuple(map(session_of, self._database.rows(sql, (course_id,))))

    def get(self, session_id: SessionId) -> TreatmentSession:
        """Return one session; ``LibraryError`` code ``no_such_session`` if there is none."""
        return self._get(session_id, "deleted_at IS NULL")

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
        """Record a session of which little is known; see ``record``."""
        return self.record(
            TreatmentSession(SessionId(0), course_id, day, depth_mm, device, provider, notes)
        )

    def record(self, session: TreatmentSession) -> TreatmentSession:
        """Record a new session; its id is given here.

        Raises
        ------
        InputError
            If a number cannot be one, such as a depth that is not between 0 and 5 mm.
        """
        columns = _columns(session)
        self._courses.get(session.course_id)
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
        """Take a session out of the course; photos keep their own dates."""
        self.get(session_id)
        self._mark(session_id, now().isoformat())

    def restore(self, session_id: SessionId) -> TreatmentSession:
        """Bring a removed session back."""
        self._get(session_id, "deleted_at IS NOT NULL")
        self._mark(session_id, None)
        return self.get(session_id)

    def _get(self, session_id: SessionId, state: str) -> TreatmentSession:
        sql = " ".join(("SELECT * FROM treatment_session WHERE id = ? AND", state))
        row = self._database.row(sql, (session_id,))
        if row is None:
            raise LibraryError("This session is not in the library.", "no_such_session")
        return session_of(row)

    def _mark(self, session_id: SessionId, deleted_at: str | None) -> None:
        with self._database.transaction():
            self._database.update("treatment_session", session_id, {"deleted_at": deleted_at})


def _columns(session: TreatmentSession) -> dict[str, float | str | None]:
    _check(session)
    depths = {zone.value: depth for zone, depth in session.zone_depths.items()}
    return {
        "course_id": session.course_id,
        "date": session.date.isoformat(),
        "depth_mm": session.depth_mm,
        "device": _stored(session.device),
        "provider": None if session.provider is None else session.provider.value,
        "notes": _stored(session.notes),
        "clock": None if session.clock is None else session.clock.isoformat("minutes"),
        "concern": _stored(session.concern),
        "area": _stored(session.area),
        "practitioner": _stored(session.practitioner),
        "zone_depths": json.dumps(depths) if depths else None,
        "passes": session.passes,
        "products": _stored(session.products),
        "numbing": _stored(session.numbing),
        "pain": session.pain,
        "safety_answers": json.dumps(dict(session.safety_answers))
        if session.safety_answers
        else None,
    }


def _check(session: TreatmentSession) -> None:
    depths = [session.depth_mm, *session.zone_depths.values()]
    if not all(depth is None or is_possible_depth(depth) for depth in depths):
        raise InputError(
            Phrase(
                "A needle depth is more than 0 and at most {deepest_mm:g} mm, such as 1.5.",
                deepest_mm=DEEPEST_MM,
            ),
            "depth",
        )
    if session.passes is not None and not 1 <= session.passes <= MOST_PASSES:
        raise InputError(
            Phrase("A session has 1 to {most_passes} passes.", most_passes=MOST_PASSES), "passes"
        )
    if session.pain is not None and not 0 <= session.pain <= MOST_PAIN:
        raise InputError(
            Phrase("Pain is noted from 0 to {most_pain}.", most_pain=MOST_PAIN), "pain"
        )


def _stored(text: str | None) -> str | None:
    return None if text is None else storable_text(text)
