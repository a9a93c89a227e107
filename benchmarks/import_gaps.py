"""An import of 12-megapixel photos in the real window: how long the event loop was away."""

import os
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.event_gaps import GapMeter
from benchmarks.photos import twelve_megapixels, with_comment
from benchmarks.timing import report, seconds
from benchmarks.unit import in_units, unit_of

PHOTOS = 200
LIMIT_MS = 50
_LONGEST_WAIT_S = 600
_FIRST_SCREEN = 6
_DRAG_MS, _STEP_MS = 1000, 2
_SIZE = (1280, 800)


def run(folder: Path) -> None:
    """Drop photos onto the window, add them, and say how long nothing else could happen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    jpeg = twelve_megapixels()
    source = folder / "phone"
    source.mkdir()
    for number in range(PHOTOS):
        (source / f"{number:03}.jpg").write_bytes(with_comment(jpeg, f"photo {number}"))
    unit_s = median(seconds(unit_of(jpeg)) for _ in range(9))
    job = _Import(folder, source)
    first_s = job.drop()
    report(
        f"first thumbnails on screen after a drop of {PHOTOS}",
        f"{in_units(first_s, unit_s):.1f} U",
        "at most 5 U",
    )
    for what, gaps in (("looking at", job.look()), ("adding", job.add())):
        report(
            f"event loop while {what} {PHOTOS} photos of 12 MP",
            f"longest gap {gaps.longest_ms:.0f} ms",
            f"at most {LIMIT_MS} ms; {gaps.count_over(LIMIT_MS)} longer; "
            f"own work {gaps.most_work_ms:.0f} ms",
        )
    job.close()


class _Import:
    """One program with its window on an empty library."""

    def __init__(self, folder: Path, source: Path) -> None:
        from skintrack.app import Program
        from skintrack.library import Library
        from skintrack.settings import SettingsStore

        Library.create(folder / "library", "Benchmark").close()
        self._application = QApplication([])
        self._program = Program(self._application, SettingsStore(folder / "settings.json"))
        self._program.window.resize(*_SIZE)
        self._source = source
        self._program.open(folder / "library")
        self._until(lambda: self._program.services.course.is_measured)
        self._review = self._program.window.imports.review
        self._meter = GapMeter()

    def drop(self) -> float:
        """Drop the folder; return the seconds until the rows on the screen have pictures.

        What the window loads while files are dragged over it is loaded before.
        """
        self._program.window.imports.warm_up()
        wait(_DRAG_MS)
        start = perf_counter()
        self._meter.start()
        self._program.window.imports.import_paths([self._source])
        model = self._review.model
        self._until(lambda: len(model.rows) >= PHOTOS)
        self._until(lambda: all(model.has_picture(row) for row in model.rows[:_FIRST_SCREEN]))
        return perf_counter() - start

    def look(self) -> GapMeter:
        """Wait until every file was looked at; return the gaps since the drop."""
        self._until(lambda: not self._review.glances.is_working)
        self._meter.stop()
        done, self._meter = self._meter, GapMeter()
        return done

    def add(self) -> GapMeter:
        """Add them; return the gaps until the course shows them."""
        self._meter.start()
        self._review.run("Adding photos")
        course = self._program.services.course
        self._until(lambda: self._review.result is not None)
        self._until(lambda: course.state is not None and len(course.state.photos) == PHOTOS)
        self._meter.stop()
        return self._meter

    def close(self) -> None:
        """Close the window; what is being measured stops."""
        self._program.window.close()
        self._program.close()

    @staticmethod
    def _until(is_done: Callable[[], bool]) -> None:
        """Let the window work until something has happened."""
        end = perf_counter() + _LONGEST_WAIT_S
        while not is_done():
            if perf_counter() > end:
                raise SystemExit("The window did not get ready.")
            wait(_STEP_MS)


def wait(duration_ms: int) -> None:
    """Run the event loop for a while."""
    loop = QEventLoop()
    QTimer.singleShot(duration_ms, loop.quit)
    loop.exec()
