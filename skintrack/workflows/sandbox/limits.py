"""What a child may not do any more once it has everything that it needs.

Linux keeps all of it. macOS keeps files, core dumps and processor time, and memory where its kernel
takes the limit. Windows has none of these calls: there the program ends a child that takes too
long, and sizes are limited before decoding. See docs/adr/0028.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MOST_MEMORY_BYTES = 1 << 30
"""Beyond what the child has when it begins."""

_LEAST_TIME_S, _MOST_TIME_S = 4.0, 6.0
_S_PER_BYTE = 0.6e-6  # a camera's HEIF of 33 megapixels and 5 MB took 4 s on a busy computer

LONGEST_IDLE_S = 30.0
"""After that an idle child ends; the next file begins a new one."""

_NO_NEW_PRIVILEGES = 38  # prctl(2): PR_SET_NO_NEW_PRIVS
_NOT_DUMPABLE = 4  # PR_SET_DUMPABLE


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
    granted = ["privileges"] if _give_up_privileges() else []
    for name, (limit, value) in wanted.items():
        with suppress(OSError, ValueError):
            resource.setrlimit(limit, (value, value))
            granted.append(name)
    return sorted(granted)


def most_processor_s(size_bytes: int) -> float:
    """Return how long a file of this size may be worked on.

    Small files get so little that, with a new child after it, nobody waits longer than five
    seconds: what is small and slow is a bomb. Large photos may take longer.
    """
    return min(max(_LEAST_TIME_S, 3.0 + size_bytes * _S_PER_BYTE), _MOST_TIME_S)


@contextmanager
def limited_processor_time(most_s: float) -> Iterator[None]:
    """End this process if the block takes too much processor time, whatever it is doing."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, most_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


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
