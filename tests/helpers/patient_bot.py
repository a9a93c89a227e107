"""A ``QtBot`` that waits longer before it gives up: on a busy machine five seconds are nothing."""

from functools import partial

from pytestqt.qtbot import QtBot

_LONGEST_MS = 20_000
_WAITS = frozenset({"waitUntil", "waitSignal", "waitSignals"})


class PatientBot(QtBot):
    """Waits as long as a test may have to where others use the processors too."""

    def __getattribute__(self, name):
        found = super().__getattribute__(name)
        return partial(found, timeout=_LONGEST_MS) if name in _WAITS else found
