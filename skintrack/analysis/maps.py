"""Maps of one photo: what the numbers were read from, pixel by pixel, in the canonical frame.

A map shows the same quantity as its number, so that the mean over a region is the number of that
region (``docs/measurement.md``). What was not measured is NaN, never 0.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis import redness, texture
from skintrack.analysis.canonical_frame import (
    HEIGHT_PX,
    WIDTH_PX,
    fit_pose,
    inside_photo,
    to_canonical,
    transform_points,
    warp_linear,
)
from skintrack.analysis.color import FloatImage, log_channels, luminance
from skintrack.analysis.face_mesh import FaceMesh
from skintrack.analysis.masked_filters import masked_mean
from skintrack.analysis.regions import (
    FACE_OVAL,
    fill,
    region_outlines,
    skin_outline_mask,
    texture_outlines,
)
from skintrack.analysis.skin_grid import SkinGrid, read_grid
from skintrack.analysis.skin_mask import SkinMask, find_skin

Mask = NDArray[np.bool_]

DRAWN = "drawn"
# What became of a pixel, in ``measured_map``.
OUTSIDE, MEASURED, COLOR_ONLY, CLIPPED, COVERED = range(5)

_REDNESS_SIGMA_PX = 4.0  # 1.2 mm: hides the colour blocks of JPEG and leaves spots
_TEXTURE_SIGMA_PX = 8.0  # 2.4 mm: an energy needs some skin to be read from
_LEAST_ENERGY = 1e-12


@dataclass(frozen=True)
class MapFrame:
    """One photo in the canonical frame, with everything that its maps are made from.

    Attributes
    ----------
    similarity : ndarray, shape (2, 3)
        From photo pixels to the canonical frame.
    points : ndarray, shape (468, 2) or (0, 2)
        Mesh points in the canonical frame; none where the skin was outlined by the user.
    ei : ndarray of float32, shape (760, 640)
        Erythema index minus that of the face, in EI; holds inside ``mask.color_skin``.
    fine : ndarray of float32, shape (760, 640)
        Fine band of log10 red; holds inside ``mask.skin``.
    mask : SkinMask
        Of the same shape.
    regions, cores : dict of str to ndarray of bool, shape (760, 640)
        Where redness and where texture are read.
    grid : SkinGrid
        The same skin in coarse cells, by which the light of two photos is compared.
    """

    similarity: NDArray[np.float64]
    points: NDArray[np.float64]
    ei: FloatImage
    fine: FloatImage
    mask: SkinMask
    regions: dict[str, Mask]
    cores: dict[str, Mask]
    grid: SkinGrid

    @property
    def color_skin(self) -> Mask:
        """All skin whose colour was measured."""
        return self.mask.color_skin

    @property
    def textured_skin(self) -> Mask:
        """The skin that texture is read from: measurable, and inside a region for texture."""
        inside: Mask = np.logical_or.reduce(list(self.cores.values()))
        return self.mask.skin & inside


def face_frame(image: NDArray[np.uint8], mesh: FaceMesh) -> MapFrame:
    """Bring a photo with a face to the canonical frame, masked as for measuring.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
        sRGB, upright.
    mesh : FaceMesh
        The face in this picture.
    """
    similarity = to_canonical(fit_pose(mesh.points))
    points = transform_points(mesh.points, similarity)
    return _frame(
        image,
        similarity,
        points=points,
        outline=skin_outline_mask(points),
        face=fill(points[list(FACE_OVAL)]),
        regions={name: fill(polygon) for name, polygon in region_outlines(points).items()},
        cores={name: fill(polygon) for name, polygon in texture_outlines(points).items()},
    )


def region_frame(
    image: NDArray[np.uint8], similarity: NDArray[np.float64], outline: NDArray[np.float64]
) -> MapFrame:
    """Bring skin that the user outlined into the frame of its region.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
        sRGB, upright.
    similarity : ndarray, shape (2, 3)
        From photo pixels into that frame.
    outline : ndarray, shape (N, 2)
        In photo pixels.
    """
    inside = fill(transform_points(outline, similarity))
    return _frame(
        image,
        similarity,
        points=np.zeros((0, 2)),
        outline=inside,
        face=inside,
        regions={DRAWN: inside},
        cores={DRAWN: inside},
    )


def _frame(
    image: NDArray[np.uint8],
    similarity: NDArray[np.float64],
    *,
    points: NDArray[np.float64],
    outline: Mask,
    face: Mask,
    regions: dict[str, Mask],
    cores: dict[str, Mask],
) -> MapFrame:
    """Warp a photo, mask it and read what the maps are made from."""
    inside = inside_photo(image.shape, similarity)
    linear = warp_linear(image, similarity)
    log_luminance = log_channels(luminance(linear))
    mask = find_skin(linear, log_luminance, outline & inside)
    ei = redness.smoothed_erythema_index(linear, mask.color_skin)
    if mask.color_skin.any():
        ei = ei - np.float32(redness.mean_without_extremes(ei[mask.color_skin]))
    everything = slice(0, HEIGHT_PX), slice(0, WIDTH_PX)
    shown = face & inside & ~mask.clipped
    log_red = log_channels(np.ascontiguousarray(linear[..., 0]))
    return MapFrame(
        similarity=similarity,
        points=points,
        ei=ei,
        fine=texture.fine_band(log_red, mask.skin),
        mask=mask,
        regions=regions,
        cores=cores,
        grid=read_grid(ei, log_luminance, mask.color_skin, shown, everything),
    )


def redness_map(frame: MapFrame) -> FloatImage:
    """Return how much redder each place is than the face, in EI; NaN where colour is not measured.

    Regional redness and local spots are both in it: it is EI minus that of the face after a
    Gaussian of 4 px (1.2 mm).
    """
    return _only(masked_mean(frame.ei, frame.color_skin, _REDNESS_SIGMA_PX), frame.color_skin)


def texture_map(frame: MapFrame) -> FloatImage:
    """Return ln of the local RMS of the fine band minus its median, NaN where it is not measured.

    The local RMS is taken over a Gaussian of 8 px (2.4 mm) inside the mask; ln 2 = 0.69 means
    twice as rough as the middle of the measured skin.
    """
    skin = frame.textured_skin
    rough = log_rms(frame.fine, skin, _TEXTURE_SIGMA_PX)
    if skin.any():
        rough = rough - np.float32(np.median(rough[skin]))
    return _only(rough, skin)


def log_rms(fine: FloatImage, mask: Mask, sigma_px: float) -> FloatImage:
    """Return ln of the local RMS of a band inside a mask, shape (H, W)."""
    energy = masked_mean(np.square(fine), mask, sigma_px)
    rough: FloatImage = np.float32(0.5) * np.log(np.maximum(energy, np.float32(_LEAST_ENERGY)))
    return rough


def measured_map(frame: MapFrame) -> NDArray[np.uint8]:
    """Return what became of each pixel, shape (760, 640).

    ``OUTSIDE`` the skin of the face; ``MEASURED`` for colour and surface; ``COLOR_ONLY``, because
    glare hides the surface; ``CLIPPED``, over- or underexposed; ``COVERED`` by hair, lashes or
    hard shadow.
    """
    mask = frame.mask
    kinds = np.full(mask.outline.shape, OUTSIDE, np.uint8)
    kinds[mask.outline] = COVERED
    kinds[mask.clipped] = CLIPPED
    kinds[mask.color_skin] = COLOR_ONLY
    kinds[mask.skin] = MEASURED
    return kinds


def to_photo(
    colors: NDArray[np.uint8], similarity: NDArray[np.float64], shape: tuple[int, int]
) -> NDArray[np.uint8]:
    """Return a coloured map in the pixels of its photo.

    Parameters
    ----------
    colors : ndarray of uint8, shape (760, 640, 4)
        RGBA in the canonical frame.
    similarity : ndarray, shape (2, 3)
        From photo pixels to the canonical frame.
    shape : tuple of int
        Height and width of the photo.

    Returns
    -------
    ndarray of uint8, shape (H, W, 4)
        RGBA; its colours are not mixed with those of transparent neighbours.
    """
    cover = colors[..., 3:].astype(np.float32) / 255
    weighted = np.concatenate([colors[..., :3] * cover, cover], axis=-1).astype(np.float32)
    moved = np.asarray(
        cv2.warpAffine(
            weighted, similarity, shape[::-1], flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        ),
        np.float32,
    )
    moved[..., :3] /= np.maximum(moved[..., 3:], 1 / 255)
    moved[..., 3] *= 255
    return np.clip(np.round(moved), 0, 255).astype(np.uint8)


def region_means(values: FloatImage, regions: dict[str, Mask]) -> dict[str, float]:
    """Return the mean of a map in each region that has any of it, in the unit of the map."""
    means = {}
    for name, region in regions.items():
        inside = values[region]
        inside = inside[np.isfinite(inside)]
        if inside.size:
            means[name] = float(inside.mean())
    return means


def offset(numbers: dict[str, float], means: dict[str, float]) -> float:
    """Return what a map lacks to agree with the numbers of its regions: the median difference."""
    lacking = [numbers[name] - means[name] for name in numbers if name in means]
    return float(np.median(lacking)) if lacking else 0.0


def without(values: FloatImage, regions: dict[str, Mask], numbers: dict[str, float]) -> FloatImage:
    """Return the map with NaN in the regions that have no number."""
    withheld = [region for name, region in regions.items() if name not in numbers]
    return _only(values, ~np.logical_or.reduce(withheld)) if withheld else values


def _only(values: FloatImage, mask: Mask) -> FloatImage:
    return np.where(mask, values, np.float32(np.nan))
