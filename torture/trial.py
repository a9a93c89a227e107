"""What a trial is: a fault that no system call stands for, tried in many places."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Tried:
    """What came of a trial.

    Attributes
    ----------
    count : int
        How many faults were tried; 0 where this machine cannot make them.
    failures : tuple of str
        What was lost, and where.
    obstacle : str or None
        Why nothing could be tried.
    """

    count: int
    failures: tuple[str, ...] = ()
    obstacle: str | None = None


@dataclass(frozen=True)
class Trial:
    """One kind of fault.

    Attributes
    ----------
    fault : str
        What goes wrong, as the table says it.
    run : callable
        Tries it in an empty folder; the second argument says to try only every so many-th.
    """

    fault: str
    run: Callable[[Path, int], Tried]
