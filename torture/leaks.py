"""What can be read in the folder of an encrypted library without its key."""

from collections.abc import Iterator
from pathlib import Path

from torture.samples import sample_photos

_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"RIFF", b"SQLite format 3", b"PK\x03\x04")
_PIECE_BYTES = 24
_MARKS = (b"SQLite format 3", b"JFIF\0", b"Exif\0\0", b"acne_scars", b"Course", b"IMG_000")


def readable_in(folder: Path) -> Iterator[str]:
    """Yield what of photos and records can be read in the files of a folder, in words."""
    pieces = [piece for data in sample_photos().values() for piece in _pieces(data)]
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if any(mark.decode("latin-1") in name for mark in _MARKS) or ".jp" in name.lower():
            yield f"the name {name} tells something"
        if not path.is_file():
            continue
        data = path.read_bytes()
        if data.startswith(_STARTS) or any(mark in data for mark in _MARKS):
            yield f"{name} can be read"
        elif any(piece in data for piece in pieces):
            yield f"{name} holds a piece of a photo"


def _pieces(data: bytes) -> Iterator[bytes]:
    """Yield pieces of a photo, spread over it."""
    for tenth in range(10):
        at = len(data) * tenth // 10
        yield data[at : at + _PIECE_BYTES]
