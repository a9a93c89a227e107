"""Outlines of many photos, kept small until somebody looks at them."""

import json
import zlib
from collections.abc import ItemsView, Iterator, Mapping

from skintrack.model.measurement import Point, RegionName

_QUICK = 1


class PackedOutlines(Mapping[RegionName, tuple[Point, ...]]):
    """The measured regions of one photo, read from JSON whenever they are wanted.

    A course of thousands of photos has a million points, and shows those of two photos.
    """

    __slots__ = ("_packed",)

    def __init__(self, text: str) -> None:
        self._packed = zlib.compress(text.encode(), _QUICK)

    def __getitem__(self, region: RegionName) -> tuple[Point, ...]:
        """Return the outline of a region."""
        return self._read()[region]

    def __iter__(self) -> Iterator[RegionName]:
        """Go through the regions."""
        return iter(self._read())

    def __len__(self) -> int:
        """Return how many regions there are."""
        return len(self._read())

    def items(self) -> ItemsView[RegionName, tuple[Point, ...]]:
        """Return all of them, read once."""
        return self._read().items()

    def __repr__(self) -> str:
        """Show the outlines."""
        return repr(self._read())

    def _read(self) -> dict[RegionName, tuple[Point, ...]]:
        return outlines_of(zlib.decompress(self._packed).decode())


def outlines_of(text: str) -> dict[RegionName, tuple[Point, ...]]:
    """Read outlines from JSON."""
    return {
        RegionName(region): tuple(Point(x, y) for x, y in outline)
        for region, outline in json.loads(text).items()
    }
