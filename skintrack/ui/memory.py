"""Memory that nobody uses any more goes back to the system.

Reading thousands of analyses takes far more than what is kept of them, and the C library of Linux
holds on to the rest: some in a place for each thread, unless told that one serves them all.
"""

import sys

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
"""As ``malloc.h`` of the GNU C library numbers them."""

_LARGE_BYTES = 64 << 10


def keep_memory_together() -> None:
    """Let all threads take memory from one place, where the C library can be asked to.

    Python lets one of them work at a time, so they hardly wait for each other; and what one thread
    gave back serves the next. Large pieces (pictures, what SQLite sorts, long rows of numbers) stay
    apart and go back at once: the C library would begin to put them among the small ones, which
    keep the room. To be called before the first thread.
    """
    if sys.platform != "linux":
        return
    import ctypes

    choose = getattr(ctypes.CDLL(None), "mallopt", None)
    if choose is not None:
        choose(_M_ARENA_MAX, 1)
        choose(_M_MMAP_THRESHOLD, _LARGE_BYTES)


def give_back_memory() -> None:
    """Give free memory back where the C library can be asked to; safe on any thread."""
    if sys.platform != "linux":
        return
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
