"""Cut one spot out of a photo, turned upright and at a chosen scale."""

import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.canonical_frame import warp_picture
from skintrack.analysis.similarity import scaling

_BEYOND_PHOTO = 128


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
    return warp_picture(image, way, (size_px, size_px), beyond=_BEYOND_PHOTO)


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
