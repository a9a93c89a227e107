"""The timeline of 1,000 photos, scrolled from end to end: the time each frame takes to paint.

The window is a real one of 1920 x 1080 pixels, painted in software on the offscreen platform. The
first pass meets photos that are still to be read and scaled, the second one finds them there.
"""

import os
import time
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.compare_view import settle, until
from benchmarks.first_window import PHOTOS, fill
from benchmarks.timing import report, seconds
from skintrack.app import Program
from skintrack.settings import SettingsStore
from skintrack.ui.timeline.grid import TimelineGrid
from skintrack.ui.timeline.timeline_view import TimelineView

SIZE = (1920, 1080)
STEP_PX = 60
PAUSE_MS = 8
FRAME_TARGET_MS = 16.7


def run(folder: Path) -> None:
    """Measure scrolling to the first visit and back."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    fill(folder / "library")
    application = QApplication.instance() or QApplication([])
    if not isinstance(application, QApplication):
        raise SystemExit("There is already an application without windows.")
    program = Program(application, SettingsStore(folder / "settings.json"))
    program.window.resize(*SIZE)
    program.open(None)
    program.window.libraries.open_folder(folder / "library")
    until(lambda: program.services.course.state is not None)
    program.window.show_view("timeline")
    view = program.window.view("timeline")
    if not isinstance(view, TimelineView):
        raise SystemExit("The timeline is another one.")
    # Nobody scrolls to see photos measured: whenever that begins, it is stopped.
    desk = program.services.desk
    desk.began.connect(desk.cancel, Qt.ConnectionType.QueuedConnection)
    desk.cancel()
    settle(program)
    for what, is_back in (("to the first visit", True), ("and back", False)):
        own_ms, wall_ms = scroll(view.grid, is_back=is_back)
        own, wall = (quantiles(each, n=100)[-1] for each in (own_ms, wall_ms))
        report(
            f"timeline of {PHOTOS:,} photos at 1920 x 1080, {what}",
            f"p99 {own:.1f} ms ({wall:.1f} with the neighbours)",
            f"at most {FRAME_TARGET_MS} ms; median {median(own_ms):.1f}",
        )
    program.window.close()
    program.close()


def scroll(grid: TimelineGrid, *, is_back: bool) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each frame: of its own thread, and by the clock on the wall.

    A frame cannot be painted twice and be as new as the first time, so that is how a busy neighbour
    is kept out. Between frames the window goes on with its work.
    """
    bar = grid.horizontalScrollBar()
    places = range(0, bar.maximum() + 1, STEP_PX)
    own_ms, wall_ms = [], []
    for place in reversed(places) if is_back else places:
        began = time.thread_time()
        wall_ms.append(1000 * seconds(partial(show, grid, place)))
        own_ms.append(1000 * (time.thread_time() - began))
        pause = QEventLoop()
        QTimer.singleShot(PAUSE_MS, pause.quit)
        pause.exec()
    return own_ms, wall_ms


def show(grid: TimelineGrid, place: int) -> None:
    """Scroll to a place and paint."""
    grid.horizontalScrollBar().setValue(place)
    grid.viewport().repaint()
