"""What kind of file some bytes are, by content; names and extensions do not count."""

from enum import StrEnum


class Kind(StrEnum):
    """The formats that are read; everything else is refused. The value is the file extension."""

    JPEG = "jpg"
    PNG = "png"
    TIFF = "tif"
    WEBP = "webp"
    HEIF = "heic"
    AVIF = "avif"


_STARTS = (
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"II*\0", Kind.TIFF),
    (b"MM\0*", Kind.TIFF),
)

_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIF_BRANDS = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"mif2", b"msf1"}
)

# Photo formats that exist but are not read, for a better sentence.
_KNOWN_OTHERS = (
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"II+\0", "BigTIFF"),
    (b"MM\0+", "BigTIFF"),
    (b"8BPS", "Photoshop"),
    (b"%PDF", "PDF"),
)

PHOTO_EXTENSIONS = frozenset(
    {
        *(".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".tif", ".tiff", ".webp"),
        *(".heic", ".heif", ".hif", ".avif"),
        *(".gif", ".bmp", ".jp2", ".jxl", ".dng", ".cr2", ".cr3", ".nef", ".arw", ".raf", ".orf"),
    }
)
"""Extensions by which a file in a folder announces itself as a photo, lower case."""


def kind_of(data: bytes) -> Kind | None:
    """Return the kind of photo that begins like this, or None if it is none that is read."""
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Kind.WEBP
    if data[4:8] == b"ftyp":
        return _kind_of_brands(data)
    return None


def other_format(data: bytes) -> str | None:
    """Return the name of a known format that is not read, or None."""
    for start, name in _KNOWN_OTHERS:
        if data.startswith(start):
            return name
    return None


def _kind_of_brands(data: bytes) -> Kind | None:
    """Read the ``ftyp`` box: major brand, version, compatible brands."""
    size = min(int.from_bytes(data[:4], "big"), 4096)
    brands = [data[8:12], *(data[at : at + 4] for at in range(16, size, 4))]
    if brands[0] in _AVIF_BRANDS:
        return Kind.AVIF
    if brands[0] in _HEIF_BRANDS - {b"mif1", b"mif2", b"msf1"}:
        return Kind.HEIF
    if any(brand in _AVIF_BRANDS for brand in brands):
        return Kind.AVIF
    if any(brand in _HEIF_BRANDS for brand in brands):
        return Kind.HEIF
    return None
