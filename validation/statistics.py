"""Statistics of repeated readings. Groups are lists of readings of the same skin, one per person.

ICC(1,1): Shrout and Fleiss 1979, one-way, for groups of unequal size. SEM and MDC95: Weir 2005,
J Strength Cond Res 19:231.
"""

import math
from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

Groups = Sequence[Sequence[float]]
_NORMAL_95 = 1.96
MDC95_PER_SEM = _NORMAL_95 * 2**0.5
_REPEATED = 2


def standard_error(groups: Groups) -> float | None:
    """Return the SEM, the pooled standard deviation within groups; None without repeats."""
    repeated = [np.asarray(group, float) for group in groups if len(group) >= _REPEATED]
    freedom = sum(len(group) - 1 for group in repeated)
    if not freedom:
        return None
    return float(np.sqrt(sum(_squares(group) for group in repeated) / freedom))


def mdc95(sem: float) -> float:
    """Return the minimal detectable change of a SEM."""
    return MDC95_PER_SEM * sem


def intraclass_correlation(groups: Groups) -> float | None:
    """Return ICC(1,1), the share of the variance that is between people; None if undefined."""
    repeated = [np.asarray(group, float) for group in groups if len(group) >= _REPEATED]
    if len(repeated) < _REPEATED:
        return None
    sizes = np.array([len(group) for group in repeated])
    total, count = int(sizes.sum()), len(repeated)
    grand = float(np.concatenate(repeated).mean())
    means = np.array([group.mean() for group in repeated])
    between = float(sizes @ (means - grand) ** 2) / (count - 1)
    within = sum(_squares(group) for group in repeated) / (total - count)
    size = (total - float((sizes**2).sum()) / total) / (count - 1)
    spread = between + (size - 1) * within
    return (between - within) / spread if spread > 0 else None


def spearman(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Return the rank correlation, ties with their mean rank; None where one is constant."""
    if len(one) < _REPEATED:
        return None
    first, second = _ranks(one), _ranks(other)
    first, second = first - first.mean(), second - second.mean()
    scale = float(np.sqrt((first @ first) * (second @ second)))
    return float(first @ second) / scale if scale > 0 else None


def slope(levels: Sequence[float], readings: Sequence[float]) -> float | None:
    """Return the least-squares slope of readings over levels; None without two levels."""
    x, y = np.asarray(levels, float), np.asarray(readings, float)
    x = x - x.mean() if x.size else x
    spread = float(x @ x)
    return float(x @ y) / spread if spread > 0 else None


def root_mean_square(values: Sequence[float]) -> float | None:
    """Return the RMS; None of nothing."""
    return float(np.sqrt(np.mean(np.square(values)))) if values else None


def mean(values: Sequence[float | None]) -> float | None:
    """Return the mean of what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return float(np.mean(known)) if known else None


def share(hits: int, total: int) -> float | None:
    """Return hits over total; None of nothing."""
    return hits / total if total else None


def bounds(
    hits: Sequence[bool], groups: Sequence[Hashable]
) -> tuple[float, float] | tuple[None, None]:
    """Return the 95 % confidence interval of a share (Wilson 1927); None of nothing.

    Hits of one group, such as the regions of one photo, come together; so there are fewer of them
    than it seems, by the design effect (Kish 1965). Where all are alike, each group counts once.

    Parameters
    ----------
    hits : sequence of bool
    groups : sequence of hashable
        What each belongs to.
    """
    total = len(hits)
    if not total:
        return None, None
    mean_hit = sum(hits) / total
    rest: dict[Hashable, float] = {}
    for hit, group in zip(hits, groups, strict=True):
        rest[group] = rest.get(group, 0.0) + hit - mean_hit
    alone = mean_hit * (1 - mean_hit) * total
    count = float(len(rest))
    if alone > 0:
        together = sum(value**2 for value in rest.values()) * count / max(count - 1, 1)
        count = total / max(together / alone, 1.0)
    middle = mean_hit + _NORMAL_95**2 / (2 * count)
    reach = _NORMAL_95 * math.sqrt(
        mean_hit * (1 - mean_hit) / count + _NORMAL_95**2 / (4 * count**2)
    )
    scale = 1 + _NORMAL_95**2 / count
    return max((middle - reach) / scale, 0.0), min((middle + reach) / scale, 1.0)


def _squares(group: NDArray[np.float64]) -> float:
    return float(np.square(group - group.mean()).sum())


def _ranks(values: Sequence[float]) -> NDArray[np.float64]:
    array = np.asarray(values, float)
    below = (array[:, None] > array[None, :]).sum(axis=1)
    equal = (array[:, None] == array[None, :]).sum(axis=1)
    return np.asarray(below + (equal + 1) / 2, np.float64)
