"""The shutter: a countdown, then three shots about a second apart."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from skintrack.ui.cameras import Cameras

if TYPE_CHECKING:
    from skintrack.capture.grabbing import Frame

SHOTS = 3
COUNTDOWNS_S = (0, 3, 10)
_SECOND_MS = 1000
_NEW_FRAME_MS = 30


class Shooting(QObject):
    """Takes frames at their time.

    ``counted`` tells the seconds left, ``shot`` how many shots there are, ``ended`` that it is
    over; what was taken by then is in ``frames``, also where the camera went away meanwhile.

    Parameters
    ----------
    cameras : Cameras
        Where the frames are from.
    second_ms : int
        How long a second is; tests have no time.
    """

    counted = Signal(int)
    shot = Signal(int)
    ended = Signal()

    def __init__(self, cameras: Cameras, second_ms: int = _SECOND_MS) -> None:
        super().__init__()
        self._cameras = cameras
        self.second_ms = second_ms
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tick)
        self.seconds_left = 0
        self.is_running = False
        self.frames: tuple[Frame, ...] = ()
        cameras.changed.connect(self._follow_camera)

    def begin(self, countdown_s: int) -> None:
        """Count down, then shoot."""
        if self.is_running or not self._cameras.is_on:
            return
        self.is_running = True
        self.frames = ()
        self.seconds_left = countdown_s
        self._step()

    @Slot()
    def cancel(self) -> None:
        """Stop, and forget the shots."""
        if self.is_running:
            self.frames = ()
            self._end()

    @Slot()
    def _tick(self) -> None:
        if self.seconds_left:
            self.seconds_left -= 1
        self._step()

    def _step(self) -> None:
        if self.seconds_left:
            self.counted.emit(self.seconds_left)
            self._timer.start(self.second_ms)
            return
        frame = self._cameras.frame
        if frame is None or (self.frames and frame.number <= self.frames[-1].number):
            self._timer.start(_NEW_FRAME_MS)
            return
        self.frames = (*self.frames, frame)
        self.shot.emit(len(self.frames))
        if len(self.frames) == SHOTS:
            self._end()
        else:
            self._timer.start(self.second_ms)

    def _end(self) -> None:
        self._timer.stop()
        self.is_running = False
        self.seconds_left = 0
        self.ended.emit()

    @Slot()
    def _follow_camera(self) -> None:
        if self.is_running and not self._cameras.is_on:
            self._end()
