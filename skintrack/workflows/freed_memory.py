"""Keeping freed memory for the next photo, in commands that measure one after the other.

Measuring takes and frees dozens of pieces of some megabytes. The C library gives them back to the
system in between, and fetching them anew took a tenth of the time of a photo.
"""

import sys
from contextlib import suppress
from functools import cache

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # mallopt(3)
_MOST_KEPT_BYTES = 128 << 20
_LARGEST_KEPT_BYTES = 32 << 20  # the most that glibc takes


@cache
def keep_freed_memory() -> None:
    """Let this process keep up to 128 MB that it has freed, until it ends; glibc only.

    For commands. A window gives its memory back: it stays open for hours after a measurement.
    """
    if sys.platform != "linux":
        return
    import ctypes

    with suppress(OSError, AttributeError):  # another C library
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_MMAP_THRESHOLD, _LARGEST_KEPT_BYTES)
        mallopt(_TRIM_THRESHOLD, _MOST_KEPT_BYTES)
