"""The simple score: a value as an index against the person's own baseline, which is 100.

Lower is better. Only metrics with a true zero, or that are the logarithm of one, have an index; the
redness of a region is a difference of two skins, so a ratio of it would say nothing
(``docs/measurement.md``, "The simple score").
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import exp

from skintrack.model.metric import Metric

BASELINE_INDEX = 100.0


class Shown(StrEnum):
    """What a chart or table of a series shows: the index, or the stored value behind it."""

    INDEX = "index"
    RAW = "raw"


@dataclass(frozen=True)
class BaselineIndex:
    """An index with its noise.

    ``low`` and ``high`` are the index of the value minus and plus the MDC95 of its change, so that
    100 lies outside exactly where the change is beyond noise. No ratio is negative: where the noise
    reaches below nothing, ``low`` is 0.
    """

    value: float
    low: float
    high: float


def has_index(metric: Metric) -> bool:
    """Whether a ratio of two values of this metric means anything."""
    return metric in _INDEXES


def index_of(metric: Metric, value: float | None, baseline: float | None) -> float | None:
    """Return a value as an index against the baseline; None where there is none.

    Parameters
    ----------
    metric : Metric
        The metric; ``redness`` has no index.
    value, baseline : float or None
        In stored units: EI, ln or log10.

    Returns
    -------
    float or None
        100 x value / baseline for redness spots and relief, 100 x exp(value - baseline) for
        texture. None if a part is missing, or if nothing can be a share of the baseline.
    """
    if value is None or baseline is None:
        return None
    return _index_of_change(metric, value - baseline, baseline)


def index_with_noise(
    metric: Metric, change: float | None, noise: float | None, baseline: float | None
) -> BaselineIndex | None:
    """Return the index of a change with its interval; None where a part is missing.

    Parameters
    ----------
    metric : Metric
        The metric.
    change, noise, baseline : float or None
        Change from the baseline, its MDC95 and the baseline, in stored units.
    """
    if change is None or noise is None or baseline is None:
        return None
    value, low, high = (
        _index_of_change(metric, step, baseline)
        for step in (change, change - noise, change + noise)
    )
    if value is None or low is None or high is None:
        return None
    return BaselineIndex(value, max(low, 0.0), high)


def index_formula(metric: Metric) -> str | None:
    """Return the formula of a metric's index, for machines and tables; None where it has none."""
    return _FORMULAS.get(metric)


def _index_of_change(metric: Metric, change: float, baseline: float) -> float | None:
    # Every index is made from the change, so that visit and photo agree to the last digit.
    formula = _INDEXES.get(metric)
    return None if formula is None else formula(change, baseline)


def _ratio(change: float, baseline: float) -> float | None:
    return BASELINE_INDEX * (1.0 + change / baseline) if baseline > 0 else None


def _ratio_of_logarithms(change: float, _baseline: float) -> float:
    return BASELINE_INDEX * exp(change)


_INDEXES: Mapping[Metric, Callable[[float, float], float | None]] = {
    Metric.REDNESS_SPOTS: _ratio,
    Metric.TEXTURE: _ratio_of_logarithms,
    Metric.RELIEF: _ratio,
}
_FORMULAS: Mapping[Metric, str] = {
    Metric.REDNESS_SPOTS: "100 x redness_spots / redness_spots at baseline",
    Metric.TEXTURE: "100 x exp(texture - texture at baseline)",
    Metric.RELIEF: "100 x relief / relief at baseline",
}
