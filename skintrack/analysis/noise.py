"""Assumed noise of a change, until a person's own repeats replace it.

MDC95, the minimal detectable change: 1.96 x the standard deviation of the difference of two photos
of unchanged skin (Weir 2005, J Strength Cond Res 19:231). It is not one number: two photos that
agree in light, camera and expression disagree less in their skin than two that do not. How far they
disagree shows in the skin outside the measured region, so the noise of a pair is read from the pair
itself. The figures were fitted by maximum likelihood on unchanged skin: simulated nuisance, another
light on rendered faces, and real pairs of one session (``docs/measurement.md``).
"""

import math
from dataclasses import dataclass, field

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
BASE_SIZE = {REDNESS_SPOTS: 0.25, RELIEF: 0.008}
# Of the mismatch: what is left of two photos of one place, and says nothing.
_USUAL = {
    "scatter_ei": LEAST_SCATTER_EI,
    "unevenness": 0.005,
    "distance": 0.1,
    "foreshortening": 0.021,
}
_COARSE, _VERY_COARSE = 0.2, 0.35  # eyes less than 245 and 211 px apart
_MOVED_PX = 3.0  # 1 mm: at 60 cm instead of 45
_GRAIN_SHARE = 0.4  # of what as much sharpness does to fine texture
# Beyond it a cheek that the head turns away errs more in its colour, and soon no more than that: ln
# of the area of the other cheek over its own. Figures in docs/adr/0043.
_USUAL_OBLIQUENESS, _MOST_OBLIQUENESS = 0.2, 0.35
# Relief errs as much where a third of the skin is missing as where a seventh is.
_MOST_MISSING_RELIEF = 0.15


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
    bend : float
        ``ColorTransfer.bend``: how far colours bend with brightness, in EI per 0.1 log10.
    stretch : float
        By how much differences of colour are stretched; 0 is not at all.
    tilt : float
        ``ColorTransfer.tilt``: how far coloured light tilts EI over half a face, in EI.
    unevenness : float
        ``color_transfer.unevenness``: how patchily shine or shadow came to the region, log10.
    missing : float
        Share of the region's skin that only the photo with more of it shows.
    obliqueness : float
        ln of how much less of the region than of its mirror image the photo that turns it away
        shows; 0 for regions without one.
    sharpness : float
        Difference of ``texture.sharpness``.
    grain : float
        Difference of ``Conditions.grain`` beyond what sharpness explains.
    distance : float
        ln of the ratio of the eye distances in the photos.
    exposure : float
        Difference of ``Conditions.face_log_luminance``, in log10 units.
    coarseness : float
        ln of how much coarser than the canonical frame the coarser photo is; 0 if both are finer.
    foreshortening : float
        Difference of ln of the cosine of the yaw: how much narrower the turned face shows.
    deformation : float
        RMS movement of the outlines of the face against each other, in px of the canonical frame.
    """

    scatter_ei: float
    shading: float
    contrast: float
    color: float
    bend: float = 0.0
    stretch: float = 0.0
    tilt: float = 0.0
    unevenness: float = 0.0
    missing: float = 0.0
    obliqueness: float = 0.0
    sharpness: float = 0.0
    grain: float = 0.0
    distance: float = 0.0
    exposure: float = 0.0
    coarseness: float = 0.0
    foreshortening: float = 0.0
    deformation: float = 0.0

    def amounts(self) -> dict[str, float]:
        """Return each by its name, beyond what two photos of one place always differ by.

        Another size of the face counts as far as its shape changed with it: a camera that came
        nearer shows another perspective, and another resolution or a cut does not. A steeper tone
        curve is taken off all the better, the more light and shadow agree: where they do not, it
        may be the light that is harder. And a face of few pixels loses fine texture, two such
        photos the same as long as focus, grain and size agree.
        """
        beyond = {
            name: max(abs(getattr(self, name)) - usual, 0.0) for name, usual in _USUAL.items()
        }
        beyond["distance"] *= min(self.deformation / _MOVED_PX, 1.0)
        oblique = min(max(self.obliqueness, _USUAL_OBLIQUENESS), _MOST_OBLIQUENESS)
        beyond["obliqueness"] = oblique - _USUAL_OBLIQUENESS
        beyond["missing_relief"] = min(self.missing, _MOST_MISSING_RELIEF)
        beyond["contrast_unshared"] = self.contrast * self.shading
        unlike_camera = math.hypot(self.sharpness, _GRAIN_SHARE * self.grain, self.distance)
        beyond["coarse_unlike"] = max(self.coarseness - _COARSE, 0.0) * unlike_camera
        beyond["very_coarse"] = max(self.coarseness - _VERY_COARSE, 0.0)
        return vars(self) | beyond


@dataclass(frozen=True)
class _Model:
    """Standard deviation of a change: the root of the sum of squares of its parts.

    ``alike`` is that of two photos that agree, for each region; ``unlike`` is what each part of the
    mismatch adds, per unit of it, and ``felt`` how much of that each region feels: all of it where
    nothing is said.
    """

    alike: dict[str, float]
    unlike: dict[str, float]
    felt: dict[str, float] = field(default_factory=dict)

    def deviation(self, region: str, mismatch: Mismatch) -> float:
        amounts = mismatch.amounts()
        felt = self.felt.get(region, 1.0)
        parts = (felt * weight * amounts[name] for name, weight in self.unlike.items())
        return math.hypot(self.alike[region], *parts)


_REGIONS = ("right_cheek", "left_cheek", "forehead", "nose", "chin", FACE)
_MODELS = {
    # Of the whole face: by a card or untreated skin, whose own error is the larger part.
    REDNESS: _Model(
        dict(zip(_REGIONS, (0.081, 0.078, 0.109, 0.142, 0.113, 1), strict=True)),
        {
            "scatter_ei": 1.58,
            "shading": 12,
            "contrast": 0.9,
            "unevenness": 17,
            "bend": 0.1,
            "distance": 2.1,
            "obliqueness": 1.6,
            "very_coarse": 0.25,
        },
    ),
    REDNESS_SPOTS: _Model(
        dict(zip(_REGIONS, (0.089, 0.089, 0.125, 0.163, 0.1, 0.034), strict=True)),
        {
            "shading": 0.93,
            "grain": 0.5,
            "exposure": 0.69,
            "unevenness": 1.4,
            "stretch": 0.28,
            "tilt": 0.033,
            "coarseness": 0.12,
            "missing": 0.25,
        },
    ),
    TEXTURE: _Model(
        dict(zip(_REGIONS, (0.025, 0.025, 0.027, 0.024, 0.026, 0.014), strict=True)),
        {
            "shading": 2.35,
            "contrast_unshared": 55,
            "color": 0.14,
            "sharpness": 0.49,
            "grain": 0.145,
            "bend": 0.074,
            "stretch": 0.15,
            "unevenness": 1.4,
            "missing": 0.4,
            "distance": 1.85,
            "exposure": 0.094,
            "coarse_unlike": 3.3,
            "foreshortening": 2.8,
        },
        dict(zip(_REGIONS, (0.76, 0.76, 0.94, 1.0, 1.0, 0.70), strict=True)),
    ),
    RELIEF: _Model(
        dict(zip(_REGIONS, (0.019, 0.019, 0.023, 0.023, 0.021, 0.0055), strict=True)),
        {
            "scatter_ei": 0.16,
            "shading": 2.6,
            "contrast": 0.26,
            "color": 0.22,
            "sharpness": 0.17,
            "grain": 0.093,
            "bend": 0.044,
            "stretch": 0.12,
            "missing_relief": 1.2,
            "very_coarse": 0.15,
        },
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
        size = abs(before) if metric in BASE_SIZE else 1.0
        return max(_DRAWN[metric] * size, _DRAWN_LEAST.get(metric, 0.0))
    deviation = _MODELS[metric].deviation(region, mismatch)
    if metric in BASE_SIZE:
        # Of the middle of both, so that a rise and the same fall are as sure as each other.
        deviation *= math.hypot((before + after) / 2, BASE_SIZE[metric])
    return FOR_95_PERCENT * deviation
