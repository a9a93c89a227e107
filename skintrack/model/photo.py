"""One imported photo and its record."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from skintrack.model.course import CourseId

PhotoId = NewType("PhotoId", str)
"""The first 16 hex digits of the original's SHA-256: the same file has the same id everywhere."""


class View(StrEnum):
    """Side of the body that faces the camera, named by the PATIENT's left and right."""

    # That of Enum is written in Python; long courses look up by these a million times.
    __hash__ = str.__hash__

    FRONT = "front"
    LEFT_OBLIQUE = "left_oblique"  # the patient's left cheek is turned to the camera
    RIGHT_OBLIQUE = "right_oblique"
    LEFT_PROFILE = "left_profile"
    RIGHT_PROFILE = "right_profile"
    CLOSE_UP = "close_up"
    UNKNOWN = "unknown"


class CapturedAtSource(StrEnum):
    """Where the capture time comes from."""

    EXIF = "exif"
    GIVEN = "given"


class ViewSource(StrEnum):
    """Where the view comes from."""

    GIVEN = "given"
    MESH = "mesh"


class SessionDayRelation(StrEnum):
    """Said by the user of a photo taken on the day of a session."""

    # That of Enum is written in Python; long courses look up by these a million times.
    __hash__ = str.__hash__

    BEFORE = "before"
    AFTER = "after"


class SkinState(StrEnum):
    """State of the skin in a photo, as the user notes it; nothing in a photo proves it."""

    BARE = "bare"
    MAKE_UP = "make_up"
    WET = "wet"  # wet, or freshly creamed: it shines
    FLUSHED = "flushed"  # just washed, or warm from sport or a shower


@dataclass(frozen=True, slots=True)
class Photo:
    """One imported photo.

    ``captured_at`` is timezone-aware, or None while nobody knows (then the photo is in no trend).
    Where the camera stored no offset, the zone is that of the importing computer at that date and
    ``is_zone_assumed`` says so. ``width`` and ``height`` are of the upright picture, in pixels.
    ``file_name`` is relative to the library folder, with forward slashes. ``skin_state`` is None
    where the user noted nothing. ``is_calibration`` is True where the user says that it shows the
    skin of its visit in other light; it enters no trend.
    """

    id: PhotoId
    course_id: CourseId
    sha256: str
    file_name: str
    original_name: str
    byte_size: int
    width: int
    height: int
    captured_at: datetime | None
    captured_at_source: CapturedAtSource | None
    is_zone_assumed: bool
    view: View
    view_source: ViewSource | None
    session_day_relation: SessionDayRelation | None
    imported_at: datetime
    skin_state: SkinState | None = None
    is_calibration: bool = False
