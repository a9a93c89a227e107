"""Memory in which a child leaves pixels for the program: no copy, no name, nothing on the disk.

Only Linux has it; elsewhere pixels come through the pipe. Its size is sealed, so that a child
cannot cut it off under the program's eyes. See docs/adr/0028.
"""

import ctypes
import mmap
import os
import sys
import weakref
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Lock, Thread

from skintrack.imaging.refusals import MOST_PIXELS

MOST_BYTES = 3 * MOST_PIXELS
"""As much as the largest photo takes; only what is written takes memory."""

KEPT_S = 1.0
"""So long its pages are kept for the next photo: fresh ones cost half as much as the decoding."""

_NO_EXECUTION = 0x0008  # memfd_create(2): MFD_NOEXEC_SEAL, since Linux 6.3
_BLOCK_BYTES = 512  # of st_blocks


class PixelMemory:
    """Memory of one child, for one photo at a time.

    Parameters
    ----------
    descriptor : int
        Of memory without a name, sealed at ``MOST_BYTES``; this object closes it.
    """

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self._mapped = mapped(descriptor)
        self._lock = Lock()
        self._is_free = True
        # Of all queues the only one that may be used while an object is cleared away.
        self._turns: SimpleQueue[bool | None] = SimpleQueue()
        self._cleaner: Thread | None = None

    @property
    def taken_bytes(self) -> int:
        """How much memory is in it."""
        return os.fstat(self.descriptor).st_blocks * _BLOCK_BYTES

    def take(self) -> bool:
        """Take it for a photo; False while the last one is still looked at."""
        with self._lock:
            if not self._is_free:
                return False
            self._is_free = False
            self._turns.put(False)
            if self._cleaner is None:
                self._cleaner = Thread(target=self._clean, name="pixel-memory", daemon=True)
                self._cleaner.start()
        return True

    def holds(self, size_bytes: int) -> bool:
        """Tell whether so much can have been written."""
        return size_bytes <= min(MOST_BYTES, self.taken_bytes)

    def lend(self, size_bytes: int) -> memoryview:
        """Return the pixels of the photo that it was taken for; it is free once they are gone."""
        holder = (ctypes.c_ubyte * size_bytes).from_buffer(self._mapped)
        weakref.finalize(holder, self.give_back).atexit = False
        return memoryview(holder).cast("B")

    def give_back(self) -> None:
        """Let the next photo have it; also called while the pixels of the last are cleared away."""
        self._is_free = True
        self._turns.put(True)

    def close(self) -> None:
        """Let go of it; pixels that are still looked at stay until they are gone."""
        self._turns.put(None)
        with self._lock, suppress(BufferError):
            self._is_free = False
            os.close(self.descriptor)
            self._mapped.close()

    def _clean(self) -> None:
        """Give the pages back to the system when no photo comes for a while, and end."""
        is_free: bool | None = False
        while True:
            try:
                is_free = self._turns.get(timeout=KEPT_S) if is_free else self._turns.get()
            except Empty:
                with self._lock:  # nobody takes it meanwhile
                    if self._is_free:
                        self._empty()
                        return
                is_free = False  # it was taken just now
            if is_free is None:
                return

    def _empty(self) -> None:
        if sys.platform == "linux":
            self._mapped.madvise(mmap.MADV_REMOVE)
        self._cleaner = None


def new_memory() -> PixelMemory | None:
    """Return memory for a new child, or None where the system does not offer it."""
    if sys.platform != "linux":
        return None
    import fcntl

    flags = os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING
    try:
        try:
            descriptor = os.memfd_create("", flags | _NO_EXECUTION)
        except OSError:  # an older kernel
            descriptor = os.memfd_create("", flags)
    except OSError:
        return None
    try:
        os.ftruncate(descriptor, MOST_BYTES)
        seals = fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL
        fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, seals)
        return PixelMemory(descriptor)
    except OSError:
        os.close(descriptor)
        return None


def mapped(descriptor: int) -> mmap.mmap:
    """Map the memory, in the program or in the child; it is left out of core dumps."""
    memory = mmap.mmap(descriptor, MOST_BYTES)
    if sys.platform == "linux":
        memory.madvise(mmap.MADV_DONTDUMP)
    return memory
