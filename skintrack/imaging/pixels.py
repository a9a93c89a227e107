"""The decoders: libjpeg-turbo, libheif, and one Pillow plugin per kind, chosen by content."""

import io
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt
import pi_heif
from PIL import (
    AvifImagePlugin,
    Image,
    ImageFile,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from skintrack.imaging import png, tiff_bands, turbo, webp
from skintrack.imaging.color import STRIP_PIXELS, named_profile, srgb_from_rgb, srgb_strips
from skintrack.imaging.containers import color_code, exif_block
from skintrack.imaging.exif import ORIENTATION, is_adobe_rgb, orientation_of, read_orientation
from skintrack.imaging.kinds import Kind
from skintrack.imaging.orientation import LYING, upright
from skintrack.imaging.refusals import check_pixels
from skintrack.imaging.room import Room
from skintrack.imaging.stored import StoredPhoto

_TALKATIVE = frozenset({Kind.TIFF, Kind.AVIF})  # kinds whose plugins warn of odd tags

BAND_PIXELS = 1 << 20
"""A larger TIFF is read in bands of about so many."""

# Filters of warnings belong to the whole process, so only one thread at a time may change them.
_filters = threading.Lock()


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


def decode_jpeg(
    data: bytes, name: str, room: Room = None
) -> tuple[npt.NDArray[np.uint8], int] | None:
    """Return an ordinary JPEG as stored, and its orientation; None for what Pillow must read.

    The room is left free where it is still to be turned.
    """
    picture = _open(data, Kind.JPEG)
    check_pixels(picture.size, Kind.JPEG, name)
    orientation = orientation_of(data)
    pixels = turbo.decode_plain(data, room if orientation == 1 else None)
    if pixels is None:
        return None
    profile = _profile(picture.info, data)
    return srgb_from_rgb(pixels, profile, is_grey=picture.mode == "L"), orientation


def open_stored(data: bytes, kind: Kind, name: str) -> StoredPhoto:
    """Decode the first image of a file as far as its decoder needs it in one piece.

    The rest follows while strips are taken, and may be refused then.
    """
    if kind is Kind.HEIF:
        return _open_heif(data, name)
    if kind is Kind.WEBP:
        stored = _open_webp(data, name)
        if stored is not None:
            return stored
    with _quiet_about(kind):
        picture = _open(data, kind)
        check_pixels(picture.size, kind, name)
        if kind is Kind.TIFF:
            stored = _open_tiff(picture, data)
            if stored is not None:
                return stored
        if kind is Kind.JPEG:
            turbo.refuse_damage(data)
        picture.load()
        picture.fp = None  # a copy of the file perhaps
    orientation = _open_turn(picture, data, kind)
    strips = srgb_strips([picture], _profile(picture.info, data))
    return StoredPhoto(picture.height, picture.width, orientation, strips)


def _open_heif(data: bytes, name: str) -> StoredPhoto:
    """Open the primary image; libheif has applied the turn that the file asks for."""
    file = pi_heif.open_heif(data, convert_hdr_to_8bit=True)
    primary = file[file.primary_index]
    check_pixels(primary.size, Kind.HEIF, name)
    pixels = primary.data

    def bands() -> Iterator[Image.Image]:
        # The pixels are those of the image, which must live as long.
        mode, stride, (width, height) = primary.mode, primary.stride, primary.size
        for top, rows in _cut(height, width):
            band = pixels[top * stride : (top + rows) * stride]
            yield Image.frombuffer(mode, (width, rows), band, "raw", mode, stride, 1)

    strips = srgb_strips(bands(), _profile(primary.info, data))
    width, height = primary.size
    return StoredPhoto(height, width, 1, strips)


def _open_webp(data: bytes, name: str) -> StoredPhoto | None:
    """Decode with libwebp alone; None for animations and where Pillow is to say what is wrong.

    Pillow takes every file for an animation and needs five times the memory; it still checks the
    structure here.
    """
    picture = _open(data, Kind.WEBP)
    check_pixels(picture.size, Kind.WEBP, name)
    (width, height), mode, info = picture.size, picture.mode, picture.info
    del picture  # and its canvases
    image = webp.decode_still(data, height, width, has_alpha=mode == "RGBA")
    if image is None:
        return None

    def bands() -> Iterator[Image.Image]:
        for top, rows in _cut(height, width):
            yield Image.fromarray(webp.in_order(image[top : top + rows]))

    strips = srgb_strips(bands(), _profile(info, data))
    return StoredPhoto(height, width, orientation_of(data), strips)


def _open_tiff(picture: Image.Image, data: bytes) -> StoredPhoto | None:
    """Open a large TIFF band by band; None where it must be read in one piece."""
    turn = picture.getexif().get(ORIENTATION, 1)  # as Pillow turns it
    orientation = turn if turn in range(1, 9) else 1
    width, height = picture.size if orientation not in LYING else picture.size[::-1]
    rows = max(1, BAND_PIXELS // max(width, 1))
    found = tiff_bands.bands(data, rows) if rows < height else None
    if found is None:
        return None

    def bands() -> Iterator[Image.Image]:
        for rows, file in found:
            with _quiet_about(Kind.TIFF):
                band = _open(file, Kind.TIFF)
                if band.size != (width, rows) or band.mode != picture.mode:
                    raise ValueError("another picture than announced")
                band.load()
            yield band

    strips = srgb_strips(bands(), _profile(picture.info, data))
    return StoredPhoto(height, width, orientation, strips)


def _cut(height: int, width: int) -> Iterator[tuple[int, int]]:
    """Yield top and number of the rows of each strip."""
    step = max(1, STRIP_PIXELS // width)
    for top in range(0, height, step):
        yield top, min(step, height - top)


class _LightAvif(AvifImagePlugin.AvifImageFile):
    """Pillow's AVIF reader that lets its decoder go once the pixels are there."""

    def load_prepare(self) -> None:
        """Make room for the picture."""
        self._decoder = None
        super().load_prepare()


class _PlainJpeg(JpegImagePlugin.JpegImageFile):
    """Pillow's JPEG reader without its look at the EXIF, which warns of damaged tags."""

    def _read_dpi_from_exif(self) -> None:
        """Leave the resolution alone; nothing here needs it."""


def _open(data: bytes, kind: Kind) -> ImageFile.ImageFile:
    """Read the header with the plugin for this kind, never by trying all that Pillow knows."""
    if kind is Kind.JPEG:
        return _PlainJpeg(io.BytesIO(data))
    if kind is Kind.PNG:
        return PngImagePlugin.PngImageFile(io.BytesIO(png.without_extras(data)))
    if kind is Kind.WEBP:
        return WebPImagePlugin.WebPImageFile(io.BytesIO(data))
    if kind is Kind.TIFF:
        return TiffImagePlugin.TiffImageFile(io.BytesIO(data))
    return _LightAvif(io.BytesIO(data))


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
def _quiet_about(kind: Kind) -> Iterator[None]:
    """Keep Pillow's warnings about odd tags to itself: the pixels are checked anyway."""
    if kind not in _TALKATIVE:
        yield
        return
    with _filters, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
