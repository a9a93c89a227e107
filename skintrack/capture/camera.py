"""A camera that is opened: it gives frames until it is closed, or gone."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from skintrack.capture.camera_error import camera_in_use, camera_lost

if TYPE_CHECKING:
    import cv2
    import numpy as np
    from numpy.typing import NDArray

_WANTED_SIZE = (1920, 1080)
_FIRST_FRAMES = 10  # some cameras give nothing at first
_PAUSE_S = 0.05
_USUAL_RATE = 25.0


class Camera(Protocol):
    """Gives frames one after the other; used by one thread at a time."""

    def read(self) -> "NDArray[np.uint8]":
        """Wait for the next frame and return it, uint8 RGB (H, W, 3), never mirrored.

        Raises
        ------
        CameraError
            If there are no more frames: the camera was unplugged or taken away.
        """

    def close(self) -> None:
        """Switch the camera off."""


class ConnectedCamera:
    """A camera of this computer.

    Parameters
    ----------
    index : int
        As the system counts them.

    Raises
    ------
    CameraError
        If it cannot be opened or gives no picture.
    """

    def __init__(self, index: int) -> None:
        self._capture = _opened(index)
        self._first = self._first_frame()

    def read(self) -> "NDArray[np.uint8]":
        """Return the next frame; see ``Camera``."""
        if self._first is not None:
            frame, self._first = self._first, None
            return frame
        is_there, frame_bgr = self._capture.read()
        if not is_there:
            raise camera_lost()
        return _rgb(frame_bgr)

    def close(self) -> None:
        """Switch the camera off."""
        self._capture.release()

    def _first_frame(self) -> "NDArray[np.uint8] | None":
        if self._capture.isOpened():
            for _ in range(_FIRST_FRAMES):
                is_there, frame = self._capture.read()
                if is_there:
                    return _rgb(frame)
                time.sleep(_PAUSE_S)
        self._capture.release()
        raise camera_in_use()


class VideoFile:
    """A video file in place of a camera; it gives its frames in their own time.

    Parameters
    ----------
    path : Path
        Any video that OpenCV reads.
    is_endless : bool
        Whether it begins again at its end; otherwise the camera is gone then.

    Raises
    ------
    CameraError
        If it cannot be read.
    """

    def __init__(self, path: Path, *, is_endless: bool = True) -> None:
        self._path = path
        self._is_endless = is_endless
        self._capture = _opened(str(path))
        if not self._capture.isOpened():
            raise camera_in_use()
        rate = self._capture.get(_frame_rate()) or _USUAL_RATE
        self._frame_s = 1.0 / rate
        self._next = time.monotonic()

    def read(self) -> "NDArray[np.uint8]":
        """Return the next frame when its time has come; see ``Camera``."""
        now = time.monotonic()
        time.sleep(max(0.0, self._next - now))
        self._next = max(self._next, now) + self._frame_s
        is_there, frame = self._capture.read()
        if not is_there and self._is_endless:
            self._capture.release()
            self._capture = _opened(str(self._path))
            is_there, frame = self._capture.read()
        if not is_there:
            raise camera_lost()
        return _rgb(frame)

    def close(self) -> None:
        """Let go of the file."""
        self._capture.release()


def silence() -> None:
    """Keep OpenCV from writing to the terminal what is said in the window in words."""
    from cv2.utils import logging

    logging.setLogLevel(logging.LOG_LEVEL_SILENT)


def _opened(source: int | str) -> "cv2.VideoCapture":
    import cv2

    silence()
    if isinstance(source, str):
        return cv2.VideoCapture(source)
    capture = cv2.VideoCapture(source)
    if capture.isOpened():
        # Compressed frames: a cable that bears ten plain ones a second bears thirty of these.
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, _WANTED_SIZE[0])
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, _WANTED_SIZE[1])
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    return capture


def _frame_rate() -> int:
    import cv2

    return cv2.CAP_PROP_FPS


def _rgb(frame: "cv2.typing.MatLike") -> "NDArray[np.uint8]":
    import cv2

    return cast("NDArray[np.uint8]", cv2.cvtColor(frame, cv2.COLOR_BGR2RGB))
