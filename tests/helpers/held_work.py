"""Work on the library that waits for the window at one of its steps: no race on a busy computer."""

import threading
from collections.abc import Callable

from PySide6.QtCore import Qt

from skintrack.model import ProgressStep
from skintrack.ui.desk import Desk

_LONGEST_S = 30


def at_step(desk: Desk, is_it: Callable[[ProgressStep], bool], act: Callable[[], object]) -> None:
    """Do something on the GUI thread at the first such step; the work goes on behind it."""
    done = threading.Event()

    def hold(step: ProgressStep) -> None:
        if is_it(step):
            done.wait(_LONGEST_S)

    def follow(step: ProgressStep) -> None:
        if is_it(step) and not done.is_set():
            act()
            done.set()

    # In this order: the window is told, and then the worker's thread, which told it, waits.
    desk.progressed.connect(follow, Qt.ConnectionType.QueuedConnection)
    desk.progressed.connect(hold, Qt.ConnectionType.DirectConnection)
