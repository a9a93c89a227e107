"""Whether a TIFF file is whole, and packed in a way that shows damage (TIFF 6.0).

Its decoder reports damaged JPEG and fax strips to nobody and leaves out the check of Deflate, so
the first are not read and the last is made here.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from skintrack.imaging.tiff_tags import Tag, read_directory

_PLAIN, _LZW, _DEFLATE, _OLD_DEFLATE, _PACK_BITS = 1, 5, 8, 32946, 32773
_PACKED = frozenset({_LZW, _PACK_BITS})
_DEFLATED = frozenset({_DEFLATE, _OLD_DEFLATE})
_FAX, _JPEG = frozenset({2, 3, 4}), frozenset({6, 7})
_STEP_BYTES = 1 << 20
_MOST_SWELLING = 64  # a strip of one row may be filled up to many
_MOST_PIECES = 1 << 22
# Tags.
_KIND_OF_PICTURE, _SMALL_COPY = 254, 1
_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _SAMPLES, _PLANAR = 256, 257, 258, 259, 277, 284
_STRIP_OFFSETS, _ROWS_PER_STRIP, _STRIP_LENGTHS = 273, 278, 279
_TILE_WIDTH, _TILE_HEIGHT, _TILE_OFFSETS, _TILE_LENGTHS = 322, 323, 324, 325
_SEPARATE = 2  # planes one after another
_MOST_UNPACKED_BYTES = 1_000_000_000  # 120 megapixels of 8 bytes


@dataclass(frozen=True)
class Layout:
    """How the first picture of a file is laid out; lengths are None where the file leaves them."""

    compression: int
    offsets: tuple[int, ...]
    lengths: tuple[int, ...] | None
    sizes: tuple[int, ...]

    @property
    def is_plain(self) -> bool:
        """Whether the pixels are not packed."""
        return self.compression == _PLAIN

    @property
    def pieces(self) -> Iterator[tuple[int, int | None, int]]:
        """Offset, length and unpacked size of each strip or tile."""
        lengths = self.lengths or (None,) * len(self.offsets)
        return zip(self.offsets, lengths, self.sizes, strict=False)


def odd_packing(data: bytes) -> str | None:
    """Return the name of a packing that is not read, or None.

    Raw photos of cameras begin with a small copy, and the photo lies further inside: that would
    come in as large as a stamp.
    """
    tags = read_directory(data)
    if _number(tags, _KIND_OF_PICTURE, 0) & _SMALL_COPY:
        return "raw"
    compression = _number(tags, _COMPRESSION, _PLAIN)
    if compression == _PLAIN or compression in _PACKED | _DEFLATED:
        return None
    if compression in _FAX:
        return "fax TIFF"
    return "JPEG-in-TIFF" if compression in _JPEG else "rare TIFF"


def is_whole(data: bytes) -> bool:
    """Tell whether all strips or tiles of the first picture are there."""
    layout = layout_of(read_directory(data))
    if layout is None or len(layout.offsets) < len(layout.sizes):
        return False
    if layout.lengths is not None and len(layout.lengths) < len(layout.sizes):
        return False
    for offset, length, size in layout.pieces:
        # Plain strips are read by their size, whatever their length is said to be.
        needed = size if layout.compression == _PLAIN or length is None else length
        if offset + needed > len(data):
            return False
    return True


def is_unaltered(data: bytes) -> bool:
    """Compare the checksum of every deflated strip or tile; other packings have none."""
    layout = layout_of(read_directory(data))
    if layout is None or layout.compression not in _DEFLATED:
        return True
    if sum(layout.sizes) > _MOST_UNPACKED_BYTES:
        return True  # refused by its size anyway
    view = memoryview(data)
    return all(
        _unpacks_whole(view[offset : offset + (len(data) if length is None else length)], size)
        for offset, length, size in layout.pieces
    )


def _unpacks_whole(packed: memoryview, size: int) -> bool:
    """Unpack a piece step by step: what is left of each step is copied."""
    unpacker, total, at = zlib.decompressobj(), 0, 0
    left: bytes | memoryview = b""
    try:
        while not unpacker.eof and total <= _MOST_SWELLING * size:
            if not left:
                left, at = packed[at : at + _STEP_BYTES], at + _STEP_BYTES
            is_last = not left
            part = unpacker.decompress(left, _STEP_BYTES)
            total += len(part)
            left = unpacker.unconsumed_tail
            if is_last and not part:
                break
    except zlib.error:
        return False
    # Some writers fill the last strip up; what unpacks to far more is made to do harm.
    return unpacker.eof


def layout_of(tags: dict[int, Tag]) -> Layout | None:
    """Return where the pixels of the first directory must be; None if it does not say."""
    width, height = _number(tags, _WIDTH, 0), _number(tags, _HEIGHT, 0)
    samples = max(_number(tags, _SAMPLES, 1), 1)
    if not width or not height:
        return None
    planes = samples if _number(tags, _PLANAR, 1) == _SEPARATE else 1
    pixel_bits = _number(tags, _BITS, 1) * samples // planes
    if _TILE_OFFSETS in tags:
        sizes = _tiles(tags, width, height, pixel_bits)
        offsets, lengths = tags[_TILE_OFFSETS], tags.get(_TILE_LENGTHS)
    elif _STRIP_OFFSETS in tags:
        sizes = _strips(tags, width, height, pixel_bits)
        offsets, lengths = tags[_STRIP_OFFSETS], tags.get(_STRIP_LENGTHS)
    else:
        return None
    return Layout(
        _number(tags, _COMPRESSION, _PLAIN),
        offsets.numbers,
        lengths.numbers if lengths else None,
        sizes * planes,
    )


def _tiles(tags: dict[int, Tag], width: int, height: int, pixel_bits: int) -> tuple[int, ...]:
    across, down = max(_number(tags, _TILE_WIDTH, 1), 1), max(_number(tags, _TILE_HEIGHT, 1), 1)
    count = min(-(-width // across) * -(-height // down), _MOST_PIECES)
    return (_bytes_of(across * pixel_bits) * down,) * count


def _strips(tags: dict[int, Tag], width: int, height: int, pixel_bits: int) -> tuple[int, ...]:
    rows = min(_number(tags, _ROWS_PER_STRIP, height) or height, height)
    count = min(-(-height // rows), _MOST_PIECES)
    row_bytes = _bytes_of(width * pixel_bits)
    return (row_bytes * rows,) * (count - 1) + (row_bytes * (height - rows * (count - 1)),)


def _bytes_of(bits: int) -> int:
    return -(-bits // 8)


def _number(tags: dict[int, Tag], number: int, otherwise: int) -> int:
    tag = tags.get(number)
    value = None if tag is None else tag.number
    return otherwise if value is None else value
