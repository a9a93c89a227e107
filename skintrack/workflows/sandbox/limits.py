"""What a child may not do any more once it has everything that it needs.

Linux keeps all of it. macOS keeps files, core dumps and processor time, and memory where its kernel
takes the limit. Windows has none of these calls: there the program ends a child that takes too
long, and sizes are limited before decoding. See docs/adr/0028.
"""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from skintrack.imaging.kinds import Kind
from skintrack.workflows.sandbox import allowance

MOST_MEMORY_BYTES = 800 << 20
"""Beyond what the child has when it begins, the pixels that it leaves for the program included."""

LONGEST_IDLE_S = 30.0
"""After that an idle child ends; the next file begins a new one."""

_CHANNELS = 3
# Their decoders have given most of their memory back when the pixels are left for the program.
_FREED_EARLY = frozenset({Kind.WEBP, Kind.HEIF, Kind.AVIF})
_LEAST_S = 0.05
_NICENESS = 5
"""About a third of the share of another program that wants the same processor: none is starved."""

_NO_NEW_PRIVILEGES = 38  # prctl(2): PR_SET_NO_NEW_PRIVS
_NOT_DUMPABLE = 4  # PR_SET_DUMPABLE


def give_way() -> None:
    """Let the window go first where processors are short; Windows is told when the child begins."""
    if sys.platform != "win32":
        with suppress(OSError):  # it is as low as it goes already
            os.nice(_NICENESS)


def give_up_rights(last_descriptor: int) -> list[str]:
    """Give up memory, files, core dumps and new rights; return what the system has granted.

    Parameters
    ----------
    last_descriptor : int
        The highest one in use; no further file, socket or pipe can be opened.
    """
    if sys.platform == "win32":
        return []
    import resource

    wanted = {
        "core": (resource.RLIMIT_CORE, 0),
        "file_size": (resource.RLIMIT_FSIZE, 0),
        "files": (resource.RLIMIT_NOFILE, last_descriptor + 1),
    }
    base = _address_space_bytes()
    if base is not None:
        wanted["memory"] = (resource.RLIMIT_AS, base + MOST_MEMORY_BYTES)
        _memory_at_first[:] = [base]
    granted = ["privileges"] if _give_up_privileges() else []
    for name, (limit, value) in wanted.items():
        with suppress(OSError, ValueError):
            resource.setrlimit(limit, (value, value))
            granted.append(name)
    return sorted(granted)


class Effort:
    """Limits of one task, narrowed or widened when the photo has said how large it is.

    Parameters
    ----------
    size_bytes : int
        Of the file.
    slowness : float
        Of this computer, as ``allowance.slowness``.
    has_room : bool
        The pixels are left in shared memory, which the system does not count.
    """

    def __init__(self, size_bytes: int, slowness: float, *, has_room: bool) -> None:
        self._size_bytes, self._slowness, self._has_room = size_bytes, slowness, has_room
        self._begun_s = time.process_time()

    def declared(self, kind: Kind, pixels: int) -> None:
        """Hear what the photo says of itself."""
        self._allow(allowance.once_declared(kind, pixels, self._size_bytes))
        if self._has_room and kind not in _FREED_EARLY:
            _limit_memory(MOST_MEMORY_BYTES - _CHANNELS * pixels)

    @contextmanager
    def limited(self) -> Iterator[None]:
        """End this process if the block takes too much processor time, whatever it is doing."""
        self._allow(allowance.before_it_is_known(self._size_bytes))
        try:
            yield
        finally:
            if hasattr(signal, "setitimer"):
                signal.setitimer(signal.ITIMER_PROF, 0)
            _limit_memory(MOST_MEMORY_BYTES)

    def _allow(self, most_s: float) -> None:
        if hasattr(signal, "setitimer"):
            used_s = time.process_time() - self._begun_s
            left_s = max(most_s * self._slowness - used_s, _LEAST_S)
            signal.setitimer(signal.ITIMER_PROF, left_s)


_memory_at_first: list[int] = []


def _limit_memory(bytes_beyond: int) -> None:
    """Lower or raise the limit of address space, up to what was given up."""
    if sys.platform != "win32" and _memory_at_first:
        import resource

        most = _memory_at_first[0] + MOST_MEMORY_BYTES
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (_memory_at_first[0] + bytes_beyond, most))


def end_when_idle(*, is_idle: bool) -> None:
    """End this process after a while, or no more."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, LONGEST_IDLE_S if is_idle else 0)


def _address_space_bytes() -> int | None:
    """Return how much address space is in use; None where the system does not tell it."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")


def _give_up_privileges() -> bool:
    """Let no program that is started from here have more rights, and nobody look inside."""
    if sys.platform != "linux":
        return False
    import ctypes

    prctl = ctypes.CDLL(None).prctl
    prctl(_NOT_DUMPABLE, 0, 0, 0, 0)
    return bool(prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0)
