"""Write a file that the user asked for: whole or not at all, readable by its owner only."""

import errno
import os
import tempfile
from pathlib import Path

from skintrack.errors import StorageError


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
        raise StorageError(f"“{path.name}” could not be saved: {_reason(error)}") from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _reason(error: OSError) -> str:
    reasons = {
        errno.ENOSPC: "the disk is full. Free some space and try again.",
        errno.EACCES: "you may not write there. Choose another folder.",
        errno.EPERM: "you may not write there. Choose another folder.",
        errno.EROFS: "the disk is read-only. Choose another folder.",
        errno.ENOENT: "its folder does not exist. Choose another folder.",
        errno.EISDIR: "a folder of that name is in the way. Choose another name.",
    }
    return reasons.get(error.errno or 0, "the disk reported an error. Choose another folder.")
