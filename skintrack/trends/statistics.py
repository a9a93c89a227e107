"""Theil-Sen line with its confidence interval, and Kendall's test.

Series are short (tens of visits), so plain Python does; the millions of pairs of a course with
hundreds of visits are counted on arrays, with the same numbers. scipy's results are fixtures in the
tests.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import comb, erfc, floor, perm, sqrt
from statistics import NormalDist, median
from typing import TYPE_CHECKING

from skintrack.errors import InternalError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_EXACT_TEST_UP_TO = 33
_CONFIDENCE = 0.95
_PLAIN_UP_TO = 100


@dataclass(frozen=True)
class KendallTest:
    """Kendall's tau-b and the two-sided p value of no association."""

    tau: float
    p_value: float


def theil_sen(x: Sequence[float], y: Sequence[float]) -> tuple[float, float]:
    """Return slope and intercept of the line through the medians.

    The slope is the median of the slopes of all pairs with different x, the intercept the median
    of y - slope x (Theil 1950; Sen, J. Am. Stat. Assoc. 63 (1968) 1379).

    Parameters
    ----------
    x, y : sequence of float
        The same number of values, at least two different x.

    Raises
    ------
    InternalError
        If the lengths differ or all x are equal.
    """
    slopes = _slopes(x, y)
    half = len(slopes) // 2
    if len(slopes) % 2:
        slope = _at_ranks(slopes, half, half)[0]
    else:
        slope = sum(_at_ranks(slopes, half - 1, half)) / 2
    return slope, median(b - slope * a for a, b in zip(x, y, strict=True))


def slope_interval(x: Sequence[float], y: Sequence[float]) -> tuple[float, float] | None:
    """Return the ends of the 95 % confidence interval of the Theil-Sen slope.

    They are the slopes at which Kendall's test of the residuals against x just does not reject
    (Sen 1968; Hollander, Wolfe and Chicken, Nonparametric Statistical Methods, 2014, section 9.3).
    Up to 33 pairs the distribution of Kendall's score is exact, so the confidence is at least
    95 %; above it is the normal approximation. Ties of x count, ties of the residuals do not.

    Parameters
    ----------
    x, y : sequence of float
        The same number of values, at least two different x.

    Returns
    -------
    tuple of float or None
        The lower end is at most the Theil-Sen slope, the upper at least. None where so few pairs
        bound no slope with this confidence: four, even in perfect order, are possible by chance
        once in twelve times.

    Raises
    ------
    InternalError
        If the lengths differ or all x are equal.
    """
    slopes = _slopes(x, y)
    beyond = _slopes_beyond(len(slopes), _tie_sizes(x), len(x))
    return _at_ranks(slopes, beyond - 1, len(slopes) - beyond) if beyond > 0 else None


def kendall(x: Sequence[float], y: Sequence[float]) -> KendallTest:
    """Return Kendall's tau-b with its two-sided p value.

    With up to 33 pairs the p value is exact, counted over all orders, also where values of x or of
    y are tied; visits never share a time, so that ties of both are rare. With ties of both or more
    pairs it is the normal approximation with the variance corrected for ties (Kendall, Rank
    Correlation Methods, 1970, chapters 4 and 5). Where all x or all y are equal there is no order
    to test: tau is 0 and p is 1.

    Parameters
    ----------
    x, y : sequence of float
        The same number of values.

    Raises
    ------
    InternalError
        If the lengths differ.
    """
    _same_length(x, y)
    score = _score(x, y)
    ties_x, ties_y = _tie_sizes(x), _tie_sizes(y)
    pairs = comb(len(x), 2)
    untied_x = pairs - sum(comb(size, 2) for size in ties_x)
    untied_y = pairs - sum(comb(size, 2) for size in ties_y)
    if untied_x == 0 or untied_y == 0:
        return KendallTest(0.0, 1.0)
    tau = score / sqrt(untied_x * untied_y)
    if not (ties_x and ties_y) and len(x) <= _EXACT_TEST_UP_TO:
        orders = _orders_by_discordance(len(x), tuple(ties_x or ties_y))
        discordant = (min(untied_x, untied_y) - abs(score)) // 2
        return KendallTest(tau, min(1.0, 2.0 * sum(orders[: discordant + 1]) / sum(orders)))
    return KendallTest(tau, _normal_p(len(x), score, ties_x, ties_y))


def _same_length(x: Sequence[float], y: Sequence[float]) -> None:
    if len(x) != len(y):
        raise InternalError("x and y must have the same length.")


def _score(x: Sequence[float], y: Sequence[float]) -> int:
    """Return Kendall's score: pairs in the same order less those in the opposite one."""
    if len(x) <= _PLAIN_UP_TO:
        return sum(
            _sign(x2 - x1) * _sign(y2 - y1)
            for (x1, y1), (x2, y2) in combinations(zip(x, y, strict=True), 2)
        )
    import numpy as np

    a, b = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    return sum(
        int((np.sign(a[place + 1 :] - a[place]) * np.sign(b[place + 1 :] - b[place])).sum())
        for place in range(len(a))
    )


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _tie_sizes(values: Sequence[float]) -> list[int]:
    return [size for size in Counter(values).values() if size > 1]


