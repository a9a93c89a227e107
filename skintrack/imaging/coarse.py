"""Decode a photo as far as its previews need it: they cost less than the decoding itself then.

The whole of a JPEG is still taken apart, so what is damaged or cut off is refused just as in full
size; only the last step, from frequencies to pixels, makes fewer of them. Other kinds are shrunk
strip by strip while they are decoded: that takes less memory.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from skintrack.imaging import turbo
from skintrack.imaging.decode import accepted_kind, decode_unturned
from skintrack.imaging.exif import orientation_of
from skintrack.imaging.failures import refused_in_words
from skintrack.imaging.kinds import Kind
from skintrack.imaging.orientation import LYING
from skintrack.imaging.pixels import decode_coarsely, open_stored
from skintrack.imaging.thumbnails import is_well_shrunk_from, preview_size
from skintrack.model.text import file_label

_FRACTIONS = (8, 4, 2)


@dataclass(frozen=True)
class CoarsePhoto:
    """A photo that may be smaller than it is stored.

    ``image`` is uint8 RGB, (height, width, 3), in sRGB, upright once ``orientation`` is applied.
    ``width`` and ``height`` are those of the whole photo, upright; ``format`` as ``DecodedPhoto``.
    """

    image: npt.NDArray[np.uint8]
    orientation: int
    width: int
    height: int
    format: str


def decode_for_previews(data: bytes, file_name: str, longest_edge_px: int) -> CoarsePhoto:
    """Decode a photo at the smallest size that a preview of this longest edge is made from.

    Raises
    ------
    PhotoError
        As ``decode_bytes``, of the same files.
    """
    name = file_label(file_name)
    with refused_in_words(name):
        kind = accepted_kind(data, name)
        if kind is not Kind.JPEG:
            stored = open_stored(data, kind, name)
            height, width = stored.upright_size
            image = stored.shrunk(longest_edge_px)
            return CoarsePhoto(image, stored.orientation, width, height, kind.value)
        coarse = _coarse_jpeg(data, name, longest_edge_px)
        if coarse is not None:
            return coarse
    photo, orientation = decode_unturned(data, file_name)
    height, width = _upright(photo.image.shape[:2], orientation)
    return CoarsePhoto(photo.image, orientation, width, height, photo.format)


def _coarse_jpeg(data: bytes, name: str, longest_edge_px: int) -> CoarsePhoto | None:
    """Return None where it must be decoded in full size, or by Pillow."""
    stored = turbo.size_of(data)
    if stored is None:
        return None
    fraction = _fraction(*stored, longest_edge_px)
    if fraction is None:
        return None
    image = decode_coarsely(data, min(-(-edge // fraction) for edge in stored), name)
    if image is None:
        return None
    height, width = _upright(stored, orientation_of(data))
    return CoarsePhoto(image, 1, width, height, Kind.JPEG.value)


def _fraction(height: int, width: int, longest_edge_px: int) -> int | None:
    wanted = max(preview_size(height, width, longest_edge_px))
    for fraction in _FRACTIONS:
        if is_well_shrunk_from(-(-max(height, width) // fraction), wanted):
            return fraction
    return None


def _upright(stored: tuple[int, int], orientation: int) -> tuple[int, int]:
    height, width = stored
    return (width, height) if orientation in LYING else (height, width)
