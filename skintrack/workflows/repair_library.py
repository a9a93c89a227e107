"""Bring photos whose files are damaged or missing back from a backup."""

from dataclasses import dataclass, field
from pathlib import Path

from skintrack.errors import LibraryError
from skintrack.library import Library
from skintrack.library.records import now
from skintrack.library.restore import vault_of
from skintrack.library.vault.credentials import Credential
from skintrack.model.changes import Changes, FileFailure
from skintrack.model.photo import Photo, PhotoId
from skintrack.model.phrase import Phrase
from skintrack.model.progress import Cancelled, Progress, never_cancelled, no_progress
from skintrack.model.text import file_label
from skintrack.workflows import verify_library


@dataclass(frozen=True)
class Repair:
    """What came back: ``mended`` photos are as they were imported, ``errors`` names the others."""

    mended: frozenset[PhotoId]
    errors: tuple[FileFailure, ...]
    changes: Changes = field(default_factory=Changes)


def run(
    library: Library,
    file: Path,
    *,
    credential: Credential | None = None,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> Repair:
    """Look at every photo, then replace the files of those that are damaged.

    Only bytes whose SHA-256 is that of the record are taken. Nothing else of the backup comes back.

    Parameters
    ----------
    library : Library
        Where photos are damaged.
    file : Path
        A backup, of this library or of another one that has the same photos.
    credential : Credential, optional
        For a backup that was made with other keys than the library has now.

    Raises
    ------
    LibraryError
        If the file is no backup, is damaged, or does not open (``locked``).
    StorageError
        If the disk refuses; what was brought back before stays.
    """
    looked = verify_library.run(library, progress=progress, cancelled=cancelled)
    damaged = _damaged(library, looked)
    if not damaged:
        return Repair(frozenset(), (), looked.changes)
    mended = _bring_back(library, damaged, file, credential)
    whole = dict.fromkeys(mended)
    changed = library.keeping.note(whole, now())
    return Repair(
        mended,
        tuple(_not_in(file, photo) for photo in damaged if photo.id not in mended),
        looked.changes | Changes(photos=changed | mended),
    )


def _damaged(library: Library, looked: verify_library.VerifyResult) -> tuple[Photo, ...]:
    """Return what was found just now, whether or not the disk let it be noted, or before."""
    found = {problem.photo for problem in looked.problems}
    found |= {photo.id for photo in library.keeping.damaged_photos()}
    return tuple(photo for photo in library.inspection.photos() if photo.id in found)


def _bring_back(
    library: Library, damaged: tuple[Photo, ...], file: Path, credential: Credential | None
) -> frozenset[PhotoId]:
    """Open the backup with the keys of the library; where it has others, with its own."""
    try:
        return library.mending.bring_back(damaged, file)
    except LibraryError as error:
        if error.code != "locked" or credential is None:
            raise
    vault = vault_of(file, credential)
    try:
        return library.mending.bring_back(damaged, file, vault)
    finally:
        vault.close()


def _not_in(file: Path, photo: Photo) -> FileFailure:
    sentence = Phrase(
        "The backup “{backup}” does not hold “{file}” as it was imported. Try another backup.",
        backup=file_label(file),
        file=file_label(photo.original_name),
    )
    return FileFailure(photo.original_name, "not_in_backup", sentence)
