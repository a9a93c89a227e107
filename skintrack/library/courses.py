"""Courses of treatment."""

from datetime import datetime

from skintrack.errors import InputError, LibraryError
from skintrack.library.database import Database
from skintrack.library.records import course_of, now
from skintrack.model.course import Course, CourseId
from skintrack.model.limits import MOST_SESSIONS, MOST_WEEKS, is_believable_year
from skintrack.model.phrase import Phrase
from skintrack.model.text import storable_text


class Courses:
    """The courses of a library.

    A deleted course is only marked, with all its photos and notes, so that it can be brought back;
    until then only ``deleted`` returns it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Course, ...]:
        """Return every course, in the order of creation."""
        sql = "SELECT * FROM course WHERE deleted_at IS NULL ORDER BY id"
        return tuple(map(course_of, self._database.rows(sql)))

    def deleted(self) -> tuple[Course, ...]:
        """Return the deleted courses, the latest first."""
        sql = "SELECT * FROM course WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC, id DESC"
        return tuple(map(course_of, self._database.rows(sql)))

    def get(self, course_id: CourseId) -> Course:
        """Return one course; ``LibraryError`` code ``no_such_course`` if there is none."""
        return self._get(course_id, "deleted_at IS NULL")

    def add(
        self, name: str, concern: str | None = None, created_at: datetime | None = None
    ) -> Course:
        """Begin a course, by default just now; ``InputError`` if the name is blank."""
        began = now() if created_at is None else created_at
        with self._database.transaction():
            number = self._database.insert(
                "course",
                {"name": _checked(name), "concern": concern, "created_at": began.isoformat()},
            )
        return self.get(CourseId(number))

    def update(self, course: Course) -> Course:
        """Store all fields of a course that exists; ``InputError`` if a number cannot be one."""
        self.get(course.id)
        columns = _columns(course)
        with self._database.transaction():
            self._database.update("course", course.id, columns)
        return self.get(course.id)

    def rename(self, course_id: CourseId, name: str) -> Course:
        """Give a course another name."""
        course = self.get(course_id)
        with self._database.transaction():
            self._database.update("course", course.id, {"name": _checked(name)})
        return self.get(course_id)

    def remove(self, course_id: CourseId) -> None:
        """Delete a course so that it can be brought back; its photos are not touched.

        Raises
        ------
        InputError
            With code ``last_course``: a library keeps one to put photos into.
        """
        self.get(course_id)
        if len(self.all()) == 1:
            raise InputError(
                "This is the only course of the library. Begin another one first.", "last_course"
            )
        self._mark(course_id, now().isoformat())

    def restore(self, course_id: CourseId) -> Course:
        """Bring a deleted course back."""
        self._get(course_id, "deleted_at IS NOT NULL")
        self._mark(course_id, None)
        return self.get(course_id)

    def _get(self, course_id: CourseId, state: str) -> Course:
        sql = " ".join(("SELECT * FROM course WHERE id = ? AND", state))
        row = self._database.row(sql, (course_id,))
        if row is None:
            raise LibraryError("This course is not in the library.", "no_such_course")
        return course_of(row)

    def _mark(self, course_id: CourseId, deleted_at: str | None) -> None:
        with self._database.transaction():
            self._database.update("course", course_id, {"deleted_at": deleted_at})


def _columns(course: Course) -> dict[str, int | str | None]:
    least, most = course.spacing_weeks or (None, None)
    planned, appointment = course.planned_sessions, course.appointment
    if planned is not None and not 1 <= planned <= MOST_SESSIONS:
        raise InputError(
            Phrase("A plan has 1 to {most_sessions} sessions.", most_sessions=MOST_SESSIONS),
            "planned_sessions",
        )
    if least is not None and most is not None and not 1 <= least <= most <= MOST_WEEKS:
        raise InputError(
            Phrase(
                "Sessions lie 1 to {most_weeks} weeks apart, such as 4 to 6.", most_weeks=MOST_WEEKS
            ),
            "spacing",
        )
    if appointment is not None and not is_believable_year(appointment):
        raise InputError("This day cannot be the next session's.", "date")
    clock = course.appointment_clock
    return {
        "name": _checked(course.name),
        "concern": _stored(course.concern),
        "person_id": course.person_id,
        "area": _stored(course.area),
        "concern_words": _stored(course.concern_words),
        "practitioner_instruction": _stored(course.practitioner_instruction),
        "planned_sessions": planned,
        "spacing_weeks_least": least,
        "spacing_weeks_most": most,
        "appointment": None if appointment is None else appointment.isoformat(),
        "appointment_clock": None if clock is None else clock.isoformat("minutes"),
        "hides_scores": int(course.hides_scores),
    }


def _stored(text: str | None) -> str | None:
    return None if text is None else storable_text(text)


def _checked(name: str) -> str:
    if not name.strip():
        raise InputError("A course needs a name.", "no_name")
    return storable_text(name.strip())
