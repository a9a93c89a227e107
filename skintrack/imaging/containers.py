"""Where each format keeps its EXIF block, its XMP and the name of its colour space."""

from skintrack.imaging import bmff, jpeg, png, riff
from skintrack.imaging.kinds import Kind, kind_of
from skintrack.imaging.tiff_tags import read_directory

_XMP_TAG = 700
_PREFIX = b"Exif\0\0"


def exif_block(data: bytes) -> bytes:
    """Return the EXIF block of a photo, beginning with its byte order; empty if there is none."""
    kind = kind_of(data)
    if kind is Kind.TIFF:
        return data
    readers = {
        Kind.JPEG: jpeg.read_exif,
        Kind.PNG: png.read_exif,
        Kind.WEBP: riff.read_exif,
        Kind.HEIF: bmff.read_exif,
        Kind.AVIF: bmff.read_exif,
    }
    reader = readers.get(kind) if kind is not None else None
    block = reader(data) if reader is not None else b""
    return block.removeprefix(_PREFIX)


def xmp_packet(data: bytes) -> bytes:
    """Return the XMP packet of a JPEG, PNG, WebP or TIFF file, or nothing."""
    kind = kind_of(data)
    if kind is Kind.TIFF:
        tag = read_directory(data).get(_XMP_TAG)
        return b"" if tag is None else tag.raw
    readers = {Kind.JPEG: jpeg.read_xmp, Kind.PNG: png.read_xmp, Kind.WEBP: riff.read_xmp}
    reader = readers.get(kind) if kind is not None else None
    return reader(data) if reader is not None else b""


def color_code(data: bytes) -> tuple[int, int] | None:
    """Return codes of primaries and transfer (ITU-T H.273) of HEIF, AVIF or PNG, or None."""
    kind = kind_of(data)
    if kind in (Kind.HEIF, Kind.AVIF):
        return bmff.read_color_code(data)
    return png.read_color_code(data) if kind is Kind.PNG else None
