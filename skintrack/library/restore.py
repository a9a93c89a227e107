"""Restoring a backup into a new folder; nothing is a library until all of it is proved."""

import hashlib
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple

from skintrack.errors import CancelledError, LibraryError, StorageError
from skintrack.library import archive
from skintrack.library.database import Database
from skintrack.library.library import DATABASE_NAME, NEW_DATABASE_NAME, refuse_unless_empty
from skintrack.library.lock import LOCK_NAME, LibraryLock
from skintrack.library.originals import INCOMING
from skintrack.library.schema import migrate
from skintrack.library.storage import (
    make_private,
    make_private_folder,
    open_new,
    sha256_of,
    storing,
    sync_file,
    sync_folder,
)
from skintrack.model.phrase import Phrase
from skintrack.model.progress import Cancelled, Progress, ProgressStep
from skintrack.model.text import file_label

_CHUNK_BYTES = 1 << 20
_MARK = Path(INCOMING) / "restoring"  # says that all in the folder was put there by a restore


@dataclass(frozen=True)
class Restored:
    """A library made from a backup."""

    folder: Path
    photos: int
    created_at: str


class _Watch(NamedTuple):
    """How the user follows and stops the work."""

    progress: Progress
    cancelled: Cancelled


def restore_backup(file: Path, folder: Path, progress: Progress, cancelled: Cancelled) -> Restored:
    """Make a library in a new or empty folder from a backup.

    Raises
    ------
    LibraryError
        With code ``missing``, ``unreadable``, ``not_a_backup``, ``backup_damaged``, ``newer``,
        ``exists`` or ``not_empty``.
    StorageError
        If the disk refuses.
    CancelledError
        If the user stopped. In every case of failure nothing is left in the folder.
    """
    _clear_interrupted(folder)
    refuse_unless_empty(folder)
    with storing(folder.name), archive.opened(file) as (zipped, manifest):
        was_there = folder.exists()
        make_private_folder(folder)
        make_private(folder, 0o700)
        lock = LibraryLock(folder)
        try:
            _mark(folder)
            _unpack(file, zipped, manifest, folder, _Watch(progress, cancelled))
            _prove(folder / NEW_DATABASE_NAME, manifest, file)
            (folder / NEW_DATABASE_NAME).replace(folder / DATABASE_NAME)
            sync_folder(folder)
        except BaseException:
            _clear(folder)
            raise
        else:
            (folder / _MARK).unlink()
        finally:
            lock.release()
            if not was_there and not (folder / DATABASE_NAME).exists():
                shutil.rmtree(folder, ignore_errors=True)
    return Restored(folder, manifest.photos, manifest.created_at)


def _unpack(
    file: Path,
    zipped: zipfile.ZipFile,
    manifest: archive.Manifest,
    folder: Path,
    watch: "_Watch",
) -> None:
    """Write every file, synced, read back and compared with the manifest."""
    touched: set[Path] = set()
    for number, (name, expected) in enumerate(manifest.files.items()):
        if watch.cancelled():
            raise CancelledError("Restoring was stopped; nothing was restored.")
        watch.progress(ProgressStep(number, len(manifest.files), file_label(name)))
        target = folder / (NEW_DATABASE_NAME if name == DATABASE_NAME else name)
        make_private_folder(target.parent)
        with zipped.open(name) as source, open_new(target) as copy:
            if _copied(source, copy) != expected.sha256:
                raise archive.damaged(file)
        if sha256_of(target) != expected.sha256:
            raise StorageError(
                Phrase(
                    "“{file}” came back from the disk changed. Check the disk.",
                    file=file_label(name),
                ),
                "io_error",
            )
        touched.add(target.parent)
    for parent in touched:
        sync_folder(parent)
    watch.progress(ProgressStep(len(manifest.files), len(manifest.files), ""))


def _copied(source: IO[bytes], copy: BinaryIO) -> str:
    """Copy and sync a file; return the SHA-256 of what was read."""
    digest = hashlib.sha256()
    while chunk := source.read(_CHUNK_BYTES):
        digest.update(chunk)
        copy.write(chunk)
    sync_file(copy)
    return digest.hexdigest()


def _prove(path: Path, manifest: archive.Manifest, file: Path) -> None:
    """Check that the database is sound and that the backup holds what it speaks of."""
    try:
        database = Database(path)
        try:
            migrate(database)
            said = [row[0] for row in database.rows("PRAGMA integrity_check(1)")]
            photos = len(database.rows("SELECT id FROM photo"))
        finally:
            database.close_whole()
    except LibraryError as error:
        if error.code == "newer":
            raise
        raise archive.damaged(file) from error
    if said != ["ok"] or photos != manifest.photos:
        raise archive.damaged(file)


def _mark(folder: Path) -> None:
    """Say that what will be in this empty folder can be cleared away if it is never finished."""
    for leftover in folder.glob(f"{NEW_DATABASE_NAME}*"):
        leftover.unlink()  # of a library whose making was cut short
    make_private_folder(folder / INCOMING)
    open_new(folder / _MARK).close()
    sync_folder(folder / INCOMING)


def _clear_interrupted(folder: Path) -> None:
    """Clear what a restore that was cut short has left, so that it can be done again."""
    if not (folder / _MARK).is_file() or (folder / DATABASE_NAME).exists():
        return
    lock = LibraryLock(folder)  # somebody may be restoring there just now
    try:
        with storing(folder.name):
            _clear(folder)
    finally:
        lock.release()


def _clear(folder: Path) -> None:
    """Remove what was unpacked; the folder was empty before."""
    for entry in folder.iterdir():
        if entry.name == LOCK_NAME:
            continue
        if entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)
