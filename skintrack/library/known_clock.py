"""Whether the clock can be right: compared with the last moment that the library knows of.

What rests in the bin goes after some weeks, so a clock that jumps must not take it away. A clock
that was moved back, or that jumped far ahead, is doubted until it has kept its word for two days of
use; the time that it jumped over does not count.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from skintrack.library.keeping import Keeping

FAR = timedelta(days=45)
"""A clock that moved on by more than this without the program is doubted."""

_BACK = timedelta(days=1)  # another zone, or a clock that was put right by some hours
_CONFIRMED_AFTER = timedelta(days=2)
_TRUSTED, _DOUBTED = "known_moment", "doubted_moment"


@dataclass(frozen=True)
class Look:
    """What one look at the clock gives.

    ``trusted`` is the last moment that can be right and ``doubted`` since when another one is
    shown. ``jumped`` is the time that a clock which was doubted until now had jumped over.
    """

    trusted: datetime
    doubted: datetime | None = None
    is_right: bool = True
    jumped: timedelta = timedelta()


def look(now: datetime, trusted: datetime | None, doubted: datetime | None) -> Look:
    """Compare the clock with what is known; see the module."""
    if trusted is None:
        return Look(now)
    if trusted - _BACK <= now <= trusted + FAR:
        return Look(max(now, trusted))
    if doubted is None or not doubted - _BACK <= now <= doubted + FAR:
        return Look(trusted, now, is_right=False)
    if now - doubted < _CONFIRMED_AFTER:
        return Look(trusted, doubted, is_right=False)
    return Look(now, jumped=max(now - trusted, timedelta()))


class KnownClock:
    """The last moment that a library knows of."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping

    @property
    def trusted(self) -> datetime | None:
        """The last moment at which the clock could be right, or None before the first look."""
        return self._moment(_TRUSTED)

    def look(self, now: datetime) -> Look:
        """Look at the clock and remember the moment; ``now`` has a zone."""
        found = look(now, self.trusted, self._moment(_DOUBTED))
        self._keeping.keep_fact(_TRUSTED, found.trusted.isoformat())
        self._keeping.keep_fact(_DOUBTED, None if found.doubted is None else str(found.doubted))
        return found

    def _moment(self, name: str) -> datetime | None:
        stored = self._keeping.fact(name)
        return None if stored is None else datetime.fromisoformat(stored)
