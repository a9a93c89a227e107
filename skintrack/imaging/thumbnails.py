"""Small copies of photos for the screen."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
import simplejpeg

from skintrack.imaging.orientation import upright

_QUALITY = 85
_NEAR = 0.95  # of the wanted edge is near enough: phones make 4032 pixels, not 4096
_LINEAR = 0.75  # between a half and this, two pixels in each direction are enough for a mean

Image = npt.NDArray[np.uint8]


def make_preview(image: Image, longest_edge_px: int) -> bytes:
    """Return a JPEG without metadata whose longest edge has at most this many pixels.

    Parameters
    ----------
    image : ndarray
        uint8 RGB, (height, width, 3), sRGB. A smaller image keeps its size.
    longest_edge_px : int
        Such as 256 or 2048.
    """
    return _encoded(shrunk(image, longest_edge_px))


def make_previews(
    image: Image, longest_edges_px: tuple[int, ...], orientation: int = 1
) -> dict[int, bytes]:
    """Return ``make_preview`` for several sizes, each made from the next larger one.

    An image that is not upright is turned by its orientation once it is small.
    """
    previews = {}
    for edge in sorted(longest_edges_px, reverse=True):
        image = shrunk(image, edge)
        previews[edge] = _encoded(upright(image, orientation))
    return previews


def preview_size(height: int, width: int, longest_edge_px: int) -> tuple[int, int]:
    """Return height and width of the preview of an image of this height and width."""
    scale = longest_edge_px / max(height, width)
    if scale >= 1:
        return height, width
    blocks = math.ceil(1 / scale)
    is_near = max(height, width) / blocks >= _NEAR * longest_edge_px
    if is_near and width % blocks == height % blocks == 0:
        return height // blocks, width // blocks  # whole blocks: ten times as fast
    return max(1, round(height * scale)), max(1, round(width * scale))


def is_well_shrunk_from(longest_px: int, wanted_px: int) -> bool:
    """Tell whether a longest edge can become a smaller one without much time or blur."""
    return longest_px == wanted_px or wanted_px <= _LINEAR * longest_px


def shrunk(image: Image, longest_edge_px: int) -> Image:
    """Return an image whose longest edge has at most this many pixels.

    Pixels are averaged by area, by halves as long as that is possible: no aliasing, and ten times
    as fast as by any other fraction. A last step to more than a half is linear.
    """
    plan = Reduction.of(image.shape[0], image.shape[1], longest_edge_px)
    return resized(plan.reduced(image), plan.height, plan.width)


@dataclass(frozen=True)
class Reduction:
    """How an image becomes smaller: by whole blocks or by halves, then to its height and width."""

    height: int
    width: int
    blocks: int
    halves: int

    @classmethod
    def of(cls, height: int, width: int, longest_edge_px: int) -> "Reduction":
        """Return how an image of this height and width gets this longest edge."""
        small_height, small_width = preview_size(height, width, longest_edge_px)
        if height % small_height == width % small_width == 0:
            blocks = height // small_height
            is_even = blocks == width // small_width
            return cls(small_height, small_width, blocks if is_even else 1, 0)
        wanted, halves = max(small_height, small_width), 0
        while min(height, width) > 1 and is_well_shrunk_from(max(height, width) // 2, wanted):
            height, width, halves = height // 2, width // 2, halves + 1
        return cls(small_height, small_width, 1, halves)

    @property
    def step(self) -> int:
        """So many rows become one before the last step."""
        return self.blocks << self.halves

    def reduced(self, image: Image) -> Image:
        """Return an image, or whole steps of rows of it, before the last step."""
        if self.blocks > 1:
            height, width = image.shape[0] // self.blocks, image.shape[1] // self.blocks
            return _averaged(image, height, width)
        for _ in range(self.halves):
            image = _halved(image)
        return image


def resized(image: Image, height: int, width: int) -> Image:
    """Return an image with this height and width, made in one step."""
    if image.shape[:2] == (height, width):
        return image
    ratio = max(height, width) / max(image.shape[:2])
    by = cv2.INTER_LINEAR if 1 / 2 < ratio <= _LINEAR else cv2.INTER_AREA
    return np.asarray(cv2.resize(image, (width, height), interpolation=by), dtype=np.uint8)


def _halved(image: Image) -> Image:
    """Return the means of two by two pixels; an odd last row or column is left out."""
    height, width = image.shape[0] // 2, image.shape[1] // 2
    return _averaged(image[: 2 * height, : 2 * width], height, width)


def _averaged(image: Image, height: int, width: int) -> Image:
    return np.asarray(cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def _encoded(image: Image) -> bytes:
    """Return a JPEG as Pillow writes it, in four fifths of its time."""
    pixels = np.ascontiguousarray(image)
    return bytes(
        simplejpeg.encode_jpeg(
            pixels, _QUALITY, colorspace="RGB", colorsubsampling="420", fastdct=False
        )
    )
