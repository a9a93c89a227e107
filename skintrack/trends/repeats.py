"""The noise of a person's own photos, from photos of skin that had no time to change.

Everything is counted in *ratios*: the difference of two photos over the standard deviation that is
assumed for just this pair. With ratios, pairs that are unlike to a different degree can be pooled,
and what is learnt scales the assumed noise of any other pair: a badly matched pair keeps more of
it than a good one. A ratio of unchanged skin has the mean square 1 where the assumption fits.

Two kinds of evidence, and why they are used differently (``docs/adr/0019-noise-from-repeats.md``):

- Repeated shots share the light, so they are a lower bound of the noise: they can raise it and
  never lower it.
- Shots in other light contain what repeats cannot show. Many photos of one occasion in one other
  light are one look at other light, not many.
"""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from skintrack.model.comparison import NoiseSource
from skintrack.model.measurement import Metric, RegionName
from skintrack.model.noise import NoiseFactor, OwnNoise

LEAST_DEGREES_OF_FREEDOM = 10
"""Five visits of three shots (shared measurement document, section 9)."""
LEAST_SETTINGS_TO_LOWER = 5
"""Occasions with other light from which on the noise may become smaller than assumed."""
_FEWEST_SHOTS = 2
# Of the standard normal at 0.20: one person in five truly spreads more than the bound that is used.
_NORMAL_QUANTILE = -0.8416212335729143


@dataclass(frozen=True)
class Occasion:
    """Photos of one occasion, and what one metric in one region says of their pairs.

    Attributes
    ----------
    usual : tuple
        Names of the shots in the usual light, in the order of taking.
    other : tuple
        Names of the shots in other light.
    ratios : mapping
        Ratio of each pair, (earlier, later); a pair that is not comparable is not in it.
    """

    usual: tuple[Hashable, ...]
    other: tuple[Hashable, ...]
    ratios: Mapping[tuple[Hashable, Hashable], float]


Cell = tuple[Metric, RegionName]


@dataclass(frozen=True)
class SumOfSquares:
    """Sum of squares with its degrees of freedom, of so many shots."""

    total: float = 0.0
    degrees_of_freedom: int = 0
    shots: int = 0

    def __add__(self, other: "SumOfSquares") -> "SumOfSquares":
        """Pool two of them."""
        return SumOfSquares(
            self.total + other.total,
            self.degrees_of_freedom + other.degrees_of_freedom,
            self.shots + other.shots,
        )


def repeats_of(occasion: Occasion) -> SumOfSquares:
    """Return the spread of the shots in the usual light, as a sum of squared ratios.

    With n shots the sum of squares about the mean is that of all differences over n, and the
    variance of a difference is twice that of a shot: (2 / n) x sum of ratio^2, which follows the
    chi-square distribution with n - 1 degrees of freedom where the assumption fits. Shots are
    taken in order while each can be compared with all before it.
    """
    shots: list[Hashable] = []
    for shot in occasion.usual:
        if all((earlier, shot) in occasion.ratios for earlier in shots):
            shots.append(shot)
    if len(shots) < _FEWEST_SHOTS:
        return SumOfSquares()
    squares = (occasion.ratios[pair] ** 2 for pair in combinations(shots, 2))
    return SumOfSquares(2.0 / len(shots) * sum(squares), len(shots) - 1, len(shots))


def setting_of(occasion: Occasion) -> float | None:
    """Return the mean square of the ratios across two kinds of light; None without such a pair.

    Where every shot is said to be in other light, each is taken to stand in its own.
    """
    is_other = frozenset(occasion.other)
    squares = [
        ratio**2
        for (earlier, later), ratio in occasion.ratios.items()
        if ((earlier in is_other) is not (later in is_other))
        or (not occasion.usual and earlier in is_other)
    ]
    return sum(squares) / len(squares) if squares else None


def chi_square_low(degrees_of_freedom: int) -> float:
    """Return the quantile of chi-square below which one person in five lies.

    The cube-root approximation (Wilson and Hilferty 1931, PNAS 17:684); from five degrees of
    freedom on it errs by less than 1 %.
    """
    part = 2.0 / (9.0 * degrees_of_freedom)
    return degrees_of_freedom * float((1.0 - part + _NORMAL_QUANTILE * math.sqrt(part)) ** 3)


def upper_bound(squares: SumOfSquares) -> float:
    """Return the one-sided upper 80 % confidence bound of the root mean square of the ratios."""
    return math.sqrt(squares.total / chi_square_low(squares.degrees_of_freedom))


def own_noise(cells: Mapping[Cell, Sequence[Occasion]]) -> OwnNoise:
    """Return how many times the assumed noise a person's own photos show.

    Parameters
    ----------
    cells : mapping
        For each metric and region, the occasions of one course and view.

    Notes
    -----
    Light meets all regions at once, so what is learnt of it is pooled over the regions of a metric;
    each occasion counts as one degree of freedom.
    """
    settings = _settings(cells)
    factors = {
        cell: factor
        for cell, occasions in cells.items()
        if (factor := _factor(occasions, settings[cell[0]])) is not None
    }
    return OwnNoise(factors)


def _settings(cells: Mapping[Cell, Sequence[Occasion]]) -> dict[Metric, SumOfSquares]:
    """Return for each metric the mean square of each occasion with other light, summed."""
    squares: dict[Metric, dict[tuple[Hashable, ...], list[float]]] = {}
    for (metric, _), occasions in cells.items():
        found = squares.setdefault(metric, defaultdict(list))
        for occasion in occasions:
            square = setting_of(occasion)
            if square is not None:
                found[(*occasion.usual, *occasion.other)].append(square)
    return {metric: _one_each(found.values()) for metric, found in squares.items()}


def _one_each(occasions: Iterable[Sequence[float]]) -> SumOfSquares:
    means = [sum(each) / len(each) for each in occasions]
    return SumOfSquares(sum(means), len(means))


def _factor(occasions: Sequence[Occasion], settings: SumOfSquares) -> NoiseFactor | None:
    repeats = sum(map(repeats_of, occasions), SumOfSquares())
    if repeats.degrees_of_freedom < LEAST_DEGREES_OF_FREEDOM:
        return None
    own = upper_bound(repeats)
    count = settings.degrees_of_freedom
    if not count:
        return NoiseFactor(max(own, 1.0), NoiseSource.REPEATS, repeats.shots)
    if count < LEAST_SETTINGS_TO_LOWER:
        # Too few for a bound: what they show is taken as it is, and may only raise the noise.
        factor = max(own, 1.0, math.sqrt(settings.total / count))
    else:
        factor = max(own, upper_bound(settings))
    return NoiseFactor(factor, NoiseSource.REPEATS_AND_SETTINGS, repeats.shots, count)
