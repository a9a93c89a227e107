"""What the review knows of each file: what it says of itself, and what the user says of it."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from skintrack.model import CourseId, FileFailure, PhotoId, SessionDayRelation, View

if TYPE_CHECKING:
    from skintrack.library import KnownPhoto
    from skintrack.workflows.import_photos import Given
    from skintrack.workflows.look_at_files import FileLook

# A day is what matters; noon is inside it in every zone nearby.
_NOON = time(12)


class RowState(StrEnum):
    """What will happen, or happened, to a file."""

    LOOKING = "looking"
    NEW = "new"
    TWICE = "twice"  # the same bytes as another file of this review
    KNOWN = "known"
    IN_BIN = "in_bin"
    UNREADABLE = "unreadable"
    ADDED = "added"


@dataclass(eq=False)
class ImportRow:
    """One file.

    ``day``, ``view`` and ``relation`` are what the user said before the import; afterwards the
    photo itself is asked. ``photo_id`` and ``course_id`` are set once it was added;
    ``is_taken_back`` where it was then moved to the bin again, as by undo; ``is_dated`` where it
    has a date now.
    """

    path: Path
    look: "FileLook | None" = None
    known: "KnownPhoto | None" = None
    failure: FileFailure | None = None
    day: date | None = None
    view: View | None = None
    relation: SessionDayRelation | None = None
    is_twice: bool = False
    is_wanted_back: bool = False
    photo_id: PhotoId | None = None
    course_id: CourseId | None = None
    is_taken_back: bool = False
    is_dated: bool = False

    @property
    def state(self) -> RowState:
        """What will happen, or happened, to the file."""
        if self.photo_id is not None:
            return RowState.IN_BIN if self.is_taken_back else RowState.ADDED
        if self.failure is not None:
            return RowState.UNREADABLE
        if self.is_twice:
            return RowState.TWICE
        if self.known is not None:
            return RowState.IN_BIN if self.known.is_in_bin else RowState.KNOWN
        return RowState.LOOKING if self.look is None else RowState.NEW

    @property
    def is_to_add(self) -> bool:
        """Whether the import would take this file."""
        state = self.state
        is_back = state is RowState.IN_BIN and self.is_wanted_back
        return state in {RowState.LOOKING, RowState.NEW} or is_back

    @property
    def is_open(self) -> bool:
        """Whether date, view and session can be said of it before the import."""
        return self.state in {RowState.LOOKING, RowState.NEW}

    @property
    def taken_day(self) -> date | None:
        """The day before the import: from the user, else from the photo; never a guess."""
        if self.day is not None:
            return self.day
        captured = None if self.look is None else self.look.captured
        return None if captured is None else captured.captured_at.date()

    @property
    def suggested_day(self) -> date | None:
        """The day in the file's name, while no better one is known."""
        if self.look is None or self.state not in {RowState.NEW, RowState.ADDED}:
            return None
        return None if self.has_date else self.look.day_in_name

    @property
    def has_date(self) -> bool:
        """Whether it is known when the photo was taken."""
        return self.taken_day is not None if self.photo_id is None else self.is_dated

    def given(self) -> "Given":
        """Return what the user said, for the import."""
        from skintrack.workflows.import_photos import Given

        return Given(None if self.day is None else self.moment(self.day), self.view, self.relation)

    def moment(self, day: date) -> datetime:
        """Return a day with the time and zone of the camera, or noon where it told none."""
        captured = None if self.look is None else self.look.captured
        if captured is not None:
            return datetime.combine(day, captured.captured_at.timetz())
        return datetime.combine(day, _NOON).astimezone()


@dataclass(frozen=True)
class Counts:
    """How many files are in which state; ``waiting`` are those that an import would take."""

    waiting: int = 0
    looking: int = 0
    known: int = 0
    in_bin: int = 0
    unreadable: int = 0
    added: int = 0
    undated: int = 0
    suggested: int = 0

    @classmethod
    def of(cls, rows: "list[ImportRow]") -> "Counts":
        """Count rows."""
        states = [row.state for row in rows]
        kinds = {RowState.NEW, RowState.ADDED}
        undated = [row for row in rows if row.state in kinds and not row.has_date]
        return cls(
            waiting=sum(row.is_to_add for row in rows),
            looking=states.count(RowState.LOOKING),
            known=states.count(RowState.KNOWN) + states.count(RowState.TWICE),
            in_bin=sum(row.state is RowState.IN_BIN and not row.is_wanted_back for row in rows),
            unreadable=states.count(RowState.UNREADABLE),
            added=states.count(RowState.ADDED),
            undated=len(undated),
            suggested=sum(row.suggested_day is not None for row in undated),
        )


@dataclass
class ReviewRows:
    """The rows of one review, in order, and those the user removed from it."""

    rows: list[ImportRow] = field(default_factory=list)
    removed: list[ImportRow] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)

    def mark_twins_of(self, row: ImportRow) -> list[ImportRow]:
        """Do so after one row was looked at; nearly always there is nothing to find."""
        sha256 = "" if row.look is None else row.look.sha256
        is_first = sha256 not in self._seen
        self._seen.add(sha256)
        return [] if is_first else self.mark_twins()

    def mark_twins(self) -> list[ImportRow]:
        """Find the files that hold the same bytes as one before them; return what changed."""
        seen: set[str] = set()
        changed = []
        for row in self.rows:
            sha256 = "" if row.look is None else row.look.sha256
            is_twice = bool(sha256) and sha256 in seen and row.photo_id is None
            seen.add(sha256)
            if row.is_twice is not is_twice:
                row.is_twice = is_twice
                changed.append(row)
        return changed
