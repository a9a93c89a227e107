"""A treatment course, its sessions, and the phase of a day within the course."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple, NewType

PersonId = NewType("PersonId", int)
CourseId = NewType("CourseId", int)
SessionId = NewType("SessionId", int)


class Provider(StrEnum):
    """Who did the needling."""

    CLINIC = "clinic"
    HOME = "home"


class NeedleZone(StrEnum):
    """Where on the face a needle depth was noted."""

    FOREHEAD = "forehead"
    CHEEKS = "cheeks"
    NOSE = "nose"
    UNDER_EYES = "under_eyes"
    CHIN = "chin"


@dataclass(frozen=True)
class Course:
    """One course of treatment of one person; everything but the name may be missing.

    ``concern`` is a code such as ``acne_scars`` (``assets/treatment.toml``), ``concern_words`` the
    same in the patient's own words. ``person_id`` is None for whoever the library belongs to.
    ``spacing_weeks`` is (least, most) between sessions. ``appointment`` is the day of the next
    session where one was agreed on, ``appointment_clock`` its local time. With ``hides_scores``
    the patient asked not to see scores before the next milestone photo.
    """

    id: CourseId
    name: str
    concern: str | None
    created_at: datetime
    person_id: PersonId | None = None
    area: str | None = None
    concern_words: str | None = None
    practitioner_instruction: str | None = None
    planned_sessions: int | None = None
    spacing_weeks: tuple[int, int] | None = None
    appointment: date | None = None
    appointment_clock: time | None = None
    hides_scores: bool = False


@dataclass(frozen=True)
class TreatmentSession:
    """One treatment visit; everything but the date may be missing.

    ``depth_mm`` holds where ``zone_depths`` (millimetres) says nothing else. ``concern`` is a code
    or the patient's own words. ``clock`` is local time. ``pain`` is 0 to 10. ``safety_answers``
    says for each question asked before the session whether it applied; it is empty where the
    questions were not gone through.
    """

    id: SessionId
    course_id: CourseId
    date: date
    depth_mm: float | None = None
    device: str | None = None
    provider: Provider | None = None
    notes: str | None = None
    clock: time | None = None
    concern: str | None = None
    area: str | None = None
    practitioner: str | None = None
    zone_depths: Mapping[NeedleZone, float] = field(default_factory=dict, hash=False)
    passes: int | None = None
    products: str | None = None
    numbing: str | None = None
    pain: int | None = None
    safety_answers: Mapping[str, bool] = field(default_factory=dict, hash=False)


class Phase(StrEnum):
    """Where a photo stands relative to the sessions; follows from the dates."""

    # That of Enum is written in Python; long courses look up by these a million times.
    __hash__ = str.__hash__

    BASELINE = "baseline"  # before the first session (or no session yet)
    BEFORE = "before"  # on a session's day, before the needling
    AFTER = "after"  # on a session's day, after the needling
    RECOVERY = "recovery"  # days 1 to 7 after a session
    FOLLOW_UP = "follow_up"  # later


class VisitPhase(NamedTuple):
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
