"""Reads a camera for as long as it is wanted; whoever looks too late gets the latest frame."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from skintrack.capture.camera import Camera

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Frame:
    """One picture of the camera: uint8 RGB (H, W, 3), when it was read, and its number."""

    image: "NDArray[np.uint8]"
    captured_at: datetime
    number: int

    @property
    def width(self) -> int:
        """Width in pixels."""
        return int(self.image.shape[1])

    @property
    def height(self) -> int:
        """Height in pixels."""
        return int(self.image.shape[0])


class Grabbing:
    """One run of a camera, from opening to closing; ``run`` belongs to a thread of its own.

    Parameters
    ----------
    take : callable
        Given each frame on that thread; what it does there delays the next one.
    """

    def __init__(self, take: Callable[[Frame], None]) -> None:
        self._take = take
        self._stop = threading.Event()

    @property
    def is_stopped(self) -> bool:
        """Whether it was asked to end."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask it to end with the frame that is being read; any thread may."""
        self._stop.set()

    def run(self, open_camera: Callable[[], Camera]) -> None:
        """Read until it is stopped; the camera is closed in any case.

        Raises
        ------
        CameraError
            If the camera cannot be opened, or is gone.
        """
        if self.is_stopped:
            return
        camera = open_camera()
        try:
            number = 0
            while not self.is_stopped:
                image = camera.read()
                number += 1
                if not self.is_stopped:
                    self._take(Frame(image, datetime.now(UTC).astimezone(), number))
        finally:
            camera.close()
