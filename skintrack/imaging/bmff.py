"""The structure of HEIF and AVIF files: boxes of the ISO base media format.

Layout: ISO/IEC 14496-12 (boxes, ``iinf``, ``iloc``) and ISO/IEC 23008-12, annex A (EXIF items).
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

_PICTURE_BOXES = frozenset({b"ftyp", b"meta", b"mdat", b"moov"})
_MOST_ITEMS = 10_000
_SHORT_NUMBERS = 2  # version of ``infe`` with 16-bit item numbers
_LENGTH_BYTE = 21  # of ``hvcC``
_NEVER = (b"\0\0\0", b"\0\0\1", b"\0\0\2")  # inside of a unit of HEVC
_LONG_NUMBERS = 2  # version of ``iloc`` with 32-bit item numbers


class Box(NamedTuple):
    """One box: its name and where its content lies; ``end`` may be beyond the file."""

    name: bytes
    start: int
    end: int


def boxes(data: bytes, start: int, end: int) -> Iterator[Box]:
    """Yield the boxes between two positions."""
    at = start
    while at + 8 <= end:
        size, header = int.from_bytes(data[at : at + 4], "big"), 8
        if size == 1:
            size, header = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        elif size == 0:
            size = end - at
        if size < header:
            return
        yield Box(data[at + 4 : at + 8], at + header, at + size)
        at += size


def is_whole(data: bytes) -> bool:
    """Tell whether the boxes of the picture end within the file; phones append their own."""
    return all(
        box.end <= len(data) for box in boxes(data, 0, len(data)) if box.name in _PICTURE_BOXES
    )


def has_readable_items(data: bytes) -> bool:
    """Tell whether types and names of all items are text; pi-heif 1.4 crashes on any other."""
    meta = _find(data, boxes(data, 0, len(data)), b"meta")
    if meta is None:
        return False
    iinf = _find(data, boxes(data, meta.start + 4, meta.end), b"iinf")
    return iinf is not None and all(
        _is_text(data[_type_start(data, box) : box.end]) for box in _items(data, iinf)
    )


def has_sound_hevc(data: bytes) -> bool:
    """Tell whether no coded picture has bytes that HEVC never writes (ITU-T H.265, 7.4.2).

    Its decoder shows a picture whatever was lost; a block of zeros, as failing cards and broken
    copies leave it, is found here.
    """
    meta = _find(data, boxes(data, 0, len(data)), b"meta")
    if meta is None:
        return False
    inner = list(boxes(data, meta.start + 4, min(meta.end, len(data))))
    iinf, iloc = _find(data, inner, b"iinf"), _find(data, inner, b"iloc")
    if iinf is None or iloc is None:
        return False
    coded = {
        _item_number(data, box)
        for box in _items(data, iinf)
        if data[_type_start(data, box) : _type_start(data, box) + 4] == b"hvc1"
    }
    coded &= _primary_items(data, inner)
    idat = _find(data, inner, b"idat")
    width = _length_bytes(data, inner)
    return all(
        _is_sound(content, width)
        for number, content in _contents(data, iloc, 0 if idat is None else idat.start)
        if number in coded
    )


def _primary_items(data: bytes, inner: Iterable[Box]) -> set[int]:
    """Return the number of the primary picture, and those of the tiles that it is made of."""
    pitm, iref = _find(data, inner, b"pitm"), _find(data, inner, b"iref")
    if pitm is None:
        return set()
    reader = _Reader(data, pitm.start)
    primary = reader.number(2 if reader.number(4) >> 24 == 0 else 4)
    found = {primary}
    if iref is not None:
        width = 2 if _Reader(data, iref.start).number(1) == 0 else 4
        for box in boxes(data, iref.start + 4, min(iref.end, len(data))):
            reader = _Reader(data, box.start)
            if box.name == b"dimg" and reader.number(width) == primary:
                count = min(reader.number(2), _MOST_ITEMS)
                found |= {reader.number(width) for _ in range(count)}
    return found


def _is_sound(content: bytes, width: int) -> bool:
    """Go through the units of a coded picture: a length, a header, and no three zeros."""
    at = 0
    while at < len(content):
        start = at + width
        end = start + int.from_bytes(content[at:start], "big")
        if end > len(content) or end <= start or content[start] & 0x80:
            return False
        if any(content.find(never, start, end) >= 0 for never in _NEVER):
            return False
        at = end
    return True


def _length_bytes(data: bytes, inner: Iterable[Box]) -> int:
    """Return how many bytes tell the length of a unit, from the first ``hvcC``."""
    for name in (b"iprp", b"ipco", b"hvcC"):
        box = _find(data, inner, name)
        if box is None:
            return 4
        if name == b"hvcC":
            return 1 + (data[box.start + _LENGTH_BYTE] & 3)
        inner = boxes(data, box.start, box.end)
    return 4


def read_exif(data: bytes) -> bytes:
    """Return the EXIF block of the first EXIF item, or nothing."""
    meta = _find(data, boxes(data, 0, len(data)), b"meta")
    if meta is None:
        return b""
    inner = list(boxes(data, meta.start + 4, min(meta.end, len(data))))
    iinf, iloc = _find(data, inner, b"iinf"), _find(data, inner, b"iloc")
    item = _exif_item(data, iinf) if iinf is not None else None
    if item is None or iloc is None:
        return b""
    idat = _find(data, inner, b"idat")
    start = 0 if idat is None else idat.start
    content = next((each for number, each in _contents(data, iloc, start) if number == item), b"")
    # Four bytes tell how far the TIFF header is from their end.
    return content[4 + int.from_bytes(content[:4], "big") :]


def read_color_code(data: bytes) -> tuple[int, int] | None:
    """Return codes of primaries and transfer (ITU-T H.273) of the first ``nclx``, or None."""
    inside: Iterable[Box] = boxes(data, 0, len(data))
    for name, skipped in ((b"meta", 4), (b"iprp", 0), (b"ipco", 0)):
        parent = _find(data, inside, name)
        if parent is None:
            return None
        inside = boxes(data, parent.start + skipped, parent.end)
    for box in inside:
        if box.name == b"colr" and data[box.start : box.start + 4] == b"nclx":
            reader = _Reader(data, box.start + 4)
            return reader.number(2), reader.number(2)
    return None


def _find(data: bytes, candidates: Iterable[Box], name: bytes) -> Box | None:
    return next((box for box in candidates if box.name == name and box.end <= len(data)), None)


def _exif_item(data: bytes, iinf: Box) -> int | None:
    """Return the number of the first item of type ``Exif``."""
    for box in _items(data, iinf):
        at = _type_start(data, box)
        if data[at : at + 4] == b"Exif":
            return _item_number(data, box)
    return None


def _item_number(data: bytes, entry: Box) -> int:
    return int.from_bytes(data[entry.start + 4 : _type_start(data, entry) - 2], "big")


def _items(data: bytes, iinf: Box) -> Iterator[Box]:
    """Yield the entries of the item list."""
    version = _Reader(data, iinf.start).number(1)
    inside = boxes(data, iinf.start + (6 if version == 0 else 8), min(iinf.end, len(data)))
    return (box for box in inside if box.name == b"infe")


def _type_start(data: bytes, entry: Box) -> int:
    """Return where the type of an item is: after version, flags, number and protection."""
    version = _Reader(data, entry.start).number(1)
    return entry.start + (8 if version == _SHORT_NUMBERS else 10)


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


class _Reader:
    """Reads big-endian numbers one after another; beyond the end they are zero."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data = data
        self._at = at

    @property
    def is_beyond(self) -> bool:
        """Whether nothing is left to read."""
        return self._at >= len(self._data)

    def number(self, width: int) -> int:
        value = int.from_bytes(self._data[self._at : self._at + width], "big")
        self._at += width
        return value