def _slopes(x: Sequence[float], y: Sequence[float]) -> "list[float] | NDArray[np.float64]":
    """Return the slopes of all pairs with different x; see ``theil_sen`` for the errors."""
    _same_length(x, y)
    # Short ones in plain lists: a report begins without numpy.
    slopes = _slopes_of_few(x, y) if len(x) <= _PLAIN_UP_TO else _slopes_of_many(x, y)
    if not len(slopes):
        raise InternalError("A line needs two different x.")
    return slopes


def _slopes_of_few(x: Sequence[float], y: Sequence[float]) -> list[float]:
    return [
        (y2 - y1) / (x2 - x1)
        for (x1, y1), (x2, y2) in combinations(zip(x, y, strict=True), 2)
        if x1 != x2
    ]


def _slopes_of_many(x: Sequence[float], y: Sequence[float]) -> "NDArray[np.float64]":
    import numpy as np

    a, b = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    parts = []
    for place in range(len(a) - 1):
        run = a[place + 1 :] - a[place]
        parts.append(((b[place + 1 :] - b[place])[run != 0]) / run[run != 0])
    return np.concatenate(parts)


def _at_ranks(
    slopes: "list[float] | NDArray[np.float64]", low: int, high: int
) -> tuple[float, float]:
    """Return the slopes that stand at two places in their order."""
    if isinstance(slopes, list):
        plain = sorted(slopes)
        return plain[low], plain[high]
    import numpy as np

    ordered = np.partition(slopes, (low, high))
    return float(ordered[low]), float(ordered[high])


def _slopes_beyond(slope_count: int, ties: Sequence[int], n: int) -> int:
    """Return which slope from either end bounds the interval; 1 is the outermost, 0 none."""
    tail = (1.0 - _CONFIDENCE) / 2
    if n > _EXACT_TEST_UP_TO:
        critical = NormalDist().inv_cdf(1.0 - tail) * sqrt(_variance(n, ties, ()))
        return max(0, floor((slope_count - critical) / 2))
    orders = _orders_by_discordance(n, tuple(ties))
    most, seen, rejected = tail * sum(orders), 0, 0
    for count in orders:
        seen += count
        if seen > most:
            break
        rejected += 1
    return rejected


@lru_cache(maxsize=64)  # all series of a course have the same visits
def _orders_by_discordance(n: int, ties: tuple[int, ...]) -> tuple[int, ...]:
    """Return how many orders of n values have 0, 1, 2 ... discordant pairs.

    ``ties`` are the sizes of groups of equal values, among which no pair counts. Without ties these
    are the Mahonian numbers; with ties MacMahon's count of inversions of a multiset, the product of
    (1 + q + ... + q^(k-1)) over k = 1 ... n, divided by the same product for each group.
    """
    orders = [1]
    for size in range(2, n + 1):
        orders = _times_staircase(orders, size)
    for group in ties:
        for size in range(2, group + 1):
            orders = _over_staircase(orders, size)
    return tuple(orders)


def _times_staircase(counts: list[int], size: int) -> list[int]:
    """Multiply a polynomial by 1 + q + ... + q^(size-1)."""
    padded = [*counts, *[0] * (size - 1)]
    return [sum(padded[max(0, k - size + 1) : k + 1]) for k in range(len(padded))]


def _over_staircase(counts: list[int], size: int) -> list[int]:
    """Divide a polynomial by 1 + q + ... + q^(size-1), which must be a factor of it."""
    quotient: list[int] = []
    for k in range(len(counts) - size + 1):
        quotient.append(counts[k] - sum(quotient[max(0, k - size + 1) :]))
    return quotient


def _normal_p(n: int, score: int, ties_x: Sequence[int], ties_y: Sequence[int]) -> float:
    """Return the two-sided p of a score, normal approximation (n > 2)."""
    return erfc(abs(score) / sqrt(2 * _variance(n, ties_x, ties_y)))


def _variance(n: int, ties_x: Sequence[int], ties_y: Sequence[int]) -> float:
    """Return the variance of Kendall's score over all orders, with ties (n > 2)."""

    def spread(sizes: Sequence[int]) -> int:
        return sum(size * (size - 1) * (2 * size + 5) for size in sizes)

    def product(sizes: Sequence[int], depth: int) -> int:
        return sum(perm(size, depth) for size in sizes)

    variance = (spread([n]) - spread(ties_x) - spread(ties_y)) / 18
    variance += product(ties_x, 2) * product(ties_y, 2) / (2 * perm(n, 2))
    return variance + product(ties_x, 3) * product(ties_y, 3) / (9 * perm(n, 3))
