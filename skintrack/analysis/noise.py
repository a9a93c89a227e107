"""Assumed noise of a change, until a person's own repeats replace it.

MDC95, the minimal detectable change: 1.96 x the standard deviation of the difference of two photos
of unchanged skin (Weir 2005, J Strength Cond Res 19:231). It is not one number: two photos that
agree in light, camera and expression disagree less in their skin than two that do not. How far they
disagree shows in the skin outside the measured region, so the noise of a pair is read from the pair
itself. The figures were fitted by maximum likelihood on unchanged skin: simulated nuisance, another
light on rendered faces, and real pairs of one session (``docs/measurement.md``).
"""

from dataclasses import dataclass

from skintrack.analysis.findings import REDNESS, REDNESS_SPOTS, RELIEF, TEXTURE

_FOR_95_PERCENT = 1.96
# Of drawn regions, which have no other skin to read it from: RMS between photos of one session.
_DRAWN = {REDNESS: 2.1, REDNESS_SPOTS: 0.4, TEXTURE: 0.21, RELIEF: 0.33}
# Spots and relief are read as a share of the earlier value.
_IS_SHARE = frozenset({REDNESS_SPOTS, RELIEF})


@dataclass(frozen=True)
class Mismatch:
    """How unlike two photos are, apart from the skin that is measured.

    Attributes
    ----------
    scatter_ei : float
        ``ColorTransfer.scatter_ei``: how far the colours of other skin disagree, in EI units.
    shading : float
        ``ContrastTransfer.scatter``: how far light and shadow disagree, in log10 units.
    log_contrast : float
        ``ContrastTransfer.log_contrast``: how much the camera's contrast differs, ln.
    sharpness : float
        Difference of ``texture.sharpness``.
    log_distance : float
        ln of the ratio of the eye distances in the photos.
    """

    scatter_ei: float
    shading: float
    log_contrast: float
    sharpness: float = 0.0
    log_distance: float = 0.0


@dataclass(frozen=True)
class _Model:
    """Standard deviation of a change: the root of the sum of squares of its parts."""

    alike: dict[str, float]
    scatter_ei: float = 0.0
    shading: float = 0.0
    log_contrast: float = 0.0
    sharpness: float = 0.0
    log_distance: float = 0.0

    def deviation(self, region: str, mismatch: Mismatch) -> float:
        parts = (
            self.alike[region],
            self.scatter_ei * mismatch.scatter_ei,
            self.shading * mismatch.shading,
            self.log_contrast * mismatch.log_contrast,
            self.sharpness * mismatch.sharpness,
            self.log_distance * mismatch.log_distance,
        )
        return float(sum(part**2 for part in parts) ** 0.5)


_MODELS = {
    REDNESS: _Model(
        {
            "right_cheek": 0.03,
            "left_cheek": 0.03,
            "forehead": 0.05,
            "nose": 0.05,
            "chin": 0.05,
            "face": 1.0,
        },
        scatter_ei=0.5,
    ),
    REDNESS_SPOTS: _Model(
        dict.fromkeys(("right_cheek", "left_cheek", "forehead", "nose", "chin", "face"), 0.06),
        scatter_ei=0.15,
        shading=3.0,
    ),
    TEXTURE: _Model(
        dict.fromkeys(("right_cheek", "left_cheek", "forehead", "nose", "chin", "face"), 0.02),
        shading=3.0,
        log_contrast=0.25,
        sharpness=0.12,
        log_distance=0.2,
    ),
    RELIEF: _Model(
        dict.fromkeys(("right_cheek", "left_cheek", "forehead", "nose", "chin", "face"), 0.02),
        shading=4.0,
        log_contrast=0.3,
        sharpness=0.05,
        log_distance=0.1,
    ),
}


def mdc95(metric: str, region: str, baseline: float, mismatch: Mismatch | None) -> float:
    """Return the assumed MDC95 of a change, in the unit of the metric.

    Parameters
    ----------
    metric : str
        ``redness`` and ``redness_spots`` in EI units, ``texture`` in ln units, ``relief`` in log10
        units.
    region : str
        Where.
    baseline : float
        Value of the earlier photo.
    mismatch : Mismatch or None
        None for a region without a face round it.
    """
    size = abs(baseline) if metric in _IS_SHARE else 1.0
    if mismatch is None:
        return _DRAWN[metric] * size
    return _FOR_95_PERCENT * _MODELS[metric].deviation(region, mismatch) * size