def _contents(data: bytes, iloc: Box, idat_start: int) -> Iterator[tuple[int, bytes]]:
    """Yield number and content of each item, its extents joined (ISO/IEC 14496-12, 8.11.3)."""
    reader = _Reader(data, iloc.start)
    version = reader.number(4) >> 24
    sizes = reader.number(2)
    offset_size, length_size, base_size = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_size = sizes & 15 if version > 0 else 0
    id_width = 4 if version == _LONG_NUMBERS else 2
    for _ in range(min(reader.number(id_width), _MOST_ITEMS)):
        number = reader.number(id_width)
        is_in_idat = version > 0 and reader.number(2) & 15 == 1
        reader.number(2)
        start = reader.number(base_size) + (idat_start if is_in_idat else 0)
        extents = []
        for _ in range(min(reader.number(2), _MOST_ITEMS)):
            if reader.is_beyond:
                return
            reader.number(index_size)
            extents.append((reader.number(offset_size), reader.number(length_size)))
        yield number, _joined(data, start, extents)


def _joined(data: bytes, start: int, extents: list[tuple[int, int]]) -> bytes:
    """Join extents; more bytes than the file has are no item of it."""
    if sum(length for _, length in extents) > len(data):
        return b""
    return b"".join(data[start + at : start + at + length] for at, length in extents)
