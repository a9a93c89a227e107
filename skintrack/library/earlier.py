"""What a library's database was before a newer SkinTrack altered it.

A consistent copy, as encrypted as the database itself, is written, synced and proved before the
first migration, and stays for a month, the last two of them. A kill at any moment leaves either no
copy and nothing altered, or a whole copy.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from skintrack.errors import LibraryError
from skintrack.library.database import SQLITE_START, Database
from skintrack.library.originals import INCOMING
from skintrack.library.storage import (
    make_private_folder,
    open_new,
    storing,
    sync_file,
    sync_folder,
)
from skintrack.model.phrase import Phrase

FOLDER = "earlier"
_KEPT = 2
_KEPT_FOR = timedelta(days=30)
_BUILDING = "earlier.db"
_NAME = re.compile(r"skintrack-(\d+)\.db")
# What people have put in; no migration may lose any of it.
_COUNTS = {
    "photo": "SELECT (SELECT count(*) FROM main.photo) >= (SELECT count(*) FROM earlier.photo)",
    "course": "SELECT (SELECT count(*) FROM main.course) >= (SELECT count(*) FROM earlier.course)",
    "treatment_session": """
        SELECT (SELECT count(*) FROM main.treatment_session)
            >= (SELECT count(*) FROM earlier.treatment_session)
    """,
}


def copy_path(folder: Path, version: int) -> Path:
    """Return where the copy of a version lies."""
    return folder / FOLDER / f"skintrack-{version:04d}.db"


def keep_copy(folder: Path, database: Database, version: int) -> None:
    """Write a copy of the database and prove it.

    Raises
    ------
    StorageError
        If the disk refuses; nothing is left behind.
    LibraryError
        With code ``database`` if the database is too damaged to be copied.
    """
    building, target = folder / INCOMING / _BUILDING, copy_path(folder, version)
    with storing(target.name):
        make_private_folder(target.parent)
        building.unlink(missing_ok=True)
        try:
            open_new(building).close()
            database.copy_to(building)
            with building.open("r+b") as file:
                sync_file(file)
            _refuse_unless_whole(database, building, version)
            building.replace(target)
        except BaseException:
            building.unlink(missing_ok=True)
            raise
        sync_folder(target.parent)


def is_kept_whole(folder: Path, database: Database, version: int) -> bool:
    """Tell whether a migrated database is sound and still holds what its earlier state held."""
    if database.is_damaged():
        return False
    with _attached(database, copy_path(folder, version)):
        return all(bool(_first(database, sql)) for sql in _COUNTS.values())


def put_back(folder: Path, path: Path, version: int) -> None:
    """Put the earlier state in the place of a database that was closed whole."""
    building = folder / INCOMING / _BUILDING
    with storing(path.name):
        building.unlink(missing_ok=True)
        with open_new(building) as file:
            file.write(copy_path(folder, version).read_bytes())
            sync_file(file)
        building.replace(path)
        sync_folder(path.parent)


def prune(folder: Path, now: datetime, *, is_encrypted: bool) -> None:
    """Remove copies that are older than a month, all but the last two, and readable ones.

    A copy from before its library was encrypted must not stay beside it. One whose time lies ahead
    stays: the clock may be wrong.
    """
    copies = sorted((folder / FOLDER).glob("*.db"), key=_version, reverse=True)
    for place, path in enumerate(copies):
        written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        is_bare = is_encrypted and _is_readable(path)
        if place >= _KEPT or now - written > _KEPT_FOR or is_bare:
            path.unlink(missing_ok=True)


def _refuse_unless_whole(database: Database, copy: Path, version: int) -> None:
    with _attached(database, copy):
        said = _first(database, "PRAGMA earlier.quick_check(1)")
        if said != "ok" or _first(database, "PRAGMA earlier.user_version") != version:
            raise LibraryError(
                Phrase(
                    "The library could not be copied before its update. Check the disk and make a "
                    "backup with the version you had before."
                ),
                "database",
            )


@contextmanager
def _attached(database: Database, copy: Path) -> Iterator[None]:
    """Let the copy be read beside the database; it has the same key."""
    database.execute("ATTACH ? AS earlier", (str(copy),))
    try:
        yield
    finally:
        database.execute("DETACH earlier")


def _first(database: Database, sql: str) -> object:
    row = database.row(sql)
    return None if row is None else row[0]


def _version(path: Path) -> int:
    found = _NAME.fullmatch(path.name)
    return int(found.group(1)) if found else -1


def _is_readable(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(SQLITE_START)) == SQLITE_START
