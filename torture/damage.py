"""Files that a disk gave back otherwise than they were written: cut, flipped, emptied, gone."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from skintrack.errors import EnvironmentalError
from skintrack.library.opening import DATABASE_NAME
from skintrack.workflows import backup_library, restore_library, verify_library
from torture.form import make_library, opened
from torture.job import library_of
from torture.samples import sample_photos
from torture.trial import Tried

T = TypeVar("T")
_TENTHS = 10
_FLIPS = 40
_BACKUP_FLIPS = 2000
_PAGE_BYTES = 4096


def _cuts(data: bytes) -> Iterator[bytes]:
    """Yield a file cut at every tenth of its length."""
    for tenth in range(_TENTHS):
        yield data[: len(data) * tenth // _TENTHS]


def _flips(data: bytes, count: int) -> Iterator[bytes]:
    """Yield a file with one bit flipped, at places spread over it."""
    for number in range(count):
        at = (len(data) - 1) * number // max(1, count - 1)
        yield data[:at] + bytes([data[at] ^ (1 << number % 8)]) + data[at + 1 :]


def _empty_blocks(data: bytes) -> Iterator[bytes]:
    """Yield a file with each block of 4 KB in turn filled with zeros."""
    for at in range(0, len(data), _PAGE_BYTES):
        block = data[at : at + _PAGE_BYTES]
        if any(block):
            yield data[:at] + bytes(len(block)) + data[at + _PAGE_BYTES :]


def try_damaged_photos(place: Path, every: int) -> Tried:
    """Damage each original in many ways: it is named, and never read as if it were good."""
    make_library(place)
    count, failures = 0, list[str]()
    with opened(library_of(place)) as library:
        for photo in library.photos.all():
            path = library.photos.original_path(photo)
            whole = path.read_bytes()
            damaged = [*_cuts(whole), *_flips(whole, _FLIPS), *_empty_blocks(whole)][::every]
            for number, data in enumerate(damaged):
                path.write_bytes(data)
                found = library.inspection.check_photo(photo)
                if found is None or found.code not in ("changed", "unreadable"):
                    failures.append(f"damage {number} of {path.name} was not noticed")
                if not _is_refused(library.photos.read_original, photo):
                    failures.append(f"damage {number} of {path.name} was read as a good photo")
            count += len(damaged)
            path.write_bytes(whole)
    return Tried(count, tuple(failures))


def try_damaged_database(place: Path, every: int) -> Tried:
    """Empty each page of the database: it is refused or named, or nothing of it is lost."""
    make_library(place)
    database = library_of(place) / DATABASE_NAME
    whole, before = database.read_bytes(), _kept(place)
    damaged = [*_cuts(whole), *_empty_blocks(whole)][::every]
    failures = []
    for number, data in enumerate(damaged):
        for leftover in library_of(place).glob(f"{DATABASE_NAME}-*"):
            leftover.unlink()
        database.write_bytes(data)
        try:
            is_named = not _verified(place)
        except EnvironmentalError:
            is_named = True
        if not is_named and _kept(place) != before:
            failures.append(f"damage {number} of the database was not noticed")
        if {path.read_bytes() for path in _originals(place)} != set(sample_photos().values()):
            failures.append(f"damage {number} of the database cost a photo")
    return Tried(len(damaged), tuple(failures))


def try_damaged_backup(place: Path, every: int) -> Tried:
    """Flip single bytes of a backup, and cut it: nothing is restored, and it is named."""
    make_library(place)
    backup = place / "backup.skintrack"
    with opened(library_of(place)) as library:
        backup_library.run(library, backup)
    whole = backup.read_bytes()
    damaged = [*_cuts(whole), *_flips(whole, _BACKUP_FLIPS)][::every]
    failures = []
    for number, data in enumerate(damaged):
        backup.write_bytes(data)
        if not _is_refused(partial(restore_library.run, backup), place / "again"):
            failures.append(f"damage {number} of a backup was restored")
            shutil.rmtree(place / "again", ignore_errors=True)
        elif (place / "again").exists():
            failures.append(f"damage {number} of a backup left something behind")
            shutil.rmtree(place / "again", ignore_errors=True)
    return Tried(len(damaged), tuple(failures))


def _is_refused(act: Callable[[T], object], on: T) -> bool:
    try:
        act(on)
    except EnvironmentalError as error:
        return bool(error.message)
    return False


def _verified(place: Path) -> bool:
    with opened(library_of(place)) as library:
        return verify_library.run(library).is_ok


def _kept(place: Path) -> object:
    """Return what the library tells of its photos and sessions."""
    with opened(library_of(place)) as library:
        courses = library.courses.all()
        sessions = [library.sessions.of_course(course.id) for course in courses]
        return library.photos.all(), courses, sessions


def _originals(place: Path) -> list[Path]:
    return [path for path in (library_of(place) / "originals").rglob("*") if path.is_file()]
