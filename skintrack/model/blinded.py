"""Blinded comparisons: which of two photos looks better, with sides shuffled and dates hidden."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import comb
from typing import NewType

from skintrack.model.course import CourseId
from skintrack.model.photo import PhotoId
from skintrack.model.rating import Rater

TrialId = NewType("TrialId", int)


class Choice(StrEnum):
    """The photo that looked better."""

    EARLIER = "earlier"
    LATER = "later"


@dataclass(frozen=True)
class BlindedTrial:
    """One answer; ``choice`` is None where the two could not be told apart.

    The answers of one sitting share ``round_started_at``.
    """

    id: TrialId
    course_id: CourseId
    round_started_at: datetime
    earlier_photo_id: PhotoId
    later_photo_id: PhotoId
    was_later_left: bool
    choice: Choice | None
    rater: Rater
    answered_at: datetime


@dataclass(frozen=True)
class OpenPair:
    """A pair of a round that is not finished; ``answered_at`` is None where no answer was given."""

    earlier_photo_id: PhotoId
    later_photo_id: PhotoId
    was_later_left: bool
    choice: Choice | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True)
class OpenRound:
    """A round that is not finished, with its pairs in the order in which they are asked about.

    Its answers are no trials yet: with the last one they all become some.
    """

    course_id: CourseId
    rater: Rater
    started_at: datetime
    pairs: tuple[OpenPair, ...]

    @property
    def answered(self) -> int:
        """How many pairs have their answer."""
        return sum(pair.answered_at is not None for pair in self.pairs)


@dataclass(frozen=True)
class BlindedResult:
    """What came of one round: how often the later photo was chosen, the earlier, and neither."""

    started_at: datetime
    rater: Rater
    later: int
    earlier: int
    undecided: int

    @property
    def trials(self) -> int:
        """How many pairs were shown."""
        return self.later + self.earlier + self.undecided

    @property
    def decided(self) -> int:
        """In how many a photo was chosen."""
        return self.later + self.earlier

    @property
    def chance(self) -> float | None:
        """How often guessing alone would choose the later photo as often as this, or more often.

        Among the trials that were decided, as in a sign test; None where none was.
        """
        return chance_of_at_least(self.later, self.decided) if self.decided else None


def chance_of_at_least(hits: int, throws: int) -> float:
    """Return the exact probability of so many hits or more with a fair coin.

    Examples
    --------
    >>> chance_of_at_least(7, 8)
    0.03515625
    """
    as_good = sum(comb(throws, count) for count in range(max(hits, 0), throws + 1))
    return float(as_good / 2**throws)


def results_of(trials: Iterable[BlindedTrial]) -> tuple[BlindedResult, ...]:
    """Return the result of each round, oldest first."""
    rounds: dict[datetime, list[BlindedTrial]] = {}
    for trial in trials:
        rounds.setdefault(trial.round_started_at, []).append(trial)
    return tuple(_result(started_at, rounds[started_at]) for started_at in sorted(rounds))


def _result(started_at: datetime, trials: list[BlindedTrial]) -> BlindedResult:
    choices = [trial.choice for trial in trials]
    return BlindedResult(
        started_at,
        trials[0].rater,
        choices.count(Choice.LATER),
        choices.count(Choice.EARLIER),
        choices.count(None),
    )
