"""The right to show a library, and calls to the window that has it; knows no Qt.

Everything lies in a folder of the user's that nobody else may look into. Its names are made of
numbers that the file system gives the library's folder, and tell nothing. The system lets go of a
lock when a program ends, however it ends, so none is ever stale; a call that nobody answers is
taken back by who made it.
"""

import os
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

from skintrack.settings import linux_home

_PATIENCE_S = 12.0
_LOOK_S = 0.03
_MOST_TOKEN = 4096


def meeting_place() -> Path:
    """Return the folder where programs of this user meet, made if it is missing.

    Raises
    ------
    OSError
        If it cannot be made, or is not this user's alone.
    """
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    base = Path(given) if given and _is_private(Path(given)) else state_folder()
    folder = base / "skintrack-windows"
    base.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    if not _is_private(folder):
        raise PermissionError("This folder is open to others.")
    return folder


def state_folder() -> Path:
    """Return where programs of this user keep what lasts, but is no setting."""
    home = linux_home("XDG_STATE_HOME", ".local/state")
    if home is not None:
        return home / "SkinTrack"
    # Not at the top: the window opens sooner.
    from platformdirs import user_state_path

    return user_state_path("SkinTrack")


class WindowHold:
    """The right to show one library in a window, from ``take`` until ``release``."""

    def __init__(self, folder: Path, calls: Path, descriptor: int) -> None:
        self.folder = folder
        self.calls = calls
        self._descriptor = descriptor

    @classmethod
    def take(cls, folder: Path) -> Self | None:
        """Take the right to show a library, or None where a window has it.

        Raises
        ------
        OSError
            If there is no such library, or the system gives no place to meet.
        """
        place, name = meeting_place(), _name_of(folder)
        calls = place / name
        calls.mkdir(mode=0o700, exist_ok=True)
        descriptor = os.open(place / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(descriptor)
        except OSError:
            os.close(descriptor)
            return None
        return cls(folder, calls, descriptor)

    def answer(self) -> tuple[str, ...]:
        """Answer every call, and return what each brought along to be allowed to come forward."""
        brought = []
        for call in sorted(self.calls.glob("call-*")):
            with suppress(OSError):
                brought.append(call.read_text(encoding="utf-8")[:_MOST_TOKEN])
                call.unlink()
        return tuple(brought)

    def release(self) -> None:
        """Let another window show the library; twice is allowed."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def hold_or_call(folder: Path, patience_s: float = _PATIENCE_S) -> WindowHold | bool:
    """Take the right to show a library, or call the window that has it.

    Returns
    -------
    WindowHold or bool
        True where the window that has it answered; False where it did not in time.

    Raises
    ------
    OSError
        As for ``WindowHold.take``.
    """
    hold = WindowHold.take(folder)
    if hold is not None:
        return hold
    call = meeting_place() / _name_of(folder) / f"call-{os.getpid()}-{time.time_ns()}"
    _write_private(call, os.environ.get("XDG_ACTIVATION_TOKEN", ""))
    deadline = time.monotonic() + patience_s
    try:
        while time.monotonic() < deadline:
            if not call.exists():
                return True
            hold = WindowHold.take(folder)
            if hold is not None:  # the window that had it was closed meanwhile
                return hold
            time.sleep(_LOOK_S)
        return False
    finally:
        call.unlink(missing_ok=True)


def _write_private(path: Path, text: str) -> None:
    """Write a file that has all its words from the moment it has its name."""
    building = path.with_name(f"new-{path.name}")
    descriptor = os.open(building, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    building.replace(path)


def _name_of(folder: Path) -> str:
    """Return what a library's folder is called here, whatever path leads to it."""
    found = folder.stat()
    return f"{found.st_dev:x}-{found.st_ino:x}"


def _is_private(folder: Path) -> bool:
    """Whether a folder is this user's and nobody else may enter it."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    if not stat.S_ISDIR(found.st_mode):
        return False
    if sys.platform == "win32":
        return True  # a user's own folders are closed to others there
    return found.st_uid == os.getuid() and not found.st_mode & 0o077


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
