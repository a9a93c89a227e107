"""Clocks, medians and lines of the table."""

import time
from collections.abc import Callable
from statistics import median


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes, in s."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def beside_unit(
    work: Callable[[], object], unit: Callable[[], object], runs: int
) -> tuple[float, float]:
    """Time some work and the unit by turns, so that a busy neighbour slows both.

    Returns
    -------
    tuple of float
        Median of the work and of the unit, in s.
    """
    times = [(seconds(work), median(seconds(unit) for _ in range(3))) for _ in range(runs)]
    return median(job for job, _ in times), median(one for _, one in times)


def report(what: str, figure: str, target: str = "") -> None:
    """Print one line of the table."""
    print(f"{what:<58} {figure:>26}  {target}", flush=True)
