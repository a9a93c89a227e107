"""A library: one folder, one database, one program at a time."""

import os
import re
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
from skintrack.library.originals import FOLDER as ORIGINALS
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
    replace_whole,
    storing,
    sync_folder,
)
from skintrack.library.vault.credentials import Credential
from skintrack.library.vault.vault import PlainVault, Vault
from skintrack.model.phrase import Phrase
from skintrack.model.progress import Cancelled, Progress, never_cancelled, no_progress
from skintrack.model.text import file_label

if TYPE_CHECKING:
    from skintrack.library.backup import Backup
    from skintrack.library.backups import Backups
    from skintrack.library.face_points import FacePoints
    from skintrack.library.inspection import Inspection
    from skintrack.library.keeping import Keeping
    from skintrack.library.nudges import Nudges
    from skintrack.library.pins import Pins
    from skintrack.library.regions import Regions
    from skintrack.library.relations import Relations

DATABASE_NAME = "skintrack.db"
NEW_DATABASE_NAME = "skintrack.db.new"
KEYRING_NAME = "skintrack.keys"

_KEYS_MISSING = Phrase(
    "This library is encrypted, and its key file “{file}” is gone. Put that file back or restore "
    "your latest backup.",
    file=KEYRING_NAME,
)

# Of a library without a database: what its creation left when it was cut short.
_UNFINISHED = (NEW_DATABASE_NAME, KEYRING_NAME)


class Library:
    """All photos and records of one person, in one folder.

    Made by ``create`` or ``open``; close it, or use it in a ``with`` statement. Calls from several
    threads must take turns.

    Attributes
    ----------
    new_recovery_key : str or None
        That of an encrypted library that was just created: to be shown once, it is kept nowhere.
    """

    def __init__(self, folder: Path, lock: LibraryLock, database: Database, vault: Vault) -> None:
        self.folder = folder
        self.new_recovery_key: str | None = None
        self._lock = lock
        self._database = database
        self._vault = vault
        self._originals = Originals(folder, database, vault)
        self.memory = Memory(database)
        self.people = People(database)
        self.courses = Courses(database)
        self.sessions = Sessions(database, self.courses)
        self.photos = Photos(database, self._originals, Previews(folder, vault))
        self.analyses = Analyses(database)
        self.diary = Diary(database)
        self.ratings = Ratings(database)
        self.blinded_trials = BlindedTrials(database)

    # What no opening needs is imported with its first use: the window opens sooner.

    @cached_property
    def backups(self) -> "Backups":
        """What is remembered of backups."""
        from skintrack.library.backups import Backups

        return Backups(self._database)

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
    def keeping(self) -> "Keeping":
        """When each photo was verified, and what is damaged."""
        from skintrack.library.keeping import Keeping

        return Keeping(self._database)

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

    @cached_property
    def relations(self) -> "Relations":
        """What two photos say of each other, as far as it is kept."""
        from skintrack.library.relations import Relations

        return Relations(self._database, self.memory)

    @classmethod
    def create(
        cls,
        folder: Path,
        course_name: str,
        concern: str | None = None,
        passphrase: str | None = None,
    ) -> Self:
        """Make a library with its first course in a new or empty folder, and open it.

        With a passphrase it is encrypted; show ``new_recovery_key`` then.

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
        vault: Vault = PlainVault()
        try:
            with storing(str(folder)):
                clear_unfinished(folder)
            recovery_key = None
            if passphrase is not None:
                # Not at the top: most libraries are opened without it.
                from skintrack.library.vault.keyring import make_keyring

                new = make_keyring(passphrase)
                vault, recovery_key = new.vault, new.recovery_key
                # Before the database: keys that open nothing are harmless, the opposite is not.
                replace_whole(folder / KEYRING_NAME, new.content)
            with storing(str(folder)):
                _make_database(folder, vault, course_name, concern)
            library = cls(folder, lock, _open_database(folder, vault), vault)
        except BaseException:
            vault.close()
            lock.release()
            raise
        library.new_recovery_key = recovery_key
        return library

    @classmethod
    def open(cls, folder: Path, credential: Credential | None = None) -> Self:
        """Open a library, bring its database to the newest schema, clear left-overs.

        Raises
        ------
        LibraryError
            With code ``not_a_library``, ``in_use``, ``newer``, ``database`` or ``damaged``;
            ``locked`` where a credential is needed, ``wrong_passphrase``, ``wrong_recovery_key``,
            ``keys_damaged``, ``keys_missing``; ``not_encrypted`` where none is needed.
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
        _refuse_unfit(credential, folder, is_locked=cls.is_locked(folder))
        lock = LibraryLock(folder)
        vault: Vault = PlainVault()
        try:
            if credential is not None:
                vault = _unlocked(folder, credential)
            return cls(folder, lock, _open_database(folder, vault), vault)
        except BaseException:
            vault.close()
            lock.release()
            raise

    @classmethod
    def is_locked(cls, folder: Path) -> bool:
        """Tell whether a folder holds a library that opens with a passphrase or its like only."""
        try:
            return cls.is_library(folder) and (folder / KEYRING_NAME).is_file()
        except OSError:
            return False

    @property
    def is_encrypted(self) -> bool:
        """Whether nobody can read the folder without a key."""
        return self._vault.is_sealed

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

        return write_backup(self.folder, self._database, self._vault, output, progress, cancelled)

    def close(self) -> None:
        """Close the database, wipe the keys, let other programs in; closing twice is allowed."""
        try:
            self._database.close()
        finally:
            self.memory.forget()
            self._vault.close()
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
    kept = {name for name in names if not name.startswith(_UNFINISHED)}
    if kept - {LOCK_NAME, INCOMING}:
        raise LibraryError(
            Phrase(
                "“{file}” is not empty. Choose a new or an empty folder.", file=file_label(folder)
            ),
            "not_empty",
        )


