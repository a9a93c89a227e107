"""What makes a folder a library: its database, and the keys of an encrypted one.

A library begins with the rename of its database. Whatever was made before that is a left-over of a
creation that was cut short, and holds nothing.
"""

import os
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from skintrack.errors import LibraryError, StorageError
from skintrack.library.courses import Courses
from skintrack.library.database import Database
from skintrack.library.lock import LOCK_NAME
from skintrack.library.originals import FOLDER, INCOMING, Originals
from skintrack.library.schema import begin, migrate, refuse_if_replaced
from skintrack.library.storage import (
    make_private_folder,
    open_new,
    replace_whole,
    storing,
    sync_folder,
)
from skintrack.library.vault.vault import KEYS_NAME, PlainVault, Vault
from skintrack.model.phrase import Phrase
from skintrack.model.text import file_label

if TYPE_CHECKING:
    from skintrack.library.vault.credentials import Credential

DATABASE_NAME = "skintrack.db"
NEW_DATABASE_NAME = "skintrack.db.new"

# In a folder without a database.
_UNFINISHED = (NEW_DATABASE_NAME, KEYS_NAME)

_KEYS_MISSING = Phrase(
    "This library is encrypted, and its key file “{file}” is gone. Put that file back or restore "
    "your latest backup.",
    file=KEYS_NAME,
)
_DAMAGED = Phrase(
    "The library's database is damaged. Restore your latest backup; without one, “{command}” "
    "writes the photos into another folder.",
    command="skintrack rescue",
)

_OPAQUE_NAME = re.compile(r"[0-9a-f]{32}")


def is_library(folder: Path) -> bool:
    """Tell whether a folder holds a library."""
    try:
        return (folder / DATABASE_NAME).is_file()
    except OSError:
        return False


def is_locked(folder: Path) -> bool:
    """Tell whether a folder holds a library that opens with a credential only."""
    try:
        return is_library(folder) and (folder / KEYS_NAME).is_file()
    except OSError:
        return False


def refuse_unless_empty(folder: Path) -> None:
    """Raise ``LibraryError`` code ``exists`` or ``not_empty`` unless a library can begin here."""
    if is_library(folder):
        raise LibraryError(
            Phrase("“{file}” already holds a library. Open it instead.", file=file_label(folder)),
            "exists",
        )
    with storing(str(folder)):
        names = {entry.name for entry in folder.iterdir()} if folder.exists() else set[str]()
    kept = {name for name in names if not name.startswith(_UNFINISHED)}
    if kept - {LOCK_NAME, INCOMING}:
        raise LibraryError(
            Phrase(
                "“{file}” is not empty. Choose a new or an empty folder.", file=file_label(folder)
            ),
            "not_empty",
        )


def refuse_unless_library(folder: Path) -> None:
    """Raise ``LibraryError`` code ``not_a_library`` where there is nothing to open."""
    if is_library(folder):
        return
    if folder.is_dir() and not os.access(folder, os.R_OK | os.X_OK):
        raise StorageError(
            Phrase(
                "You have no permission to open “{file}”. Check who owns the folder.",
                file=file_label(folder),
            ),
            "no_permission",
        )
    raise LibraryError(
        Phrase(
            "There is no SkinTrack library in “{file}”. Choose another folder or begin a "
            "new library.",
            file=file_label(folder),
        ),
        "not_a_library",
    )


def refuse_unfit(credential: "Credential | None", folder: Path) -> None:
    """Refuse to open without a credential where one is needed, and with one where none is."""
    if is_locked(folder):
        if credential is None:
            raise LibraryError(
                Phrase(
                    "The library “{file}” is encrypted. It opens with its passphrase or its "
                    "recovery key.",
                    file=file_label(folder),
                ),
                "locked",
            )
    elif credential is not None:
        if lacks_keys(folder):
            raise keys_missing()
        raise LibraryError(
            Phrase(
                "The library “{file}” is not encrypted. Open it without a passphrase.",
                file=file_label(folder),
            ),
            "not_encrypted",
        )


def begin_in(
    folder: Path, vault: Vault, keys: bytes | None, course: tuple[str, str | None]
) -> None:
    """Make what a library consists of in an empty folder.

    Parameters
    ----------
    folder : Path
    vault : Vault
    keys : bytes, optional
        The key file that the vault belongs to.
    course : tuple of str and str or None
        Name and concern of the first course.
    """
    with storing(str(folder)):
        clear_unfinished(folder)
        if keys is not None:
            # Before the database: keys that open nothing are harmless, the opposite is not.
            replace_whole(folder / KEYS_NAME, keys)
        _make_database(folder, vault, course)


