"""What a photo is recognised by: AKAZE features on a small grey copy with levelled contrast.

AKAZE: Alcantarilla et al. 2013; the contrast is levelled by CLAHE (Zuiderveld 1994).
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

WORKING_PX = 640
_THRESHOLD, _MOST_POINTS = 2e-4, 1200
_LAYERS = 2  # an octave; the usual 4 find no more regions, at twice the time
_CLIP_LIMIT, _TILES = 3.0, (8, 8)
_HALVED_ABOVE = 2.0  # times the wanted size


@dataclass(frozen=True)
class Features:
    """What a photo is recognised by.

    Attributes
    ----------
    gray : ndarray of uint8, shape (h, w)
        The photo, at most ``WORKING_PX`` on its longer side.
    scale : float
        Pixels of ``gray`` per pixel of the photo.
    points : ndarray, shape (N, 2)
        Places in pixels of ``gray``.
    descriptors : ndarray of uint8, shape (N, 61)
    """

    gray: NDArray[np.uint8]
    scale: float
    points: NDArray[np.float64]
    descriptors: NDArray[np.uint8]


def find_features(image: NDArray[np.uint8], small: NDArray[np.uint8] | None = None) -> Features:
    """Return what a photo is recognised by.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
        sRGB, upright.
    small : ndarray of uint8, optional
        The same ``shrunk``, where it is at hand.
    """
    small = shrunk(image) if small is None else small
    gray = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)
    level = cv2.createCLAHE(_CLIP_LIMIT, _TILES).apply(gray)
    finder = cv2.AKAZE.create(threshold=_THRESHOLD, nOctaveLayers=_LAYERS, max_points=_MOST_POINTS)
    keys, found = finder.detectAndCompute(level, np.empty((0, 0), np.uint8))
    points = np.array([key.pt for key in keys], np.float64).reshape(-1, 2)
    width = finder.descriptorSize()
    descriptors = np.zeros((0, width), np.uint8) if len(keys) == 0 else np.asarray(found, np.uint8)
    return Features(gray, gray.shape[1] / image.shape[1], points, descriptors)


def shrunk(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a photo at most ``WORKING_PX`` long, for recognising what it shows.

    It is halved first, which is several times as fast as shrinking by any other factor.
    """
    height, width = image.shape[:2]
    factor = WORKING_PX / max(height, width)
    if factor >= 1:
        return image
    size = (max(round(width * factor), 1), max(round(height * factor), 1))
    while min(image.shape[:2]) > 1 and max(image.shape[:2]) >= _HALVED_ABOVE * WORKING_PX:
        half = (image.shape[1] // 2, image.shape[0] // 2)
        whole = image[: half[1] * 2, : half[0] * 2]
        image = np.asarray(cv2.resize(whole, half, interpolation=cv2.INTER_AREA), np.uint8)
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)


def to_small(points: NDArray[np.float64], features: Features) -> NDArray[np.float64]:
    """Carry pixels of the photo over to its small copy; pixel centres are whole numbers in both."""
    return (points + 0.5) * features.scale - 0.5
