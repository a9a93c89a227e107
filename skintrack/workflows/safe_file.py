"""Write a file that the user asked for: whole or not at all, readable by its owner only."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from skintrack.errors import InputError
from skintrack.library import Library
from skintrack.library.storage import storage_error
from skintrack.model.phrase import Phrase
from skintrack.model.text import file_label


def refuse_harmful_output(path: Path, inputs: Iterable[Path] = ()) -> None:
    """Refuse a name for new work that would endanger photos.

    Parameters
    ----------
    path : Path
        Where the work is to be written.
    inputs : iterable of Path
        Photos that the work is made from.

    Raises
    ------
    InputError
        With code ``inside_library`` or ``same_file``.
    """
    name = file_label(path)
    place = path.resolve()
    for folder in (place, *place.parents):
        if Library.is_library(folder):
            raise InputError(
                Phrase(
                    "“{file}” cannot be saved inside the library “{folder}”. "
                    "Choose another folder.",
                    file=name,
                    folder=file_label(folder),
                ),
                "inside_library",
            )
    if any(_is_same_file(path, each) for each in inputs):
        raise InputError(
            Phrase("“{file}” is one of the photos themselves. Choose another name.", file=name),
            "same_file",
        )


def write_safely(path: Path, content: bytes) -> None:
    """Write beside the target, sync, then rename over it.

    Raises
    ------
    InputError
        With code ``inside_library``.
    StorageError
        If it cannot be written; an older file of the same name is left as it was.
    """
    refuse_harmful_output(path)
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".skintrack-", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        temporary = None
    except OSError as error:
        raise storage_error(error, path.name) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _is_same_file(one: Path, other: Path) -> bool:
    """Tell whether two paths are one file, under whatever name."""
    try:
        return one.samefile(other)
    except OSError:  # one of them does not exist
        return False
