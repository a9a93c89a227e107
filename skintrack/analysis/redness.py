"""Redness: regional, against the whole face, and of local spots.

Exposure and white balance multiply each linear channel by a constant, so they add a constant to
log R - log G; a difference between two skin areas of the same photo cancels it exactly. The price:
a change of the whole face alike cannot be seen (``docs/measurement.md``).
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.color import FloatImage, log_channels, red_and_green
from skintrack.analysis.masked_filters import band, masked_mean
from skintrack.analysis.order import median, percentiles

_SMOOTHING_PX = 2.0
_EXTREME_PERCENT = 2.0
_SPOT_BAND_PX = (1.5, 6.0)  # spots of 0.4 to 4 mm radius; wider bands let shading in
_EDGE_PX = 8.0
_SLOPE_ROUNDS, _SLOPE_EVERY = 3, 4  # neighbouring pixels are alike
_HUBER = 1.5
_MAD_TO_SIGMA = 1.4826


def smoothed_erythema_index(linear: FloatImage, mask: NDArray[np.bool_]) -> FloatImage:
    """Return EI of a linear RGB picture after a 2 px Gaussian inside the mask, shape (H, W)."""
    logs = log_channels(masked_mean(red_and_green(linear), mask, _SMOOTHING_PX))
    return np.float32(100) * (logs[..., 0] - logs[..., 1])


def mean_without_extremes(values: NDArray[np.float32]) -> float:
    """Return the mean of all but the lowest and highest 2 %: single hairs do not move it."""
    low, high = percentiles(values, _EXTREME_PERCENT, 100 - _EXTREME_PERCENT)
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


@dataclass(frozen=True)
class SpotBand:
    """Structure of the size of red spots, each float32 of shape (H, W).

    Attributes
    ----------
    erythema_index : ndarray
        EI of the band, in EI units.
    log_red : ndarray
        100 x log10 red of the band: the shading and pigment that blood does not make.
    """

    erythema_index: FloatImage
    log_red: FloatImage

    def part(self, box: tuple[slice, slice]) -> "SpotBand":
        """Return some rows and columns."""
        return SpotBand(self.erythema_index[box], self.log_red[box])


def spot_band(log_rgb: FloatImage, mask: NDArray[np.bool_]) -> SpotBand:
    """Return the band in which red spots stand out (difference of Gaussians, 0.45 to 1.8 mm)."""
    red_green = np.float32(100) * band(red_and_green(log_rgb), mask, *_SPOT_BAND_PX)
    return SpotBand(red_green[..., 0] - red_green[..., 1], red_green[..., 0])


def spot_redness(
    spots: SpotBand, region: NDArray[np.bool_], weight: FloatImage | None = None
) -> float:
    """Return how strongly red spots stand out in a region, in EI units.

    The mean of what is redder than its surroundings, after the part that follows brightness is
    taken away. A tone curve makes dark pores redder or paler; blood hardly changes
    red light, so what follows the red channel is not blood. The slope is fitted in the region
    itself, robustly (Huber 1964), so that spots do not bend it.

    Parameters
    ----------
    spots : SpotBand
        Of shape (H, W).
    region : ndarray of bool, shape (H, W)
        Skin whose colour can be measured; not empty.
    weight : ndarray of float32, shape (H, W), optional
        How much each pixel counts: see ``soft_edge``.
    """
    ei, brightness = spots.erythema_index[region], spots.log_red[region]
    rest = ei - _slope(ei[::_SLOPE_EVERY], brightness[::_SLOPE_EVERY]) * brightness
    counts = None if weight is None else weight[region]
    return float(np.average(np.maximum(rest, 0).astype(np.float64), weights=counts))


def soft_edge(outline: NDArray[np.bool_]) -> FloatImage:
    """Return a weight that rises from the edge of a region to 1 at 2.4 mm, shape (H, W).

    A smile or a turn moves lids, folds and the nose a little way across an edge, and the redness
    that they bring with them; with a hard edge all of it would count at once.
    """
    padded = cv2.copyMakeBorder(outline.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    away = cv2.distanceTransform(padded, cv2.DIST_L2, 5)[1:-1, 1:-1]
    return np.asarray(np.minimum(away / np.float32(_EDGE_PX), 1), np.float32)


def _slope(ei: NDArray[np.float32], brightness: NDArray[np.float32]) -> np.float32:
    """Return how EI follows brightness, robustly."""
    slope, weight = np.float32(0), np.ones_like(ei)
    for _ in range(_SLOPE_ROUNDS):
        size = max(float(np.sum(weight * brightness**2)), 1e-9)
        slope = np.float32(np.sum(weight * ei * brightness) / size)
        rest = ei - slope * brightness
        scatter = _MAD_TO_SIGMA * median(np.abs(rest)) + 1e-6
        weight = np.minimum(1, _HUBER * scatter / np.maximum(np.abs(rest), 1e-6))
    return slope
