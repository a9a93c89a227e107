"""A library: one folder, one database, one program at a time."""

from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from skintrack.library import opening
from skintrack.library.courses import Courses
from skintrack.library.database import Database
from skintrack.library.lock import LibraryLock
from skintrack.library.memory import Memory
from skintrack.library.opening import (
    begin_in,
    open_database,
    refuse_unfit,
    refuse_unless_empty,
    refuse_unless_library,
    unlocked,
)
from skintrack.library.originals import Originals
from skintrack.library.people import People
from skintrack.library.photos import Photos
from skintrack.library.previews import Previews
from skintrack.library.sessions import Sessions
from skintrack.library.storage import make_private, make_private_folder, storing
from skintrack.library.vault.vault import PlainVault, Vault
from skintrack.model.progress import Cancelled, Progress, never_cancelled, no_progress

if TYPE_CHECKING:
    from skintrack.library.analyses import Analyses
    from skintrack.library.backup import Backup
    from skintrack.library.backups import Backups
    from skintrack.library.being_read import BeingRead
    from skintrack.library.bin import Bin
    from skintrack.library.blinded_trials import BlindedTrials
    from skintrack.library.diary import Diary
    from skintrack.library.face_points import FacePoints
    from skintrack.library.inspection import Inspection
    from skintrack.library.keeping import Keeping
    from skintrack.library.mending import Mending
    from skintrack.library.nudges import Nudges
    from skintrack.library.pins import Pins
    from skintrack.library.prints import Prints
    from skintrack.library.ratings import Ratings
    from skintrack.library.regions import Regions
    from skintrack.library.rekeying import Rekeying
    from skintrack.library.relations import Relations
    from skintrack.library.vault.credentials import Credential


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
        self._previews = Previews(folder, vault)
        self.photos = Photos(database, self._originals, self._previews)

    # What no opening needs is imported with its first use: the window opens sooner.

    @cached_property
    def analyses(self) -> "Analyses":
        """What was measured in each photo."""
        from skintrack.library.analyses import Analyses

        return Analyses(self._database)

    @cached_property
    def diary(self) -> "Diary":
        """What was noted in the days after sessions."""
        from skintrack.library.diary import Diary

        return Diary(self._database)

    @cached_property
    def ratings(self) -> "Ratings":
        """What people said of the skin."""
        from skintrack.library.ratings import Ratings

        return Ratings(self._database)

    @cached_property
    def blinded_trials(self) -> "BlindedTrials":
        """The answers of blinded comparisons."""
        from skintrack.library.blinded_trials import BlindedTrials

        return BlindedTrials(self._database)

    @cached_property
    def bin(self) -> "Bin":
        """What was deleted and can be brought back."""
        from skintrack.library.bin import Bin

        return Bin(self._database, self._originals, self._previews)

    @cached_property
    def backups(self) -> "Backups":
        """What is remembered of backups."""
        from skintrack.library.backups import Backups

        return Backups(self._database)

    @cached_property
    def being_read(self) -> "BeingRead":
        """Which photos are being decoded, for the next start."""
        from skintrack.library.being_read import BeingRead

        return BeingRead(self.folder, self._vault)

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
    def prints(self) -> "Prints":
        """Photos as reports print them, as far as they are kept."""
        from skintrack.library.prints import Prints

        return Prints(self._database, self.memory)

    @cached_property
    def rekeying(self) -> "Rekeying":
        """The change of form while encryption is switched on or off, or gets a new key."""
        from skintrack.library.rekeying import Rekeying

        return Rekeying(self.folder, self._database, self._originals, self._previews, self._vault)

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
        InputError
            With code ``empty_passphrase``.
        StorageError
            If the folder cannot be written.
        """
        refuse_unless_empty(folder)
        if passphrase is not None:
            # Not at the top: a plain library is made without it.
            from skintrack.library.vault.keyring import refuse_empty

            refuse_empty(passphrase)
        with storing(str(folder)):
            make_private_folder(folder)
            make_private(folder, 0o700)
        lock = LibraryLock(folder)
        vault: Vault = PlainVault()
        keys = recovery_key = None
        try:
            if passphrase is not None:
                from skintrack.library.vault.keyring import make_keyring

                new = make_keyring(passphrase)
                vault, keys, recovery_key = new.vault, new.content, new.recovery_key
            begin_in(folder, vault, keys, (course_name, concern))
            library = cls(folder, lock, open_database(folder, vault), vault)
        except BaseException:
            vault.close()
            lock.release()
            raise
        library.new_recovery_key = recovery_key
        return library

    @classmethod
    def open(cls, folder: Path, credential: "Credential | None" = None) -> Self:
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
        refuse_unless_library(folder)
        refuse_unfit(credential, folder)
        lock = LibraryLock(folder)
        vault: Vault = PlainVault()
        try:
            vault = unlocked(folder, credential)
            database = open_database(folder, vault, was_closed_whole=lock.was_closed_whole)
            lock.note_open()
            return cls(folder, lock, database, vault)
        except BaseException:
            vault.close()
            lock.release()
            raise

    @staticmethod
    def is_locked(folder: Path) -> bool:
        """Tell whether a folder holds a library that opens with a passphrase or its like only."""
        return opening.is_locked(folder)

    @property
    def is_encrypted(self) -> bool:
        """Whether nobody can read the folder without a key."""
        return self._vault.is_sealed

    @staticmethod
    def is_library(folder: Path) -> bool:
        """Tell whether a folder holds a library."""
        return opening.is_library(folder)

    def write_backup(
        self,
        output: Path,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
        *,
        is_weekly: bool = False,
    ) -> "Backup":
        """Write everything into one file; raises what ``backup.write_backup`` raises."""
        # Not at the top: the first window opens a library and needs no archives.
        from skintrack.library.backup import Source, write_backup

        parts = (self.folder, self._database, self._originals, self._previews)
        source = Source(*parts, self.backups.library_id, is_weekly)
        return write_backup(source, output, progress, cancelled)

    @cached_property
    def mending(self) -> "Mending":
        """What brings damaged photos back from a backup, and proves that one restores."""
        from skintrack.library.mending import Mending

        return Mending(self._originals, self._vault)

    def together(self) -> AbstractContextManager[None]:
        """Make all that the block changes in the records one: all of it is kept, or nothing."""
        return self._database.transaction()

    def close(self) -> None:
        """Close the database, wipe the keys, let other programs in; closing twice is allowed."""
        try:
            is_settled = self._lock.is_held and self._originals.is_settled
            self._database.close()
            if is_settled:
                self._lock.note_closed_whole()
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
