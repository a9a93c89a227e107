"""Colour: sRGB to linear light, the erythema index and CIELAB a*.

The erythema index (EI) here is 100 x (log10 R - log10 G) of linear RGB, after the log ratio of red
and green reflectance of Diffey et al. 1984 and Takiwaki 1998. From an ordinary camera it is an
approximation: 1.67 EI correspond to about 1 a* in photos of faces (``docs/measurement.md``).
"""

from functools import cache
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

FloatImage = NDArray[np.float32]

EI_PER_A_STAR = 1.67
LUMINANCE_WEIGHTS = (0.2126, 0.7152, 0.0722)  # IEC 61966-2-1 primaries, D65
_DARKEST = 1e-4
_SRGB_KNEE = 0.04045
_STEPS = 65535


@cache
def _linear_table() -> NDArray[np.float32]:
    """Return the linear value of each 8-bit sRGB level (IEC 61966-2-1), shape (256,)."""
    level = np.arange(256, dtype=np.float64) / 255
    linear = np.where(level <= _SRGB_KNEE, level / 12.92, ((level + 0.055) / 1.055) ** 2.4)
    return linear.astype(np.float32)


def linear_from_srgb(image: NDArray[np.uint8]) -> FloatImage:
    """Return linear RGB in 0..1 of an 8-bit sRGB picture, any shape."""
    return cast("FloatImage", cv2.LUT(image, _linear_table()))


def linear_steps_from_srgb(image: NDArray[np.uint8]) -> NDArray[np.uint16]:
    """Return linear RGB in steps of 1/65535: half the memory of floats, for large photos."""
    steps = np.round(_linear_table() * _STEPS).astype(np.uint16)
    return cast("NDArray[np.uint16]", cv2.LUT(image, steps))


def linear_from_steps(steps: NDArray[np.uint16]) -> FloatImage:
    """Return linear RGB in 0..1 of ``linear_steps_from_srgb``."""
    return steps.astype(np.float32) / np.float32(_STEPS)


def log_channels(linear: FloatImage) -> FloatImage:
    """Return log10 of linear light, floored at -4 so that black stays finite."""
    return cast("FloatImage", cv2.log(np.maximum(linear, _DARKEST)) * np.float32(1 / np.log(10)))


def red_and_green(image: FloatImage) -> FloatImage:
    """Return the first two channels, shape (H, W, 2), in a fifth of the time NumPy takes."""
    channels = np.empty((*image.shape[:2], 2), np.float32)
    cv2.mixChannels([image], [channels], [0, 0, 1, 1])
    return channels


def luminance(linear: FloatImage) -> FloatImage:
    """Return relative luminance Y of linear sRGB, shape (H, W)."""
    return linear @ np.array(LUMINANCE_WEIGHTS, np.float32)
