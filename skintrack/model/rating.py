"""What people say of the skin: kept beside the measured numbers, never mixed into them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from skintrack.model.course import CourseId

RatingId = NewType("RatingId", int)


class Scale(StrEnum):
    """How something is rated.

    ``PATIENT`` goes from 0 to 10, higher is better. ``GAIS`` is the Global Aesthetic Improvement
    Scale, 1 (very much improved) to 5 (worse), against the time before the treatment.
    ``GOODMAN_BARON`` is the qualitative grade of acne scars, 1 to 4, higher is deeper.
    """

    PATIENT = "patient"
    GAIS = "gais"
    GOODMAN_BARON = "goodman_baron"

    @property
    def values(self) -> range:
        """The answers that the scale has."""
        return {
            Scale.PATIENT: range(11),
            Scale.GAIS: range(1, 6),
            Scale.GOODMAN_BARON: range(1, 5),
        }[self]


class Rater(StrEnum):
    """Whose word it is."""

    PATIENT = "patient"
    PRACTITIONER = "practitioner"
    OTHER = "other"


@dataclass(frozen=True)
class Rating:
    """One rating on one day."""

    id: RatingId
    course_id: CourseId
    day: date
    scale: Scale
    value: int
    rater: Rater
    notes: str | None
    created_at: datetime


def latest_ratings(ratings: tuple[Rating, ...]) -> tuple[Rating, ...]:
    """Return the latest rating of each scale and rater, in the order of the scales."""
    latest: dict[tuple[Scale, Rater], Rating] = {}
    for rating in sorted(ratings, key=lambda each: (each.day, each.created_at, each.id)):
        latest[rating.scale, rating.rater] = rating
    order = [(scale, rater) for scale in Scale for rater in Rater]
    return tuple(latest[key] for key in order if key in latest)
