"""The format of a backup: one ZIP file, nothing compressed, every byte accounted for.

::

    manifest.json           {"format": "skintrack-backup", "version": 1, "created_at": …,
                             "library_id": "…", "is_weekly": false, "photos": 1204, "damaged": [],
                             "files": {"originals/…": {"size": …, "sha256": …}}}
    skintrack.db            a consistent copy of the database
    skintrack.keys          of an encrypted library; version 2 then
    originals/…  previews/…
    (comment)               "SkinTrack backup " + SHA-256 of all bytes before these 64 digits

Any ZIP program can open it. The comment proves the whole file, the manifest each part. ``damaged``
has the files of photos whose originals were missing or altered when the backup was made; the
earliest backups have no such list. ``library_id`` is random and says nothing but that two backups
are of one library. All files of an encrypted library are as encrypted as there.
"""

import hashlib
import json
import re
import stat
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from skintrack.errors import LibraryError
from skintrack.library.vault.vault import KEYS_NAME
from skintrack.model.phrase import Phrase
from skintrack.model.text import file_label

MANIFEST_NAME = "manifest.json"
DATABASE_NAME = "skintrack.db"
FORMAT, PLAIN_VERSION, ENCRYPTED_VERSION = "skintrack-backup", 1, 2
SEAL_PREFIX = b"SkinTrack backup "
SEAL_DIGITS = 64

_CHUNK_BYTES = 1 << 20
# What reading a ZIP file raises where its structure makes no sense.
_BROKEN = (zipfile.BadZipFile, EOFError, NotImplementedError, UnicodeError)
_MOST_MANIFEST_BYTES = 1 << 28
_PASSWORD_FLAG = 1
_MOST_KEYS_BYTES = 1 << 16
# The end of what stands before each entry says how long its name and extra field are.
_LOCAL_HEADER, _LOCAL_HEADER_BYTES = "<26xHH", 30
_SAFE_NAME = re.compile(
    r"skintrack\.(db|keys)"
    # Windows takes some names for devices, whatever their extension.
    r"|originals/(\d{4}|undated)/(?!(con|prn|aux|nul|com\d|lpt\d)\.)[a-z0-9_-]{1,120}\.[a-z]{3,4}"
    r"|previews/(256|2048)/[0-9a-f]{16}\.jpg"
    r"|originals/[0-9a-f]{2}/[0-9a-f]{32}"
    r"|previews/(256|2048)/[0-9a-f]{32}"
)


class Part(NamedTuple):
    """Size and SHA-256 of one file in a backup."""

    size: int
    sha256: str


class Manifest(NamedTuple):
    """What a backup says it holds; ``damaged`` is None where it does not say so."""

    created_at: str
    photos: int
    files: dict[str, Part]
    damaged: frozenset[str] | None
    library_id: str | None = None
    is_weekly: bool = False

    @property
    def is_encrypted(self) -> bool:
        """Whether it opens with a passphrase or recovery key only."""
        return KEYS_NAME in self.files


def is_backup(path: Path) -> bool:
    """Tell whether a file ends like a backup of SkinTrack."""
    tail = len(SEAL_PREFIX) + SEAL_DIGITS
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - tail))
        return file.read(tail).startswith(SEAL_PREFIX)


def keys_of(path: Path) -> bytes | None:
    """Return the key file in a backup, or None where that is not encrypted.

    A first look, so that nobody waits for the proof of the whole file to hear that a passphrase is
    wrong. What it finds was not proved yet.

    Raises
    ------
    LibraryError
        With code ``missing``, ``unreadable``, ``not_a_backup`` or ``backup_damaged``.
    """
    with _readable(path) as file:
        _comment_of(file, path)
        try:
            with zipfile.ZipFile(file) as archive:
                if KEYS_NAME not in archive.namelist():
                    return None
                info = archive.getinfo(KEYS_NAME)
                if info.file_size > _MOST_KEYS_BYTES or info.compress_type != zipfile.ZIP_STORED:
                    raise damaged(path)
                return archive.read(info)
        except (*_BROKEN, OSError, RuntimeError, ValueError, struct.error) as error:
            raise damaged(path) from error  # no proof of the file was asked for yet


def glance(path: Path) -> Manifest:
    """Read what a backup says of itself, at once; nothing of it is proved.

    Raises
    ------
    LibraryError
        With code ``missing``, ``unreadable``, ``not_a_backup``, ``backup_damaged`` or ``newer``.
    """
    with _readable(path) as file:
        _comment_of(file, path)
        try:
            with zipfile.ZipFile(file) as archive:
                return _manifest(archive, path)
        except (*_BROKEN, OSError, RuntimeError, ValueError, struct.error) as error:
            raise damaged(path) from error


def prove(path: Path) -> None:
    """Read all of a backup and compare it with its seal.

    Raises
    ------
    LibraryError
        As ``opened`` says.
    """
    with _readable(path) as file:
        _check_seal(file, path)


