"""Change map of a pair: what differs between two photos of a face, where it exceeds the noise.

The earlier photo is laid on the later one, and both are compared where both were measured. The
difference is split in two scales, area and spots, and each is kept only where it exceeds its own
noise (after the shrinkage of Donoho and Johnstone 1994, Biometrika 81:425, with a firm threshold):
between them lies nothing that the photos can show, so nothing is shown.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.canonical_frame import HEIGHT_PX, WIDTH_PX
from skintrack.analysis.color import FloatImage
from skintrack.analysis.color_transfer import fit_color_transfer, light_shift
from skintrack.analysis.maps import MapFrame, Mask, log_rms, offset
from skintrack.analysis.masked_filters import masked_mean
from skintrack.analysis.redness import mean_without_extremes
from skintrack.analysis.skin_grid import COLUMNS, ROWS, cell_shares
from skintrack.analysis.texture import fine_texture

_AREA_SIGMA_PX = 20.0  # 6 mm, as the local mean of redness spots
_SPOT_SIGMA_PX = 3.0  # 0.9 mm: half a spot
_PATCH_SIGMA_PX = 8.0  # 2.4 mm, as the texture map
_FULL_AT = 1.5  # times the noise: shown in full from here
_LEAST_REGION_PX = 400
_TREATED = ("right_cheek", "left_cheek")
_RIM_PX = 7  # 2 mm

_MOST_SHIFT_PX = 10.0  # 3 mm
_SHIFT_SIGMA_PX = 20.0
_NO_POINTS = 1e-7

# The least noise of an area and of a spot, and how many times the spread within the regions of the
# pair at hand it is: what about 1 % of unchanged skin exceeds (docs/measurement.md).
REDNESS_NOISE = (2.8, 3.0)
TEXTURE_NOISE = (0.3, 0.3)
_SPREADS = 2.8
_MAD_TO_SIGMA = 1.4826


@dataclass(frozen=True)
class ChangeMap:
    """What changed, in the canonical frame of the later photo.

    Attributes
    ----------
    change : ndarray of float32, shape (760, 640)
        Later minus earlier, in the unit of the metric: 0 inside the noise, NaN where one of the
        photos was not measured.
    difference : ndarray of float32, shape (760, 640)
        The same with its noise, at the scale of spots.
    noise : tuple of float
        Of an area and of a spot, in the same unit.
    """

    change: FloatImage
    difference: FloatImage
    noise: tuple[float, float]


def redness_change(
    before: MapFrame,
    after: MapFrame,
    numbers: dict[str, float],
    noise: float,
    field: FloatImage | None = None,
) -> ChangeMap:
    """Return where skin became redder or paler, in EI.

    Parameters
    ----------
    before, after : MapFrame
        Of the earlier and of the later photo.
    numbers : dict of str to float
        Change of redness of each region that was compared, in EI: the map is anchored to them.
    noise : float
        MDC95 of these changes.
    field : ndarray of float32, shape (760, 640, 2), optional
        How the earlier photo is laid on the later one; without it ``shift_field``.
    """
    field = shift_field(after.points, before.points) if field is None else field
    both = after.color_skin & _shifted_mask(before.color_skin, field) & inner_skin(after)
    difference = _in_the_same_light(before, after, _shifted(before.ei, field))
    raw = {
        name: mean_without_extremes(difference[region & both])
        for name, region in after.regions.items()
        if (region & both).sum() >= _LEAST_REGION_PX
    }
    difference = difference + np.float32(offset(numbers, raw))
    scales = [masked_mean(difference, both, each) for each in (_AREA_SIGMA_PX, _SPOT_SIGMA_PX)]
    noises = _noises(scales, [region & both for region in after.regions.values()], REDNESS_NOISE)
    return _beyond_noise(scales, both, (max(noises[0], noise), noises[1]))


def texture_change(
    before: MapFrame,
    after: MapFrame,
    numbers: dict[str, float],
    noise: float,
    field: FloatImage | None = None,
) -> ChangeMap:
    """Return where skin became rougher or smoother, in ln units.

    Parameters as in ``redness_change``, of fine texture. The sharpness of the photos is allowed for
    by the numbers, which the map is anchored to.
    """
    field = shift_field(after.points, before.points) if field is None else field
    both = after.textured_skin & _shifted_mask(before.mask.skin, field) & inner_skin(after)
    # Moving would blur the band itself; of its energy it changes little.
    earlier = np.sqrt(_shifted(np.square(before.fine), field))
    raw = {
        name: fine_texture(after.fine, core & both) - fine_texture(earlier, core & both)
        for name, core in after.cores.items()
        if (core & both).sum() >= _LEAST_REGION_PX
    }
    lacking = np.float32(offset(numbers, raw))
    scales = [
        log_rms(after.fine, both, each) - log_rms(earlier, both, each) + lacking
        for each in (_AREA_SIGMA_PX, _PATCH_SIGMA_PX)
    ]
    noises = _noises(scales, [core & both for core in after.cores.values()], TEXTURE_NOISE)
    return _beyond_noise(scales, both, (max(noises[0], noise), noises[1]))


def shift_field(points: NDArray[np.float64], source: NDArray[np.float64]) -> FloatImage:
    """Return by how much each place of one face lies elsewhere on another photo of it.

    A turn, scale and shift cannot follow a smile or the perspective of another distance. The rest
    is read from the landmarks alone, smoothly (Gaussian of 6 mm) and at most 3 mm: never from the
    skin, so that no mark can be moved onto another one.

    Parameters
    ----------
    points, source : ndarray, shape (468, 2)
        Landmarks in the canonical frame, of the photo that is kept and of the one that is moved.

    Returns
    -------
    ndarray of float32, shape (760, 640, 2)
        In pixels of the canonical frame, x and y.
    """
    weight = np.zeros((HEIGHT_PX, WIDTH_PX), np.float32)
    shift = np.zeros((HEIGHT_PX, WIDTH_PX, 2), np.float32)
    columns, rows = np.round(points).astype(int).T
    is_inside = (columns >= 0) & (columns < WIDTH_PX) & (rows >= 0) & (rows < HEIGHT_PX)
    place = rows[is_inside], columns[is_inside]
    np.add.at(weight, place, 1)
    np.add.at(shift, place, (source - points)[is_inside].astype(np.float32))
    weight = np.asarray(cv2.GaussianBlur(weight, (0, 0), _SHIFT_SIGMA_PX), np.float32)
    field = np.asarray(cv2.GaussianBlur(shift, (0, 0), _SHIFT_SIGMA_PX), np.float32)
    field /= np.maximum(weight, _NO_POINTS)[..., None]
    length = np.linalg.norm(field, axis=-1, keepdims=True)
    field *= np.minimum(1.0, _MOST_SHIFT_PX / np.maximum(length, _NO_POINTS))
    return np.asarray(field, np.float32)


def inner_skin(frame: MapFrame) -> Mask:
    """Return the face without its rim, where it turns away and the two outlines differ."""
    rim = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * _RIM_PX + 1, 2 * _RIM_PX + 1))
    return cv2.erode(frame.mask.outline.astype(np.uint8), rim) > 0


def _in_the_same_light(before: MapFrame, after: MapFrame, earlier: FloatImage) -> FloatImage:
    """Return the difference of EI without what light and camera made of it, as the numbers do.

    What they did is read on the skin outside the cheeks, which are treated most.
    """
    cheeks = [before.regions[name] for name in _TREATED if name in before.regions]
    cells = [cell_shares(cheek) > 0 for cheek in cheeks]
    left_out = np.logical_or.reduce(cells) if cells else np.zeros((ROWS, COLUMNS), bool)
    transfer = fit_color_transfer(before.grid, after.grid, left_out)
    if transfer is None:
        return after.ei - earlier
    shift, stretch = map(_spread, light_shift(before.grid, transfer))
    expected = earlier + shift + (stretch - 1) * (earlier - np.float32(transfer.middle_ei))
    return np.asarray((after.ei - expected) / np.float32(transfer.contrast), np.float32)


def _spread(cells: FloatImage) -> FloatImage:
    """Return cells as a smooth picture; beyond the skin they go on."""
    known = np.isfinite(cells)
    near = masked_mean(np.where(known, cells, np.float32(0)), known, 1.0)
    far = masked_mean(np.where(known, cells, np.float32(0)), known, 6.0)
    filled = np.where(cv2.dilate(known.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0, near, far)
    size = (WIDTH_PX, HEIGHT_PX)
    return np.asarray(cv2.resize(filled, size, interpolation=cv2.INTER_LINEAR), np.float32)


def _shifted(values: FloatImage, field: FloatImage) -> FloatImage:
    rows, columns = np.indices(values.shape, dtype=np.float32)
    moved = cv2.remap(values, columns + field[..., 0], rows + field[..., 1], cv2.INTER_LINEAR)
    return np.asarray(moved, np.float32)


def _shifted_mask(mask: Mask, field: FloatImage) -> Mask:
    """Return the mask at its new place; a pixel that is masked in part is left out."""
    return _shifted(mask.astype(np.float32), field) > 1 - _NO_POINTS


def _noises(
    scales: list[FloatImage], regions: list[Mask], least: tuple[float, float]
) -> tuple[float, float]:
    """Return the noise of an area and of a spot in this pair.

    Both are read from how unevenly the regions differ within themselves: a region that changed as a
    whole does not raise them, nor do a few spots, but two photos that do not match do.
    """
    area, fine = scales
    spreads = []
    for values in (area, fine - area):
        rests = [values[each] - np.median(values[each]) for each in regions if each.any()]
        rest = np.concatenate(rests) if rests else np.zeros(1)
        spreads.append(_SPREADS * _MAD_TO_SIGMA * float(np.median(np.abs(rest))))
    return max(spreads[0], least[0]), max(spreads[1], least[1])


def _beyond_noise(scales: list[FloatImage], both: Mask, noise: tuple[float, float]) -> ChangeMap:
    area, fine = scales
    kept = _shrunk(area, noise[0]) + _shrunk(fine - area, noise[1])
    unknown = np.float32(np.nan)
    return ChangeMap(np.where(both, kept, unknown), np.where(both, fine, unknown), noise)


def _shrunk(values: FloatImage, noise: float) -> FloatImage:
    """Return 0 inside the noise, the values beyond 1.5 times the noise, a smooth way between."""
    way = np.clip((np.abs(values) / noise - 1) / (_FULL_AT - 1), 0, 1)
    return np.asarray(values * way * way * (3 - 2 * way), np.float32)
