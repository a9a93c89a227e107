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

# Of light, camera and pose; those that say the same as another are left out.
CONDITIONS = (
    "face_log_luminance", "face_log_red_green", "face_log_blue_green", "left_right_light",
    "up_down_light", "sharpness", "eye_distance_px", "roll_deg", "yaw_deg", "pitch_deg",
    "clipped_fraction", "skin_fraction",
)  # fmt: skip
EXPRESSION = ("smile", "mouth_open")  # not varied by the tiers: their weight is from real repeats
_WRONG_SHARE = 0.025
_ROUNDS = 300
_TINY, _NEGLIGIBLE = 1e-30, 0.01
_LEAST_PAIRS = 30
_REPEATS = "repeats"
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


def fit_noise(
    results: Iterable[FaceResult], metric: Metric, repeats: Iterable[Pair] = ()
) -> NoiseModel | None:
    """Return the fitted noise of a metric; None with too few pairs.

    Parameters
    ----------
    results : iterable of FaceResult
        Their unchanged pairs.
    metric : Metric
    repeats : iterable of Pair
        Real repeats: they alone tell what another expression does.
    """
    pairs = [pair for face in results for pair in face.pairs]
    sample = _sample(pairs, list(repeats), metric)
    if sample is None:
        return None
    regions = sorted(set(sample.region.tolist()))
    varied = slice(0, len(CONDITIONS))
    base, weights = _most_likely(_only(sample, sample.tier != _REPEATS, varied), regions)
    weights = np.append(weights, [_expression_weight(sample, base, weights)] * len(EXPRESSION))
    expected = _expected(sample, base, weights)
    factor = max(
        _factor(sample.difference[inside] / expected[inside])
        for inside in (sample.tier == tier.name for tier in TIERS)
        if inside.any()
    )
    return NoiseModel(
        metric=metric.value,
        base={name: float(base[name]) for name in regions},
        weights={
            name: float(np.sqrt(weight))
            for name, weight in zip((*CONDITIONS, *EXPRESSION), weights, strict=True)
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


def _sample(pairs: Sequence[Pair], repeats: Sequence[Pair], metric: Metric) -> _Sample | None:
    wanted = {tier.name for tier in TIERS}
    rows = [
        (_size(each, metric), _unlike(pair), each.region, tier)
        for pairs_of, given in ((pairs, None), (repeats, _REPEATS))
        for pair in pairs_of
        for each in pair.judgements
        if each.metric == metric.value and each.change is not None
        if (tier := given or each.after.tier) in {*wanted, given}
    ]
    if len(rows) < _LEAST_PAIRS:
        return None
    sizes, unlike, regions, tiers = zip(*rows, strict=True)
    return _Sample(np.array(sizes), np.array(unlike), np.array(regions), np.array(tiers))


def _size(judgement: Judgement, metric: Metric) -> float:
    change = judgement.change or 0.0
    return change / abs(judgement.baseline or 1.0) if metric in _RELATIVE else change


def _unlike(pair: Pair) -> list[float]:
    return [float(pair.unlike.get(name) or 0.0) ** 2 for name in (*CONDITIONS, *EXPRESSION)]


def _most_likely(
    sample: _Sample, regions: Sequence[str]
) -> tuple[dict[str, float], NDArray[np.float64]]:
    """Return base by region and squared weights, of normal differences, by maximum likelihood.

    Multiplicative updates keep every term positive and never make the likelihood worse (the square
    root of the ratio of both parts of its slope: Fevotte and Idier 2011, Neural Comput 23:2421).
    """
    square, unlike = np.square(sample.difference), sample.unlike
    common = unlike.mean(axis=0)
    weights = np.where(common > 0, 1 / np.maximum(common, _TINY), 0.0)
    base = {name: _root_mean(sample.difference[sample.region == name]) for name in regions}
    for _ in range(_ROUNDS):
        variance = np.maximum(np.square(_expected(sample, base, weights)), _TINY)
        for name in regions:
            inside = sample.region == name
            base[name] *= float(np.sqrt(np.mean(square[inside] / variance[inside])))
        variance = np.maximum(np.square(_expected(sample, base, weights)), _TINY)
        scale = np.square(_by_region(sample, base)) / variance
        pull, push = (scale * square / variance) @ unlike, scale @ unlike
        weights = weights * np.sqrt(pull / np.maximum(push, _TINY))
    # What adds less than a hundredth of the variance, even between the most unlike, is left out.
    weights = np.where(weights * unlike.max(axis=0) < _NEGLIGIBLE, 0.0, weights)
    return base, weights


def _only(sample: _Sample, rows: NDArray[np.bool_], columns: slice) -> _Sample:
    return _Sample(
        sample.difference[rows],
        sample.unlike[rows, columns],
        sample.region[rows],
        sample.tier[rows],
    )


def _expression_weight(
    sample: _Sample, base: dict[str, float], weights: NDArray[np.float64]
) -> float:
    """Return the squared weight of an expression that explains what is left of real repeats."""
    repeats = _only(sample, sample.tier == _REPEATS, slice(None))
    moved = repeats.unlike[:, len(CONDITIONS) :].sum(axis=1)
    if not moved.any():
        return 0.0
    relative = np.square(repeats.difference / _by_region(repeats, base))
    left = relative - 1 - repeats.unlike[:, : len(CONDITIONS)] @ weights
    return max(float(left.sum() / moved.sum()), 0.0)


def _expected(
    sample: _Sample, base: dict[str, float], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the standard deviation of each difference, (n,)."""
    return np.asarray(_by_region(sample, base) * np.sqrt(1 + sample.unlike @ weights), np.float64)


def _by_region(sample: _Sample, base: dict[str, float]) -> NDArray[np.float64]:
    return np.array([base[name] for name in sample.region.tolist()])


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
