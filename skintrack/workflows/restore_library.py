"""Make a library from a backup."""

from pathlib import Path

from skintrack.library import archive
from skintrack.library.restore import Restored, restore_backup
from skintrack.library.vault.credentials import Credential
from skintrack.model.progress import Cancelled, Progress, never_cancelled, no_progress


def run(
    file: Path,
    folder: Path,
    *,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
    credential: Credential | None = None,
) -> Restored:
    """Restore a backup into a new or empty folder; all of it, or nothing.

    Raises
    ------
    LibraryError
        If the file is no backup, is damaged or newer, the folder is not empty, or the credential
        does not fit (``locked``, ``wrong_passphrase``, ``not_encrypted``, ...).
    StorageError
        If the disk refuses.
    CancelledError
        If the user stopped.
    """
    return restore_backup(file, folder, progress, cancelled, credential)


def is_locked(file: Path) -> bool:
    """Tell by a first look whether a backup opens with a passphrase or its like only.

    Raises
    ------
    LibraryError
        If the file is no backup, is damaged or cannot be read.
    """
    return archive.keys_of(file) is not None
