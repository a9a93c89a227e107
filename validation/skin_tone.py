"""Name a skin tone by its individual typology angle (ITA), as a photo shows it.

ITA = atan((L* - 50) / b*) in degrees; classes of Del Bino and Bernerd 2013, Br J Dermatol 169
Suppl 3:33. In a photo the angle depends on the light as well, so a class is a rough one.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

TONES = (
    (55.0, "very light"),
    (41.0, "light"),
    (28.0, "intermediate"),
    (10.0, "tan"),
    (-30.0, "brown"),
    (-90.0, "dark"),
)


def typology_angle(image: NDArray[np.uint8], skin: NDArray[np.bool_]) -> float:
    """Return the ITA in degrees of the median skin colour.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
        sRGB.
    skin : ndarray of bool, shape (H, W)
        Not empty.
    """
    middle = np.median(image[skin], axis=0).astype(np.float32)[None, None] / 255
    lightness, _, blue_yellow = np.asarray(cv2.cvtColor(middle, cv2.COLOR_RGB2LAB))[0, 0]
    return float(np.degrees(np.arctan2(lightness - 50, blue_yellow)))


def tone_of(angle: float) -> str:
    """Return the class of an ITA in degrees."""
    return next((name for least, name in TONES if angle > least), TONES[-1][1])
