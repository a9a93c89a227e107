"""What light, camera and blur still do to a later photo on the scale of an earlier one.

Two things are left. A *drift*: skin that did not change reads a little more or less in another
exposure, colour of the light or tone curve. It is a straight line in how unlike the two photos are,
fitted on unchanged skin of 8 photographed and 12 rendered people, and it lowers the error of people
who were left out of the fit as it does that of the others (``docs/adr/0041``). And a *loss*: blur
takes a share of every mark and dent, so a rise that the more blurred of two photos shows is too
small by that share. Unchanged skin tells nothing of it; it was fitted on known changes.

Grain is left out of both, although it goes with the quality of the JPEG: real skin has grain too,
and two photos of one person, of which one was compressed more, drift apart with it.
"""

import math
from collections.abc import Mapping

from skintrack.analysis.findings import REDNESS_SPOTS, RELIEF, TEXTURE
from skintrack.analysis.noise import BASE_SIZE, Mismatch

# How the metric rises with a difference, per unit of it: texture in ln, spots as a share of their
# size (``noise.BASE_SIZE``).
_DRIFT: Mapping[str, Mapping[str, float]] = {
    TEXTURE: {"sharpness": 0.106, "exposure": -0.09, "contrast": -0.11, "color": 0.15},
    REDNESS_SPOTS: {"exposure": -0.095, "contrast": 0.13, "color": 0.39},
}
# Share of a change that is lost per unit of sharpness; one pixel of blur takes about 0.27 of it.
_LOSS = {REDNESS_SPOTS: 1.0, RELIEF: 0.9, TEXTURE: 0.65}
_LEAST_KEPT = 0.6


def without_drift(metric: str, before: float, after: float, mismatch: Mismatch) -> float:
    """Return the later value without drift, its change as the sharper of both photos shows it.

    Parameters
    ----------
    metric : str
        One without drift and loss is returned as it is.
    before, after : float
        Values of the two photos, on one scale.
    mismatch : Mismatch
        How unlike they are; its differences are of the later photo against the earlier one.
    """
    size = math.hypot((before + after) / 2, BASE_SIZE[metric]) if metric in BASE_SIZE else 1.0
    slopes = _DRIFT.get(metric, {})
    differences = vars(mismatch)
    drift = math.fsum(slope * differences[name] for name, slope in slopes.items())
    change = after - before - size * drift
    # A rise is in the later photo, a fall in the earlier one: that is the one that may have lost.
    blurred = -mismatch.sharpness if change > 0 else mismatch.sharpness
    kept = max(1.0 - _LOSS.get(metric, 0.0) * max(blurred, 0.0), _LEAST_KEPT)
    value = before + change / kept
    return max(value, 0.0) if metric in BASE_SIZE else value