def clear_unfinished(folder: Path) -> None:
    """Remove what a creation that was cut short left in a folder without a database."""
    for start in _UNFINISHED:
        for leftover in folder.glob(f"{start}*"):
            leftover.unlink()  # its log too, or SQLite would play that into the new database
    sync_folder(folder)


def unlocked(folder: Path, credential: "Credential | None") -> Vault:
    """Open the key ring of a folder; without a credential it is one without keys."""
    if credential is None:
        return PlainVault()
    # Not at the top: a plain library is opened without it.
    from skintrack.library.vault.keyring import read_keyring
    from skintrack.library.vault.sealed import Stage

    keyring = read_keyring(folder)
    if keyring is None:
        return PlainVault()
    vault = keyring.unlock(credential)
    if vault.stage is Stage.WHOLE:
        return vault
    from skintrack.library.database_rekeying import settle_database

    return settle_database(folder / DATABASE_NAME, vault)


def open_database(folder: Path, vault: Vault, *, was_closed_whole: bool = False) -> Database:
    """Open the database of a library, bring it to the newest schema, clear left-overs.

    ``was_closed_whole`` tells whether the last program that had it open ended in order.
    """
    path = folder / DATABASE_NAME
    with storing(str(folder)):
        make_private_folder(folder / INCOMING)
        path.open("r+b").close()  # SQLite's own refusal is harder to tell
        refuse_if_replaced(path, is_encrypted=None not in vault.database_keys)
    try:
        database = database_of(path, vault)
    except LibraryError as error:
        if error.code == "database" and vault.is_sealed:
            raise LibraryError(_DAMAGED, error.code) from error
        if vault.is_sealed or not lacks_keys(folder):
            raise
        raise keys_missing() from error
    try:
        migrate(
            database,
            before=partial(_keep_copy, folder, database),
            after=partial(_refuse_loss, folder, database),
        )
        Originals(folder, database, vault).settle(was_closed_whole=was_closed_whole)
    except BaseException:
        database.close()
        raise
    return database


def _keep_copy(folder: Path, database: Database, version: int) -> None:
    # Not at the top: few openings alter anything.
    from skintrack.library import earlier

    earlier.keep_copy(folder, database, version)


def _refuse_loss(folder: Path, database: Database, version: int) -> None:
    """Put the earlier state back where an update has lost or damaged something."""
    from skintrack.library import earlier

    if earlier.is_kept_whole(folder, database, version):
        return
    database.close_whole()
    earlier.put_back(folder, folder / DATABASE_NAME, version)
    raise LibraryError(
        "The library could not be brought up to date and is as it was before. Open it with the "
        "version of SkinTrack that you had, and make a backup.",
        "update_failed",
    )


def database_of(path: Path, vault: Vault) -> Database:
    """Open a database with the key that it has.

    The key ring has proved who asks; what opens with none of its keys is damaged.
    """
    *others, last = vault.database_keys
    for key in others:
        try:
            return Database(path, key)
        except LibraryError as error:
            if error.code != "database":
                raise
    return Database(path, last)


def _make_database(folder: Path, vault: Vault, course: tuple[str, str | None]) -> None:
    """Build the database under another name, so that a half-made one is never a library."""
    building = folder / NEW_DATABASE_NAME
    open_new(building).close()  # SQLite gives its log files the same mode
    database = Database(building, vault.database_key)
    try:
        begin(database)
        Courses(database).add(*course)
    finally:
        database.close_whole()
    building.replace(folder / DATABASE_NAME)
    sync_folder(folder)


def keys_missing() -> LibraryError:
    """Return the error of an encrypted library that has lost its key file."""
    return LibraryError(_KEYS_MISSING, "keys_missing")


def lacks_keys(folder: Path) -> bool:
    """Tell whether the originals are named as those of an encrypted library without a key file."""
    if (folder / KEYS_NAME).is_file():
        return False
    names = (path.name for path in (folder / FOLDER).glob("??/*"))
    return any(_OPAQUE_NAME.fullmatch(name) for name in names)
