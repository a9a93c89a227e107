"""What a user command changed, so that views reload only that."""

from typing import NamedTuple

from skintrack.model.course import CourseId, SessionId
from skintrack.model.photo import PhotoId


class Changes(NamedTuple):
    """Ids of everything that a command added, altered or removed.

    ``notes`` are courses whose diary, ratings, blinded trials or pins changed: nothing measured.
    """

    photos: frozenset[PhotoId] = frozenset()
    analyses: frozenset[PhotoId] = frozenset()
    sessions: frozenset[SessionId] = frozenset()
    courses: frozenset[CourseId] = frozenset()
    notes: frozenset[CourseId] = frozenset()

    @property
    def is_notes_only(self) -> bool:
        """Whether nothing changed but what people noted."""
        return bool(self.notes) and self == Changes(notes=self.notes)

    def __or__(self, other: "Changes") -> "Changes":
        """Join what two commands changed."""
        return Changes(
            photos=self.photos | other.photos,
            analyses=self.analyses | other.analyses,
            sessions=self.sessions | other.sessions,
            courses=self.courses | other.courses,
            notes=self.notes | other.notes,
        )


class FileFailure(NamedTuple):
    """One file that could not be used: ``code`` for scripts, ``message`` for people."""

    file: str
    code: str
    message: str
