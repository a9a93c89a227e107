"""The face finders that ghost, hints and review share; loaded on a worker, at first use."""

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from skintrack.workflows.face_finders import FaceFinders


class SharedFinders:
    """Makes the finders once; never asked on the GUI thread, since OpenCV takes its time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: FaceFinders | None = None

    def get(self) -> "FaceFinders":
        """Return the finders."""
        from skintrack.workflows.face_finders import FaceFinders

        with self._lock:
            if self._made is None:
                self._made = FaceFinders()
            return self._made
