"""Fit how far two photos of unchanged skin differ, as a function of how unlike they were taken.

The variance of a difference is taken as ``base^2 (1 + sum (weight x unlikeness)^2)``, the sum over
conditions of the two photos, each in its own unit. Base by metric and region; weights by metric,
none negative. The stated MDC95 is a factor times the root, the smallest with which at most 2.5 % of
the unchanged pairs of every tier are called improved and 2.5 % worse.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skintrack.model import Metric
from validation.faces import FaceResult
from validation.nuisance import TIERS
from validation.readings import Judgement, Pair

# Conditions that may matter. Those that say the same as another are left out.
CONDITIONS = (
    "face_log_luminance", "face_log_red_green", "face_log_blue_green", "left_right_light",
    "up_down_light", "sharpness", "eye_distance_px", "roll_deg", "yaw_deg", "pitch_deg",
    "clipped_fraction", "skin_fraction",
)  # fmt: skip
_WRONG_SHARE = 0.025
_ROUNDS, _SWEEPS = 40, 40
_LEAST_PAIRS = 30
_RELATIVE = (Metric.RELIEF,)  # whose noise is a share of the baseline


@dataclass(frozen=True)
class NoiseModel:
    """The fitted noise of one metric.

    ``base`` by region, in the unit of the metric (relief: share of the baseline); ``weights`` by
    condition, per unit of it (``eye_distance_px``: of the natural logarithm of the ratio);
    ``factor`` turns the standard deviation into the MDC95. ``by_tier`` gives, for each tier, the
    MDC95 without any weights: quantiles alone.
    """

    metric: str
    base: dict[str, float]
    weights: dict[str, float]
    factor: float
    by_tier: dict[str, dict[str, float]]
    wrong: dict[str, tuple[float, float]]


@dataclass(frozen=True)
class _Sample:
    """Compared pairs of one metric: differences (n,), squared unlikeness (n, c), and labels."""

    difference: NDArray[np.float64]
    unlike: NDArray[np.float64]
    region: NDArray[np.str_]
    tier: NDArray[np.str_]


def fit_noise(results: Iterable[FaceResult], metric: Metric) -> NoiseModel | None:
    """Return the fitted noise of a metric; None with too few pairs."""
    sample = _sample(results, metric)
    if sample is None:
        return None
    regions = sorted(set(sample.region.tolist()))
    base = {name: _root_mean(sample.difference[sample.region == name]) for name in regions}
    weights = np.zeros(len(CONDITIONS))
    for _ in range(_ROUNDS):
        grown = 1 + sample.unlike @ weights
        scale = np.array([base[name] for name in sample.region.tolist()])
        base = {
            name: _root_mean((sample.difference / np.sqrt(grown))[sample.region == name])
            for name in regions
        }
        relative = np.square(sample.difference / scale)
        weights = _not_negative(sample.unlike / grown[:, None], (relative - 1) / grown, weights)
    scale = np.array([base[name] for name in sample.region.tolist()])
    expected = scale * np.sqrt(1 + sample.unlike @ weights)
    factor = max(
        _factor(sample.difference[inside] / expected[inside])
        for inside in (sample.tier == tier for tier in set(sample.tier.tolist()))
    )
    return NoiseModel(
        metric=metric.value,
        base={name: float(base[name]) for name in regions},
        weights={
            name: float(np.sqrt(weight))
            for name, weight in zip(CONDITIONS, weights, strict=True)
            if weight > 0
        },
        factor=factor,
        by_tier=_by_tier(sample, regions),
        wrong={tier.name: _wrong(sample, expected * factor, tier.name) for tier in TIERS},
    )


def as_source(models: Sequence[NoiseModel]) -> str:
    """Return the fitted noise as Python that can be pasted."""
    lines = ["BASE_MDC95 = {"]
    for model in models:
        figures = ", ".join(f'"{r}": {model.factor * b:.3g}' for r, b in model.base.items())
        lines.append(f'    "{model.metric}": {{{figures}}},')
    lines += ["}", "UNLIKE_WEIGHTS = {  # MDC95 = base x sqrt(1 + sum (weight x difference)^2)"]
    for model in models:
        figures = ", ".join(f'"{name}": {w:.3g}' for name, w in model.weights.items())
        lines.append(f'    "{model.metric}": {{{figures}}},')
    return "\n".join([*lines, "}"])


def _sample(results: Iterable[FaceResult], metric: Metric) -> _Sample | None:
    wanted = {tier.name for tier in TIERS}
    rows = [
        (_size(each, metric), _unlike(pair), each.region, each.after.tier)
        for face in results
        for pair in face.pairs
        for each in pair.judgements
        if each.metric == metric.value and each.after.tier in wanted and each.change is not None
    ]
    if len(rows) < _LEAST_PAIRS:
        return None
    sizes, unlike, regions, tiers = zip(*rows, strict=True)
    return _Sample(np.array(sizes), np.array(unlike), np.array(regions), np.array(tiers))


def _size(judgement: Judgement, metric: Metric) -> float:
    change = judgement.change or 0.0
    return change / abs(judgement.baseline or 1.0) if metric in _RELATIVE else change


def _unlike(pair: Pair) -> list[float]:
    return [float(pair.unlike.get(name) or 0.0) ** 2 for name in CONDITIONS]


def _not_negative(
    features: NDArray[np.float64], target: NDArray[np.float64], start: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the least-squares weights that are not negative, by coordinate descent."""
    weights = start.copy()
    gram, cross = features.T @ features, features.T @ target
    for _ in range(_SWEEPS):
        for i in range(len(weights)):
            if gram[i, i] > 0:
                rest = cross[i] - gram[i] @ weights + gram[i, i] * weights[i]
                weights[i] = max(rest / gram[i, i], 0.0)
    return weights


def _factor(relative: NDArray[np.float64]) -> float:
    """Return the least factor with which at most 2.5 % fall beyond on either side."""
    low, high = np.quantile(relative, (_WRONG_SHARE, 1 - _WRONG_SHARE))
    return float(max(-low, high))


def _by_tier(sample: _Sample, regions: Sequence[str]) -> dict[str, dict[str, float]]:
    table: dict[str, dict[str, float]] = {}
    for tier in sorted(set(sample.tier.tolist())):
        inside = sample.tier == tier
        table[tier] = {
            name: _factor(sample.difference[inside & (sample.region == name)])
            for name in regions
            if (inside & (sample.region == name)).any()
        }
    return table


def _wrong(sample: _Sample, noise: NDArray[np.float64], tier: str) -> tuple[float, float]:
    inside = sample.tier == tier
    if not inside.any():
        return 0.0, 0.0
    below = float((sample.difference[inside] < -noise[inside]).mean())
    return below, float((sample.difference[inside] > noise[inside]).mean())


def _root_mean(values: NDArray[np.float64]) -> float:
    return float(np.sqrt(np.mean(np.square(values))))
