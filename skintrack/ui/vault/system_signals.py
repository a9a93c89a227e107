"""What the system says before it sleeps and when its screen is locked, where it has a bus for it.

The clocks notice a sleep as well, but only after it: until the next look the library would lie
open on the screen.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot


@dataclass(frozen=True)
class _Source:
    """A signal of a bus: of the system's, or of the session's."""

    is_system: bool
    interface: str
    name: str
    slot: Any


# As Qt's SLOT macro writes them; PySide's own description asks for bytes, and it refuses them.
_PLAIN, _FLAG = "1_take()", "1_take_flag(bool)"
_SOURCES = (
    _Source(True, "org.freedesktop.login1.Manager", "PrepareForSleep", _FLAG),
    _Source(True, "org.freedesktop.login1.Session", "Lock", _PLAIN),
    _Source(False, "org.freedesktop.ScreenSaver", "ActiveChanged", _FLAG),
    _Source(False, "org.gnome.ScreenSaver", "ActiveChanged", _FLAG),
)


def load() -> None:
    """Import what talks to the bus, on a worker: it takes longer than a window may stand still."""
    if sys.platform == "linux":
        import_module("PySide6.QtDBus")


class SystemSignals(QObject):
    """Tells ``locking`` when the computer goes to sleep or its screen is locked."""

    locking = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_listening = False

    def listen(self) -> int:
        """Begin, after ``load``; return how many signals can be heard, 0 where there is no bus."""
        if sys.platform != "linux" or self._is_listening:
            return 0
        from PySide6.QtDBus import QDBusConnection

        self._is_listening = True
        buses = {True: QDBusConnection.systemBus(), False: QDBusConnection.sessionBus()}
        return sum(
            # No name of a service: asking who has it would wait for the bus.
            buses[each.is_system].connect("", "", each.interface, each.name, self, each.slot)
            for each in _SOURCES
            if buses[each.is_system].isConnected()
        )

    @Slot()
    def _take(self) -> None:
        self.locking.emit()

    @Slot(bool)
    def _take_flag(self, begins: bool) -> None:
        if begins:
            self.locking.emit()
