"""Small copies of photos as pixels for the screen, by libjpeg-turbo."""

import numpy as np
import numpy.typing as npt
import simplejpeg


def decode_for_screen(jpeg: bytes) -> npt.NDArray[np.uint8]:
    """Return the pixels of a preview that the program made itself.

    Parameters
    ----------
    jpeg : bytes
        Upright, sRGB.

    Returns
    -------
    ndarray of uint8, shape (H, W, 4)
        Blue, green, red and 255, as screens take them.

    Raises
    ------
    ValueError
        If it is no whole JPEG.
    """
    return np.asarray(simplejpeg.decode_jpeg(jpeg, "BGRA", strict=True))
