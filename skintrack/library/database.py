"""The SQLite database: opening, transactions, and its errors said in words.

``sqlcipher3`` without a key is plain SQLite; with a key the same code reads an encrypted one.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from skintrack.errors import EnvironmentalError, InternalError, LibraryError, StorageError

Row = Any  # a ``sqlcipher3.Row``: columns by name; the module has no type information

# A path as its bytes: not every one is UTF-8, which text must be.
_PATH = "CAST(? AS TEXT)"

DAMAGED = (
    "The library's database is damaged. Restore your latest backup; the photos themselves are "
    "still in the folder “originals”."
)

SQLITE_START = b"SQLite format 3\0"
"""How a database begins that is not encrypted."""

_KEY_BYTES = 32

# What SQLite says, and what we say: part of its text, error, sentence, code.
_SENTENCES: tuple[tuple[str, type[EnvironmentalError], str, str], ...] = (
    (
        "disk is full",
        StorageError,
        "The library could not be written: the disk is full. Free some space and try again.",
        "disk_full",
    ),
    (
        "readonly",
        StorageError,
        "The library could not be written: it is read-only. Choose a place you can write to.",
        "read_only",
    ),
    (
        "unable to open",
        StorageError,
        "The library's database could not be opened: permission was denied or the disk is gone.",
        "no_permission",
    ),
    (
        "disk i/o error",
        StorageError,
        "The disk reported an error while the library was in use. Check the disk and your backup.",
        "io_error",
    ),
    (
        "locked",
        LibraryError,
        "Another program is using the library's database. Close it and try again.",
        "in_use",
    ),
    ("not a database", LibraryError, DAMAGED, "database"),
    ("malformed", LibraryError, DAMAGED, "database"),
)


class Database:
    """One connection to ``skintrack.db``; commits survive a power cut (WAL, synchronous=FULL).

    May be used from any thread, by one at a time.

    Parameters
    ----------
    path : Path
        The file; made if it is missing.
    key : bytes, optional
        The raw key of an encrypted database, 32 bytes. Its log and its copies are encrypted too.
    """

    def __init__(self, path: Path, key: bytes | None = None) -> None:
        self.is_encrypted = key is not None
        with _in_words():
            self._connection = dbapi2.connect(
                str(path), isolation_level=None, check_same_thread=False, timeout=5
            )
            self._connection.row_factory = dbapi2.Row
        try:
            if key is not None:
                self._give_key(key)
            for pragma in (
                # What SQLite lays aside while it sorts must not reach the disk.
                "temp_store = MEMORY",
                # The library's lock keeps others out; so no shared memory is needed, which a full
                # disk or a network drive may refuse.
                "locking_mode = EXCLUSIVE",
                "journal_mode = WAL",
                "synchronous = FULL",
                "foreign_keys = ON",
                "trusted_schema = OFF",
            ):
                self.execute(f"PRAGMA {pragma}")
        except EnvironmentalError:
            self.close()
            raise
        self._path, self._file = path, _identity(path)

    def _give_key(self, key: bytes) -> None:
        """Say the key, before all else; no error may carry the statement it stands in."""
        if len(key) != _KEY_BYTES:
            raise InternalError("The key of a database has 32 bytes.")
        try:
            self._connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            # SQLCipher would write its own lines to standard error; ours say what to do.
            self._connection.execute("PRAGMA cipher_log_level = NONE")
        except dbapi2.Error:
            raise InternalError("The database did not take its key.") from None

    def close(self) -> None:
        """Close the connection; SQLite folds the write-ahead log into the file."""
        with _in_words():
            self._connection.close()

    def close_whole(self) -> None:
        """Close the connection and make sure that the file alone is the database.

        ``close`` may leave a part in the write-ahead log when the disk refuses, and says nothing,
        since the next opening finds it there. A file that is about to be renamed has no next
        opening under its old name.

        Raises
        ------
        StorageError
            If the disk refuses.
        """
        try:
            self.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self.close()

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """Return all rows of a query."""
        with _in_words():
            found: list[Row] = self._connection.execute(sql, values).fetchall()
            return found

    def each(self, sql: str, values: Sequence[object] = ()) -> Iterator[Row]:
        """Yield the rows of a query one by one, where all at once would fill the memory."""
        with _in_words():
            yield from self._connection.execute(sql, values)

    def row(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """Return the first row of a query, or None."""
        with _in_words():
            return self._connection.execute(sql, values).fetchone()

    def execute(self, sql: str, values: Sequence[object] = ()) -> int:
        """Run one statement and return the id of the last row it inserted."""
        with _in_words():
            return int(self._connection.execute(sql, values).lastrowid or 0)

    def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement with each of several rows of values."""
        with _in_words():
            self._connection.executemany(sql, rows)

    def insert(self, table: str, columns: Mapping[str, object]) -> int:
        """Add one row; table and column names come from this package, never from outside."""
        marks = ", ".join("?" * len(columns))
        words = ("INSERT INTO", table, f"({', '.join(columns)})", f"VALUES ({marks})")
        return self.execute(" ".join(words), tuple(columns.values()))

    def update(self, table: str, row_id: int | str, columns: Mapping[str, object]) -> None:
        """Alter columns of the row with this id."""
        changes = ", ".join(f"{name} = ?" for name in columns)
        words = ("UPDATE", table, "SET", changes, "WHERE id = ?")
        self.execute(" ".join(words), (*columns.values(), row_id))

    def execute_script(self, sql: str) -> None:
        """Run several statements in one transaction."""
        with _in_words():
            try:
                self._connection.executescript(f"BEGIN IMMEDIATE;\n{sql}\n;COMMIT;")
            except dbapi2.Error:
                self._roll_back()
                raise

    @property
    def change_count(self) -> int:
        """How many rows were written since the database was opened; it only grows."""
        return int(self._connection.total_changes)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make the block's statements one unit: all of them are kept, or none.

        Within another one it is a part of that: the outermost decides.
        """
        if self._connection.in_transaction:
            yield
            return
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
            self._refuse_if_replaced()
        except BaseException:
            with _in_words():
                self._roll_back()
            raise

    def _refuse_if_replaced(self) -> None:
        """Say nothing is kept where another program put another file in the place of this one.

        What is written to a file without a name is gone when the library is closed.
        """
        there = _identity(self._path)
        if None not in (there, self._file) and there != self._file:
            raise LibraryError(
                "Another program put another database in the place of the library's, perhaps one "
                "that synchronises the folder. What you did just now is not kept. Close SkinTrack, "
                "move the folder of the library to another place, and verify it.",
                "replaced",
            )

    def copy_to(self, path: Path) -> None:
        """Write a consistent, compact copy of all to a new file, encrypted where this is."""
        self.execute(f"VACUUM INTO {_PATH}", (os.fsencode(path),))
        with path.open("rb") as copy:
            if self.is_encrypted and copy.read(len(SQLITE_START)) == SQLITE_START:
                path.unlink()
                raise InternalError("The copy of the database would have been readable.")

    def export_to(self, path: Path, key: bytes | None) -> None:
        """Write everything to a new file that has another key, or none; the caller syncs it."""
        said = "" if key is None else f"x'{key.hex()}'"
        self.execute(f"ATTACH DATABASE {_PATH} AS other KEY ?", (os.fsencode(path), said))
        try:
            # Nobody needs a file that was not finished: no journal for it, and one transaction.
            self.execute("PRAGMA other.journal_mode = OFF")
            self.execute("PRAGMA other.synchronous = OFF")
            with self.transaction():
                self.row("SELECT sqlcipher_export('other')")
            for pragma in ("application_id", "user_version"):
                row = self.row(f"PRAGMA main.{pragma}")
                self.execute(f"PRAGMA other.{pragma} = {0 if row is None else int(row[0])}")
        finally:
            self.execute("DETACH DATABASE other")

    def is_damaged(self) -> bool:
        """Tell whether SQLite, or the seal of its pages, finds anything wrong in it.

        Raises
        ------
        LibraryError
            With code ``database`` where it is too damaged to be looked at.
        """
        if self.is_encrypted and self.rows("PRAGMA cipher_integrity_check"):
            return True
        said = [row[0] for row in self.rows("PRAGMA integrity_check(1)")]
        return said != ["ok"] or bool(self.rows("PRAGMA foreign_key_check"))

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")


def _identity(path: Path) -> tuple[int, int] | None:
    """Return which file lies at a path, or None where there is none (a moved folder, say)."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except dbapi2.IntegrityError as error:
        raise InternalError(f"The database refused inconsistent data: {error}") from error
    except dbapi2.Error as error:
        said = str(error).lower()
        for part, kind, sentence, code in _SENTENCES:
            if part in said:
                raise kind(sentence, code) from error
        raise InternalError(f"Unexpected database error: {error}") from error
