"""A scar or spot that the user follows through the visits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NewType

from skintrack.model.course import CourseId
from skintrack.model.measurement import Point
from skintrack.model.photo import PhotoId

PinId = NewType("PinId", int)
MOST_LABEL_LENGTH = 60


@dataclass(frozen=True)
class Pin:
    """A spot of skin with a name of the user's.

    ``photo_id`` is the photo on which it was set first. ``places`` are those that were set by hand,
    in pixels of each photo; where it is in the others is worked out from them.
    """

    id: PinId
    course_id: CourseId
    label: str
    photo_id: PhotoId
    created_at: datetime
    places: Mapping[PhotoId, Point] = field(default_factory=dict)
