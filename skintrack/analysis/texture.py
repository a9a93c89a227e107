"""Texture: fine (pores, fine lines) and relief (scars, coarse pores), in the red channel.

Red, because haemoglobin hardly absorbs there: red spots leak into green texture almost fully and
into red texture by a few per cent. Band limits in pixels of the canonical frame (3.3 px per mm).
"""

import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.color import FloatImage
from skintrack.analysis.contrast_transfer import ContrastTransfer
from skintrack.analysis.masked_filters import band

FINE_BAND_PX = (1.0, 2.8)
RELIEF_BAND_PX = (1.4, 8.0)
_NO_TEXTURE = 1e-4  # log10; rounding leaves less, any camera more
_SHARPNESS_BANDS_PX = ((1.0, 2.0), (2.8, 5.6))
REFERENCE_SHARPNESS = -0.75  # median of ten photos
# How ln RMS of texture and relief follow the sharpness and the colour of the light, fitted on
# photos of eight people under simulated nuisance, each left out in turn (docs/measurement.md).
SHARPNESS_SLOPE = 0.85
RELIEF_SHARPNESS_SLOPE = 0.15
_COLOR_SLOPE, _RELIEF_COLOR_SLOPE = -0.57, -0.22  # ln per log10 R/G


def fine_band(log_red: FloatImage, mask: NDArray[np.bool_]) -> FloatImage:
    """Return the fine band of log10 linear red, shape (760, 640)."""
    return band(log_red, mask, *FINE_BAND_PX)


def relief_band(log_red: FloatImage, mask: NDArray[np.bool_]) -> FloatImage:
    """Return the coarse band of log10 linear red, shape (760, 640)."""
    return band(log_red, mask, *RELIEF_BAND_PX)


def fine_texture(fine: FloatImage, region: NDArray[np.bool_]) -> float:
    """Return ln of the RMS of the fine band in a region; rougher skin gives a higher number."""
    return float(np.log(_rms(fine, region)))


def is_there(fine: FloatImage, region: NDArray[np.bool_]) -> bool:
    """Tell whether a region has any texture: a drawing of one colour has no logarithm of it."""
    return bool(np.abs(fine[region]).max(initial=0) > _NO_TEXTURE)


def relief(coarse: FloatImage, region: NDArray[np.bool_]) -> float:
    """Return the RMS of the coarse band in a region, in log10 units.

    The root mean square, as the Rq of a surface profile (ISO 21920-2). It repeats better than the
    distance of two percentiles and sees rare deep scars, which percentiles leave out.
    """
    return _rms(coarse, region)


def _rms(picture: FloatImage, region: NDArray[np.bool_]) -> float:
    return float(np.sqrt(np.mean(np.square(picture[region], dtype=np.float64))))


def sharpness(log_luminance: FloatImage, brows: NDArray[np.bool_]) -> float | None:
    """Return how sharp the photo is, read on the brows and so apart from the measured skin.

    Parameters
    ----------
    log_luminance : ndarray of float32, shape (H, W)
        log10 luminance in the canonical frame.
    brows : ndarray of bool, shape (H, W)

    Returns
    -------
    float or None
        ln of the RMS of the band 1-2 px over that of 2.8-5.6 px; blur lowers it. None where the
        brows are outside the photo.
    """
    if not brows.any():
        return None
    rows, columns = np.flatnonzero(brows.any(axis=1)), np.flatnonzero(brows.any(axis=0))
    part = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
    inside = np.ascontiguousarray(brows[part])
    picture = np.ascontiguousarray(log_luminance[part])
    fine, coarse = (_rms(band(picture, inside, *limits), inside) for limits in _SHARPNESS_BANDS_PX)
    if fine == 0 or coarse == 0:
        return None
    return float(np.log(fine / coarse))


def texture_at_sharpness(texture: float, sharpness_now: float, sharpness_wanted: float) -> float:
    """Return the fine texture (ln RMS) that the photo would show at another sharpness."""
    return texture - SHARPNESS_SLOPE * (sharpness_now - sharpness_wanted)


def relief_at_sharpness(value: float, sharpness_now: float, sharpness_wanted: float) -> float:
    """Return the relief (log10 units) that the photo would show at another sharpness."""
    return value * float(np.exp(-RELIEF_SHARPNESS_SLOPE * (sharpness_now - sharpness_wanted)))


def texture_on_scale(texture: float, transfer: ContrastTransfer) -> float:
    """Return the fine texture (ln RMS) of a later photo as the earlier photo would show it."""
    return texture - transfer.log_contrast - _COLOR_SLOPE * transfer.color_shift


def relief_on_scale(value: float, transfer: ContrastTransfer) -> float:
    """Return the relief (log10 units) of a later photo as the earlier photo would show it."""
    shift = transfer.log_contrast + _RELIEF_COLOR_SLOPE * transfer.color_shift
    return value * float(np.exp(-shift))
