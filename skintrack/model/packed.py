"""Records among thousands: kept as numbers side by side, and made anew when asked for."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from math import isnan, nan
from typing import TypeVar

T = TypeVar("T")


class Packed(Sequence[T]):
    """A sequence that makes its records when they are asked for; equal to any of the same ones."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Tell whether these are the same records."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """Return the same number for the same records."""
        return hash(tuple(self))

    def __repr__(self) -> str:
        """Show the records."""
        return repr(tuple(self))


def numbers(values: Iterable[float | None]) -> array[float]:
    """Return numbers side by side; what is missing is kept as not a number."""
    return array("d", [nan if value is None else value for value in values])


def number_of(stored: float) -> float | None:
    """Return a number that was kept, or None where it is missing."""
    return None if isnan(stored) else stored
