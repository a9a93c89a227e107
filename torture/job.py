"""What a job is, and where its library and the user's own photos are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from torture.samples import sample_photos

DAY = date(2026, 3, 10)
LATER = date(2026, 5, 1)
Say = Callable[[str], None]


@dataclass(frozen=True)
class Job:
    """One thing that people do, in a folder of its own.

    Attributes
    ----------
    prepare : callable
        Makes what is there before.
    work : callable
        Does it, and says each thing as soon as the program would say that it is done.
    check : callable
        Returns what is wrong after an end at any point, given the folder and what was said.
    """

    prepare: Callable[[Path], None]
    work: Callable[[Path, Say], None]
    check: Callable[[Path, Sequence[str]], list[str]]


def library_of(place: Path) -> Path:
    """Return where the library of a place is."""
    return place / "library"


def source_of(place: Path) -> Path:
    """Return where the user's own photos are."""
    return place / "source"


def write_sources(place: Path) -> None:
    """Write the user's own photos."""
    source_of(place).mkdir(parents=True)
    for name, data in sample_photos().items():
        (source_of(place) / name).write_bytes(data)
