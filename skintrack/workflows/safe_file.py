"""Write a file that the user asked for: whole or not at all, readable by its owner only."""

import os
import tempfile
from pathlib import Path

from skintrack.library.storage import storage_error


def write_safely(path: Path, content: bytes) -> None:
    """Write beside the target, sync, then rename over it.

    Raises
    ------
    StorageError
        If it cannot be written; an older file of the same name is left as it was.
    """
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
