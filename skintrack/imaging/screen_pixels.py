"""Small copies of photos as pixels for the screen, by libjpeg-turbo."""

import numpy as np
import numpy.typing as npt
import simplejpeg


def size_of(jpeg: bytes) -> tuple[int, int]:
    """Return width and height of a preview; ``ValueError`` if it is no JPEG."""
    height, width = simplejpeg.decode_jpeg_header(jpeg)[:2]
    return int(width), int(height)


def decode_for_screen(jpeg: bytes, pixels: npt.NDArray[np.uint8]) -> None:
    """Decode a preview that the program made itself.

    Parameters
    ----------
    jpeg : bytes
        Upright, sRGB.
    pixels : ndarray of uint8, shape (H, W, 4)
        Filled with blue, green, red and 255, as screens take them.

    Raises
    ------
    ValueError
        If it is no whole JPEG.
    """
    simplejpeg.decode_jpeg(jpeg, "BGRA", strict=True, buffer=pixels)
