"""The structure of a WebP file: RIFF chunks (RFC 9649, section 2)."""

from collections.abc import Iterator

_PICTURES = frozenset({b"VP8 ", b"VP8L"})
_ANIMATED = 0x02  # of the flags of VP8X


def is_whole(data: bytes) -> bool:
    """Tell whether the file is as long as its header says."""
    return len(data) >= 8 + int.from_bytes(data[4:8], "little")


def is_animation(data: bytes) -> bool:
    """Tell whether the header announces an animation, of one picture perhaps."""
    return data[12:16] == b"VP8X" and bool(data[20:21]) and bool(data[20] & _ANIMATED)


def picture_alone(data: bytes) -> bytes:
    """Return the file up to the end of its picture, without what is no part of it.

    What follows could be taken for the rest of a damaged picture.
    """
    end = 20 + int.from_bytes(data[16:20], "little")
    if data[12:16] in _PICTURES and len(data) - end in (0, 1):
        return data
    parts, is_extended = [], data[12:16] == b"VP8X"
    for name, content in chunks(data):
        is_picture = name in _PICTURES
        if is_picture or (is_extended and name in (b"VP8X", b"ALPH")):
            padding = b"" if is_picture else bytes(len(content) % 2)
            parts.append(name + len(content).to_bytes(4, "little") + content + padding)
        if is_picture:
            break
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


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
