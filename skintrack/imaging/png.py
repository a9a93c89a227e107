"""The structure of a PNG file: its chunks, its EXIF, and whether it is whole and unaltered.

Layout: PNG specification, third edition, section 5. Every chunk carries a CRC, which the decoder
does not compare for pixel data; here it is.
"""

import zlib
from collections.abc import Iterator
from typing import NamedTuple

_MOST_CHUNKS = 100_000  # a photo of 300 MB in chunks of 8 kB has a third of that
_COLOR_CODE_BYTES = 4
_XMP_KEYWORD = b"XML:com.adobe.xmp\0"
_MOST_TEXT_BYTES = 1 << 20
_RAW_LINES = 3
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# What the picture needs. Text may unpack to anything and animations are not photos: left out.
_WANTED = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"iCCP", b"sRGB", b"gAMA"})


class Chunk(NamedTuple):
    """One chunk: its name and where its content lies."""

    name: bytes
    start: int
    end: int


def chunks(data: bytes) -> Iterator[Chunk]:
    """Yield the chunks that lie wholly within the file, up to IEND or a number no photo has."""
    at = len(_SIGNATURE)
    for _ in range(_MOST_CHUNKS):
        if at + 12 > len(data):
            return
        end = at + 8 + int.from_bytes(data[at : at + 4], "big")
        if end + 4 > len(data):
            return
        chunk = Chunk(data[at + 4 : at + 8], at + 8, end)
        yield chunk
        if chunk.name == b"IEND":
            return
        at = end + 4


def is_whole(data: bytes) -> bool:
    """Tell whether the file goes on to its last chunk, as far as chunks are counted."""
    last, count = None, 0
    for chunk in chunks(data):
        last, count = chunk.name, count + 1
    return last == b"IEND" or count == _MOST_CHUNKS


def is_unaltered(data: bytes) -> bool:
    """Compare the CRC of every chunk that makes the picture, and see that they come to an end."""
    view = memoryview(data)
    names = [chunk.name for chunk in chunks(data)]
    return names[-1:] == [b"IEND"] and all(
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
    """Return the content of the eXIf chunk, of what ImageMagick writes in its place, or nothing."""
    raw = b""
    for chunk in chunks(data):
        if chunk.name == b"eXIf":
            return data[chunk.start : chunk.end]
        if chunk.name in (b"tEXt", b"zTXt") and not raw:
            raw = _raw_profile(chunk.name, data[chunk.start : chunk.end])
    return raw


def read_xmp(data: bytes) -> bytes:
    """Return the XMP packet, or nothing."""
    for chunk in chunks(data):
        if chunk.name == b"iTXt" and data.startswith(_XMP_KEYWORD, chunk.start):
            flags, _, rest = data[chunk.start + len(_XMP_KEYWORD) : chunk.end].partition(b"\0\0")
            return _unpacked(rest.lstrip(b"\0")) if flags.startswith(b"\1") else rest
    return b""


def _raw_profile(name: bytes, content: bytes) -> bytes:
    """Return the EXIF block of a text chunk with hexadecimal digits after three lines."""
    keyword, _, text = content.partition(b"\0")
    if keyword not in (b"Raw profile type exif", b"Raw profile type APP1"):
        return b""
    if name == b"zTXt":
        text = _unpacked(text[1:])
    lines = text.split(b"\n", 3)
    try:
        return bytes.fromhex(lines[-1].decode("ascii")) if len(lines) > _RAW_LINES else b""
    except ValueError:
        return b""


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _MOST_TEXT_BYTES)
    except zlib.error:
        return b""
