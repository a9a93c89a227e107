"""Looks at every few frames off the GUI thread and says what to change."""

import time
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from skintrack.capture.drawing import Aim, FaceDrawing, aim_at
from skintrack.capture.grabbing import Frame
from skintrack.capture.hints import Hint, HintGroup, find_hints
from skintrack.capture.seen_face import SeenFace
from skintrack.capture.steady import SteadyHints
from skintrack.model import CaptureConditions
from skintrack.ui.cameras import Cameras
from skintrack.ui.capture.finders import SharedFinders
from skintrack.ui.tasks import TaskRunner

_PAUSE_S = 0.2


class HintWatch(QObject):
    """One look at a time; ``changed`` tells that other hints are to be shown.

    Parameters
    ----------
    cameras : Cameras
        Whose pictures.
    tasks : TaskRunner
        Where the looking is done.
    finders : SharedFinders
        Find the face.
    """

    changed = Signal()

    def __init__(self, cameras: Cameras, tasks: TaskRunner, finders: SharedFinders) -> None:
        super().__init__()
        self._cameras = cameras
        self._tasks = tasks
        self._finders = finders
        self._steady = SteadyHints()
        self._is_looking = self._is_wanted = False
        self._rested_at = 0.0
        self._drawing: FaceDrawing | None = None
        self._baseline: CaptureConditions | None = None
        self._before: SeenFace | None = None
        self.has_looked = self.has_face = False
        self.is_able = True
        cameras.pictured.connect(self._look)

    @property
    def shown(self) -> dict[HintGroup, Hint]:
        """The hints to show now, by what they are about."""
        return self._steady.shown

    @property
    def is_aiming(self) -> bool:
        """Whether there is a face to repeat; close-ups have none."""
        return self._drawing is not None

    def aim_for(self, drawing: FaceDrawing | None, baseline: CaptureConditions | None) -> None:
        """Say what the photo should be like."""
        self._drawing, self._baseline = drawing, baseline
        self._restart()

    def begin(self) -> None:
        """Look from now on."""
        self._is_wanted = True
        self._restart()

    def end(self) -> None:
        """Look no more."""
        self._is_wanted = False
        self._restart()

    def _restart(self) -> None:
        self._steady.forget()
        self._before = None
        self.has_looked = self.has_face = False
        self.changed.emit()

    @Slot()
    def _look(self) -> None:
        frame, is_resting = self._cameras.frame, time.monotonic() - self._rested_at < _PAUSE_S
        if frame is None or self._is_looking or is_resting or not self._is_wanted:
            return
        self._is_looking = True
        work = partial(_look_at, self._finders, frame)
        self._tasks.run(work, done=partial(self._take, frame), failed=self._fail)

    def _take(self, frame: Frame, result: tuple[bool, SeenFace | None]) -> None:
        self._is_looking, self._rested_at = False, time.monotonic()
        if not self._is_wanted:
            return
        is_able, face = result
        aim = self._aim(frame)
        hints: tuple[Hint, ...] = ()
        if is_able and self._drawing is not None:
            hints = find_hints(face, aim, self._baseline, before=self._before)
        was_told = (self.has_looked, self.has_face, self.is_able)
        self._before = face
        self.is_able, self.has_looked, self.has_face = is_able, True, face is not None
        is_other = self._steady.take(hints)
        if is_other or was_told != (self.has_looked, self.has_face, self.is_able):
            self.changed.emit()

    def _aim(self, frame: Frame) -> Aim | None:
        return None if self._drawing is None else aim_at(self._drawing, frame.width, frame.height)

    def _fail(self, _error: BaseException) -> None:
        """Go on with the next frame: one that cannot be looked at is not worth a message."""
        self._is_looking, self._rested_at = False, time.monotonic()


def _look_at(finders: SharedFinders, frame: Frame) -> tuple[bool, SeenFace | None]:
    from skintrack.workflows import live_look

    found = finders.get()
    if not found.are_installed:
        return False, None
    return True, live_look.look_at_frame(frame.image, found)
