"""Cut one spot out of a photo, turned upright and at a chosen scale."""

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.similarity import scaling

_BEYOND_PHOTO = (128, 128, 128)
_PSF_PX = 0.5
_MARGIN_PX = 8


def crop_round(
    image: NDArray[np.uint8], way: NDArray[np.float64], size_px: int
) -> NDArray[np.uint8]:
    """Return a square part of a photo, without aliasing.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
        sRGB, upright.
    way : ndarray, shape (2, 3)
        Similarity from pixels of the photo to pixels of the result.
    size_px : int
        Side of the result.

    Returns
    -------
    ndarray of uint8, shape (size_px, size_px, 3)
        Mid grey where the photo ends.
    """
    corners = np.array([[0, 0], [size_px, 0], [size_px, size_px], [0, size_px]], float)
    back = np.asarray(cv2.invertAffineTransform(way), np.float64)
    there = corners @ back[:, :2].T + back[:, 2]
    low = np.floor(there.min(axis=0)).astype(int) - _MARGIN_PX
    high = np.ceil(there.max(axis=0)).astype(int) + _MARGIN_PX
    height, width = image.shape[:2]
    left, top = np.clip(low, 0, (width - 1, height - 1))
    right, bottom = np.clip(high, (left + 1, top + 1), (width, height))
    part = image[top:bottom, left:right]
    matrix = way.copy()
    matrix[:, 2] += way[:, :2] @ np.array([left, top], float)
    scale = float(np.hypot(way[0, 0], way[1, 0]))
    if scale < 1:
        sigma = _PSF_PX * float(np.sqrt(1 / scale**2 - 1))
        part = np.asarray(cv2.GaussianBlur(part, (0, 0), max(sigma, 0.01)), np.uint8)
    cut = cv2.warpAffine(
        part,
        matrix,
        (size_px, size_px),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=_BEYOND_PHOTO,
    )
    return np.asarray(cut, np.uint8)


def way_round(
    place: tuple[float, float], turn: complex, size_px: int, photo_scale: float = 1.0
) -> NDArray[np.float64]:
    """Return the way from a photo (or its small copy) to a crop with a place in its middle.

    Parameters
    ----------
    place : tuple of float
        In pixels of the photo.
    turn : complex
        Scale and turn from the photo to the crop.
    size_px : int
        Side of the crop.
    photo_scale : float
        Pixels of the copy per pixel of the photo.
    """
    small = scaling(photo_scale)
    middle = small[:, :2] @ np.array(place) + small[:, 2]
    scaled = turn / photo_scale
    linear = np.array([[scaled.real, -scaled.imag], [scaled.imag, scaled.real]])
    return np.column_stack([linear, np.full(2, (size_px - 1) / 2) - linear @ middle])
