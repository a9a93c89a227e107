"""Courses of treatment."""

from skintrack.errors import InputError, LibraryError
from skintrack.library.database import Database
from skintrack.library.records import course_of, now
from skintrack.model.course import Course, CourseId
from skintrack.model.text import storable_text


class Courses:
    """The courses of a library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Course, ...]:
        """Return every course, in the order of creation."""
        return tuple(map(course_of, self._database.rows("SELECT * FROM course ORDER BY id")))

    def get(self, course_id: CourseId) -> Course:
        """Return one course; ``LibraryError`` code ``no_such_course`` if there is none."""
        row = self._database.row("SELECT * FROM course WHERE id = ?", (course_id,))
        if row is None:
            raise LibraryError("This course is not in the library.", "no_such_course")
        return course_of(row)

    def add(self, name: str, concern: str | None = None) -> Course:
        """Begin a course; ``InputError`` if the name is blank."""
        with self._database.transaction():
            number = self._database.insert(
                "course",
                {"name": _checked(name), "concern": concern, "created_at": now().isoformat()},
            )
        return self.get(CourseId(number))

    def rename(self, course_id: CourseId, name: str) -> Course:
        """Give a course another name."""
        course = self.get(course_id)
        with self._database.transaction():
            self._database.update("course", course.id, {"name": _checked(name)})
        return self.get(course_id)


def _checked(name: str) -> str:
    if not name.strip():
        raise InputError("A course needs a name.", "no_name")
    return storable_text(name.strip())
