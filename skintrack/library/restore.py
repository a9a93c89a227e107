"""Restoring a backup into a new folder; nothing is a library until all of it is proved."""

import hashlib
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple

from skintrack.errors import CancelledError, LibraryError, StorageError
from skintrack.library import archive
from skintrack.library.database import Row
from skintrack.library.lock import LOCK_NAME, LibraryLock
from skintrack.library.opening import (
    DATABASE_NAME,
    NEW_DATABASE_NAME,
    clear_unfinished,
    database_of,
    refuse_unless_empty,
)
from skintrack.library.originals import INCOMING, Originals
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
from skintrack.library.vault.credentials import Credential
from skintrack.library.vault.vault import PlainVault, Vault
from skintrack.model.changes import FileFailure
from skintrack.model.phrase import Phrase
from skintrack.model.progress import Cancelled, Progress, ProgressStep
from skintrack.model.text import file_label

_CHUNK_BYTES = 1 << 20
_MARK = Path(INCOMING) / "restoring"  # says that all in the folder was put there by a restore


@dataclass(frozen=True)
class Restored:
    """A library made from a backup.

    ``errors`` names photos whose originals were missing or altered when the backup was made.
    """

    folder: Path
    photos: int
    created_at: str
    errors: tuple[FileFailure, ...] = ()


class _Watch(NamedTuple):
    """How the user follows and stops the work."""

    progress: Progress
    cancelled: Cancelled

    def step(self, step: ProgressStep) -> None:
        """Tell how far the work is; raise ``CancelledError`` where it is to stop."""
        if self.cancelled():
            raise CancelledError("Restoring was stopped; nothing was restored.")
        self.progress(step)


def restore_backup(
    file: Path,
    folder: Path,
    progress: Progress,
    cancelled: Cancelled,
    credential: Credential | None = None,
) -> Restored:
    """Make a library in a new or empty folder from a backup.

    Raises
    ------
    LibraryError
        With code ``missing``, ``unreadable``, ``not_a_backup``, ``backup_damaged``, ``newer``,
        ``exists`` or ``not_empty``; ``locked``, ``not_encrypted``, ``wrong_passphrase``,
        ``wrong_recovery_key`` or ``keys_damaged`` where the credential does not fit.
    StorageError
        If the disk refuses.
    CancelledError
        If the user stopped. In every case of failure nothing is left in the folder.
    """
    _clear_interrupted(folder)
    refuse_unless_empty(folder)
    vault = vault_of(file, credential)
    watch = _Watch(progress, cancelled)
    try:
        with storing(folder.name), archive.opened(file) as (zipped, manifest):
            if manifest.is_encrypted != vault.is_sealed:
                raise archive.damaged(file)  # it was another one a moment ago
            errors = _restore(_Backup(file, zipped, manifest, vault), folder, watch)
    finally:
        vault.close()
    return Restored(folder, manifest.photos, manifest.created_at, errors)


def vault_of(file: Path, credential: Credential | None) -> Vault:
    """Open the keys of a backup, or none where it has none.

    Raises
    ------
    LibraryError
        As ``restore_backup`` says.
    """
    content = archive.keys_of(file)
    if content is None:
        if credential is None:
            return PlainVault()
        archive.prove(file)  # damage can hide that there are keys
        raise LibraryError(
            Phrase(
                "The backup “{file}” is not encrypted. Restore it without a passphrase.",
                file=file_label(file),
            ),
            "not_encrypted",
        )
    if credential is None:
        raise LibraryError(
            Phrase(
                "The backup “{file}” is encrypted. It opens with the passphrase or the recovery "
                "key that the library had when the backup was made.",
                file=file_label(file),
            ),
            "locked",
        )
    # Not at the top: a plain backup is restored without it.
    from skintrack.library.vault.keyring import Keyring

    try:
        return Keyring(content).unlock(credential)
    except LibraryError as error:
        if error.code in ("wrong_passphrase", "wrong_recovery_key"):
            raise LibraryError(
                Phrase(
                    "This does not open the backup “{file}”. Use the passphrase or the recovery "
                    "key that the library had when the backup was made.",
                    file=file_label(file),
                ),
                error.code,
            ) from error
        if error.code == "keys_damaged":
            raise archive.damaged(file) from error
        archive.prove(file)  # damage can look like a newer version
        raise