def seal_of(file: BinaryIO) -> str:
    """Return the SHA-256 of all bytes but the last 64."""
    left = file.seek(0, 2) - SEAL_DIGITS
    file.seek(0)
    digest = hashlib.sha256()
    while left > 0 and (chunk := file.read(min(left, _CHUNK_BYTES))):
        digest.update(chunk)
        left -= len(chunk)
    return digest.hexdigest()


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """Open a backup after its seal, its manifest and all its names were found in order.

    Raises
    ------
    LibraryError
        With code ``missing``, ``unreadable``, ``not_a_backup``, ``backup_damaged`` or ``newer``.
    """
    with _readable(path) as file:
        _check_seal(file, path)
        try:
            with zipfile.ZipFile(file) as archive:
                manifest = _manifest(archive, path)
                _check_entries(archive, manifest, path)
                _check_layout(file, archive, path)
                yield archive, manifest
        except _BROKEN as error:
            raise damaged(path) from error


def _readable(path: Path) -> BinaryIO:
    name = file_label(path)
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise LibraryError(
            Phrase("The backup “{file}” does not exist.", file=name), "missing"
        ) from error
    except OSError as error:
        raise LibraryError(
            Phrase(
                "The backup “{file}” cannot be read. Check the disk and its permissions.", file=name
            ),
            "unreadable",
        ) from error


def damaged(path: Path) -> LibraryError:
    """Say that a backup cannot be trusted."""
    return LibraryError(
        Phrase(
            "The backup “{file}” is damaged, so nothing was restored. Use another backup.",
            file=file_label(path),
        ),
        "backup_damaged",
    )


def _check_seal(file: BinaryIO, path: Path) -> None:
    comment = _comment_of(file, path)
    if seal_of(file).encode("ascii") != comment[len(SEAL_PREFIX) :]:
        raise damaged(path)


def _comment_of(file: BinaryIO, path: Path) -> bytes:
    """Return how a backup ends; refuse what is none."""
    tail = len(SEAL_PREFIX) + SEAL_DIGITS
    size = file.seek(0, 2)
    file.seek(max(0, size - tail))
    comment = file.read(tail)
    file.seek(0)
    if not comment.startswith(SEAL_PREFIX):
        if file.read(4) == b"PK\x03\x04":
            raise damaged(path)
        raise LibraryError(
            Phrase("“{file}” is not a backup made by SkinTrack.", file=file_label(path)),
            "not_a_backup",
        )
    return comment


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        info = archive.getinfo(MANIFEST_NAME)
        if info.file_size > _MOST_MANIFEST_BYTES or info.compress_type != zipfile.ZIP_STORED:
            raise damaged(path)
        stored = json.loads(archive.read(info))
        version = int(stored["version"])
        if stored["format"] == FORMAT and version > ENCRYPTED_VERSION:
            raise LibraryError(
                Phrase(
                    "The backup “{file}” was made by a newer SkinTrack. Install the newest "
                    "version to restore it.",
                    file=file_label(path),
                ),
                "newer",
            )
        files = {
            str(name): Part(int(part["size"]), str(part["sha256"]))
            for name, part in stored["files"].items()
        }
        kind = ENCRYPTED_VERSION if KEYS_NAME in files else PLAIN_VERSION
        if version != kind or datetime.fromisoformat(stored["created_at"]).tzinfo is None:
            raise damaged(path)
        listed = stored.get("damaged")
        return Manifest(
            str(stored["created_at"]),
            int(stored["photos"]),
            files,
            None if listed is None else frozenset(map(str, listed)),
            None if stored.get("library_id") is None else str(stored["library_id"]),
            stored.get("is_weekly") is True,
        )
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise damaged(path) from error


def _check_entries(archive: zipfile.ZipFile, manifest: Manifest, path: Path) -> None:
    """Refuse whatever is not a plain, uncompressed, expected file with a harmless name."""
    expected = {MANIFEST_NAME, *manifest.files}
    names = [info.filename for info in archive.infolist()]
    if len(names) != len(expected) or set(names) != expected:
        raise damaged(path)
    if DATABASE_NAME not in manifest.files:
        raise damaged(path)
    # Entries that share their bytes would unpack to more than any disk holds.
    if sum(info.file_size for info in archive.infolist()) > path.stat().st_size:
        raise damaged(path)
    for info in archive.infolist():
        if info.filename != MANIFEST_NAME and not _is_harmless(info, manifest.files):
            raise damaged(path)


def _check_layout(file: BinaryIO, archive: zipfile.ZipFile, path: Path) -> None:
    """Refuse bytes that belong to no entry or to two: one after the other, they fill the file."""
    expected = 0
    for info in sorted(archive.infolist(), key=lambda each: each.header_offset):
        if info.header_offset != expected:
            raise damaged(path)
        file.seek(expected)
        header = file.read(_LOCAL_HEADER_BYTES)
        if len(header) < _LOCAL_HEADER_BYTES:
            raise damaged(path)
        lengths = struct.unpack(_LOCAL_HEADER, header)
        expected += _LOCAL_HEADER_BYTES + sum(lengths) + info.compress_size
    if expected != archive.start_dir:
        raise damaged(path)


def _is_harmless(info: zipfile.ZipInfo, files: dict[str, Part]) -> bool:
    mode = info.external_attr >> 16
    return (
        _SAFE_NAME.fullmatch(info.filename) is not None
        and info.compress_type == zipfile.ZIP_STORED
        and not info.flag_bits & _PASSWORD_FLAG
        and info.file_size == info.compress_size == files[info.filename].size
        and (stat.S_IFMT(mode) in (0, stat.S_IFREG))
    )
