"""A quick look at a photo file: is it one, and a small picture of it long before it is decoded.

What is seen here is for choosing only. Nothing is measured on it, and a file that looks well may
still be refused by ``decode``.
"""

import numpy as np
import numpy.typing as npt

from skintrack.imaging import jpeg, pixels
from skintrack.imaging.decode import accepted_kind, decode_bytes
from skintrack.imaging.exif import orientation_of
from skintrack.imaging.failures import refused_in_words
from skintrack.imaging.kinds import Kind, kind_of
from skintrack.imaging.orientation import upright
from skintrack.imaging.thumbnails import shrunk
from skintrack.imaging.tiff_tags import second_directory
from skintrack.imaging.turbo import DamagedJpegError, decode_plain, size_of
from skintrack.model.text import file_label

Image = npt.NDArray[np.uint8]

SMALL_PX = 128
_LEAST_EMBEDDED_PX = 120
_MOST_EMBEDDED_PX = 2048  # its size is limited by nothing else
_OFFSET, _LENGTH = 0x0201, 0x0202


def check_photo(data: bytes, file_name: str) -> None:
    """Refuse at once what is no photo, or not all of one.

    Raises
    ------
    PhotoError
        As ``decode_bytes``.
    """
    name = file_label(file_name)
    with refused_in_words(name):
        accepted_kind(data, name)


def embedded_thumbnail(data: bytes) -> Image | None:
    """Return the thumbnail that the camera put into a JPEG, upright; None without a useful one.

    Bars that cameras add to fill 4:3 are cut off.
    """
    if kind_of(data) is not Kind.JPEG:
        return None
    block, size = jpeg.read_exif(data), size_of(data)
    tags = second_directory(block)
    place, length = tags.get(_OFFSET), tags.get(_LENGTH)
    if size is None or place is None or length is None:
        return None
    start, count = place.number, length.number
    if start is None or count is None:
        return None
    image = _decoded_thumbnail(block[start : start + count])
    if image is None or _is_turned_already(image, size):
        return None
    return upright(_cut_to_shape(image, size), orientation_of(data))


def _decoded_thumbnail(data: bytes) -> Image | None:
    """Return a thumbnail that is neither too small to be of use nor said to be huge."""
    edges = size_of(data)
    if edges is None or not _LEAST_EMBEDDED_PX <= max(edges) <= _MOST_EMBEDDED_PX:
        return None
    try:
        return decode_plain(data)
    except DamagedJpegError:
        return None


def small_picture(data: bytes, file_name: str) -> Image:
    """Return the photo with its longest edge at ``SMALL_PX``, upright and in sRGB.

    Raises
    ------
    PhotoError
        As ``decode_bytes``; of a JPEG only what a coarse decode meets.
    """
    name = file_label(file_name)
    with refused_in_words(name):
        if accepted_kind(data, name) is Kind.JPEG:
            coarse = pixels.decode_coarsely(data, SMALL_PX, name)
            if coarse is not None:
                return shrunk(coarse, SMALL_PX)
    return shrunk(decode_bytes(data, file_name).image, SMALL_PX)


def _is_turned_already(image: Image, size: tuple[int, int]) -> bool:
    """Tell whether a thumbnail stands while its photo lies: some programs turn the one alone.

    The other way round it has bars on both sides.
    """
    return image.shape[0] > image.shape[1] and size[0] < size[1]


def _cut_to_shape(image: Image, size: tuple[int, int]) -> Image:
    """Cut the middle out of a thumbnail that has other proportions than its photo."""
    height, width = image.shape[:2]
    wanted_height = min(height, round(width * size[0] / size[1]))
    wanted_width = min(width, round(height * size[1] / size[0]))
    top, left = (height - wanted_height) // 2, (width - wanted_width) // 2
    return np.ascontiguousarray(image[top : top + wanted_height, left : left + wanted_width])
