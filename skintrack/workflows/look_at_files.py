"""A first look at files that may be imported: hashes, dates, small pictures; no library needed.

Any thread may call these. Files are only ever opened for reading.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import numpy as np
import numpy.typing as npt

from skintrack.errors import PhotoError
from skintrack.imaging.exif import CaptureTime
from skintrack.imaging.files import read_file
from skintrack.model.changes import FileFailure
from skintrack.model.limits import is_in_future
from skintrack.workflows.photo_files import failure, photo_files
from skintrack.workflows.sandbox import photos

_FIRST_CAMERA_YEAR = 1990
# 20260303, 2026-03-03 and the like; or 03.03.2026, which is day, month, year wherever dots are.
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-_.]?)(\d{2})\2(\d{2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{2})\.(\d{2})\.(\d{4})(?!\d)")


@dataclass(frozen=True)
class FileLook:
    """What a file says of itself.

    ``sha256`` is empty where the file could not be read; ``failure`` then says why, as it does for
    a file that is no whole photo. ``captured`` is None where the file does not tell, or tells a day
    that is still to come (``is_from_future``). ``day_in_name`` is a mere suggestion.
    ``thumbnail`` is uint8 RGB: the camera's own, or made where it was asked for.
    """

    sha256: str = ""
    captured: CaptureTime | None = None
    is_from_future: bool = False
    day_in_name: date | None = None
    thumbnail: npt.NDArray[np.uint8] | None = None
    failure: FileFailure | None = None


def list_files(paths: Iterable[Path]) -> tuple[tuple[Path, ...], tuple[FileFailure, ...]]:
    """Return the files to look at, and folders that could not be looked into."""
    return photo_files(paths)


def look(path: Path, *, with_picture: bool = False) -> FileLook:
    """Read a file and say what can be said of it at once.

    Parameters
    ----------
    path : Path
        The file.
    with_picture : bool
        Decode a thumbnail where the camera stored none.
    """
    sha256 = ""
    try:
        data = read_file(path)
        sha256 = hashlib.sha256(data).hexdigest()
        seen = photos.look(data, path.name, with_picture=with_picture)
    except PhotoError as error:
        return FileLook(sha256, failure=failure(path, error))
    said = seen.captured
    is_from_future = said is not None and is_in_future(said.captured_at)
    return FileLook(
        sha256,
        captured=None if is_from_future else said,
        is_from_future=is_from_future,
        day_in_name=day_in_name(path.name),
        thumbnail=seen.thumbnail,
    )


def small_picture(path: Path) -> npt.NDArray[np.uint8]:
    """Return a small picture of a file, uint8 RGB.

    Raises
    ------
    PhotoError
        If it cannot be read.
    """
    return photos.small_picture(read_file(path), path.name)


def day_in_name(name: str) -> date | None:
    """Return the day that a file name speaks of, such as ``IMG_20260303_101500.jpg``.

    None without one, and for names that speak of two.
    """
    found = {(int(each[1]), int(each[3]), int(each[4])) for each in _YEAR_FIRST.finditer(name)}
    found |= {(int(each[3]), int(each[2]), int(each[1])) for each in _DAY_FIRST.finditer(name)}
    days = {day for parts in found if (day := _believed(*parts)) is not None}
    return days.pop() if len(days) == 1 else None


def _believed(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    is_past = not is_in_future(datetime.combine(found, time(), tzinfo=UTC))
    return found if year >= _FIRST_CAMERA_YEAR and is_past else None
