"""One round of a blinded comparison: pairs, answers, and what came of them; knows no widgets."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from skintrack.model import BlindedResult, BlindedTrial, Choice, CourseId, Rater, TrialId
from skintrack.model.blinded import results_of

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
