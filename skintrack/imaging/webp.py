"""WebP decoding by libwebp itself, through OpenCV: less than half of the time through Pillow."""

from contextlib import suppress

import cv2
import numpy as np
import numpy.typing as npt

from skintrack.imaging import riff

_PLAIN, _WITH_ALPHA = 3, 4  # channels


def decode_still(
    data: bytes, height: int, width: int, *, has_alpha: bool
) -> npt.NDArray[np.uint8] | None:
    """Return the pixels of a WebP that is no animation, BGR or BGRA, not turned.

    Parameters
    ----------
    data : bytes
        The whole file.
    height, width : int
        What its header says.
    has_alpha : bool
        Whether it is see-through, as its header says.

    Returns
    -------
    ndarray or None
        None for animations, damaged files, and where OpenCV was built without WebP.
    """
    if riff.is_animation(data):
        return None
    # Both leave the turn alone.
    flags = cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION
    image = None
    with suppress(cv2.error):
        image = cv2.imdecode(
            np.frombuffer(riff.picture_alone(data), np.uint8),
            cv2.IMREAD_UNCHANGED if has_alpha else flags,
        )
    if image is None or image.shape != (height, width, _WITH_ALPHA if has_alpha else _PLAIN):
        return None
    return np.asarray(image, np.uint8)


def in_order(rows: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Return rows as RGB or RGBA."""
    code = cv2.COLOR_BGRA2RGBA if rows.shape[2] == _WITH_ALPHA else cv2.COLOR_BGR2RGB
    return np.asarray(cv2.cvtColor(rows, code), np.uint8)
