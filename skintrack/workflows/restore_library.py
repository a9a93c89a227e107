"""Make a library from a backup."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from skintrack.errors import LibraryError
from skintrack.library import archive
from skintrack.library.restore import Restored, restore_backup
from skintrack.library.vault.credentials import Credential, Passphrase, RecoveryKey
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


@dataclass(frozen=True)
class BackupFacts:
    """What a backup says of itself; nothing of it is proved yet."""

    made_at: datetime
    photos: int
    is_encrypted: bool


def look_at(file: Path) -> BackupFacts:
    """Return what a backup says of itself, at once.

    Raises
    ------
    LibraryError
        If the file is no backup, is damaged, newer, or cannot be read.
    """
    manifest = archive.glance(file)
    try:
        made_at = datetime.fromisoformat(manifest.created_at)
    except ValueError as error:
        raise archive.damaged(file) from error
    return BackupFacts(made_at.astimezone(), max(manifest.photos, 0), manifest.is_encrypted)


def credential_of(text: str) -> tuple[Credential, bool]:
    """Return what somebody typed as a recovery key if it is one, else as a passphrase."""
    # Not at the top: a plain backup is restored without it.
    from skintrack.library.vault.recovery import secret_of

    try:
        secret_of(text)
    except LibraryError:
        return Passphrase(text), False
    return RecoveryKey(text), True
