"""How the colours of one photo became those of another: what light and camera did, not the skin.

A camera's white balance adds a constant to the erythema index, its tone curve and saturation scale
it, more or less where it is brighter, and bend it with brightness, a coloured light from one side
tilts it, and shine pales it. All of that shows in the skin that did not change; so it is fitted
there, cell by cell, and taken away where skin is measured. The fit is a robust regression (Huber
1964, Ann Math Stat 35:73) with weak priors, so that few cells or little contrast cannot make up a
large correction.

What became brighter may be shine, and may be blood that went: both show in other skin as well, but
only blood moves brightness and EI in one proportion. So shine is what is left of the brightening
when as much as blood explains is taken off (``docs/adr/0044``).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.color import FloatImage
from skintrack.analysis.least_scatter import LEAST_SCATTER_EI
from skintrack.analysis.robust_fit import fit_robustly
from skintrack.analysis.skin_grid import COLUMNS, ROWS, SkinGrid

LEAST_SHARE = 0.3  # of a cell that must be skin in both photos
_FIT_SIGMA_CELLS = 1.5  # skin moves by a few mm with the face: fit what is coarser
_FEWEST_CELLS = 100
_CELLS_PER_OBSERVATION = 10.0  # neighbouring cells are alike: about one in ten tells something new
_LIGHT_UNIT = 0.1  # log10
# How far light and camera may go, as standard deviations: any constant; 8 % of contrast; 3 EI per
# unit of log luminance and 1 EI per unit squared; 1 EI across half a face; a tenth of contrast per
# unit of log luminance; 2 EI per unit of brightening.
_PRIOR = np.array([1e3, 0.08, 3.0, 1.0, 1.0, 1.0, 0.1, 2.0])
_CONTRAST, _BEND, _TILT, _CONTRAST_BEND = 1, 2, slice(4, 6), 6
_SHINE = 7
# EI per unit of shine. Shine is told from blood by EI, so prior and limit also keep the fit from
# explaining EI by itself: at most a tenth of a change that did not darken the skin is lost.
_SHINE_PRIOR, _MOST_SHINE = 0.3, 1.0
# Blood of 1 OD in green takes 0.71 off log10 luminance and adds 78 to EI: with 0.22 OD in red and
# 0.8 in blue, on light skin. Per 100 EI:
_BLOOD_DARKENS = 0.9
_FREE = 1e3
_LEAST_LIGHT_SCATTER = 1e-3  # log10
_USUAL_BRIGHTENING = 0.05  # log10: a cell that differs by as much counts half


@dataclass(frozen=True)
class ColorTransfer:
    """From the erythema index of an earlier photo to that of a later one.

    Attributes
    ----------
    coefficients : ndarray, shape (8,)
        Of the terms of ``_terms``, for the difference of EI.
    middle_ei, middle_light : float
        Median EI and log10 luminance of the earlier photo, where the terms are zero.
    brightening : ndarray of float32, shape (76, 64)
        How much brighter than light and tone curve explain each cell of the later photo is, in
        log10; below 0 where it is darker.
    shine : ndarray of float32, shape (76, 64)
        The part of it that no blood explains.
    scatter_ei : float
        What the fit leaves, as a robust standard deviation, in EI units.
    """

    coefficients: NDArray[np.float64]
    middle_ei: float
    middle_light: float
    brightening: FloatImage
    shine: FloatImage
    scatter_ei: float

    @property
    def contrast(self) -> float:
        """By how much the later photo stretches differences of EI; 1 is not at all."""
        return 1.0 + float(self.coefficients[_CONTRAST])

    @property
    def bend(self) -> float:
        """How far tone curve and light bend EI with brightness, in EI per 0.1 log10."""
        return float(self.coefficients[_BEND])

    @property
    def tilt(self) -> float:
        """How far coloured light tilts EI over half a face, in EI."""
        return float(np.hypot(*self.coefficients[_TILT]))


def common_skin(before: SkinGrid, after: SkinGrid) -> FloatImage:
    """Return the share of each cell that is skin in both photos, 0 where too little is."""
    share = np.minimum(before.skin_share, after.skin_share)
    known = np.isfinite(before.log_luminance) & (share >= LEAST_SHARE)
    return np.where(known, share, 0).astype(np.float32)


class PairCells:
    """What every fit of two photos starts from, whatever skin it leaves out: found once.

    Parameters
    ----------
    before, after : SkinGrid
        Of the earlier and of the later photo.
    """

    def __init__(self, before: SkinGrid, after: SkinGrid) -> None:
        self._before, self._after = before, after

    @cached_property
    def known(self) -> NDArray[np.bool_]:
        """Cells that are skin in both photos, shape (76, 64)."""
        return np.asarray(common_skin(self._before, self._after) > 0)

    @cached_property
    def smooth(self) -> tuple[FloatImage, FloatImage, FloatImage]:
        """EI of the earlier and of the later photo, and light of the earlier one."""
        layers = (
            self._before.erythema_index,
            self._after.erythema_index,
            self._before.log_luminance,
        )
        earlier, later, light = (_smooth(cells, self.known) for cells in layers)
        return earlier, later, light

    @cached_property
    def brightening(self) -> FloatImage:
        """See ``ColorTransfer.brightening``."""
        return _brightening(self._before, self._after, self.known)


def fit_color_transfer(
    before: SkinGrid,
    after: SkinGrid,
    left_out: NDArray[np.bool_],
    cells: PairCells | None = None,
) -> ColorTransfer | None:
    """Fit the transfer on the common skin outside the part that is to be measured.

    Parameters
    ----------
    before, after : SkinGrid
        Of the earlier and of the later photo.
    left_out : ndarray of bool, shape (76, 64)
        Cells that are to be measured: a change there must not be taken for the light.
    cells : PairCells, optional
        Of the same two photos, where several fits share it.

    Returns
    -------
    ColorTransfer or None
        None where too little common skin is left.
    """
    cells = cells or PairCells(before, after)
    known = cells.known
    used = known & ~left_out
    if used.sum() < _FEWEST_CELLS:
        return None
    earlier, later, light = cells.smooth
    middle_ei, middle_light = float(np.median(earlier[known])), float(np.median(light[known]))
    brightening = cells.brightening
    # White shine pales; what became darker is no shine, and outside the region no blood went.
    first = _Cells(earlier, light, np.maximum(brightening, 0))
    terms = _terms(first, known, middle_ei, middle_light)
    difference = (later - earlier)[known].astype(np.float64)
    fitted = used[known]
    camera, scatter = _fit(terms[fitted], difference[fitted], _PRIOR)
    redder = difference - terms[:, :_SHINE] @ camera[:_SHINE]
    shine = brightening.copy()
    shine[known] += (_BLOOD_DARKENS / 100 * redder).astype(np.float32)
    terms[:, _SHINE] = shine[known] / _LIGHT_UNIT
    prior = np.append(_PRIOR[:_SHINE], _SHINE_PRIOR)
    coefficients, _ = _fit(terms[fitted], difference[fitted], prior)
    if coefficients[_SHINE] > _MOST_SHINE:
        difference -= _MOST_SHINE * terms[:, _SHINE]
        camera, _ = _fit(terms[fitted, :_SHINE], difference[fitted], prior[:_SHINE])
        coefficients = np.append(camera, _MOST_SHINE)
    return ColorTransfer(coefficients, middle_ei, middle_light, brightening, shine, scatter)


def _fit(
    terms: NDArray[np.float64], difference: NDArray[np.float64], prior: NDArray[np.float64]
) -> tuple[NDArray[np.float64], float]:
    """Return the coefficients, and what they leave."""
    return fit_robustly(
        terms,
        difference,
        prior_sd=prior,
        least_scatter=LEAST_SCATTER_EI,
        rows_per_observation=_CELLS_PER_OBSERVATION,
    )


def redness_change(
    before: SkinGrid, after: SkinGrid, transfer: ColorTransfer, region: FloatImage
) -> float:
    """Return how much redder a region became beyond light and camera, in EI of the earlier photo.

    Cells that became brighter or darker than the rest of their region count less: shine came or
    went there, and what is left of it moves the colour of dark skin most.

    Parameters
    ----------
    before, after : SkinGrid
        Of the earlier and of the later photo.
    transfer : ColorTransfer
        Fitted on other skin of the same two photos.
    region : ndarray of float32, shape (76, 64)
        Share of each cell that belongs to the region; it must hold common skin.
    """
    weight = common_skin(before, after) * region
    used = weight > 0
    cells = _Cells(before.erythema_index, before.log_luminance, transfer.shine)
    terms = _terms(cells, used, transfer.middle_ei, transfer.middle_light)
    change = (after.erythema_index - before.erythema_index)[used] - terms @ transfer.coefficients
    brightening = transfer.brightening[used]
    uneven = (brightening - np.median(brightening)) / _USUAL_BRIGHTENING
    return float(np.average(change, weights=weight[used] / (1 + uneven**2))) / transfer.contrast


def unevenness(
    before: SkinGrid, after: SkinGrid, transfer: ColorTransfer, region: FloatImage
) -> float:
    """Return how unevenly shine or shadow came to a region: the spread of shine, log10.

    Blood that came or went in a part of it does not count: that is the change.

    Parameters
    ----------
    before, after, transfer, region
        As in ``redness_change``.
    """
    used = common_skin(before, after) * region > 0
    return float(np.std(transfer.shine[used])) if used.any() else 0.0


class _Cells(NamedTuple):
    """What the fit looks at, each of shape (76, 64)."""

    ei: FloatImage
    light: FloatImage
    shine: FloatImage


def _terms(
    cells: _Cells, used: NDArray[np.bool_], middle_ei: float, middle_light: float
) -> NDArray[np.float64]:
    """Return one row a cell: what light and camera may do to EI.

    Constant, contrast, light, its square, two directions, contrast that goes with light (a tone
    curve stretches colours by its own slope there), and shine: white shine on skin pales its
    colour, most on dark skin.
    """
    y, x = np.nonzero(used)
    color = cells.ei[used] - middle_ei
    brightness = (cells.light[used] - middle_light) / _LIGHT_UNIT
    return np.column_stack(
        [
            np.ones(len(x)),
            color,
            brightness,
            brightness**2,
            (x - (COLUMNS - 1) / 2) / (COLUMNS / 2),
            (y - (ROWS - 1) / 2) / (ROWS / 2),
            color * brightness,
            cells.shine[used] / _LIGHT_UNIT,
        ]
    )


def _brightening(before: SkinGrid, after: SkinGrid, known: NDArray[np.bool_]) -> FloatImage:
    """Return by how much each cell is brighter than light and tone curve explain, log10."""
    earlier, later = (_smooth(grid.log_luminance, known) for grid in (before, after))
    y, x = np.nonzero(known)
    brightness = earlier[known].astype(np.float64)
    terms = np.column_stack([np.ones(len(x)), x / COLUMNS, y / ROWS, brightness, brightness**2])
    target = (later - earlier)[known].astype(np.float64)
    coefficients, _ = fit_robustly(
        terms, target, prior_sd=np.full(terms.shape[1], _FREE), least_scatter=_LEAST_LIGHT_SCATTER
    )
    brightening = np.zeros(known.shape, np.float32)
    brightening[known] = target - terms @ coefficients
    return brightening


def _smooth(cells: FloatImage, known: NDArray[np.bool_]) -> FloatImage:
    """Return the Gaussian mean of the known cells round each cell."""
    weight = known.astype(np.float32)
    filled = np.where(known, cells, np.float32(0))
    total, share = (
        cast("FloatImage", cv2.GaussianBlur(layer, (0, 0), _FIT_SIGMA_CELLS))
        for layer in (filled, weight)
    )
    return np.asarray(total / np.maximum(share, 1e-3), np.float32)


def light_shift(before: SkinGrid, transfer: ColorTransfer) -> tuple[FloatImage, FloatImage]:
    """Return what light and camera made of EI in each cell.

    Parameters
    ----------
    before : SkinGrid
        Of the earlier photo.
    transfer : ColorTransfer

    Returns
    -------
    shift, stretch : ndarray of float32, shape (76, 64)
        The later photo shows ``EI + shift + (stretch - 1) * (EI - transfer.middle_ei)``; NaN where
        the earlier one shows no skin.
    """
    used = np.isfinite(before.erythema_index) & np.isfinite(before.log_luminance)
    level = np.full(used.shape, transfer.middle_ei, np.float32)  # where contrast moves nothing
    cells = _Cells(level, before.log_luminance, transfer.shine)
    terms = _terms(cells, used, transfer.middle_ei, transfer.middle_light)
    brightness = terms[:, _BEND]
    shift, stretch = (np.full(used.shape, np.nan, np.float32) for _ in range(2))
    shift[used] = terms @ transfer.coefficients
    stretch[used] = transfer.contrast + transfer.coefficients[_CONTRAST_BEND] * brightness
    return shift, stretch
