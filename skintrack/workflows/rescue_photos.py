"""Get the photos out of a library whose database is lost and that has no backup."""

from dataclasses import dataclass
from pathlib import Path

from skintrack.errors import CancelledError, InputError
from skintrack.imaging.kinds import kind_of
from skintrack.library.storage import (
    make_private,
    make_private_folder,
    storing,
    sync_folder,
    write_new,
)
from skintrack.library.vault.credentials import Credential
from skintrack.library.wreck import Wreck
from skintrack.model.changes import FileFailure
from skintrack.model.phrase import Phrase
from skintrack.model.progress import (
    Cancelled,
    Progress,
    ProgressStep,
    never_cancelled,
    no_progress,
)
from skintrack.model.text import file_label
from skintrack.workflows.safe_file import refuse_harmful_output


@dataclass(frozen=True)
class Rescued:
    """``photos`` files were written; ``errors`` names files that hold no whole photo."""

    photos: int
    errors: tuple[FileFailure, ...]


def run(
    folder: Path,
    output: Path,
    credential: Credential | None = None,
    *,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> Rescued:
    """Write every original that is whole into a new or empty folder, readable.

    Names, dates given by hand, notes and scores are lost with the database; the photos can be
    imported into a new library, where most of them tell their date.

    Raises
    ------
    InputError
        With code ``not_empty`` or ``inside_library``.
    LibraryError
        As ``Wreck`` says.
    StorageError
        If the disk refuses.
    CancelledError
        If the user stopped; what was written stays.
    """
    refuse_harmful_output(output)
    if output.resolve().is_relative_to(folder.resolve()):
        raise InputError("The photos need a place outside the library.", "inside_library")
    with storing(output.name):
        if output.exists() and any(output.iterdir()):
            raise InputError(
                Phrase(
                    "“{file}” is not an empty folder. Choose a new or an empty one.",
                    file=file_label(output),
                ),
                "not_empty",
            )
    errors: list[FileFailure] = []
    with Wreck(folder, credential) as wreck:
        files = wreck.files()
        for number, path in enumerate(files):
            if cancelled():
                raise CancelledError("Rescuing was stopped; what was written stays.")
            progress(ProgressStep(number, len(files), file_label(path)))
            error = _rescue(wreck, path, output)
            errors += [] if error is None else [error]
    progress(ProgressStep(len(files), len(files), ""))
    return Rescued(len(files) - len(errors), tuple(errors))


def _rescue(wreck: Wreck, path: Path, output: Path) -> FileFailure | None:
    """Write the photo of one file; say where there is none."""
    label = file_label(path)
    try:
        data = wreck.photo_in(path)
    except OSError:
        sentence = Phrase("“{file}” cannot be read. Check the disk.", file=label)
        return FileFailure(path.name, "unreadable", sentence)
    if data is None:
        sentence = Phrase("“{file}” is damaged; its photo is lost.", file=label)
        return FileFailure(path.name, "changed", sentence)
    name = path.name
    if wreck.is_opaque(path):
        kind = kind_of(data[:64])
        name = f"{path.name[:16]}.{'photo' if kind is None else kind.value}"
    with storing(name):
        make_private_folder(output)
        make_private(output, 0o700)
        write_new(_free(output / name), data)
        sync_folder(output)
    return None


def _free(path: Path) -> Path:
    """Return a path that nothing has yet."""
    number, free = 2, path
    while free.exists():
        free = path.with_stem(f"{path.stem}-{number}")
        number += 1
    return free
