"""Writing a backup: built beside its final name, synced, read back, and only then named."""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from skintrack.errors import CancelledError, InputError, StorageError
from skintrack.library import archive
from skintrack.library.database import Database, Row
from skintrack.library.originals import INCOMING, Originals
from skintrack.library.previews import Previews
from skintrack.library.records import now
from skintrack.library.storage import open_new, storing, sync_file, sync_folder
from skintrack.library.vault.vault import KEYS_NAME
from skintrack.model.changes import FileFailure
from skintrack.model.phrase import Phrase
from skintrack.model.progress import Cancelled, Progress, ProgressStep
from skintrack.model.text import file_label

_COPY_NAME = "backup.db"
_CHUNK_BYTES = 1 << 20
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # ZIP knows no earlier time; the true dates are in the database


@dataclass(frozen=True)
class Backup:
    """A finished backup. ``errors`` names photos whose files were missing or had changed."""

    path: Path
    photos: int
    byte_size: int
    errors: tuple[FileFailure, ...]


class Source(NamedTuple):
    """What a backup is made of; ``library_id`` says of which library it is."""

    folder: Path
    database: Database
    originals: Originals
    previews: Previews
    library_id: str
    is_weekly: bool = False


def write_backup(source: Source, output: Path, progress: Progress, cancelled: Cancelled) -> Backup:
    """Write the whole library into one file; see ``archive`` for its format.

    That of an encrypted library holds what lies on the disk, so it opens with the same keys only.

    Raises
    ------
    InputError
        With code ``exists`` if something that is no backup has that name, ``inside_library``;
        ``less_complete`` if photos are damaged that an earlier backup of that name may hold whole.
    StorageError
        If the disk refuses or gives back other bytes.
    CancelledError
        If the user stopped; nothing is left behind.
    """
    _refuse_bad_output(source.folder, output)
    with (
        storing(output.name),
        _copied_database(source.folder, source.database),
        _beside(output) as part,
    ):
        photos = source.database.rows("SELECT * FROM photo ORDER BY file_name")
        damaged = _fill(part, source, photos, progress, cancelled)
        _prove(part)
        if damaged:
            _refuse_to_replace(output)
        size = part.stat().st_size
        part.replace(output)
        sync_folder(output.parent)
    progress(ProgressStep(len(photos), len(photos), ""))
    return Backup(output, len(photos), size, damaged)


def _fill(
    part: Path, source: Source, photos: list[Row], progress: Progress, cancelled: Cancelled
) -> tuple[FileFailure, ...]:
    """Write everything into the archive; return photos whose files are not as imported."""
    damaged: dict[str, FileFailure] = {}
    writer = _Writer(part)
    try:
        writer.add(source.folder / INCOMING / _COPY_NAME, archive.DATABASE_NAME)
        is_encrypted = writer.add(source.folder / KEYS_NAME, KEYS_NAME) is not None
        for number, photo in enumerate(photos):
            if cancelled():
                raise CancelledError("The backup was stopped; no file was written.")
            progress(ProgressStep(number, len(photos), file_label(photo["original_name"])))
            damage = _add_photo(writer, source, photo)
            if damage is not None:
                damaged[photo["file_name"]] = damage
        about: dict[str, object] = {"library_id": source.library_id, "is_weekly": source.is_weekly}
        # By their files: an id would tell whether a picture that somebody has is among them.
        about |= {"photos": len(photos), "damaged": sorted(damaged)}
        writer.finish(about, is_encrypted=is_encrypted)
    finally:
        writer.close()
    return tuple(damaged.values())


def _add_photo(writer: "_Writer", source: Source, photo: Row) -> FileFailure | None:
    """Add a photo's files as they lie; say what is wrong with the original."""
    path = source.originals.path(photo["file_name"])
    stored_hash = writer.add(path, photo["file_name"])
    for preview in source.previews.files_of(photo["id"]):
        writer.add(preview, preview.relative_to(source.folder).as_posix())
    if stored_hash is None:
        return _damage(photo["original_name"], is_missing=True)
    if source.originals.are_plain:
        sha256: str | None = stored_hash
    else:
        sha256 = source.originals.sha256_of(path, photo["id"])
    return None if sha256 == photo["sha256"] else _damage(photo["original_name"], is_missing=False)


