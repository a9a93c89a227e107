"""The days after a session, as the patient saw them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum, StrEnum

from skintrack.model.course import SessionId

LAST_DAY = 7
"""The diary goes from the session's own day, 0, to this one."""


class Sign(StrEnum):
    """What skin may show in the days after needling."""

    REDNESS = "redness"
    SWELLING = "swelling"
    TIGHTNESS = "tightness"
    PEELING = "peeling"
    BRUISING = "bruising"
    BREAKOUT = "breakout"


class Step(IntEnum):
    """How much of it."""

    NONE = 0
    A_LITTLE = 1
    CLEARLY = 2
    STRONGLY = 3


@dataclass(frozen=True)
class DiaryEntry:
    """One day after a session; what was not answered is missing, never "none".

    ``asked_about`` are codes of what the patient noticed that is worth a question to the
    practitioner (``assets/treatment.toml``).
    """

    session_id: SessionId
    day: date
    signs: Mapping[Sign, Step] = field(default_factory=dict)
    pain: int | None = None
    asked_about: frozenset[str] = frozenset()
    notes: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is noted of this day."""
        return not (self.signs or self.asked_about or self.notes) and self.pain is None

    def with_step(self, sign: Sign, step: Step | None) -> "DiaryEntry":
        """Return the day with another answer; None takes the answer back."""
        signs = {each: kept for each, kept in self.signs.items() if each is not sign}
        if step is not None:
            signs[sign] = step
        return replace(self, signs=signs)

    def with_noticed(self, code: str, *, is_noticed: bool) -> "DiaryEntry":
        """Return the day with something noticed, or not."""
        others = self.asked_about - {code}
        return replace(self, asked_about=others | {code} if is_noticed else others)