def clear_unfinished(folder: Path) -> None:
    """Remove what a creation that was cut short left in a folder without a database."""
    for start in _UNFINISHED:
        for leftover in folder.glob(f"{start}*"):
            leftover.unlink()  # its log too, or SQLite would play that into the new database
    sync_folder(folder)


def _make_database(folder: Path, vault: Vault, course_name: str, concern: str | None) -> None:
    """Build the database under another name, so that a half-made one is never a library."""
    building = folder / NEW_DATABASE_NAME
    open_new(building).close()  # SQLite gives its log files the same mode
    database = Database(building, vault.database_key)
    try:
        begin(database)
        Courses(database).add(course_name, concern)
    finally:
        database.close_whole()
    building.replace(folder / DATABASE_NAME)
    sync_folder(folder)


def _unlocked(folder: Path, credential: Credential) -> Vault:
    """Open the key ring of a folder."""
    # Not at the top: most libraries are opened without it.
    from skintrack.library.vault.keyring import read_keyring

    keyring = read_keyring(folder)
    return PlainVault() if keyring is None else keyring.unlock(credential)


def _refuse_unfit(credential: Credential | None, folder: Path, *, is_locked: bool) -> None:
    """Refuse to open without a credential where one is needed, and with one where none is."""
    if is_locked and credential is None:
        raise LibraryError(
            Phrase(
                "The library “{file}” is encrypted. It opens with its passphrase or its recovery "
                "key.",
                file=file_label(folder),
            ),
            "locked",
        )
    if credential is not None and not is_locked:
        raise LibraryError(
            Phrase(
                "The library “{file}” is not encrypted. Open it without a passphrase.",
                file=file_label(folder),
            ),
            "not_encrypted",
        )


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


def _open_database(folder: Path, vault: Vault) -> Database:
    path = folder / DATABASE_NAME
    with storing(str(folder)):
        make_private_folder(folder / INCOMING)
        path.open("r+b").close()  # SQLite's own refusal is harder to tell
        refuse_if_replaced(path, is_encrypted=vault.is_sealed)
    try:
        database = Database(path, vault.database_key)
    except LibraryError as error:
        if vault.is_sealed or not _holds_opaque_names(folder):
            raise
        raise LibraryError(_KEYS_MISSING, "keys_missing") from error
    try:
        migrate(database)
        Originals(folder, database, vault).settle()
    except BaseException:
        database.close()
        raise
    return database


def _holds_opaque_names(folder: Path) -> bool:
    """Tell whether the originals are named as those of an encrypted library."""
    pattern = re.compile(r"[0-9a-f]{32}")
    names = (path.name for path in (folder / ORIGINALS).glob("??/*"))
    return any(pattern.fullmatch(name) for name in names)
