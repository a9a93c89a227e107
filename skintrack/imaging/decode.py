"""The one place where photo files become pixels: strict, upright, sRGB.

A damaged file is refused rather than shown: OpenCV and lenient viewers fill what is missing with
grey, and grey skin would be measured.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from skintrack.imaging import bmff, jpeg, png, riff, tiff
from skintrack.imaging.failures import refused_in_words
from skintrack.imaging.files import read_file
from skintrack.imaging.kinds import Kind, kind_of, other_format
from skintrack.imaging.orientation import upright
from skintrack.imaging.pixels import decode_jpeg, open_stored
from skintrack.imaging.refusals import (
    MOST_BYTES,
    empty,
    not_read,
    too_many_bytes,
    truncated,
    undecodable,
)
from skintrack.imaging.room import Room
from skintrack.model.text import file_label

__all__ = ["DecodedPhoto", "accepted_kind", "decode_bytes", "decode_photo", "read_file"]


@dataclass(frozen=True)
class DecodedPhoto:
    """A photo as pixels.

    ``image`` is uint8 RGB, (height, width, 3), upright and in sRGB. ``format`` is the content's
    kind as a file extension: ``jpg``, ``png``, ``tif``, ``webp``, ``heic`` or ``avif``.
    """

    image: npt.NDArray[np.uint8]
    format: str


def decode_photo(path: Path) -> DecodedPhoto:
    """Read and decode a photo file; raises what ``read_file`` and ``decode_bytes`` raise."""
    return decode_bytes(read_file(path), path.name)


def decode_bytes(data: bytes, file_name: str, room: Room = None) -> DecodedPhoto:
    """Decode a photo.

    Parameters
    ----------
    data : bytes
        The whole file.
    file_name : str
        Used in sentences only.
    room : memoryview, optional
        The pixels may lie at its beginning then.

    Raises
    ------
    PhotoError
        With code ``empty``, ``not_a_photo``, ``unsupported``, ``truncated``, ``too_large`` or
        ``undecodable``.
    """
    photo, orientation = decode_unturned(data, file_name, room)
    return DecodedPhoto(upright(photo.image, orientation, room), photo.format)


def decode_unturned(data: bytes, file_name: str, room: Room = None) -> tuple[DecodedPhoto, int]:
    """Return a photo as it is stored, and the orientation that makes it upright.

    For those who make something small of it: turning that takes less time and memory. Parameters
    and errors as for ``decode_bytes``; the room is left free where the photo is still to be turned.
    """
    name = file_label(file_name)
    with refused_in_words(name):
        kind = accepted_kind(data, name)
        if kind is Kind.JPEG:
            jpeg_pixels = decode_jpeg(data, name, room)
            if jpeg_pixels is not None:
                return DecodedPhoto(jpeg_pixels[0], kind.value), jpeg_pixels[1]
        stored = open_stored(data, kind, name)
        return DecodedPhoto(stored.whole(room), kind.value), stored.orientation


def accepted_kind(data: bytes, name: str) -> Kind:
    """Return the kind of a file that is worth decoding.

    Raises
    ------
    PhotoError
        As ``decode_bytes``; of damage inside the file nothing is seen here.
    """
    if not data:
        raise empty(name)
    if len(data) > MOST_BYTES:
        raise too_many_bytes(name)
    kind = kind_of(data)
    if kind is None:
        raise not_read(name, other_format(data))
    packing = tiff.odd_packing(data) if kind is Kind.TIFF else None
    if packing is not None:
        raise not_read(name, packing)
    if not _is_whole(data, kind):
        raise truncated(name)
    if not _is_unaltered(data, kind):
        raise undecodable(name)
    return kind


def _is_unaltered(data: bytes, kind: Kind) -> bool:
    """Compare what checksums there are, and look for what decoders cannot bear."""
    checks = {
        Kind.PNG: png.is_unaltered,
        Kind.TIFF: tiff.is_unaltered,
        Kind.HEIF: _is_sound_heif,
    }
    check = checks.get(kind)
    return check is None or check(data)


def _is_sound_heif(data: bytes) -> bool:
    return bmff.has_readable_items(data) and bmff.has_sound_hevc(data)


def _is_whole(data: bytes, kind: Kind) -> bool:
    """Tell whether the end of the file is there; decoders fill what is missing."""
    checks = {
        Kind.JPEG: jpeg.is_whole,
        Kind.PNG: png.is_whole,
        Kind.TIFF: tiff.is_whole,
        Kind.WEBP: riff.is_whole,
        Kind.HEIF: bmff.is_whole,
        Kind.AVIF: bmff.is_whole,
    }
    return checks[kind](data)
