"""Numbered migrations, applied in order and as one transaction."""

import struct
from collections.abc import Callable
from pathlib import Path

from skintrack.errors import LibraryError
from skintrack.library.database import DAMAGED, SQLITE_START, Database

APPLICATION_ID = 0x534B5452  # "SKTR", written into the file's header

# The header of an SQLite file (https://www.sqlite.org/fileformat.html, section 1.3).
_VERSION_AT, _VERSION_END = 60, 64

_REPLACED = (
    "The library's database is empty or not SkinTrack's. Restore your latest backup into a new "
    "folder; the photos themselves are still in the folder “originals”."
)


def refuse_if_replaced(path: Path, *, is_encrypted: bool = False) -> None:
    """Refuse a database file that was emptied or replaced, before SQLite writes into it.

    Every library is made with its schema before it gets its name, so no version is no library:
    taken for a new one, it would disown all photos that lie beside it. An encrypted database has no
    header that can be read; where one should be, a readable one was put in its place.

    Raises
    ------
    LibraryError
        With code ``damaged``.
    OSError
        If the file cannot be read.
    """
    with path.open("rb") as file:
        header = file.read(_VERSION_END)
    if not header or (is_encrypted and header.startswith(SQLITE_START)):
        raise LibraryError(_REPLACED, "damaged")
    if header.startswith(SQLITE_START) and len(header) == _VERSION_END:
        (version,) = struct.unpack(">i", header[_VERSION_AT:])
        if version == 0:
            raise LibraryError(_REPLACED, "damaged")


def begin(database: Database) -> None:
    """Give a new, empty database the newest schema."""
    _apply(database, 0)


def migrate(
    database: Database,
    before: Callable[[int], None] | None = None,
    after: Callable[[int], None] | None = None,
) -> None:
    """Bring a database to the newest schema, and prove that it is one of ours.

    Parameters
    ----------
    database : Database
    before, after : callable, optional
        Called with the old version where there is something to alter: to keep a copy, and to see
        that nothing was lost.

    Raises
    ------
    LibraryError
        With code ``newer`` if a newer SkinTrack made it, ``database`` if it is another program's,
        ``damaged`` if it has no schema at all.
    """
    version = _pragma(database, "user_version")
    if version > _migrations()[-1][0]:
        raise LibraryError(
            "This library was made by a newer SkinTrack. Install the newest version to open it.",
            "newer",
        )
    if version <= 0:
        raise LibraryError(_REPLACED, "damaged")
    if _pragma(database, "application_id") != APPLICATION_ID:
        raise LibraryError(DAMAGED, "database")
    if version < _migrations()[-1][0]:
        if before is not None:
            before(version)
        _apply(database, version)
        if after is not None:
            after(version)


def _apply(database: Database, version: int) -> None:
    """Apply what is newer than a version, all of it or nothing."""
    wanted = [(number, file) for number, file in _migrations() if number > version]
    if not wanted:
        return
    steps = [file.read_text(encoding="utf-8") for _, file in wanted]
    newest = wanted[-1][0]
    marks = f"PRAGMA application_id = {APPLICATION_ID};PRAGMA user_version = {newest};"
    database.execute_script("\n;".join((*steps, marks)))


def _pragma(database: Database, name: str) -> int:
    row = database.row(f"PRAGMA {name}")
    return int(row[0]) if row is not None else 0


def _migrations() -> list[tuple[int, Path]]:
    """Return number and file of each migration; the file name starts with its number."""
    files = sorted(Path(__file__).with_name("migrations").glob("*.sql"))
    return [(int(file.name.split("_")[0]), file) for file in files]
