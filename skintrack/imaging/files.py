"""Reading photo files from the user's disks and cards."""

from pathlib import Path

from skintrack.errors import PhotoError
from skintrack.imaging.refusals import MOST_BYTES, too_many_bytes
from skintrack.model.phrase import Phrase
from skintrack.model.text import file_label


def read_file(path: Path) -> bytes:
    """Return the bytes of a photo file, which is only ever opened for reading.

    Raises
    ------
    PhotoError
        With code ``missing``, ``no_permission``, ``too_large``, ``not_a_photo`` (a folder or a
        device) or ``unreadable`` (the disk or card fails).
    """
    name = file_label(path)
    try:
        size = _checked_size(path, name)
        data = _read(path, size)
    except PermissionError as error:
        raise PhotoError(
            Phrase("You have no permission to read “{file}”.", file=name), "no_permission"
        ) from error
    except FileNotFoundError as error:
        raise PhotoError(Phrase("“{file}” does not exist.", file=name), "missing") from error
    except OSError as error:
        raise PhotoError(
            Phrase("“{file}” cannot be read. Check the disk or card it is on.", file=name),
            "unreadable",
        ) from error
    if len(data) > MOST_BYTES:
        raise too_many_bytes(name)
    return data


def _read(path: Path, size: int) -> bytes:
    if size == 0:
        # Files of the system call themselves empty, and some of them wait for ever when read.
        return b""
    with path.open("rb") as file:
        data = file.read(size + 1)
        if len(data) > size:  # it grows while it is read, perhaps for ever
            data += file.read(MOST_BYTES + 1 - len(data))
    return data


def _checked_size(path: Path, name: str) -> int:
    """Return a file's size; refuse what would block or never end, such as a pipe, unopened."""
    size = path.stat().st_size
    if not path.is_file():
        raise PhotoError(Phrase("“{file}” is not a file.", file=name), "not_a_photo")
    if size > MOST_BYTES:
        raise too_many_bytes(name)
    return size
