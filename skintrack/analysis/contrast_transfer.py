"""How one photo shows contrast against another: what the camera's tone curve does to texture.

Texture is contrast, and a tone curve scales it: a curve that is 8 % steeper makes every pore 8 %
deeper. The same curve scales the shading of the whole face, which the skin's state does not change.
So the slope of log red against the earlier photo is fitted over coarse cells, with a light that may
fall off in any direction. Light of another colour scales texture too: a camera's white balance
works between its own sensors, so what it leaves mixes some green, where texture is deeper, into
red. That shows in the colour of the face.

The fit is a robust regression (Huber 1964, Ann Math Stat 35:73), drawn towards no change by how far
real tone curves go, the more so the less the two photos agree: a smile or another light bends the
shading and must not be taken for a curve.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.color import LUMINANCE_WEIGHTS, FloatImage
from skintrack.analysis.skin_grid import COLUMNS, ROWS, SkinGrid

_LEAST_SHARE = 0.3  # of a cell that must be skin in both photos
_FIT_SIGMA_CELLS = 1.5  # skin moves by a few mm with the face: fit what is coarser
_FEWEST_CELLS = 100
_HUBER = 1.5
_ROUNDS = 8
_MAD_TO_SIGMA = 1.4826
_LEAST_SCATTER = 0.002  # log10
# Shading is smooth: a face of 1,700 cells tells about four things that do not follow each other.
_CELLS_PER_OBSERVATION = 400.0
_PRIOR_SD = 0.08  # of ln contrast between photos of one phone
_LEAST_CONTRAST = 0.3
_BLUE_PER_GREEN = 0.65  # of skin; luminance hardly depends on it


@dataclass(frozen=True)
class ContrastTransfer:
    """From the contrast of an earlier photo to that of a later one.

    Attributes
    ----------
    log_contrast : float
        ln of how much steeper the later photo shows log10 red; 0 is not at all.
    color_shift : float
        Mean log10 R/G of the common skin, later minus earlier.
    scatter : float
        What the fit leaves, as a robust standard deviation, in log10.
    """

    log_contrast: float
    color_shift: float
    scatter: float


def fit_contrast_transfer(before: SkinGrid, after: SkinGrid) -> ContrastTransfer | None:
    """Fit the transfer on the common skin of the two photos.

    Parameters
    ----------
    before, after : SkinGrid
        Of the earlier and of the later photo.

    Returns
    -------
    ContrastTransfer or None
        None where too little common skin is left.
    """
    share = np.minimum(before.skin_share, after.skin_share)
    light = before.log_luminance + after.log_luminance
    index = after.erythema_index - before.erythema_index
    used = (share >= _LEAST_SHARE) & np.isfinite(light) & np.isfinite(index)
    if used.sum() < _FEWEST_CELLS:
        return None
    earlier, later = (_smooth(log_red(grid), used) for grid in (before, after))
    log_contrast, scatter = _slope(earlier, later, used)
    return ContrastTransfer(log_contrast, float(index[used].mean()) / 100, scatter)


def log_red(grid: SkinGrid) -> FloatImage:
    """Return log10 linear red of the skin in each cell, shape (76, 64); NaN without skin.

    From luminance and the erythema index, with the ratio of blue to green of ordinary skin: 50 %
    more or less blue moves it by 0.01.
    """
    red_green = 10 ** (grid.erythema_index / 100)
    red, green, blue = LUMINANCE_WEIGHTS
    total = red * red_green + green + blue * _BLUE_PER_GREEN
    cells = grid.log_luminance + grid.erythema_index / 100 - np.log10(total)
    return np.asarray(cells, np.float32)


def _slope(earlier: FloatImage, later: FloatImage, used: NDArray[np.bool_]) -> tuple[float, float]:
    """Return ln of the slope, drawn towards 0 by its own uncertainty, and the robust scatter."""
    y, x = np.nonzero(used)
    even = np.column_stack([np.ones(len(x)), 2 * x / COLUMNS - 1, 2 * y / ROWS - 1])
    pair = np.column_stack([earlier[used], later[used]]).astype(np.float64)
    weight, slope, scatter, spread = np.ones(len(x)), 1.0, _LEAST_SCATTER, 1.0
    for _ in range(_ROUNDS):
        weighted = even * weight[:, None]
        # What an uneven light alone would show is taken off both before the slope is read.
        first, second = (pair - even @ np.linalg.solve(weighted.T @ even, weighted.T @ pair)).T
        spread = max(float((weight * first**2).sum()), 1e-9)
        slope = max(float((weight * first * second).sum()) / spread, _LEAST_CONTRAST)
        rest = np.abs(second - slope * first)
        scatter = max(_MAD_TO_SIGMA * float(np.median(rest)), _LEAST_SCATTER)
        weight = np.minimum(1.0, _HUBER * scatter / np.maximum(rest, 1e-9))
    variance = scatter**2 * _CELLS_PER_OBSERVATION / spread / slope**2
    trust = _PRIOR_SD**2 / (_PRIOR_SD**2 + variance)
    return float(np.log(slope) * trust), scatter


def _smooth(cells: FloatImage, used: NDArray[np.bool_]) -> FloatImage:
    """Return the Gaussian mean of the used cells round each cell."""
    weight = used.astype(np.float32)
    filled = np.where(used, cells, np.float32(0)).astype(np.float32)
    total, share = (cv2.GaussianBlur(layer, (0, 0), _FIT_SIGMA_CELLS) for layer in (filled, weight))
    return np.asarray(total / np.maximum(share, 1e-3), np.float32)
