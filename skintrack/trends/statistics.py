"""Theil-Sen line and Kendall's test.

Series are short (tens of visits), so plain Python does; scipy's results are fixtures in the tests.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, erfc, factorial, perm, sqrt
from statistics import median

from skintrack.errors import InternalError

_EXACT_TEST_UP_TO = 33


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
    _same_length(x, y)
    slopes = [
        (y2 - y1) / (x2 - x1)
        for (x1, y1), (x2, y2) in combinations(zip(x, y, strict=True), 2)
        if x1 != x2
    ]
    if not slopes:
        raise InternalError("A line needs two different x.")
    slope = median(slopes)
    return slope, median(b - slope * a for a, b in zip(x, y, strict=True))


def kendall(x: Sequence[float], y: Sequence[float]) -> KendallTest:
    """Return Kendall's tau-b with its two-sided p value.

    Without ties and with up to 33 pairs the p value is exact, counted over all orders; otherwise it
    is the normal approximation with the variance corrected for ties (Kendall, Rank Correlation
    Methods, 1970, chapters 4 and 5). Where all x or all y are equal there is no order to test: tau
    is 0 and p is 1.

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
    score = sum(
        _sign(x2 - x1) * _sign(y2 - y1)
        for (x1, y1), (x2, y2) in combinations(zip(x, y, strict=True), 2)
    )
    ties_x, ties_y = _tie_sizes(x), _tie_sizes(y)
    pairs = comb(len(x), 2)
    untied_x = pairs - sum(comb(size, 2) for size in ties_x)
    untied_y = pairs - sum(comb(size, 2) for size in ties_y)
    if untied_x == 0 or untied_y == 0:
        return KendallTest(0.0, 1.0)
    tau = score / sqrt(untied_x * untied_y)
    if not ties_x and not ties_y and len(x) <= _EXACT_TEST_UP_TO:
        return KendallTest(tau, _exact_p(len(x), (pairs - abs(score)) // 2))
    return KendallTest(tau, _normal_p(len(x), score, ties_x, ties_y))


def _same_length(x: Sequence[float], y: Sequence[float]) -> None:
    if len(x) != len(y):
        raise InternalError("x and y must have the same length.")


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _tie_sizes(values: Sequence[float]) -> list[int]:
    return [size for size in Counter(values).values() if size > 1]


def _exact_p(n: int, discordant: int) -> float:
    """Return P(as few or fewer discordant pairs) times two, over all n! orders.

    ``orders[k]`` counts the permutations with k inversions (Mahonian numbers).
    """
    orders = [1]
    for size in range(2, n + 1):
        longer = [0] * (len(orders) + size - 1)
        for inversions, count in enumerate(orders):
            for more in range(size):
                longer[inversions + more] += count
        orders = longer
    return min(1.0, 2.0 * sum(orders[: discordant + 1]) / factorial(n))


def _normal_p(n: int, score: int, ties_x: Sequence[int], ties_y: Sequence[int]) -> float:
    """Return the two-sided p of a score, normal approximation with tie correction (n > 2)."""

    def spread(sizes: Sequence[int]) -> int:
        return sum(size * (size - 1) * (2 * size + 5) for size in sizes)

    def product(sizes: Sequence[int], depth: int) -> int:
        return sum(perm(size, depth) for size in sizes)

    variance = (spread([n]) - spread(ties_x) - spread(ties_y)) / 18
    variance += product(ties_x, 2) * product(ties_y, 2) / (2 * perm(n, 2))
    variance += product(ties_x, 3) * product(ties_y, 3) / (9 * perm(n, 3))
    return erfc(abs(score) / sqrt(2 * variance))
