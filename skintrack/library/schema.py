"""Numbered migrations, applied in order and each as one transaction."""

from collections.abc import Iterator
from importlib import resources

from skintrack.errors import LibraryError
from skintrack.library.database import DAMAGED, Database

APPLICATION_ID = 0x534B5452  # "SKTR", written into the file's header


def migrate(database: Database) -> None:
    """Bring a database to the newest schema, and prove that it is one of ours.

    Raises
    ------
    LibraryError
        With code ``newer`` if a newer SkinTrack made it, ``database`` if it is another program's.
    """
    version = _pragma(database, "user_version")
    known = tuple(_migrations())
    if version > len(known):
        raise LibraryError(
            "This library was made by a newer SkinTrack. Install the newest version to open it.",
            "newer",
        )
    if version > 0 and _pragma(database, "application_id") != APPLICATION_ID:
        raise LibraryError(DAMAGED, "database")
    for number, sql in known[version:]:
        database.execute_script(
            f"{sql}\n;PRAGMA application_id = {APPLICATION_ID};PRAGMA user_version = {number};"
        )


def _pragma(database: Database, name: str) -> int:
    row = database.row(f"PRAGMA {name}")
    return int(row[0]) if row is not None else 0


def _migrations() -> Iterator[tuple[int, str]]:
    """Yield number and SQL of each migration; the file name starts with its number."""
    folder = resources.files("skintrack.library") / "migrations"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".sql")),
        key=lambda file: file.name,
    )
    for file in files:
        yield int(file.name.split("_")[0]), file.read_text(encoding="utf-8")
