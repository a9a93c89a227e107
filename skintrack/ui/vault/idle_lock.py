"""When an encrypted library is to be locked by itself: nobody touches it, or the computer slept."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from skintrack.settings import SettingsStore

_LOOK_S = 5.0
# Two looks lie 5 s apart. Where the clock on the wall says much more, the computer slept, or
# somebody set it; where all clocks do, the program was stopped. Both lock.
_SLEPT_S = 60.0
_MINUTE_S = 60.0


@dataclass(frozen=True)
class Clocks:
    """The two clocks; a test gives its own."""

    steady: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time


class IdleLock(QObject):
    """Tells ``due`` when it is time to lock, from ``begin`` to ``end``."""

    due = Signal()

    def __init__(self, settings: SettingsStore, clocks: Clocks, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._clocks = clocks
        self._touched_at = 0.0
        self._looked_at = (0.0, 0.0)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.setInterval(round(1000 * _LOOK_S))
        self._timer.timeout.connect(self.look)

    @property
    def is_running(self) -> bool:
        """Whether anything is waited for."""
        return self._timer.isActive()

    def begin(self) -> None:
        """Count from now."""
        self._touched_at = self._clocks.steady()
        self._looked_at = (self._touched_at, self._clocks.wall())
        self._timer.start()

    def end(self) -> None:
        """Wait for nothing more."""
        self._timer.stop()

    @Slot()
    def note_touch(self) -> None:
        """Count anew: somebody is there."""
        self._touched_at = self._clocks.steady()

    @Slot()
    def look(self) -> None:
        """See whether it is time."""
        steady, wall = self._clocks.steady(), self._clocks.wall()
        passed = max(steady - self._looked_at[0], wall - self._looked_at[1])
        self._looked_at = (steady, wall)
        minutes = self._settings.current.lock_minutes
        is_idle = minutes > 0 and steady - self._touched_at >= minutes * _MINUTE_S
        if is_idle or passed >= _SLEPT_S:
            self.due.emit()
