"""A TIFF file as a row of small ones, each with some rows of its first picture.

Pillow unpacks a picture as a whole, in four bytes for each pixel. The same decoder makes the same
pixels of each band, and the memory of one band is free again before the next.
"""

import struct
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from skintrack.imaging import tiff
from skintrack.imaging.tiff_tags import Tag, read_directory

_WIDTH, _HEIGHT, _PHOTOMETRIC, _STRIP_OFFSETS = 256, 257, 262, 273
_ROWS_PER_STRIP, _STRIP_LENGTHS, _PLANAR, _TILE_OFFSETS = 278, 279, 284, 324
# Depth, packing, colours, order of bits, samples, predictor, palette, inks, extra samples, kind of
# sample: what says how strips become pixels. No turn: bands are turned when they are together.
_KEPT = frozenset({_WIDTH, 258, 259, _PHOTOMETRIC, 266, 277, _PLANAR, 317, 320, 332, 338, 339})
_TAKEN_APART = frozenset({0, 1, 2, 3, 5})  # grey, RGB, palette, four inks: pixel by pixel
_LONG, _INLINE_BYTES, _ENTRY_BYTES = 4, 4, 12


class _Strip(NamedTuple):
    start: int
    end: int
    rows: int


def bands(data: bytes, least_rows: int) -> Iterator[tuple[int, bytes]] | None:
    """Return TIFF files with the rows of the first picture, from above, and how many rows each has.

    Parameters
    ----------
    data : bytes
        A file that ``tiff.is_whole`` has found whole.
    least_rows : int
        Each but the last has so many; more where strips are packed in larger pieces.

    Returns
    -------
    iterator or None
        None where the picture is not made of strips that can be read one by one.
    """
    tags = read_directory(data)
    layout = tiff.layout_of(tags)
    if (
        layout is None
        or not _is_all_read(data, tags)
        or _TILE_OFFSETS in tags
        or _number(tags, _PLANAR, 1) != 1
    ):
        return None
    if _number(tags, _PHOTOMETRIC, -1) not in _TAKEN_APART or layout.lengths is None:
        return None
    height = _number(tags, _HEIGHT, 0)
    strip_rows = min(_number(tags, _ROWS_PER_STRIP, height) or height, height)
    count = -(-height // strip_rows)
    if not len(layout.offsets) == len(layout.lengths) == len(layout.sizes) == count:
        return None
    if not layout.is_plain and 2 * strip_rows > height:  # copying such strips takes as much
        return None
    rows = [strip_rows] * (len(layout.sizes) - 1)
    rows.append(height - sum(rows))
    if layout.is_plain:
        strips = [
            _Strip(offset, offset + size, count)
            for (offset, _, size), count in zip(layout.pieces, rows, strict=True)
        ]
        return _plain_bands(data, tags, strips, least_rows)
    strips = [
        _Strip(offset, offset + (length or 0), count)
        for (offset, length, _), count in zip(layout.pieces, rows, strict=True)
    ]
    return _packed_bands(data, tags, strips, least_rows)


def _is_all_read(data: bytes, tags: dict[int, Tag]) -> bool:
    """Tell whether no tag was left out: what decoders make of odd ones, they are to say."""
    order = "<" if data.startswith(b"II") else ">"
    (start,) = struct.unpack_from(order + "I", data, 4)
    (count,) = struct.unpack_from(order + "H", data, start)
    is_said = _ROWS_PER_STRIP not in tags or tags[_ROWS_PER_STRIP].number is not None
    return count == len(tags) and is_said


def _plain_bands(
    data: bytes, tags: dict[int, Tag], strips: list[_Strip], least_rows: int
) -> Iterator[tuple[int, bytes]]:
    """Cut strips that are too large, and join small ones to one."""
    view, parts, rows = memoryview(data), list[memoryview](), 0
    for strip in strips:
        row_bytes = (strip.end - strip.start) // strip.rows
        done = 0
        while done < strip.rows:
            more = min(least_rows - rows, strip.rows - done)
            start = strip.start + done * row_bytes
            parts.append(view[start : start + more * row_bytes])
            rows, done = rows + more, done + more
            if rows == least_rows:
                yield rows, _file(data, tags, [b"".join(parts)], rows, rows)
                parts, rows = [], 0
    if rows:
        yield rows, _file(data, tags, [b"".join(parts)], rows, rows)


def _packed_bands(
    data: bytes, tags: dict[int, Tag], strips: list[_Strip], least_rows: int
) -> Iterator[tuple[int, bytes]]:
    parts, rows = list[bytes](), 0
    for strip in strips:
        parts.append(data[strip.start : strip.end])
        rows += strip.rows
        if rows >= least_rows:
            yield rows, _file(data, tags, parts, rows, strips[0].rows)
            parts, rows = [], 0
    if rows:
        yield rows, _file(data, tags, parts, rows, strips[0].rows)


def _file(
    data: bytes, tags: dict[int, Tag], strips: list[bytes], height: int, strip_rows: int
) -> bytes:
    """Return a file with these strips, in the byte order of the one that they are from."""
    order = "<" if data.startswith(b"II") else ">"
    lengths = [len(strip) for strip in strips]
    kept = {number: tag for number, tag in tags.items() if number in _KEPT}

    def head(starts: Iterable[int]) -> bytes:
        lists = {_HEIGHT: [height], _ROWS_PER_STRIP: [strip_rows]}
        lists |= {_STRIP_OFFSETS: list(starts), _STRIP_LENGTHS: lengths}
        new = {
            number: Tag(_LONG, struct.pack(f"{order}{len(values)}I", *values), order)
            for number, values in lists.items()
        }
        return _written(order, kept | new)

    size = len(head(lengths))  # whatever its numbers are
    starts = accumulate(lengths[:-1], initial=size)
    return b"".join([head(starts), *strips])


def _written(order: str, entries: dict[int, Tag]) -> bytes:
    """Return header, directory and the values that do not fit into it."""
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8)
    directory, rest = struct.pack(order + "H", len(entries)), b""
    beyond = len(head) + 2 + _ENTRY_BYTES * len(entries) + 4
    for number, tag in sorted(entries.items()):
        raw = tag.raw
        if len(raw) > _INLINE_BYTES:
            field = struct.pack(order + "I", beyond + len(rest))
            rest += raw + bytes(len(raw) % 2)  # values begin at even places
        else:
            field = raw.ljust(_INLINE_BYTES, b"\0")
        directory += struct.pack(order + "HHI", number, tag.kind, tag.length) + field
    return head + directory + bytes(4) + rest


def _number(tags: dict[int, Tag], number: int, otherwise: int) -> int:
    tag = tags.get(number)
    value = None if tag is None else tag.number
    return otherwise if value is None else value
