"""Proving that a backup restores, without unpacking it: nothing readable is written anywhere.

Files are read, unsealed and compared in memory. The database of a plain backup is opened there
too; that of an encrypted one is laid into a private folder for as long as it is read, encrypted as
it is.
"""

import hashlib
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from skintrack.errors import CancelledError, LibraryError
from skintrack.library import archive
from skintrack.library.archive import DATABASE_NAME
from skintrack.library.database import Database
from skintrack.library.opening import database_of
from skintrack.library.storage import open_new, storing
from skintrack.library.vault.vault import Place, PlainVault, SealBrokenError, Vault
from skintrack.model.changes import FileFailure
from skintrack.model.phrase import Phrase
from skintrack.model.progress import Cancelled, Progress, ProgressStep
from skintrack.model.text import file_label

_CHUNK_BYTES = 1 << 20
_MODES_AT, _MODES_END = 18, 20  # of an SQLite header: 1 is the rollback journal, 2 the log
_PHOTOS = "SELECT id, sha256, file_name, original_name FROM photo ORDER BY file_name"


class ArchivedPhoto(NamedTuple):
    """What the database in a backup says of one photo."""

    id: str
    sha256: str
    file_name: str
    original_name: str


@dataclass(frozen=True)
class Rehearsal:
    """What was proved of a backup.

    ``whole`` of ``photos`` were read and found as they were imported; ``errors`` names the others.
    """

    created_at: str
    photos: int
    whole: int
    is_encrypted: bool
    library_id: str | None
    errors: tuple[FileFailure, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every photo would come back as it was imported."""
        return self.whole == self.photos and not self.errors


class OpenBackup(NamedTuple):
    """A backup whose seal, manifest and names are proved, with the keys to its files."""

    file: Path
    zipped: zipfile.ZipFile
    manifest: archive.Manifest
    vault: Vault
    photos: tuple[ArchivedPhoto, ...]

    def read(self, photo: ArchivedPhoto) -> bytes | None:
        """Return an original as it was imported; None where the backup has none."""
        if photo.file_name not in self.manifest.files:
            return None
        stored = self.zipped.read(photo.file_name)
        try:
            data = self.vault.unseal(stored, Place.ORIGINAL, photo.id)
        except SealBrokenError:
            return None
        return data if hashlib.sha256(data).hexdigest() == photo.sha256 else None


@contextmanager
def opened(file: Path, vault: Vault) -> Iterator[OpenBackup]:
    """Open a backup and its database.

    Raises
    ------
    LibraryError
        What ``archive.opened`` raises; ``locked`` where these keys do not open it.
    """
    with archive.opened(file) as (zipped, manifest):
        if manifest.is_encrypted and not vault.is_sealed:
            raise locked(file)
        photos = _encrypted_photos if manifest.is_encrypted else _plain_photos
        rows = photos(file, zipped, manifest, vault)
        if len(rows) != manifest.photos:
            raise archive.damaged(file)
        keys = vault if manifest.is_encrypted else PlainVault()
        yield OpenBackup(file, zipped, manifest, keys, rows)


def rehearse(file: Path, vault: Vault, progress: Progress, cancelled: Cancelled) -> Rehearsal:
    """Read all of a backup and compare it with its own records.

    Raises
    ------
    LibraryError
        With code ``missing``, ``unreadable``, ``not_a_backup``, ``backup_damaged``, ``newer`` or
        ``locked``.
    CancelledError
        If the user stopped.
    """
    with opened(file, vault) as backup:
        manifest = backup.manifest
        files = [name for name in manifest.files if not name.startswith("originals/")]
        total = len(files) + len(backup.photos)
        for number, name in enumerate(files):
            _step(ProgressStep(number, total, file_label(name)), progress, cancelled)
            if _sha256_in(backup.zipped, name) != manifest.files[name].sha256:
                raise archive.damaged(file)
        errors = []
        for number, photo in enumerate(backup.photos, len(files)):
            label = file_label(photo.original_name)
            _step(ProgressStep(number, total, label), progress, cancelled)
            if backup.read(photo) is None:
                errors.append(_lack(photo, manifest))
    progress(ProgressStep(total, total, ""))
    photos = len(backup.photos)
    return Rehearsal(
        manifest.created_at,
        photos,
        photos - len(errors),
        manifest.is_encrypted,
        manifest.library_id,
        tuple(errors),
    )


def locked(file: Path) -> LibraryError:
    """Say that a backup needs its own passphrase."""
    return LibraryError(
        Phrase(
            "The backup “{file}” is encrypted with other keys. It opens with the passphrase or the "
            "recovery key that the library had when the backup was made.",
            file=file_label(file),
        ),
        "locked",
    )


def _step(step: ProgressStep, progress: Progress, cancelled: Cancelled) -> None:
    if cancelled():
        raise CancelledError("The check was stopped.")
    progress(step)


def _sha256_in(zipped: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with zipped.open(name) as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def _lack(photo: ArchivedPhoto, manifest: archive.Manifest) -> FileFailure:
    label = file_label(photo.original_name)
    if photo.file_name not in manifest.files:
        sentence = Phrase("The backup was made without the file of “{file}”.", file=label)
        return FileFailure(photo.original_name, "missing", sentence)
    sentence = Phrase("The file of “{file}” had changed before the backup was made.", file=label)
    return FileFailure(photo.original_name, "changed", sentence)


def _plain_photos(
    file: Path, zipped: zipfile.ZipFile, manifest: archive.Manifest, _vault: Vault
) -> tuple[ArchivedPhoto, ...]:
    """Read the records in memory: a copy on the disk would outlive a sudden end."""
    content = bytearray(zipped.read(DATABASE_NAME))
    if hashlib.sha256(content).hexdigest() != manifest.files[DATABASE_NAME].sha256:
        raise archive.damaged(file)
    # Nothing but one file lies here, whatever the header says of a log beside it.
    content[_MODES_AT:_MODES_END] = b"\x01\x01"
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(bytes(content))
            if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                raise archive.damaged(file)
            return tuple(_photo_of(row) for row in connection.execute(_PHOTOS))
    except (sqlite3.Error, TypeError, ValueError) as error:
        raise archive.damaged(file) from error


def _encrypted_photos(
    file: Path, zipped: zipfile.ZipFile, manifest: archive.Manifest, vault: Vault
) -> tuple[ArchivedPhoto, ...]:
    with tempfile.TemporaryDirectory(prefix="skintrack-") as folder:
        path = Path(folder) / DATABASE_NAME
        with storing(folder), zipped.open(DATABASE_NAME) as source, open_new(path) as copy:
            while chunk := source.read(_CHUNK_BYTES):
                copy.write(chunk)
        try:
            database = database_of(path, vault)
        except LibraryError as error:
            if error.code == "database":
                raise locked(file) from error
            raise
        return _rows_of(database, file)


def _rows_of(database: Database, file: Path) -> tuple[ArchivedPhoto, ...]:
    try:
        if database.is_damaged():
            raise archive.damaged(file)
        return tuple(_photo_of(row) for row in database.rows(_PHOTOS))
    except (LibraryError, TypeError, ValueError) as error:
        raise archive.damaged(file) from error
    finally:
        database.close()


def _photo_of(row: tuple[object, ...]) -> ArchivedPhoto:
    if not all(isinstance(value, str) for value in row):
        raise TypeError(row)
    return ArchivedPhoto(*map(str, row))