class _Backup(NamedTuple):
    """An open backup and the keys to its files."""

    file: Path
    zipped: zipfile.ZipFile
    manifest: archive.Manifest
    vault: Vault


def _restore(backup: _Backup, folder: Path, watch: _Watch) -> tuple[FileFailure, ...]:
    """Fill a folder and make it a library, or leave nothing there."""
    was_there = folder.exists()
    make_private_folder(folder)
    make_private(folder, 0o700)
    lock = LibraryLock(folder)
    try:
        _mark(folder)
        _unpack(backup, folder, watch)
        errors = _prove(backup, folder, watch)
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
    return errors


def _unpack(backup: _Backup, folder: Path, watch: _Watch) -> None:
    """Write every file, synced, read back and compared with the manifest."""
    files = backup.manifest.files
    total = len(files) + backup.manifest.photos
    touched: set[Path] = set()
    for number, (name, expected) in enumerate(files.items()):
        watch.step(ProgressStep(number, total, file_label(name)))
        target = folder / (NEW_DATABASE_NAME if name == DATABASE_NAME else name)
        make_private_folder(target.parent)
        with backup.zipped.open(name) as source, open_new(target) as copy:
            if _copied(source, copy) != expected.sha256:
                raise archive.damaged(backup.file)
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


def _copied(source: IO[bytes], copy: BinaryIO) -> str:
    """Copy and sync a file; return the SHA-256 of what was read."""
    digest = hashlib.sha256()
    while chunk := source.read(_CHUNK_BYTES):
        digest.update(chunk)
        copy.write(chunk)
    sync_file(copy)
    return digest.hexdigest()


def _prove(backup: _Backup, folder: Path, watch: _Watch) -> tuple[FileFailure, ...]:
    """Check that the database is sound and that every photo it speaks of came with it.

    Return the photos that the backup could not hold whole.
    """
    manifest = backup.manifest
    try:
        database = database_of(folder / NEW_DATABASE_NAME, backup.vault)
        try:
            migrate(database)
            is_damaged = database.is_damaged()
            photos = database.rows("SELECT id, sha256, file_name, original_name FROM photo")
            if is_damaged or len(photos) != manifest.photos:
                raise archive.damaged(backup.file)
            originals = Originals(folder, database, backup.vault)
            errors = []
            for number, photo in enumerate(photos, len(manifest.files)):
                label = file_label(photo["original_name"])
                watch.step(ProgressStep(number, len(manifest.files) + len(photos), label))
                error = _lack_of(photo, originals, manifest)
                if error is not None and not _was_damaged(photo["file_name"], manifest):
                    raise archive.damaged(backup.file)
                errors += [error] if error is not None else []
        finally:
            database.close_whole()
    except LibraryError as error:
        if error.code not in {"database", "damaged"}:
            raise
        raise archive.damaged(backup.file) from error
    total = len(manifest.files) + len(photos)
    watch.progress(ProgressStep(total, total, ""))
    return tuple(errors)


def _was_damaged(file_name: str, manifest: archive.Manifest) -> bool:
    """Tell whether a backup says that it has no whole original of a photo, or cannot say."""
    return manifest.damaged is None or file_name in manifest.damaged


def _lack_of(photo: Row, originals: Originals, manifest: archive.Manifest) -> FileFailure | None:
    """Say what is wrong with a photo that was unpacked; None if all is well."""
    name, label = photo["original_name"], file_label(photo["original_name"])
    part = manifest.files.get(photo["file_name"])
    if part is None:
        sentence = Phrase("The backup was made without the file of “{file}”.", file=label)
        return FileFailure(name, "missing", sentence)
    if originals.are_plain:
        sha256: str | None = part.sha256  # what lies there was compared with it
    else:
        sha256 = originals.sha256_of(originals.path(photo["file_name"]), photo["id"])
    if sha256 == photo["sha256"]:
        return None
    sentence = Phrase("The file of “{file}” had changed before the backup was made.", file=label)
    return FileFailure(name, "changed", sentence)


def _mark(folder: Path) -> None:
    """Say that what will be in this empty folder can be cleared away if it is never finished."""
    clear_unfinished(folder)
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
