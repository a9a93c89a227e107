"""Work on many widgets in short turns of the loop, so that no click waits for all of it."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer, Slot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

_TURN_S = 0.008
# Without a wait Qt goes on before it looks at the mouse, keys and timers.
PAUSE_MS = 1
# What is seen is painted first.
_FIRST_PAUSE_MS = 100


class LaterWidgets(QObject):
    """Does the same to each of many widgets, a few in each turn; those that are seen come first.

    Parameters
    ----------
    work : callable
        Done to each widget that still exists when its turn comes.
    """

    def __init__(self, work: Callable[[QWidget], None]) -> None:
        super().__init__()
        self._work = work
        self._waiting: dict[QWidget, None] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_waiting(self) -> bool:
        """Whether some widgets are still to come."""
        return bool(self._waiting)

    def take_over(self, widgets: Iterable[QWidget]) -> None:
        """Do it to those that are seen now, and to the others when nobody waits for anything.

        What waited from before and is not among them is left as it is.
        """
        self._waiting = dict.fromkeys(widgets)
        for widget in self._seen():
            self._do(widget)
        if self._waiting:
            self._timer.start(_FIRST_PAUSE_MS)

    def waits_for(self, widget: QWidget) -> bool:
        """Whether the turn of a widget has not come."""
        return widget in self._waiting

    def _seen(self) -> list[QWidget]:
        """Return those that are seen; forget those that do not exist any more."""
        self._waiting = {each: None for each in self._waiting if shiboken6.isValid(each)}
        return [each for each in self._waiting if each.isVisible()]

    @Slot()
    def _go_on(self) -> None:
        # A page may have been opened since the last turn.
        order = dict.fromkeys(self._seen()) | self._waiting
        end = perf_counter() + _TURN_S
        for widget in order:
            self._do(widget)
            if perf_counter() > end:
                break
        if self._waiting:
            self._timer.start(PAUSE_MS)

    def _do(self, widget: QWidget) -> None:
        if widget in self._waiting:
            del self._waiting[widget]
            if shiboken6.isValid(widget):
                self._work(widget)
