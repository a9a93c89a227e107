"""The one place where photo files become pixels: strict, upright, sRGB.

A damaged file is refused rather than shown: OpenCV and lenient viewers fill what is missing with
grey, and grey skin would be measured.
"""

import io
import struct
import threading
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pi_heif
from PIL import (
    AvifImagePlugin,
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from skintrack.errors import PhotoError
from skintrack.imaging import bmff, jpeg, png, riff
from skintrack.imaging.color import UnreadableColorsError, to_srgb
from skintrack.imaging.containers import exif_block
from skintrack.imaging.exif import read_orientation
from skintrack.imaging.kinds import Kind, kind_of, other_format
from skintrack.imaging.orientation import upright
from skintrack.model.text import file_label

MOST_BYTES = 300_000_000
MOST_PIXELS = 120_000_000
"""Limits before decoding. At 120 megapixels decoding takes about 0.9 GB for a moment."""

# What the decoders raise on damaged input; MemoryError where a header lies about sizes.
_FAILURES = (
    *(OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, EOFError),
    *(RuntimeError, AttributeError, AssertionError, MemoryError, struct.error, zlib.error),
    Image.DecompressionBombError,
)


@dataclass(frozen=True)
class DecodedPhoto:
    """A photo as pixels.

    ``image`` is uint8 RGB, (height, width, 3), upright and in sRGB. ``format`` is the content's
    kind as a file extension: ``jpg``, ``png``, ``tif``, ``webp``, ``heic`` or ``avif``.
    """

    image: npt.NDArray[np.uint8]
    format: str


def read_file(path: Path) -> bytes:
    """Return the bytes of a photo file, which is only ever opened for reading.

    Raises
    ------
    PhotoError
        With code ``missing``, ``no_permission``, ``empty``, ``too_large``, ``not_a_photo`` (a
        folder or device) or ``unreadable``.
    """
    name = file_label(path)
    try:
        if not path.exists():
            raise PhotoError(f"“{name}” does not exist.", "missing")
        if not path.is_file():
            raise PhotoError(f"“{name}” is not a file.", "not_a_photo")
        if path.stat().st_size > MOST_BYTES:
            raise _too_many_bytes(name)
        data = path.read_bytes()
    except PermissionError as error:
        raise PhotoError(f"You have no permission to read “{name}”.", "no_permission") from error
    except FileNotFoundError as error:
        raise PhotoError(f"“{name}” does not exist.", "missing") from error
    except OSError as error:
        raise PhotoError(
            f"“{name}” cannot be read. Check the disk or card it is on.", "unreadable"
        ) from error
    return data


def decode_photo(path: Path) -> DecodedPhoto:
    """Read and decode a photo file; raises what ``read_file`` and ``decode_bytes`` raise."""
    return decode_bytes(read_file(path), path.name)


def decode_bytes(data: bytes, file_name: str) -> DecodedPhoto:
    """Decode a photo.

    Parameters
    ----------
    data : bytes
        The whole file.
    file_name : str
        Used in sentences only.

    Raises
    ------
    PhotoError
        With code ``empty``, ``not_a_photo``, ``unsupported``, ``truncated``, ``too_large`` or
        ``undecodable``.
    """
    name = file_label(file_name)
    kind = _accepted_kind(data, name)
    with _refused_in_words(name):
        image = _heif_image(data, name) if kind is Kind.HEIF else _pillow_image(data, kind, name)
    return DecodedPhoto(image, kind.value)


def _accepted_kind(data: bytes, name: str) -> Kind:
    """Return the kind of a file that is worth decoding."""
    if not data:
        raise PhotoError(f"“{name}” is empty. Copy it again from the camera.", "empty")
    if len(data) > MOST_BYTES:
        raise _too_many_bytes(name)
    kind = kind_of(data)
    if kind is None:
        other = other_format(data)
        if other is not None:
            raise PhotoError(
                f"“{name}” is a {other} file, which SkinTrack does not read. "
                "Save it as JPEG or PNG first.",
                "unsupported",
            )
        raise PhotoError(f"“{name}” is not a photo that SkinTrack can read.", "not_a_photo")
    if not _is_whole(data, kind):
        raise _truncated(name)
    if kind is Kind.PNG and not png.is_unaltered(data):
        raise _undecodable(name)
    return kind


def _is_whole(data: bytes, kind: Kind) -> bool:
    checks = {
        Kind.JPEG: jpeg.is_whole,
        Kind.PNG: png.is_whole,
        Kind.WEBP: riff.is_whole,
        Kind.HEIF: bmff.is_whole,
        Kind.AVIF: bmff.is_whole,
    }
    check = checks.get(kind)
    return check is None or check(data)


def _heif_image(data: bytes, name: str) -> npt.NDArray[np.uint8]:
    """Decode HEIF; libheif has applied the turn that the file asks for."""
    file = pi_heif.open_heif(data, convert_hdr_to_8bit=True)
    primary = file[file.primary_index]
    _check_pixels(primary.size, name)
    pixels = primary.data
    picture = Image.frombuffer(
        primary.mode, primary.size, pixels, "raw", primary.mode, primary.stride
    )
    return _pixels(to_srgb(picture, primary.info.get("icc_profile")))


def _pillow_image(data: bytes, kind: Kind, name: str) -> npt.NDArray[np.uint8]:
    """Decode with the one Pillow plugin for this kind."""
    if kind in (Kind.TIFF, Kind.AVIF):
        with _quiet():
            picture = _open(data, kind)
            _check_pixels(picture.size, name)
            picture.load()
    else:
        picture = _open(data, kind)
        _check_pixels(picture.size, name)
        picture.load()
    profile = picture.info.get("icc_profile")
    # Pillow turns TIFF while loading, and gives AVIF the turn of its boxes as EXIF.
    block = b"" if kind is Kind.TIFF else exif_block(data)
    if kind is Kind.AVIF:
        block = picture.info.get("exif", b"").removeprefix(b"Exif\0\0")
    return _pixels(upright(to_srgb(picture, profile), read_orientation(block)))


class _PlainJpeg(JpegImagePlugin.JpegImageFile):
    """Pillow's JPEG reader without its look at the EXIF, which warns of damaged tags."""

    def _read_dpi_from_exif(self) -> None:
        """Leave the resolution alone; nothing here needs it."""


def _open(data: bytes, kind: Kind) -> Image.Image:
    """Read the header with the plugin for this kind, never by trying all that Pillow knows."""
    if kind is Kind.JPEG:
        return _PlainJpeg(io.BytesIO(data))
    if kind is Kind.PNG:
        return PngImagePlugin.PngImageFile(io.BytesIO(png.without_extras(data)))
    if kind is Kind.WEBP:
        return WebPImagePlugin.WebPImageFile(io.BytesIO(data))
    if kind is Kind.TIFF:
        return TiffImagePlugin.TiffImageFile(io.BytesIO(data))
    return AvifImagePlugin.AvifImageFile(io.BytesIO(data))


def _pixels(picture: Image.Image) -> npt.NDArray[np.uint8]:
    return np.asarray(picture, dtype=np.uint8)


# Filters of warnings belong to the whole process, so only one thread at a time may change them.
_filters = threading.Lock()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Pillow's warnings about odd tags to itself: the pixels are checked anyway."""
    with _filters, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _check_pixels(size: tuple[int, int], name: str) -> None:
    width, height = size
    if width * height > MOST_PIXELS:
        raise PhotoError(
            f"“{name}” is too large: {width:,} x {height:,} pixels; up to "
            f"{MOST_PIXELS // 1_000_000} million pixels can be read.",
            "too_large",
        )


@contextmanager
def _refused_in_words(name: str) -> Iterator[None]:
    try:
        yield
    except UnreadableColorsError as error:
        raise PhotoError(
            f"“{name}” stores its colours in a way that SkinTrack does not read. "
            "Save it as an 8-bit JPEG or PNG first.",
            "unsupported",
        ) from error
    except _FAILURES as error:
        if "truncated" in str(error).lower():
            raise _truncated(name) from error
        raise _undecodable(name) from error


def _too_many_bytes(name: str) -> PhotoError:
    return PhotoError(
        f"“{name}” is too large: files of up to {MOST_BYTES // 1_000_000} MB can be read.",
        "too_large",
    )


def _truncated(name: str) -> PhotoError:
    return PhotoError(
        f"“{name}” is cut off: part of the photo is missing. Copy it again from the camera.",
        "truncated",
    )


def _undecodable(name: str) -> PhotoError:
    return PhotoError(
        f"“{name}” is damaged and cannot be shown. Copy it again from the camera.", "undecodable"
    )
