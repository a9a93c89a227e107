"""A treatment course, its sessions, and the phase of a day within the course."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

CourseId = NewType("CourseId", int)
SessionId = NewType("SessionId", int)


class Provider(StrEnum):
    """Who did the needling."""

    CLINIC = "clinic"
    HOME = "home"


@dataclass(frozen=True)
class Course:
    """One course of treatment of one person.

    ``concern`` is a code such as ``acne_scars`` (``assets/treatment.toml``) or None.
    """

    id: CourseId
    name: str
    concern: str | None
    created_at: datetime


@dataclass(frozen=True)
class TreatmentSession:
    """One treatment visit; everything but the date may be missing."""

    id: SessionId
    course_id: CourseId
    date: date
    depth_mm: float | None = None
    device: str | None = None
    provider: Provider | None = None
    notes: str | None = None


class Phase(StrEnum):
    """Where a photo stands relative to the sessions; follows from the dates."""

    BASELINE = "baseline"  # before the first session (or no session yet)
    BEFORE = "before"  # on a session's day, before the needling
    AFTER = "after"  # on a session's day, after the needling
    RECOVERY = "recovery"  # days 1 to 7 after a session
    FOLLOW_UP = "follow_up"  # later


@dataclass(frozen=True)
class VisitPhase:
    """Phase of a photo with the session it refers to.

    ``session_number`` counts from 1; None for ``BASELINE``. ``days_since`` is the number of days
    since that session; None for ``BASELINE``.
    """

    phase: Phase
    session_number: int | None = None
    days_since: int | None = None

    @property
    def is_healing(self) -> bool:
        """Whether redness and swelling of the treatment itself are expected on this day."""
        return self.phase in (Phase.AFTER, Phase.RECOVERY)
