"""Files that survive: written, synced, read back, private to their owner."""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from skintrack.errors import StorageError
from skintrack.model.phrase import Phrase
from skintrack.model.text import file_label

_CAUSES = {
    errno.ENOSPC: ("disk_full", Phrase("the disk is full. Free some space and try again.")),
    errno.EDQUOT: (
        "disk_full",
        Phrase("your disk quota is used up. Free some space and try again."),
    ),
    errno.EFBIG: ("file_too_large", Phrase("this disk cannot hold a file of that size.")),
    errno.EROFS: ("read_only", Phrase("the disk is read-only. Choose a place you can write to.")),
    errno.EACCES: ("no_permission", Phrase("permission was denied. Check who owns the folder.")),
    errno.EPERM: ("no_permission", Phrase("permission was denied. Check who owns the folder.")),
    errno.EIO: ("io_error", Phrase("the disk reported an error. Check the disk and your backup.")),
    errno.ENOENT: ("missing", Phrase("its folder does not exist. Choose another folder.")),
    errno.EISDIR: (
        "name_taken",
        Phrase("a folder of that name is in the way. Choose another name."),
    ),
    errno.ENAMETOOLONG: ("name_too_long", Phrase("the path is too long. Choose a shorter one.")),
}


def storage_error(error: OSError, name: str) -> StorageError:
    """Say in one sentence why a file or folder called ``name`` could not be written."""
    fallback = ("storage", Phrase("the system said “{said}”.", said=os.strerror(error.errno or 0)))
    code, reason = _CAUSES.get(error.errno or 0, fallback)
    sentence = Phrase(
        "“{file}” could not be written: {reason}", file=file_label(name), reason=reason
    )
    return StorageError(sentence, code, reason=reason)


@contextmanager
def storing(name: str) -> Iterator[None]:
    """Turn an ``OSError`` of the block into a ``StorageError`` about ``name``."""
    try:
        yield
    except OSError as error:
        raise storage_error(error, name) from error


def make_private_folder(folder: Path) -> None:
    """Create a folder and its missing parents, open to their owner only, whatever the umask."""
    if folder.is_dir():
        return
    make_private_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    make_private(folder, 0o700)
    sync_folder(folder.parent)


def make_private_folders(folders: Iterable[Path]) -> None:
    """Create folders within one that is there, as ``make_private_folder``, and sync that once."""
    missing = [folder for folder in folders if not folder.is_dir()]
    for parent in {folder.parent for folder in missing}:
        make_private_folder(parent)
    for folder in missing:
        folder.mkdir(mode=0o700, exist_ok=True)
        make_private(folder, 0o700)
    for parent in {folder.parent for folder in missing}:
        sync_folder(parent)


def make_private(path: Path, mode: int) -> None:
    """Give a file or folder exactly these permissions, which the umask may have narrowed.

    Memory sticks with FAT know no owners and refuse; there the stick itself has to be kept safe.
    """
    with suppress(PermissionError):
        path.chmod(mode)


def open_new(path: Path) -> BinaryIO:
    """Open a new private file for writing; ``FileExistsError`` if the name is taken."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, 0o600)
    make_private(path, 0o600)
    return os.fdopen(descriptor, "w+b")


def write_new(path: Path, data: bytes) -> None:
    """Write a new private file and sync it to disk.

    Raises
    ------
    FileExistsError
        If something of that name is there.
    OSError
        If the disk refuses; nothing is left behind.
    """
    with open_new(path) as file:
        try:
            file.write(data)
            sync_file(file)
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def replace_whole(path: Path, data: bytes) -> None:
    """Put a small file in the place of another: synced, read back, compared, renamed, synced.

    Raises
    ------
    StorageError
        If the disk refuses or gives back other bytes; the earlier file is then as it was.
    """
    building = path.with_name(f"{path.name}.new")
    with storing(path.name):
        building.unlink(missing_ok=True)
        write_new(building, data)
        try:
            _refuse_changed(building, data)
            building.replace(path)
        except BaseException:
            building.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def _refuse_changed(path: Path, data: bytes) -> None:
    if path.read_bytes() != data:
        raise StorageError(
            Phrase(
                "“{file}” came back from the disk changed. Check the disk.", file=file_label(path)
            ),
            "io_error",
        )


def sync_file(file: BinaryIO) -> None:
    """Make what was written last, and the next read come from the disk where that is possible."""
    file.flush()
    os.fsync(file.fileno())
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def sync_folder(folder: Path) -> None:
    """Make new, renamed and removed names in a folder last."""
    if os.name == "nt":  # Windows has no such call and needs none for NTFS.
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hex."""
    # Not at the top, here as in other places: it brings all of OpenSSL, and a window opens without.
    from hashlib import file_digest

    with path.open("rb", buffering=0) as file:
        return file_digest(file, "sha256").hexdigest()
