"""The camera of this computer: on only while somebody looks, and read on a thread of its own.

Frames that come while the window is busy are dropped. Of each only a picture of the size it is
shown at crosses to the GUI thread; ``frame`` has the whole one, for the shutter.
"""

from __future__ import annotations

import threading
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot

from skintrack.ui.qimage import image_from_array

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtGui import QImage

    from skintrack.capture.cameras import CameraChoice, CameraSource
    from skintrack.capture.grabbing import Frame, Grabbing
    from skintrack.ui.tasks import TaskRunner

_FIRST_SIZE = QSize(1280, 720)


class CameraState(Enum):
    """What the camera does."""

    OFF = auto()
    STARTING = auto()
    ON = auto()
    FAILED = auto()


class Cameras(QObject):
    """Switches a camera on and off, and has its latest picture.

    ``changed`` is sent with each change of ``state``, ``pictured`` with each new ``picture``.

    Parameters
    ----------
    source : CameraSource or None
        Knows the cameras; None for those of this computer.
    tasks : TaskRunner
        With one worker, for nothing else.
    """

    changed = Signal()
    pictured = Signal()
    _arrived = Signal(object)
    _found = Signal(object, object)

    def __init__(self, source: CameraSource | None, tasks: TaskRunner) -> None:
        super().__init__()
        self._source = source
        self._tasks = tasks
        self._grabbing: Grabbing | None = None
        self._lock = threading.Lock()
        self._latest: tuple[Frame, QImage] | None = None
        self._is_announced = False
        self.state = CameraState.OFF
        self.error: BaseException | None = None
        self.names: tuple[str, ...] = ()
        self.chosen = 0
        self.frame: Frame | None = None
        self.picture: QImage | None = None
        self.shown_size = _FIRST_SIZE
        self.is_mirrored = True
        queued = Qt.ConnectionType.QueuedConnection
        self._arrived.connect(self._take_picture, queued)
        self._found.connect(self._take_names, queued)

    @property
    def is_on(self) -> bool:
        """Whether a camera is on, or being switched on."""
        return self.state in {CameraState.STARTING, CameraState.ON}

    def choose(self, place: int) -> None:
        """Use another camera from now on."""
        if place != self.chosen:
            self.chosen = place
            if self.is_on:
                self.stop()
                self.start()

    @Slot()
    def start(self) -> None:
        """Switch the camera on."""
        if self.is_on:
            return
        from skintrack.capture.grabbing import Grabbing

        grabbing = self._grabbing = Grabbing(self._take_frame)
        self.error = None
        self._set_state(CameraState.STARTING)
        work = partial(self._run, grabbing, self.chosen)
        ended = partial(self._end, grabbing)
        failed = partial(self._fail, grabbing)
        self._tasks.run(work, done=ended, failed=failed)

    @Slot()
    def stop(self) -> None:
        """Switch the camera off."""
        self._let_go()
        self._set_state(CameraState.OFF)

    def _let_go(self) -> None:
        grabbing, self._grabbing = self._grabbing, None
        if grabbing is not None:
            grabbing.stop()
        with self._lock:
            self._latest = None
        self.frame = self.picture = None

    def close(self) -> None:
        """Switch it off for good and wait for its thread."""
        self.stop()
        self._tasks.close()

    # On the camera's thread

    def _run(self, grabbing: Grabbing, place: int) -> None:
        # Not at the top: the window opens sooner without anything of cameras.
        from skintrack.capture.camera_error import camera_missing
        from skintrack.capture.cameras import ConnectedCameras

        choices = (self._source or ConnectedCameras()).find()
        self._found.emit(grabbing, choices)
        if not choices:
            raise camera_missing()
        grabbing.run(choices[min(place, len(choices) - 1)].open)

    def _take_frame(self, frame: Frame) -> None:
        picture = self._shown(frame.image)
        with self._lock:
            if self._grabbing is None or self._grabbing.is_stopped:
                return
            self._latest = (frame, picture)
            is_new, self._is_announced = not self._is_announced, True
        if is_new:
            self._arrived.emit(self._grabbing)

    def _shown(self, image: NDArray[np.uint8]) -> QImage:
        """Make the frame as large as it is shown, so that painting it is a mere copy."""
        import cv2
        import numpy as np

        height, width = image.shape[:2]
        scale = min(self.shown_size.width() / width, self.shown_size.height() / height)
        size = (max(round(width * scale), 1), max(round(height * scale), 1))
        method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        small = cv2.resize(image, size, interpolation=method)
        if self.is_mirrored:
            small = cv2.flip(small, 1)
        return image_from_array(np.asarray(small, np.uint8))

    # On the GUI thread

    @Slot(object)
    def _take_picture(self, grabbing: Grabbing) -> None:
        with self._lock:
            latest, self._is_announced = self._latest, False
        if latest is None or grabbing is not self._grabbing:
            return
        self.frame, self.picture = latest
        self._set_state(CameraState.ON)
        self.pictured.emit()

    @Slot(object, object)
    def _take_names(self, grabbing: Grabbing, choices: tuple[CameraChoice, ...]) -> None:
        if grabbing is self._grabbing:
            self.names = tuple(choice.name for choice in choices)
            self.changed.emit()

    def _end(self, grabbing: Grabbing, _result: object) -> None:
        if grabbing is self._grabbing:
            self.stop()

    def _fail(self, grabbing: Grabbing, error: BaseException) -> None:
        if grabbing is self._grabbing:
            self._let_go()
            self.error = error
            self._set_state(CameraState.FAILED)

    def _set_state(self, state: CameraState) -> None:
        if state is not self.state:
            self.state = state
            self.changed.emit()
