"""One program at a time: a lock that the system releases even when the program is killed."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from skintrack.errors import LibraryError
from skintrack.library.storage import make_private, storing
from skintrack.model.phrase import Phrase
from skintrack.model.text import file_label

LOCK_NAME = "library.lock"
_CLOSED = b"closed\n"


class LibraryLock:
    """Exclusive hold on a library folder, from creation until ``release``.

    ``was_closed_whole`` tells whether the last program that held it ended in order.

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
        with storing(str(folder / LOCK_NAME)):
            self.was_closed_whole = os.read(self._descriptor, len(_CLOSED)) == _CLOSED

    @property
    def is_held(self) -> bool:
        """Whether it was not released yet."""
        return self._descriptor >= 0

    def note_open(self) -> None:
        """Note that from now on a sudden end may leave something half done."""
        with storing(LOCK_NAME):
            self._write(b"")

    def note_closed_whole(self) -> None:
        """Note for the next opening that this one ended in order, with nothing half done."""
        with suppress(OSError):
            self._write(_CLOSED)

    def _write(self, text: bytes) -> None:
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.ftruncate(self._descriptor, 0)
        os.write(self._descriptor, text)

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
