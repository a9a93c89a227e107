"""Redness: regional, against the whole face, and of local spots.

Exposure and white balance multiply each linear channel by a constant, so they add a constant to
log R - log G; a difference between two skin areas of the same photo cancels it exactly. The price:
a change of the whole face alike cannot be seen (``docs/measurement.md``).
"""

import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.color import FloatImage, log_channels
from skintrack.analysis.masked_filters import masked_mean

_SMOOTHING_PX = 2.0
_EXTREME_PERCENT = 2.0
_LOCAL_SIGMA_PX = 20.0  # 6 mm: larger than a spot, smaller than a cheek


def smoothed_erythema_index(linear: FloatImage, mask: NDArray[np.bool_]) -> FloatImage:
    """Return EI of a linear RGB picture after a 2 px Gaussian inside the mask, shape (H, W)."""
    red, green = (
        log_channels(masked_mean(np.ascontiguousarray(linear[..., channel]), mask, _SMOOTHING_PX))
        for channel in (0, 1)
    )
    return np.float32(100) * (red - green)


def local_erythema_index(ei: FloatImage, mask: NDArray[np.bool_]) -> FloatImage:
    """Return EI minus its masked local mean: spots stand out, shading and tone do not."""
    return ei - masked_mean(ei, mask, _LOCAL_SIGMA_PX)


def mean_without_extremes(values: NDArray[np.float32]) -> float:
    """Return the mean of all but the lowest and highest 2 %: single hairs do not move it."""
    low, high = np.percentile(values, (_EXTREME_PERCENT, 100 - _EXTREME_PERCENT))
    return float(values[(values >= low) & (values <= high)].mean())


def regional_redness(ei: FloatImage, region: NDArray[np.bool_], reference_level: float) -> float:
    """Return the mean EI of a region minus that of the reference skin, in EI units.

    Parameters
    ----------
    ei : ndarray of float32, shape (H, W)
        Erythema index.
    region : ndarray of bool, shape (H, W)
        Measurable skin of the region; not empty.
    reference_level : float
        ``mean_without_extremes`` of the EI of the whole face, or of an untreated patch.
    """
    return mean_without_extremes(ei[region]) - reference_level


def spot_redness(local_ei: FloatImage, region: NDArray[np.bool_]) -> float:
    """Return how far the red spots of a region stand out: P95 - P50 of local EI, in EI units."""
    middle, high = np.percentile(local_ei[region], (50, 95))
    return float(high - middle)
