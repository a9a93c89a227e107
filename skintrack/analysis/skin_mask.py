"""Which pixels of the canonical frame are skin that can be measured.

Left out: everything outside the face oval, brows, eyes, lips, nostrils; clipped pixels; glare
(brighter than the skin around); hair, lashes and hard shadow (darker than the skin around, or far
darker than the face); what is of another colour than the rest, such as cloth. Thresholds as
measured in ``docs/measurement.md``.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.color import FloatImage, log_channels
from skintrack.analysis.masked_filters import masked_mean
from skintrack.analysis.order import median

_CLIPPED_ABOVE, _CLIPPED_BELOW = 0.97, 0.002  # linear light
_LOCAL_SIGMA_PX = 25.0
_GLARE_OVER, _SHADOW_UNDER = 0.12, 0.22  # log10 luminance against the local mean
_SHADOW_MADS = 3.5
_MAD_TO_SIGMA = 1.4826
_EI_UNDER, _BLUE_OVER = 20.0, 0.30  # against the median of the face: EI, and log10 blue over green
_EVERY = 7  # of the pixels that the median is read from


@dataclass(frozen=True)
class SkinMask:
    """Masks of one picture, each bool of shape (H, W).

    Attributes
    ----------
    outline : ndarray
        Where skin is expected: the face oval without its features, inside the photo.
    skin : ndarray
        The part where texture can be measured.
    color_skin : ndarray
        The part where colour can be measured: with glare, which whitens but is not clipped. Leaving
        glare out would drop the top of a cheek from one photo and not from the other.
    clipped : ndarray
        Pixels of the outline with a channel that is over- or underexposed.
    """

    outline: NDArray[np.bool_]
    skin: NDArray[np.bool_]
    color_skin: NDArray[np.bool_]
    clipped: NDArray[np.bool_]


def find_skin(
    linear: FloatImage, log_luminance: FloatImage, outline: NDArray[np.bool_]
) -> SkinMask:
    """Separate measurable skin from what covers or distorts it.

    Parameters
    ----------
    linear : ndarray of float32, shape (H, W, 3)
        Picture in the canonical frame, linear light.
    log_luminance : ndarray of float32, shape (H, W)
        log10 of its luminance.
    outline : ndarray of bool, shape (H, W)
        Where skin is expected.
    """
    red, green, blue = (np.asarray(channel, np.float32) for channel in cv2.split(linear))
    brightest, darkest = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    clipped = outline & ((brightest > _CLIPPED_ABOVE) | (darkest < _CLIPPED_BELOW))
    usable = outline & ~clipped
    if not usable.any():
        return SkinMask(outline, usable, usable, clipped)
    usable &= _is_of_skin_color(red, green, blue, usable)
    if not usable.any():
        return SkinMask(outline, usable, usable, clipped)
    # Darkness is judged in red light, which blood hardly takes: a red spot is no shadow.
    log_red = log_channels(red)
    reds = log_red[usable]
    level = median(reds)
    spread = _MAD_TO_SIGMA * median(np.abs(reds - level))
    usable &= log_red > level - max(_SHADOW_MADS * spread, _SHADOW_UNDER)
    layers = np.asarray(cv2.merge([log_red, log_luminance]), np.float32)
    local = layers - masked_mean(layers, usable, _LOCAL_SIGMA_PX)
    color_skin = usable & (local[..., 0] > -_SHADOW_UNDER)
    return SkinMask(outline, color_skin & (local[..., 1] <= _GLARE_OVER), color_skin, clipped)


def _is_of_skin_color(
    red: FloatImage, green: FloatImage, blue: FloatImage, usable: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Return where the colour is not far greener or bluer than the median of the face.

    Only that side is judged: skin gets far redder, and beard shadow a little bluer, than the rest.
    """
    some = usable[::_EVERY, ::_EVERY]
    if not some.any():
        return usable
    reds, greens, blues = (layer[::_EVERY, ::_EVERY][some] for layer in (red, green, blue))
    least_red = median(reds / greens) * 10 ** (-_EI_UNDER / 100)
    most_blue = median(blues / greens) * 10**_BLUE_OVER
    is_skin = (red >= np.float32(least_red) * green) & (blue <= np.float32(most_blue) * green)
    return np.asarray(is_skin, np.bool_)
