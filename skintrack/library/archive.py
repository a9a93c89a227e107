"""The format of a backup: one ZIP file, nothing compressed, every byte accounted for.

::

    manifest.json           {"format": "skintrack-backup", "version": 1, "created_at": …,
                             "photos": 1204, "files": {"originals/…": {"size": …, "sha256": …}}}
    skintrack.db            a consistent copy of the database
    originals/…  previews/…
    (comment)               "SkinTrack backup " + SHA-256 of all bytes before these 64 digits

Any ZIP program can open it. ``Seal`` proves the whole file, the manifest each part.
"""

import hashlib
import json
import re
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from skintrack.errors import LibraryError
from skintrack.model.phrase import Phrase
from skintrack.model.text import file_label

MANIFEST_NAME = "manifest.json"
DATABASE_NAME = "skintrack.db"
FORMAT, VERSION = "skintrack-backup", 1
SEAL_PREFIX = b"SkinTrack backup "
SEAL_DIGITS = 64

_CHUNK_BYTES = 1 << 20
_MOST_MANIFEST_BYTES = 1 << 28
_SAFE_NAME = re.compile(
    r"skintrack\.db"
    r"|originals/(\d{4}|undated)/[a-z0-9_-]{1,120}\.[a-z]{3,4}"
    r"|previews/(256|2048)/[0-9a-f]{16}\.jpg"
)


class Part(NamedTuple):
    """Size and SHA-256 of one file in a backup."""

    size: int
    sha256: str


class Manifest(NamedTuple):
    """What a backup says it holds."""

    created_at: str
    photos: int
    files: dict[str, Part]


def is_backup(path: Path) -> bool:
    """Tell whether a file ends like a backup of SkinTrack."""
    tail = len(SEAL_PREFIX) + SEAL_DIGITS
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - tail))
        return file.read(tail).startswith(SEAL_PREFIX)


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
                yield archive, manifest
        except (zipfile.BadZipFile, EOFError, NotImplementedError, UnicodeError) as error:
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
    if seal_of(file).encode("ascii") != comment[len(SEAL_PREFIX) :]:
        raise damaged(path)


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        info = archive.getinfo(MANIFEST_NAME)
        if info.file_size > _MOST_MANIFEST_BYTES or info.compress_type != zipfile.ZIP_STORED:
            raise damaged(path)
        stored = json.loads(archive.read(info))
        version = int(stored["version"])
        if stored["format"] == FORMAT and version > VERSION:
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
        return Manifest(str(stored["created_at"]), int(stored["photos"]), files)
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
    for info in archive.infolist():
        if info.filename != MANIFEST_NAME and not _is_harmless(info, manifest.files):
            raise damaged(path)


def _is_harmless(info: zipfile.ZipInfo, files: dict[str, Part]) -> bool:
    mode = info.external_attr >> 16
    return (
        _SAFE_NAME.fullmatch(info.filename) is not None
        and info.compress_type == zipfile.ZIP_STORED
        and info.file_size == info.compress_size == files[info.filename].size
        and (stat.S_IFMT(mode) in (0, stat.S_IFREG))
    )
