"""Assumed noise of a change, until a person's own repeats replace it.

MDC95, the minimal detectable change: 1.96 x the standard deviation of the difference of two photos
of unchanged skin (Weir 2005, J Strength Cond Res 19:231). It is not one number: two photos that
agree in light, camera and expression disagree less in their skin than two that do not. How far they
disagree shows in the skin outside the measured region, so the noise of a pair is read from the pair
itself. The figures were fitted by maximum likelihood on unchanged skin: simulated nuisance, another
light on rendered faces, and real pairs of one session (``docs/measurement.md``).
"""

import math
from dataclasses import dataclass

from skintrack.analysis.findings import FACE, REDNESS, REDNESS_SPOTS, RELIEF, TEXTURE
from skintrack.analysis.least_scatter import LEAST_SCATTER_EI

FOR_95_PERCENT = 1.96
"""MDC95 over the standard deviation of the difference of two photos."""
# Of drawn regions, which have no other skin to read it from: RMS between photos of one session.
_DRAWN = {REDNESS: 2.1, REDNESS_SPOTS: 0.4, TEXTURE: 0.21, RELIEF: 0.33}
# Where hardly a spot stands out, light alone moves them by more than a share of nothing: 1.96 x the
# RMS under wild nuisance (``validation/drawn_regions``).
_DRAWN_LEAST = {REDNESS_SPOTS: 0.13}
# The noise of spots and relief is a share of their size, and clear skin has some all the same: the
# root of the sum of the squares of the value and of this, in EI and log10.
_BASE_SIZE = {REDNESS_SPOTS: 0.25, RELIEF: 0.008}


@dataclass(frozen=True)
class Mismatch:
    """How unlike two photos are, apart from the skin that is measured.

    Attributes
    ----------
    scatter_ei : float
        ``ColorTransfer.scatter_ei``: how far the colours of other skin disagree, in EI units.
    shading : float
        ``ContrastTransfer.scatter``: how far light and shadow disagree, in log10 units.
    contrast : float
        ``ContrastTransfer.log_contrast``: how much the camera's contrast differs, ln.
    color : float
        ``ContrastTransfer.color_shift``: how much redder the light is, log10.
    sharpness : float
        Difference of ``texture.sharpness``.
    grain : float
        Difference of ``Conditions.grain`` beyond what sharpness explains.
    distance : float
        ln of the ratio of the eye distances in the photos.
    turn_deg : float
        How far the head is turned or nodded from where it was, in degrees.
    """

    scatter_ei: float
    shading: float
    contrast: float
    color: float
    sharpness: float = 0.0
    grain: float = 0.0
    distance: float = 0.0
    turn_deg: float = 0.0


@dataclass(frozen=True)
class _Model:
    """Standard deviation of a change: the root of the sum of squares of its parts.

    ``alike`` is that of two photos that agree, for each region; the others are per unit of
    mismatch.
    """

    alike: dict[str, float]
    scatter_ei: float = 0.0
    shading: float = 0.0
    contrast: float = 0.0
    color: float = 0.0
    sharpness: float = 0.0
    grain: float = 0.0
    distance: float = 0.0
    turn_deg: float = 0.0

    def deviation(self, region: str, mismatch: Mismatch) -> float:
        parts = (
            self.alike[region],
            self.scatter_ei * max(mismatch.scatter_ei - LEAST_SCATTER_EI, 0.0),
            self.shading * mismatch.shading,
            self.contrast * mismatch.contrast,
            self.color * mismatch.color,
            self.sharpness * mismatch.sharpness,
            self.grain * mismatch.grain,
            self.distance * mismatch.distance,
            self.turn_deg * mismatch.turn_deg,
        )
        return math.hypot(*parts)


_REGIONS = ("right_cheek", "left_cheek", "forehead", "nose", "chin", FACE)
_MODELS = {
    # Of the whole face: by a card or untreated skin, whose own error is the larger part.
    REDNESS: _Model(
        dict(zip(_REGIONS, (0.075, 0.075, 0.105, 0.16, 0.12, 1), strict=True)),
        scatter_ei=1.25,
        shading=14,
        contrast=0.85,
        color=0.45,
        turn_deg=0.022,
    ),
    REDNESS_SPOTS: _Model(
        dict(zip(_REGIONS, (0.088, 0.094, 0.102, 0.104, 0.088, 0.055), strict=True)),
        shading=2.5,
        contrast=0.36,
        color=0.85,
        sharpness=0.43,
        grain=0.59,
        turn_deg=0.014,
    ),
    TEXTURE: _Model(
        dict(zip(_REGIONS, (0.026, 0.026, 0.049, 0.032, 0.027, 0.025), strict=True)),
        shading=2.6,
        contrast=0.7,
        color=0.52,
        sharpness=0.48,
        grain=0.22,
        distance=0.5,
        turn_deg=0.013,
    ),
    RELIEF: _Model(
        dict(zip(_REGIONS, (0.021, 0.03, 0.028, 0.018, 0.023, 0.016), strict=True)),
        scatter_ei=0.18,
        shading=3.6,
        contrast=0.62,
        color=0.4,
        sharpness=0.35,
        grain=0.26,
        turn_deg=0.013,
    ),
}


_ALIKE = Mismatch(0.0, 0.0, 0.0, 0.0)


def least_mdc95(
    metric: str, region: str, before: float, after: float, mismatch: Mismatch | None
) -> float:
    """Return what the assumed MDC95 would be if the two photos were alike; see ``mdc95``."""
    return mdc95(metric, region, before, after, None if mismatch is None else _ALIKE)


def mdc95(
    metric: str, region: str, before: float, after: float, mismatch: Mismatch | None
) -> float:
    """Return the assumed MDC95 of a change, in the unit of the metric.

    Parameters
    ----------
    metric : str
        ``redness`` and ``redness_spots`` in EI units, ``texture`` in ln units, ``relief`` in log10
        units.
    region : str
        Where.
    before, after : float
        Values of the two photos.
    mismatch : Mismatch or None
        None for a region without a face round it.
    """
    if mismatch is None:
        size = abs(before) if metric in _BASE_SIZE else 1.0
        return max(_DRAWN[metric] * size, _DRAWN_LEAST.get(metric, 0.0))
    deviation = _MODELS[metric].deviation(region, mismatch)
    if metric in _BASE_SIZE:
        # Of the middle of both, so that a rise and the same fall are as sure as each other.
        deviation *= math.hypot((before + after) / 2, _BASE_SIZE[metric])
    return FOR_95_PERCENT * deviation
