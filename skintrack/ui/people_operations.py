"""What the library does with courses and whose they are; see ``operations`` for the pattern."""

from dataclasses import replace
from typing import TYPE_CHECKING

from skintrack.model import Cancelled, Changes, Course, CourseId, PersonId, Progress
from skintrack.ui.operations import Operation

if TYPE_CHECKING:
    from skintrack.library import Library


def add_course(name: str, concern: str | None, person: str) -> Operation[Changes]:
    """Add a course of somebody; without a name it is of whoever the library belongs to."""

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> Changes:
        course = library.courses.add(name, concern)
        if person:
            library.courses.update(replace(course, person_id=_id_of(library, person)))
        return Changes(courses=frozenset({course.id}))

    return Operation("", work)


def change_course(course: Course, name: str, person: str) -> Operation[Changes]:
    """Give a course another name, and to somebody else."""

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> Changes:
        now = library.courses.get(course.id)
        library.courses.update(replace(now, name=name, person_id=_id_of(library, person)))
        return Changes(courses=frozenset({course.id}))

    return Operation("", work)


def change_back(course: Course) -> Operation[Changes]:
    """Give a course its former name and person again."""

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> Changes:
        now = library.courses.get(course.id)
        library.courses.update(replace(now, name=course.name, person_id=course.person_id))
        return Changes(courses=frozenset({course.id}))

    return Operation("", work)


def delete_course(course_id: CourseId) -> Operation[Changes]:
    """Delete a course so that it can be brought back."""

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> Changes:
        library.courses.remove(course_id)
        return Changes(courses=frozenset({course_id}))

    return Operation("", work)


def restore_course(course_id: CourseId) -> Operation[Changes]:
    """Bring a deleted course back."""

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> Changes:
        library.courses.restore(course_id)
        return Changes(courses=frozenset({course_id}))

    return Operation("", work)


def _id_of(library: "Library", person: str) -> PersonId | None:
    return library.people.named(person).id if person else None
