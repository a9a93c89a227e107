"""One program at a time: a lock that the system releases even when the program is killed."""

import os
import sys
from pathlib import Path

from skintrack.errors import LibraryError
from skintrack.library.storage import make_private, storing
from skintrack.model.phrase import Phrase
from skintrack.model.text import file_label

LOCK_NAME = "library.lock"


class LibraryLock:
    """Exclusive hold on a library folder, from creation until ``release``.

    Raises
    ------
    LibraryError
        With code ``in_use`` if another program, or another ``Library``, holds it.
    StorageError
        If the lock file cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        with storing(str(folder / LOCK_NAME)):
            self._descriptor = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            raise LibraryError(
                Phrase(
                    "The library “{file}” is open in another SkinTrack. Close that one first.",
                    file=file_label(folder),
                ),
                "in_use",
            ) from error
        make_private(folder / LOCK_NAME, 0o600)

    def release(self) -> None:
        """Let others open the library. The file stays: removing it would race with them."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
