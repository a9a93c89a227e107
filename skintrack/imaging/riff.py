"""The structure of a WebP file: RIFF chunks (RFC 9649, section 2)."""

from collections.abc import Iterator


def is_whole(data: bytes) -> bool:
    """Tell whether the file is as long as its header says."""
    return len(data) >= 8 + int.from_bytes(data[4:8], "little")


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and content of each chunk."""
    at = 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 4], data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def read_exif(data: bytes) -> bytes:
    """Return the content of the EXIF chunk, or nothing."""
    return _chunk(data, b"EXIF")


def read_xmp(data: bytes) -> bytes:
    """Return the XMP packet, or nothing."""
    return _chunk(data, b"XMP ")


def _chunk(data: bytes, wanted: bytes) -> bytes:
    return next((content for name, content in chunks(data) if name == wanted), b"")
