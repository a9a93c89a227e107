"""Small copies of photos for the screen."""

import math

import cv2
import numpy as np
import numpy.typing as npt

from skintrack.imaging.export import encode_jpeg
from skintrack.imaging.orientation import upright

_QUALITY = 85
_NEAR = 0.95  # of the wanted edge is near enough: phones make 4032 pixels, not 4096


def make_preview(image: npt.NDArray[np.uint8], longest_edge_px: int) -> bytes:
    """Return a JPEG without metadata whose longest edge has at most this many pixels.

    Parameters
    ----------
    image : ndarray
        uint8 RGB, (height, width, 3), sRGB. A smaller image keeps its size.
    longest_edge_px : int
        Such as 256 or 2048.
    """
    return encode_jpeg(shrunk(image, longest_edge_px), _QUALITY)


def make_previews(
    image: npt.NDArray[np.uint8], longest_edges_px: tuple[int, ...], orientation: int = 1
) -> dict[int, bytes]:
    """Return ``make_preview`` for several sizes, each made from the next larger one.

    An image that is not upright is turned by its orientation once it is small.
    """
    previews = {}
    for edge in sorted(longest_edges_px, reverse=True):
        image = shrunk(image, edge)
        previews[edge] = encode_jpeg(upright(image, orientation), _QUALITY)
    return previews


def shrunk(image: npt.NDArray[np.uint8], longest_edge_px: int) -> npt.NDArray[np.uint8]:
    """Return an image whose longest edge has at most this many pixels.

    Pixels are averaged by area: no aliasing, and three times as fast as Lanczos.
    """
    height, width = image.shape[:2]
    scale = longest_edge_px / max(height, width)
    if scale >= 1:
        return image
    blocks = math.ceil(1 / scale)
    is_near = max(height, width) / blocks >= _NEAR * longest_edge_px
    if is_near and width % blocks == height % blocks == 0:
        size = (width // blocks, height // blocks)  # whole blocks: ten times as fast
    else:
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
