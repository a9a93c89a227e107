"""JPEG decoding by libjpeg-turbo itself: twice as fast as through Pillow, and it hears warnings.

Where a scan is damaged libjpeg goes on with grey or shifted colours and only warns. Pillow drops
the warnings; here they refuse the photo.
"""

import re

import numpy as np
import numpy.typing as npt
import simplejpeg

from skintrack.imaging import jpeg
from skintrack.imaging.room import Room, empty_image

_PLAIN = frozenset({"YCbCr", "RGB", "Gray"})
_FOUR_COLORS = frozenset({"CMYK", "YCCK"})
_DAMAGED = re.compile("Corrupt JPEG data|Premature end")
# Some cameras pad the last scan: that many bytes before the end marker (D9) harm nothing.
_PADDING = re.compile(r"(\d+) extraneous bytes before marker 0xd9")
_MOST_PADDING_BYTES = 16


class DamagedJpegError(ValueError):
    """The decoder had to guess pixels."""


def decode_plain(data: bytes, room: Room = None) -> npt.NDArray[np.uint8] | None:
    """Return the pixels of an ordinary JPEG, uint8 RGB, (height, width, 3), as stored.

    Grey is given as RGB. None for kinds that Pillow must read (CMYK, 12 bit, odd headers).

    Raises
    ------
    DamagedJpegError
        If the compressed data is damaged.
    """
    try:
        height, width, space, _ = simplejpeg.decode_jpeg_header(data, strict=False)
        if space not in _PLAIN:
            return None
        image = empty_image(height, width, room)
        return np.asarray(simplejpeg.decode_jpeg(data, "RGB", buffer=image, strict=True))
    except ValueError as error:
        if _tells_damage(str(error), data):
            raise DamagedJpegError(str(error)) from error
        return None


def refuse_damage(data: bytes) -> None:
    """Decode a four-colour JPEG for its warnings alone, which Pillow drops.

    Raises
    ------
    DamagedJpegError
        If the compressed data is damaged.
    """
    try:
        if simplejpeg.decode_jpeg_header(data, strict=False)[2] in _FOUR_COLORS:
            simplejpeg.decode_jpeg(data, "CMYK", strict=True)
    except ValueError as error:
        if _tells_damage(str(error), data):
            raise DamagedJpegError(str(error)) from error


def decode_small(data: bytes, least_edge_px: int) -> npt.NDArray[np.uint8] | None:
    """Return an ordinary JPEG at a half, quarter or eighth of its size, for a quick look.

    No edge becomes shorter than ``least_edge_px`` unless it is so already. None for lossless ones
    too; otherwise as ``decode_plain``.
    """
    try:
        height, width, space, _ = simplejpeg.decode_jpeg_header(data, strict=False)
        if space not in _PLAIN or not jpeg.is_scalable(data):
            return None
        least = min(least_edge_px, height, width)
        return np.asarray(simplejpeg.decode_jpeg(data, "RGB", min_height=least, min_width=least))
    except ValueError as error:
        if _tells_damage(str(error), data):
            raise DamagedJpegError(str(error)) from error
        return None


def size_of(data: bytes) -> tuple[int, int] | None:
    """Return height and width of a JPEG as stored, from its header."""
    try:
        height, width, _, _ = simplejpeg.decode_jpeg_header(data, strict=False)
    except ValueError:
        return None
    return height, width


def _tells_damage(message: str, data: bytes) -> bool:
    padding = _PADDING.search(message)
    if padding is not None and _is_padding(data, int(padding[1])):
        return False
    return _DAMAGED.search(message) is not None


def _is_padding(data: bytes, count: int) -> bool:
    """Tell whether a few bytes before the end marker are one and the same; a rest differs."""
    if count > _MOST_PADDING_BYTES:
        return False
    last = max(
        (start for marker, start, _ in jpeg.segments(data) if marker == jpeg.END_OF_IMAGE),
        default=0,
    )
    return len(set(data[last - 2 - count : last - 2])) == 1
