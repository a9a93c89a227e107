"""Memory that nobody uses any more goes back to the system.

Reading thousands of analyses takes far more than what is kept of them, and the C library of Linux
holds on to the rest.
"""

import sys


def give_back_memory() -> None:
    """Give free memory back where the C library can be asked to; safe on any thread."""
    if sys.platform != "linux":
        return
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
