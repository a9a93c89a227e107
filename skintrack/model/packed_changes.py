"""What thousands of pairs of photos say, kept as numbers side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from skintrack.model.comparison import Change, Comparison, NoiseSource, Verdict
from skintrack.model.packed import Packed, number_of, numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skintrack.model.measurement import Metric, QualityIssue, RegionName

Cell = tuple["Metric", "RegionName"]
Words = tuple[NoiseSource | None, Verdict, int]

_NUMBERS = 4


class ComparisonPacker:
    """Keeps comparisons small; those that it packed share all but their numbers."""

    def __init__(self) -> None:
        self._places: dict[tuple[Cell, ...], dict[Cell, int]] = {}
        self._words: dict[tuple[Words, ...], tuple[Words, ...]] = {}
        self._issues: dict[tuple[QualityIssue, ...], tuple[QualityIssue, ...]] = {}

    def packed(self, comparison: Comparison) -> Comparison:
        """Return the same comparison in a tenth of the memory."""
        changes = comparison.changes
        cells = tuple((each.metric, each.region) for each in changes)
        if cells not in self._places:
            self._places[cells] = {cell: place for place, cell in enumerate(cells)}
        words = tuple((each.noise_source, each.verdict, each.repeat_shots) for each in changes)
        return _PackedComparison(
            comparison.algorithm,
            comparison.comparable,
            self._issues.setdefault(comparison.issues, comparison.issues),
            PackedChanges(changes, self._places[cells], self._words.setdefault(words, words)),
        )


class PackedChanges(Packed[Change]):
    """The changes of one pair; each is made anew when it is asked for.

    Parameters
    ----------
    changes : sequence of Change
        What is kept.
    places : dict
        The position of each metric and region among them.
    words : tuple
        What is said of each beside its numbers.
    """

    __slots__ = ("_numbers", "_places", "_words")

    def __init__(
        self, changes: Sequence[Change], places: dict[Cell, int], words: tuple[Words, ...]
    ) -> None:
        self._places = places
        self._words = words
        self._numbers = numbers(
            number
            for each in changes
            for number in (each.before, each.after, each.change, each.noise)
        )

    def of(self, metric: Metric, region: RegionName) -> Change | None:
        """Return the change of one metric in one region, or None where it was not compared."""
        place = self._places.get((metric, region))
        return None if place is None else self._made(place, (metric, region))

    @overload
    def __getitem__(self, index: int) -> Change: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Change, ...]: ...

    def __getitem__(self, index: int | slice) -> Change | tuple[Change, ...]:
        """Return one change, or some."""
        return tuple(self)[index]

    def __iter__(self) -> Iterator[Change]:
        """Go through the changes."""
        return (self._made(place, cell) for cell, place in self._places.items())

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._places)

    def _made(self, place: int, cell: Cell) -> Change:
        start = place * _NUMBERS
        first, second, change, noise = map(number_of, self._numbers[start : start + _NUMBERS])
        source, verdict, shots = self._words[place]
        return Change(*cell, first, second, change, noise, source, verdict, shots)


@dataclass(frozen=True)
class _PackedComparison(Comparison):
    changes: PackedChanges

    def change(self, metric: Metric, region: RegionName) -> Change | None:
        """Return the change of one metric in one region, or None where it was not compared."""
        return self.changes.of(metric, region)
