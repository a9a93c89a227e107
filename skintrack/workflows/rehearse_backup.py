"""Prove that a backup restores completely, without restoring it."""

from pathlib import Path

from skintrack.library import Library, rehearsal
from skintrack.library.rehearsal import Rehearsal
from skintrack.library.restore import vault_of
from skintrack.library.vault.credentials import Credential
from skintrack.model.progress import Cancelled, Progress, never_cancelled, no_progress


def run(
    file: Path,
    *,
    credential: Credential | None = None,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> Rehearsal:
    """Read all of a backup and compare it with its own records; nothing readable is written.

    Raises
    ------
    LibraryError
        As ``restore_library`` does, but for the folder.
    CancelledError
        If the user stopped.
    """
    vault = vault_of(file, credential)
    try:
        return rehearsal.rehearse(file, vault, progress, cancelled)
    finally:
        vault.close()


def with_library(
    library: Library,
    file: Path,
    *,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> Rehearsal:
    """Do the same with the keys of an open library, which remembers the proof.

    Raises
    ------
    LibraryError
        With code ``locked`` where the backup was made with other keys.
    """
    found = library.mending.rehearse(file, progress, cancelled)
    if found.is_complete:
        library.backups.note_rehearsal(file.resolve())
    return found