class _Writer:
    """Adds files to the archive and keeps what the manifest says of them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_STORED)
        self._files: dict[str, dict[str, object]] = {}

    def add(self, source: Path, name: str) -> str | None:
        """Add a file and return its SHA-256; None if it cannot be opened."""
        try:
            file = source.open("rb")
        except OSError:
            return None
        with file:
            return self._write(file, name)

    def finish(self, about: Mapping[str, object], *, is_encrypted: bool) -> None:
        """Write manifest and seal, and sync."""
        manifest = {
            "format": archive.FORMAT,
            "version": archive.ENCRYPTED_VERSION if is_encrypted else archive.PLAIN_VERSION,
            "created_at": now().isoformat(),
            **about,
            "files": self._files,
        }
        self._zip.writestr(_entry(archive.MANIFEST_NAME), json.dumps(manifest, indent=1))
        self._zip.comment = archive.SEAL_PREFIX + b"0" * archive.SEAL_DIGITS
        self._zip.close()
        with self._path.open("r+b") as file:
            seal = archive.seal_of(file)
            file.seek(-archive.SEAL_DIGITS, os.SEEK_END)
            file.write(seal.encode("ascii"))
            sync_file(file)

    def close(self) -> None:
        """Let go of the file, finished or not; on a full disk closing fails too."""
        with suppress(OSError):
            self._zip.close()

    def _write(self, file: BinaryIO, name: str) -> str:
        digest, size = hashlib.sha256(), 0
        with self._zip.open(_entry(name), "w", force_zip64=True) as target:
            while chunk := file.read(_CHUNK_BYTES):
                digest.update(chunk)
                size += len(chunk)
                target.write(chunk)
        self._files[name] = {"size": size, "sha256": digest.hexdigest()}
        return digest.hexdigest()


def _entry(name: str) -> zipfile.ZipInfo:
    """Describe an entry: stored, a plain file, private when unpacked by another program."""
    info = zipfile.ZipInfo(name, _EARLIEST)
    info.external_attr = 0o100600 << 16
    return info


def _refuse_bad_output(folder: Path, output: Path) -> None:
    if output.resolve().is_relative_to(folder.resolve()):
        raise InputError(
            "A backup inside the library would be lost together with it. Choose another place.",
            "inside_library",
        )
    with storing(output.name):
        if output.is_dir() or (output.exists() and not archive.is_backup(output)):
            raise InputError(
                Phrase(
                    "“{file}” exists and is no backup. Choose another name.",
                    file=file_label(output),
                ),
                "exists",
            )


def _refuse_to_replace(output: Path) -> None:
    if output.exists():
        raise InputError(
            Phrase(
                "“{file}” stays as it is: photos are damaged now that it may hold whole. Choose "
                "another name, and repair the library from it.",
                file=file_label(output),
            ),
            "less_complete",
        )


@contextmanager
def _copied_database(folder: Path, database: Database) -> Iterator[None]:
    """Keep a consistent copy of the database inside the library."""
    copy = folder / INCOMING / _COPY_NAME
    copy.unlink(missing_ok=True)
    try:
        open_new(copy).close()
        database.copy_to(copy)
        yield
    finally:
        copy.unlink(missing_ok=True)


@contextmanager
def _beside(output: Path) -> Iterator[Path]:
    """Give a private file in the folder of ``output`` that is gone if the block fails."""
    part = output.with_name(f".{output.name[:200]}.{os.getpid()}.part")
    try:
        open_new(part).close()
        yield part
    finally:
        part.unlink(missing_ok=True)


def _prove(part: Path) -> None:
    """Read the backup back and compare every file with the manifest."""
    with archive.opened(part) as (zipped, manifest):
        for name, expected in manifest.files.items():
            digest = hashlib.sha256()
            with zipped.open(name) as file:
                while chunk := file.read(_CHUNK_BYTES):
                    digest.update(chunk)
            if digest.hexdigest() != expected.sha256:
                raise StorageError("The backup came back from the disk changed.", "io_error")


def _damage(original_name: str, *, is_missing: bool) -> FileFailure:
    name = file_label(original_name)
    if is_missing:
        sentence = Phrase(
            "The file of “{file}” is missing or unreadable, so it is not in the backup.", file=name
        )
        return FileFailure(original_name, "missing", sentence)
    sentence = Phrase(
        "The file of “{file}” has changed since its import; the backup holds it as it is.",
        file=name,
    )
    return FileFailure(original_name, "changed", sentence)
