"""Other light on a photo: each colour times a factor, in linear light."""

import numpy as np
import numpy.typing as npt

from skintrack.imaging.linear_light import decoded, encoded_srgb
from skintrack.imaging.profiles import SRGB_CURVE
from skintrack.model.light import LightGain

_LEVELS = 256


def gain_tables(gain: LightGain) -> npt.NDArray[np.uint8]:
    """Return the new value of each 8-bit sRGB value, shape (3, 256) for red, green and blue.

    What becomes brighter than white is white.
    """
    linear = decoded(np.arange(_LEVELS) / (_LEVELS - 1), SRGB_CURVE)
    brighter = np.clip(np.array(gain)[:, None] * linear[None], 0, 1)
    return np.round(255 * encoded_srgb(brighter)).astype(np.uint8)


def with_gain(image: npt.NDArray[np.uint8], gain: LightGain) -> npt.NDArray[np.uint8]:
    """Return a copy of an sRGB image, uint8 (height, width, 3), in other light."""
    tables = gain_tables(gain)
    channels = [tables[channel][image[..., channel]] for channel in range(3)]
    return np.stack(channels, axis=-1)
