"""The decoders: libjpeg-turbo, libheif, and one Pillow plugin per kind, chosen by content."""

import io
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

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

from skintrack.imaging import png, turbo
from skintrack.imaging.color import named_profile, srgb_array, srgb_from_rgb
from skintrack.imaging.containers import color_code, exif_block
from skintrack.imaging.exif import is_adobe_rgb, orientation_of, read_orientation
from skintrack.imaging.kinds import Kind
from skintrack.imaging.orientation import upright
from skintrack.imaging.refusals import check_pixels
from skintrack.imaging.room import Room

_TALKATIVE = frozenset({Kind.TIFF, Kind.AVIF})  # kinds whose plugins warn of odd tags

# Filters of warnings belong to the whole process, so only one thread at a time may change them.
_filters = threading.Lock()


def decode_heif(data: bytes, name: str, room: Room = None) -> npt.NDArray[np.uint8]:
    """Return the primary image; libheif has applied the turn that the file asks for."""
    file = pi_heif.open_heif(data, convert_hdr_to_8bit=True)
    primary = file[file.primary_index]
    check_pixels(primary.size, Kind.HEIF, name)
    mode, pixels = primary.mode, primary.data
    picture = Image.frombuffer(mode, primary.size, pixels, "raw", mode, primary.stride, 1)
    return srgb_array(picture, _profile(primary.info, data), room)


def decode_coarsely(data: bytes, least_edge_px: int, name: str) -> npt.NDArray[np.uint8] | None:
    """Return an ordinary JPEG at a fraction of its size, or None for kinds that Pillow must read.

    The shorter edge stays at least ``least_edge_px`` long.
    """
    picture = _open(data, Kind.JPEG)
    check_pixels(picture.size, Kind.JPEG, name)
    coarse = turbo.decode_small(data, least_edge_px)
    if coarse is None:
        return None
    orientation = orientation_of(data)
    profile = _profile(picture.info, data)
    return upright(srgb_from_rgb(coarse, profile, is_grey=picture.mode == "L"), orientation)


def decode_with_pillow(
    data: bytes, kind: Kind, name: str, room: Room = None
) -> tuple[npt.NDArray[np.uint8], int]:
    """Return the first image of a file of any kind but HEIF, as stored, and its orientation.

    Pillow's own copy is let go of here. The room is left free where it is still to be turned.
    """
    with _quiet() if kind in _TALKATIVE else nullcontext():
        picture = _open(data, kind)
        check_pixels(picture.size, kind, name)
        is_upright = kind is Kind.JPEG and orientation_of(data) == 1
        pixels = (
            turbo.decode_plain(data, room if is_upright else None) if kind is Kind.JPEG else None
        )
        if pixels is None:
            if kind is Kind.JPEG:
                turbo.refuse_damage(data)
            picture.load()
    orientation = _open_turn(picture, data, kind)
    profile = _profile(picture.info, data)
    if pixels is not None:
        return srgb_from_rgb(pixels, profile, is_grey=picture.mode == "L"), orientation
    return srgb_array(picture, profile, room if orientation == 1 else None), orientation


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


def _profile(info: dict[Any, Any], data: bytes) -> bytes | None:
    """Return the profile that the file carries, or that of the colour space it names."""
    carried: bytes | None = info.get("icc_profile")
    if carried:
        return carried
    return named_profile(color_code(data), is_adobe_rgb=is_adobe_rgb(exif_block(data)))


def _open_turn(picture: Image.Image, data: bytes, kind: Kind) -> int:
    """Return the orientation that is still to be applied."""
    if kind is Kind.TIFF:  # Pillow turns TIFF while loading
        return 1
    if kind is Kind.AVIF:  # Pillow gives the turn of the file's boxes as EXIF
        exif: bytes = picture.info.get("exif", b"")
        return read_orientation(exif.removeprefix(b"Exif\0\0"))
    return orientation_of(data)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Pillow's warnings about odd tags to itself: the pixels are checked anyway."""
    with _filters, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
