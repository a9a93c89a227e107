"""The structure of a PNG file: its chunks, its EXIF, and whether it is whole and unaltered.

Layout: PNG specification, third edition, section 5. Every chunk carries a CRC, which the decoder
does not compare for pixel data; here it is.
"""

import zlib
from collections.abc import Iterator
from typing import NamedTuple

_COLOR_CODE_BYTES = 4
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# What the picture needs. Text may unpack to anything and animations are not photos: left out.
_WANTED = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"iCCP", b"sRGB", b"gAMA"})


class Chunk(NamedTuple):
    """One chunk: its name and where its content lies."""

    name: bytes
    start: int
    end: int


def chunks(data: bytes) -> Iterator[Chunk]:
    """Yield the chunks that lie wholly within the file, up to IEND."""
    at = len(_SIGNATURE)
    while at + 12 <= len(data):
        end = at + 8 + int.from_bytes(data[at : at + 4], "big")
        if end + 4 > len(data):
            return
        chunk = Chunk(data[at + 4 : at + 8], at + 8, end)
        yield chunk
        if chunk.name == b"IEND":
            return
        at = end + 4


def is_whole(data: bytes) -> bool:
    """Tell whether the file goes on to its last chunk."""
    last = None
    for chunk in chunks(data):
        last = chunk.name
    return last == b"IEND"


def is_unaltered(data: bytes) -> bool:
    """Compare the CRC of every chunk that makes the picture."""
    view = memoryview(data)
    return all(
        zlib.crc32(view[chunk.start - 4 : chunk.end])
        == int.from_bytes(data[chunk.end : chunk.end + 4], "big")
        for chunk in chunks(data)
        if chunk.name in _WANTED
    )


def without_extras(data: bytes) -> bytes:
    """Return the file with only those chunks that make the picture."""
    found = list(chunks(data))
    if all(chunk.name in _WANTED for chunk in found):
        return data
    parts = [data[chunk.start - 8 : chunk.end + 4] for chunk in found if chunk.name in _WANTED]
    return b"".join([_SIGNATURE, *parts])


def read_color_code(data: bytes) -> tuple[int, int] | None:
    """Return codes of primaries and transfer (ITU-T H.273) of the cICP chunk, or None."""
    for chunk in chunks(data):
        if chunk.name == b"cICP" and chunk.end - chunk.start == _COLOR_CODE_BYTES:
            return data[chunk.start], data[chunk.start + 1]
    return None


def read_exif(data: bytes) -> bytes:
    """Return the content of the eXIf chunk, or nothing."""
    for chunk in chunks(data):
        if chunk.name == b"eXIf":
            return data[chunk.start : chunk.end]
    return b""
