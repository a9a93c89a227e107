"""A small reader of TIFF tags, the structure in which EXIF is stored.

Made for damaged input: it never reads outside the block, follows no pointer twice, and leaves out
what it cannot read. Layout: TIFF 6.0, section 2; EXIF 2.32, section 4.6.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

_TYPE_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_HEADER_BYTES, _INLINE_BYTES = 8, 4
_MOST_ENTRIES = 1000
_MOST_BYTES = 1 << 24


class Tag(NamedTuple):
    """One entry of a directory: ``kind`` is the TIFF type, ``order`` ``<`` or ``>``."""

    kind: int
    raw: bytes
    order: str

    @property
    def length(self) -> int:
        """How many values there are."""
        return len(self.raw) // _TYPE_SIZES[self.kind]

    @property
    def number(self) -> int | None:
        """The first value as a whole number, or None if it is of another type."""
        formats = {1: "B", 3: "H", 4: "I", 7: "B", 13: "I"}
        code = formats.get(self.kind)
        if code is None or len(self.raw) < struct.calcsize(code):
            return None
        return int(struct.unpack_from(self.order + code, self.raw)[0])

    @property
    def numbers(self) -> tuple[int, ...]:
        """All values as whole numbers; empty if they are of another type."""
        code = {3: "H", 4: "I"}.get(self.kind)
        if code is None:
            return ()
        count = len(self.raw) // struct.calcsize(code)
        return struct.unpack_from(f"{self.order}{count}{code}", self.raw)

    @property
    def text(self) -> str:
        """The value as text, up to the first NUL, without blanks around it."""
        return self.raw.split(b"\0")[0].decode("latin-1").strip()


def read_directory(block: bytes, offset: int | None = None) -> dict[int, Tag]:
    """Return the tags of one directory of an EXIF block or a TIFF file.

    Parameters
    ----------
    block : bytes
        Begins with the byte order, ``II`` or ``MM``.
    offset : int, optional
        Where the directory is; by default the first one.
    """
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None or len(block) < _HEADER_BYTES:
        return {}
    if offset is None:
        offset = struct.unpack_from(order + "I", block, 4)[0]
    return dict(_entries(block, offset, order))


def second_directory(block: bytes) -> dict[int, Tag]:
    """Return the tags of the directory behind the first one, where EXIF keeps its thumbnail."""
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None or len(block) < _HEADER_BYTES:
        return {}
    first = struct.unpack_from(order + "I", block, 4)[0]
    if not _HEADER_BYTES <= first <= len(block) - 2:
        return {}
    end = first + 2 + 12 * struct.unpack_from(order + "H", block, first)[0]
    if end > len(block) - 4:
        return {}
    return read_directory(block, struct.unpack_from(order + "I", block, end)[0])


def _entries(block: bytes, offset: int, order: str) -> Iterator[tuple[int, Tag]]:
    if not _HEADER_BYTES <= offset <= len(block) - 2:
        return
    count = min(struct.unpack_from(order + "H", block, offset)[0], _MOST_ENTRIES)
    for at in range(offset + 2, min(offset + 2 + 12 * count, len(block) - 11), 12):
        number, kind, length = struct.unpack_from(order + "HHI", block, at)
        size = _TYPE_SIZES.get(kind, 0) * length
        if not 0 < size <= _MOST_BYTES:
            continue
        start = (
            at + 8 if size <= _INLINE_BYTES else struct.unpack_from(order + "I", block, at + 8)[0]
        )
        raw = block[start : start + size]
        if len(raw) == size:
            yield number, Tag(kind, raw, order)
