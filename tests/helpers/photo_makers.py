"""Photo files, whole and damaged, made in a moment."""

import io
import struct
import zlib
from datetime import datetime
from pathlib import Path

from PIL import Image

HUGE_EDGE_PX = 20_000


def jpeg_bytes(shade: int = 120, size_px: tuple[int, int] = (64, 48)) -> bytes:
    """Return a small JPEG whose bytes differ by shade."""
    image = Image.new("RGB", size_px, (shade, 100, 90))
    image.putpixel((3, 3), (0, 0, shade))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def save_photo(path: Path, shade: int = 120, taken: datetime | None = None) -> Path:
    """Save a small JPEG, with a capture time and its offset where one is given."""
    image = Image.open(io.BytesIO(jpeg_bytes(shade)))
    exif = Image.Exif()
    if taken is not None:
        details = exif.get_ifd(0x8769)
        details[0x9003] = taken.strftime("%Y:%m:%d %H:%M:%S")
        offset = taken.strftime("%z")
        details[0x9011] = f"{offset[:3]}:{offset[3:]}"
    image.save(path, "JPEG", quality=90, exif=exif)
    return path


def cut_off_jpeg() -> bytes:
    """Return a JPEG that ends in the middle of its pixels."""
    whole = jpeg_bytes(size_px=(640, 480))
    return whole[: len(whole) // 2]


def huge_png() -> bytes:
    """Return a valid PNG of 20,000 x 20,000 pixels in some 50 kB: one bit each, all black."""
    row = b"\0" * (1 + HUGE_EDGE_PX // 8)
    pressed = zlib.compress(row * HUGE_EDGE_PX, 9)
    header = struct.pack(">IIBBBBB", HUGE_EDGE_PX, HUGE_EDGE_PX, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", pressed)
        + png_chunk(b"IEND", b"")
    )


def png_chunk(kind: bytes, data: bytes) -> bytes:
    """Return one chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def broken_heic() -> bytes:
    """Return a file with the boxes of a HEIC, all of it there, that holds nothing to decode."""
    brands = b"heic" + struct.pack(">I", 0) + b"mif1heic"
    return box(b"ftyp", brands) + box(b"meta", bytes(400)) + box(b"mdat", b"\x5a" * 3000)


def box(kind: bytes, data: bytes) -> bytes:
    """Return one box of an ISO base media file."""
    return struct.pack(">I", 8 + len(data)) + kind + data
