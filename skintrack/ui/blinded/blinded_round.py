"""One round of a blinded comparison: pairs, answers, and what came of them; knows no widgets."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from skintrack.model import (
    BlindedResult,
    BlindedTrial,
    Choice,
    CourseId,
    Photo,
    PhotoId,
    Rater,
    TrialId,
)
from skintrack.model.blinded import OpenPair, OpenRound, results_of

if TYPE_CHECKING:
    from skintrack.workflows.blinded_pairs import BlindedPair


def _now() -> datetime:
    return datetime.now(UTC).astimezone().replace(microsecond=0)


@dataclass
class BlindedRound:
    """Asks pair after pair; nothing is known of the result before the last answer."""

    course_id: CourseId
    rater: Rater
    pairs: "tuple[BlindedPair, ...]"
    started_at: datetime = field(default_factory=_now)
    _answers: list[tuple[Choice | None, datetime]] = field(default_factory=list)

    @classmethod
    def resumed(
        cls, waiting: OpenRound, find: Callable[[PhotoId], Photo | None]
    ) -> "BlindedRound | None":
        """Return a round that waits, without pairs of photos that are gone.

        None where nothing is left to ask about.
        """
        from skintrack.workflows.blinded_pairs import BlindedPair

        answered, asked, answers = [], [], []
        for each in waiting.pairs:
            earlier, later = find(each.earlier_photo_id), find(each.later_photo_id)
            if earlier is None or later is None:
                continue
            pair = BlindedPair(earlier, later, each.was_later_left)
            if each.answered_at is None:
                asked.append(pair)
            else:
                answered.append(pair)
                answers.append((each.choice, each.answered_at))
        if not asked:
            return None
        pairs = (*answered, *asked)
        return cls(waiting.course_id, waiting.rater, pairs, waiting.started_at, answers)

    @property
    def waiting(self) -> OpenRound | None:
        """The round as it is kept until it is finished; None before its first answer."""
        if not self._answers:
            return None
        given = [*self._answers, *[(None, None)] * (len(self.pairs) - len(self._answers))]
        pairs = tuple(
            OpenPair(pair.earlier.id, pair.later.id, pair.is_later_left, choice, answered_at)
            for pair, (choice, answered_at) in zip(self.pairs, given, strict=True)
        )
        return OpenRound(self.course_id, self.rater, self.started_at, pairs)

    @property
    def number(self) -> int:
        """The number of the pair that is asked about, from 1."""
        return len(self._answers) + 1

    @property
    def is_over(self) -> bool:
        """Whether every pair has its answer."""
        return len(self._answers) == len(self.pairs)

    @property
    def pair(self) -> "BlindedPair | None":
        """The pair that is asked about; None after the last one."""
        return None if self.is_over else self.pairs[len(self._answers)]

    @property
    def following(self) -> "BlindedPair | None":
        """The pair after that, to be fetched meanwhile."""
        place = len(self._answers) + 1
        return self.pairs[place] if place < len(self.pairs) else None

    def choose_left(self) -> None:
        """Say that the left photo looks better."""
        pair = self.pair
        if pair is not None:
            self._answer(Choice.LATER if pair.is_later_left else Choice.EARLIER)

    def choose_right(self) -> None:
        """Say that the right photo looks better."""
        pair = self.pair
        if pair is not None:
            self._answer(Choice.EARLIER if pair.is_later_left else Choice.LATER)

    def choose_neither(self) -> None:
        """Say that the two cannot be told apart."""
        self._answer(None)

    def go_back(self) -> None:
        """Ask about the pair before again."""
        if self._answers and not self.is_over:
            self._answers.pop()

    def _answer(self, choice: Choice | None) -> None:
        if not self.is_over:
            self._answers.append((choice, _now()))

    @property
    def trials(self) -> tuple[BlindedTrial, ...]:
        """The answers as they are kept; empty before the last one."""
        if not self.is_over:
            return ()
        return tuple(
            BlindedTrial(
                id=TrialId(0),
                course_id=self.course_id,
                round_started_at=self.started_at,
                earlier_photo_id=pair.earlier.id,
                later_photo_id=pair.later.id,
                was_later_left=pair.is_later_left,
                choice=choice,
                rater=self.rater,
                answered_at=answered_at,
            )
            for pair, (choice, answered_at) in zip(self.pairs, self._answers, strict=True)
        )

    @property
    def result(self) -> BlindedResult | None:
        """What came of the round; None before its last answer."""
        found = results_of(self.trials)
        return found[0] if found else None
