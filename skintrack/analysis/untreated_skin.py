"""A patch of untreated skin in the photo, as what redness is measured against.

What treatment and light do to both alike cancels; what treatment does to the rest alone stays.
The price: the patch must be in the photo, and in the same light.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from skintrack.analysis import redness, texture
from skintrack.analysis.canonical_frame import (
    HEIGHT_PX,
    WIDTH_PX,
    inside_photo,
    warp_linear,
)
from skintrack.analysis.color import log_channels, luminance
from skintrack.analysis.findings import FACE, REDNESS, Finding
from skintrack.analysis.measure import PhotoMeasurement
from skintrack.analysis.regions import fill
from skintrack.analysis.skin_mask import find_skin

NOT_SEEN = "untreated_not_seen"
_UNKNOWN = "whole_face_redness_unknown"
_MIN_PIXELS = 400
_LEAST_SHARE = 0.5
_LIKE_SKIN = 25.0  # EI between patch and face: farther apart it is cloth or hair, not skin


@dataclass(frozen=True)
class Patch:
    """Untreated skin as one photo shows it.

    Attributes
    ----------
    share : float
        Of the patch that can be measured, 0..1.
    erythema_index : float
        Mean EI.
    log_luminance : float or None
        Median log10 luminance.
    texture, relief : float or None
        As ``texture.fine_texture`` and ``texture.relief`` give them.
    """

    share: float
    erythema_index: float = 0.0
    log_luminance: float | None = None
    texture: float | None = None
    relief: float | None = None

    @property
    def is_seen(self) -> bool:
        """Whether there is enough of it to measure against."""
        return self.log_luminance is not None


def read_patch(
    image: NDArray[np.uint8], to_frame: NDArray[np.float64], outline: NDArray[np.float64]
) -> Patch:
    """Read the untreated skin in a photo.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
        sRGB, upright.
    to_frame : ndarray, shape (2, 3)
        From photo pixels into the frame of the face or the region.
    outline : ndarray, shape (N, 2)
        In that frame; it may lie beyond its canvas, but no part larger than the canvas is read.
    """
    shift = np.array([WIDTH_PX / 2, HEIGHT_PX / 2]) - (outline.min(0) + outline.max(0)) / 2
    here = to_frame.copy()
    here[:, 2] += shift
    area = fill(outline + shift)
    total = max(int(area.sum()), 1)
    area &= inside_photo(image.shape, here)
    if not area.any():
        return Patch(0.0)
    rows, columns = np.flatnonzero(area.any(axis=1)), np.flatnonzero(area.any(axis=0))
    part = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
    linear = warp_linear(image, here, part)
    area = np.ascontiguousarray(area[part])
    log_luminance = log_channels(luminance(linear))
    mask = find_skin(linear, log_luminance, area)
    share = float(mask.color_skin.sum() / total)
    if share < _LEAST_SHARE or int(mask.color_skin.sum()) < _MIN_PIXELS:
        return Patch(share)
    log_rgb = log_channels(linear)
    ei = 100 * (log_rgb[..., 0] - log_rgb[..., 1])[mask.color_skin]
    level = float(np.median(log_luminance[mask.color_skin]))
    seen = Patch(share, redness.mean_without_extremes(ei), level)
    if int(mask.skin.sum()) < _MIN_PIXELS:
        return seen
    log_red = np.ascontiguousarray(log_rgb[..., 0])
    fine = texture.fine_band(log_red, mask.skin)
    if not texture.is_there(fine, mask.skin):
        return seen
    return replace(
        seen,
        texture=texture.fine_texture(fine, mask.skin),
        relief=texture.relief(texture.relief_band(log_red, mask.skin), mask.skin),
    )


def with_untreated(
    measured: PhotoMeasurement, image: NDArray[np.uint8], outline: NDArray[np.float64]
) -> tuple[PhotoMeasurement, bool]:
    """Return a face's measurement with its whole redness against the patch, and whether it is.

    Parameters
    ----------
    measured : PhotoMeasurement
        Of a face in this photo.
    image : ndarray of uint8, shape (H, W, 3)
        sRGB, upright.
    outline : ndarray, shape (N, 2)
        The patch in the canonical frame of the face.
    """
    patch = read_patch(image, measured.similarity, outline)
    face = measured.conditions.face_log_red_green
    if face is None:
        return measured, False
    difference = 100 * face - patch.erythema_index
    if not patch.is_seen or abs(difference) > _LIKE_SKIN:
        unseen = Finding(NOT_SEEN, frozenset({REDNESS}), frozenset({FACE}), patch.share)
        others = tuple(each for each in measured.findings if each.code != _UNKNOWN)
        return replace(measured, findings=(*others, unseen)), False
    findings = tuple(each for each in measured.findings if each.code != _UNKNOWN)
    values = {region: dict(metrics) for region, metrics in measured.values.items()}
    is_withheld = any(each.withholds_value(REDNESS, FACE) for each in findings)
    values[FACE][REDNESS] = None if is_withheld else difference
    conditions = replace(measured.conditions, control_log_luminance=patch.log_luminance)
    return replace(measured, values=values, findings=findings, conditions=conditions), True
