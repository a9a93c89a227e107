"""Which sessions share a pin: those whose pins would hide each other, so that no number is lost."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

_DASH = "\N{EN DASH}"


class SessionPin(NamedTuple):
    """The pin of one session, or of several that stand too close together.

    ``place`` is its middle.
    """

    first: int
    last: int
    place: float

    @property
    def is_shared(self) -> bool:
        """Whether several sessions have it."""
        return self.last > self.first

    @property
    def text(self) -> str:
        """What stands on it: one number, or the first and the last."""
        return f"{self.first}{_DASH}{self.last}" if self.is_shared else str(self.first)

    def number_at(self, share: float) -> int:
        """Return the session at a place of the pin, from 0 at its left end to 1."""
        count = self.last - self.first + 1
        return self.first + min(max(int(share * count), 0), count - 1)


def shared_pins(
    sessions: Iterable[tuple[int, float]], width: Callable[[SessionPin], float], gap: float = 0.0
) -> tuple[SessionPin, ...]:
    """Return pins that do not touch; one that is shared stands over its first session.

    Parameters
    ----------
    sessions : iterable of (int, float)
        Numbers and places, in order.
    width : callable
        Returns the width of a pin, in the unit of the places.
    gap : float
        Room between two pins.
    """
    found: list[SessionPin] = []
    for number, place in sessions:
        pin = SessionPin(number, number, place)
        if found and place - found[-1].place < _least_apart(found[-1], pin, width) + gap:
            earlier = found.pop()
            pin = SessionPin(earlier.first, number, earlier.place)
            if found:
                # It has grown, so it may have to stand a little later.
                least = found[-1].place + _least_apart(found[-1], pin, width) + gap
                pin = pin._replace(place=max(pin.place, least))
        found.append(pin)
    return tuple(found)


def _least_apart(
    earlier: SessionPin, later: SessionPin, width: Callable[[SessionPin], float]
) -> float:
    return (width(earlier) + width(later)) / 2
