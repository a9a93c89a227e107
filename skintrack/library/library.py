"""A library: one folder, one database, one program at a time."""

import os
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from skintrack.errors import LibraryError, StorageError
from skintrack.library.analyses import Analyses
from skintrack.library.blinded_trials import BlindedTrials
from skintrack.library.courses import Courses
from skintrack.library.database import Database
from skintrack.library.diary import Diary
from skintrack.library.lock import LOCK_NAME, LibraryLock
from skintrack.library.memory import Memory
from skintrack.library.originals import INCOMING, Originals
from skintrack.library.people import People
from skintrack.library.photos import Photos
from skintrack.library.previews import Previews
from skintrack.library.ratings import Ratings
from skintrack.library.schema import begin, migrate, refuse_if_replaced
from skintrack.library.sessions import Sessions
from skintrack.library.storage import (
    make_private,
    make_private_folder,
    open_new,
    storing,
    sync_folder,
)
from skintrack.model.phrase import Phrase
from skintrack.model.progress import Cancelled, Progress, never_cancelled, no_progress
from skintrack.model.text import file_label

if TYPE_CHECKING:
    from skintrack.library.backup import Backup
    from skintrack.library.face_points import FacePoints
    from skintrack.library.inspection import Inspection
    from skintrack.library.nudges import Nudges
    from skintrack.library.pins import Pins
    from skintrack.library.regions import Regions

DATABASE_NAME = "skintrack.db"
NEW_DATABASE_NAME = "skintrack.db.new"


class Library:
    """All photos and records of one person, in one folder.

    Made by ``create`` or ``open``; close it, or use it in a ``with`` statement. Calls from several
    threads must take turns.
    """

    def __init__(self, folder: Path, lock: LibraryLock, database: Database) -> None:
        self.folder = folder
        self._lock = lock
        self._database = database
        self._originals = Originals(folder, database)
        self.memory = Memory(database)
        self.people = People(database)
        self.courses = Courses(database)
        self.sessions = Sessions(database, self.courses)
        self.photos = Photos(database, self._originals, Previews(folder))
        self.analyses = Analyses(database)
        self.diary = Diary(database)
        self.ratings = Ratings(database)
        self.blinded_trials = BlindedTrials(database)

    # What no opening needs is imported with its first use: the window opens sooner.

    @cached_property
    def face_points(self) -> "FacePoints":
        """The points of faces that were set by hand."""
        from skintrack.library.face_points import FacePoints

        return FacePoints(self._database)

    @cached_property
    def inspection(self) -> "Inspection":
        """The checks of files and database."""
        from skintrack.library.inspection import Inspection

        return Inspection(self.folder, self._database, self._originals, self.photos)

    @cached_property
    def nudges(self) -> "Nudges":
        """How photos were moved by hand to match."""
        from skintrack.library.nudges import Nudges

        return Nudges(self._database)

    @cached_property
    def pins(self) -> "Pins":
        """The marks on single spots."""
        from skintrack.library.pins import Pins

        return Pins(self._database)

    @cached_property
    def regions(self) -> "Regions":
        """The outlines that were drawn, and the anchors."""
        from skintrack.library.regions import Regions

        return Regions(self._database)

    @classmethod
    def create(cls, folder: Path, course_name: str, concern: str | None = None) -> Self:
        """Make a library with its first course in a new or empty folder, and open it.

        Raises
        ------
        LibraryError
            With code ``exists`` or ``not_empty``.
        StorageError
            If the folder cannot be written.
        """
        refuse_unless_empty(folder)
        with storing(str(folder)):
            make_private_folder(folder)
            make_private(folder, 0o700)
        lock = LibraryLock(folder)
        try:
            with storing(str(folder)):
                _make_database(folder, course_name, concern)
        finally:
            lock.release()
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open a library, bring its database to the newest schema, clear left-overs.

        Raises
        ------
        LibraryError
            With code ``not_a_library``, ``in_use``, ``newer``, ``database`` or ``damaged``.
        StorageError
            If the folder cannot be written.
        """
        if not cls.is_library(folder):
            _refuse_if_closed(folder)
            raise LibraryError(
                Phrase(
                    "There is no SkinTrack library in “{file}”. Choose another folder or begin a "
                    "new library.",
                    file=file_label(folder),
                ),
                "not_a_library",
            )
        lock = LibraryLock(folder)
        try:
            return cls(folder, lock, _open_database(folder))
        except BaseException:
            lock.release()
            raise

    @staticmethod
    def is_library(folder: Path) -> bool:
        """Tell whether a folder holds a library."""
        try:
            return (folder / DATABASE_NAME).is_file()
        except OSError:
            return False

    def write_backup(
        self,
        output: Path,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> "Backup":
        """Write everything into one file; raises what ``backup.write_backup`` raises."""
        # Not at the top: the first window opens a library and needs no archives.
        from skintrack.library.backup import write_backup

        return write_backup(self.folder, self._database, output, progress, cancelled)

    def close(self) -> None:
        """Close the database and let other programs in; closing twice is allowed."""
        try:
            self._database.close()
        finally:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def refuse_unless_empty(folder: Path) -> None:
    """Raise ``LibraryError`` code ``exists`` or ``not_empty`` unless a library can begin here."""
    if Library.is_library(folder):
        raise LibraryError(
            Phrase("“{file}” already holds a library. Open it instead.", file=file_label(folder)),
            "exists",
        )
    with storing(str(folder)):
        names = {entry.name for entry in folder.iterdir()} if folder.exists() else set[str]()
    # A creation that was cut short leaves these; they hold nothing yet.
    kept = {name for name in names if not name.startswith(NEW_DATABASE_NAME)}
    if kept - {LOCK_NAME, INCOMING}:
        raise LibraryError(
            Phrase(
                "“{file}” is not empty. Choose a new or an empty folder.", file=file_label(folder)
            ),
            "not_empty",
        )


def _make_database(folder: Path, course_name: str, concern: str | None) -> None:
    """Build the database under another name, so that a half-made one is never a library."""
    building = folder / NEW_DATABASE_NAME
    for leftover in folder.glob(f"{NEW_DATABASE_NAME}*"):
        leftover.unlink()  # its log too, or SQLite would play that into the new database
    open_new(building).close()  # SQLite gives its log files the same mode
    database = Database(building)
    try:
        begin(database)
        Courses(database).add(course_name, concern)
    finally:
        database.close_whole()
    building.replace(folder / DATABASE_NAME)
    sync_folder(folder)


def _refuse_if_closed(folder: Path) -> None:
    """Say that a folder may not be looked into, rather than that nothing is there."""
    if folder.is_dir() and not os.access(folder, os.R_OK | os.X_OK):
        raise StorageError(
            Phrase(
                "You have no permission to open “{file}”. Check who owns the folder.",
                file=file_label(folder),
            ),
            "no_permission",
        )


def _open_database(folder: Path) -> Database:
    with storing(str(folder)):
        make_private_folder(folder / INCOMING)
        (folder / DATABASE_NAME).open("r+b").close()  # SQLite's own refusal is harder to tell
        refuse_if_replaced(folder / DATABASE_NAME)
    database = Database(folder / DATABASE_NAME)
    try:
        migrate(database)
        Originals(folder, database).settle()
    except BaseException:
        database.close()
        raise
    return database
