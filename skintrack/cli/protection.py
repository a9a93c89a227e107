"""What keeps other programs from reading the memory of this one, where the system offers it."""

import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4


def protect_memory() -> None:
    """Let no crash write photos or keys to the disk, and no other program of the user read them.

    Child processes inherit the first, not the second. A system that refuses is left as it is: this
    is a second line, behind the encryption.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(ImportError, OSError, AttributeError):
            import ctypes

            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
