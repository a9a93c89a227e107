"""Which files an import looks at: those named by the user, and the photos in named folders."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from skintrack.errors import PhotoError
from skintrack.imaging.kinds import PHOTO_EXTENSIONS, kind_of
from skintrack.library import Library
from skintrack.model.changes import FileFailure
from skintrack.model.phrase import Phrase
from skintrack.model.text import file_label, storable_text

_HEADER_BYTES = 4096


def failure(path: Path, error: PhotoError) -> FileFailure:
    """Name a file that could not be used."""
    return FileFailure(storable_text(str(path)), error.code, error.message)


def photo_files(paths: Iterable[Path]) -> tuple[tuple[Path, ...], tuple[FileFailure, ...]]:
    """Return the files to import, and folders that could not be looked into.

    A named file is always returned, whatever it holds. Folders are searched with their subfolders,
    in order of names; hidden files, other libraries, and files that neither are nor call
    themselves photos are passed over.
    """
    files: dict[Path, None] = {}
    failures: list[FileFailure] = []
    for path in paths:
        if path.is_dir():
            files.update(dict.fromkeys(_in_folder(path, failures)))
        else:
            files[path] = None
    return tuple(files), tuple(failures)


def _in_folder(folder: Path, failures: list[FileFailure]) -> Iterator[Path]:
    def note(error: OSError) -> None:
        closed = Path(str(error.filename))
        sentence = Phrase(
            "The folder “{file}” cannot be opened. Check its permissions.",
            file=file_label(closed),
        )
        failures.append(failure(closed, PhotoError(sentence, "no_permission")))

    for name, subfolders, file_names in os.walk(folder, onerror=note):
        inside = Path(name)
        if Library.is_library(inside):
            subfolders.clear()
            continue
        subfolders[:] = sorted(entry for entry in subfolders if not entry.startswith("."))
        for file_name in sorted(file_names):
            if not file_name.startswith(".") and _is_photo(inside / file_name):
                yield inside / file_name


def _is_photo(path: Path) -> bool:
    """Tell whether a file is, or calls itself, a photo."""
    if path.suffix.lower() in PHOTO_EXTENSIONS:
        return True
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return kind_of(file.read(_HEADER_BYTES)) is not None
    except OSError:
        return False
