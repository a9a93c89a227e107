"""How long the event loop of the window was away: a timer that should tick every few milliseconds.

A gap holds whatever kept the GUI thread from its events: its own work, and waiting for Python's
lock while other threads hold it.
"""

import time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot

_TICK_MS = 4
_SCHEDULE = Path("/proc/thread-self/schedstat")
_NANOSECONDS = 1e9


class GapMeter(QObject):
    """Notes each gap between two ticks, in ms beyond the tick itself.

    ``work_ms`` is the processor's time that the thread itself used meanwhile, ``queued_ms`` how
    long it was ready and other programs (or other threads) had the processors, where the system
    tells: on a busy computer a gap is mostly that.
    """

    def __init__(self) -> None:
        super().__init__()
        self.gaps_ms: list[float] = []
        self.work_ms: list[float] = []
        self.queued_ms: list[float] = []
        self._last = self._last_work = self._last_queued = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def longest_ms(self) -> float:
        """The longest gap."""
        return max(self.gaps_ms, default=0.0)

    @property
    def most_work_ms(self) -> float:
        """The most that the thread worked between two ticks."""
        return max(self.work_ms, default=0.0)

    @property
    def longest_alone_ms(self) -> float:
        """The longest gap without the time in which others had the processors."""
        pairs = zip(self.gaps_ms, self.queued_ms, strict=True)
        return max((gap - queued for gap, queued in pairs), default=0.0)

    def count_over(self, limit_ms: float) -> int:
        """Return how many gaps were longer than this."""
        return sum(gap > limit_ms for gap in self.gaps_ms)

    def start(self) -> None:
        """Measure from now on."""
        self.gaps_ms.clear()
        self.work_ms.clear()
        self.queued_ms.clear()
        self._last, self._last_work = time.perf_counter(), time.thread_time()
        self._last_queued = queued_s()
        self._timer.start()

    def stop(self) -> None:
        """Measure no more."""
        self._timer.stop()

    @Slot()
    def _tick(self) -> None:
        now, work, queued = time.perf_counter(), time.thread_time(), queued_s()
        self.gaps_ms.append(max(0.0, (now - self._last) * 1000 - _TICK_MS))
        self.work_ms.append((work - self._last_work) * 1000)
        self.queued_ms.append((queued - self._last_queued) * 1000)
        self._last, self._last_work, self._last_queued = now, work, queued


def queued_s() -> float:
    """Return how long this thread has waited for a processor so far; 0 where nobody tells."""
    try:
        told = _SCHEDULE.read_text(encoding="ascii").split()
    except OSError:
        return 0.0
    return int(told[1]) / _NANOSECONDS
