"""Reads what people noted of a course: on the library thread, without Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skintrack.ui.course_state import CourseNotes

if TYPE_CHECKING:
    from skintrack.library import Library
    from skintrack.model import CourseId


def read_notes(library: Library, course_id: CourseId) -> CourseNotes:
    """Return diary, ratings and blinded trials of a course."""
    return CourseNotes(
        library.diary.of_course(course_id),
        library.ratings.of_course(course_id),
        library.blinded_trials.of_course(course_id),
        library.blinded_trials.open_round(course_id),
    )
