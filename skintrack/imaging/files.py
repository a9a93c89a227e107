"""Reading photo files from the user's disks and cards."""

from pathlib import Path

from skintrack.errors import PhotoError
from skintrack.imaging.refusals import MOST_BYTES, too_many_bytes
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
        _check(path, name)
        return path.read_bytes()
    except PermissionError as error:
        raise PhotoError(f"You have no permission to read “{name}”.", "no_permission") from error
    except FileNotFoundError as error:
        raise PhotoError(f"“{name}” does not exist.", "missing") from error
    except OSError as error:
        raise PhotoError(
            f"“{name}” cannot be read. Check the disk or card it is on.", "unreadable"
        ) from error


def _check(path: Path, name: str) -> None:
    """Refuse what would block or never end, such as a pipe, before it is opened."""
    size = path.stat().st_size
    if not path.is_file():
        raise PhotoError(f"“{name}” is not a file.", "not_a_photo")
    if size > MOST_BYTES:
        raise too_many_bytes(name)
