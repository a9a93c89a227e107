"""What was deleted and can be brought back for a while."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from skintrack.model.course import CourseId
from skintrack.model.photo import Photo, View

BIN_DAYS = 30
"""So long what was deleted rests in the bin."""


class BinKind(StrEnum):
    """What can lie in the bin."""

    PHOTO = "photo"
    COURSE = "course"
    SESSION = "session"
    RATING = "rating"
    ROUND = "round"
    PIN = "pin"


@dataclass(frozen=True)
class BinItem:
    """One thing in the bin.

    Parameters
    ----------
    kind : BinKind
    id : str
        Of its kind.
    course_id : CourseId
    course : str
        Id and name of the course it belongs to.
    name : str
        Of the course, the pin or the photo's file; the scale of a rating.
    day : date or None
        Of the photo, the session, the rating or the round; of the photo that a pin was set on.
    deleted_at : datetime
        When it was deleted, by the clock of that moment.
    goes_at : datetime or None
        From when on it goes by itself; None where that is not reckoned yet.
    count : int
        Photos of a course, answers of a round; a rating's value.
    view : View or None
        Of the photo, or of the one that a pin was set on.
    photo : Photo or None
        Of a photo.
    is_needed : bool
        An outline that holds for other photos was drawn on it, so it does not go by itself.
    """

    kind: BinKind
    id: str
    course_id: CourseId
    course: str
    name: str
    day: date | None
    deleted_at: datetime
    goes_at: datetime | None
    count: int = 0
    view: View | None = None
    photo: Photo | None = None
    is_needed: bool = False

    @property
    def key(self) -> tuple[BinKind, str]:
        """What it is called by."""
        return self.kind, self.id


@dataclass(frozen=True)
class Emptied:
    """What went for good; ``is_clock_doubted`` where nothing may go since the clock looks wrong."""

    count: int
    is_clock_doubted: bool = False
