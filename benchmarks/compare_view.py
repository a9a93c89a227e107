"""Two 12-megapixel photos in the compare view: how soon they are seen, and how smoothly they move.

The window is a real one of 1920 x 1080 pixels, painted in software on the offscreen platform.
"""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from PySide6.QtCore import QEventLoop, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from benchmarks.photos import twelve_megapixels, with_comment
from benchmarks.timing import report, seconds
from benchmarks.unit import in_units, unit_of
from skintrack.analysis import ALGORITHM
from skintrack.app import Program
from skintrack.library import Library
from skintrack.model import Photo, PhotoAnalysis, Similarity, View
from skintrack.settings import SettingsStore
from skintrack.ui.compare.compare_view import CompareView
from skintrack.ui.compare.modes import MODES, Mode
from skintrack.ui.compare.painting import Shown
from skintrack.workflows import import_photos

PAIRS = 9
APART = 3  # from pair to pair, so that no photo of the next one is there already
SIZE = (1920, 1080)
FRAMES = 240
FIRST_TARGET_U, SHARP_TARGET_U, FRAME_TARGET_MS = 0.5, 1.2, 16.7
_STEP_MS, _WAIT_MS = 5, 30_000
# A face of 800 pixels between the eyes, a little to one side: no halving has just this size.
_TO_CANONICAL = Similarity(0.3745, 0.0196, -240.0, -340.0)


def run(folder: Path) -> None:
    """Measure opening pairs, then panning and zooming them in every mode."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    jpeg = twelve_megapixels()
    fill(folder, jpeg)
    application = QApplication.instance() or QApplication([])
    if not isinstance(application, QApplication):
        raise SystemExit("There is already an application without windows.")
    program = Program(application, SettingsStore(folder / "settings.json"))
    program.window.resize(*SIZE)
    program.open(None)
    program.window.libraries.open_folder(folder / "library")
    until(lambda: program.services.course.is_measured)
    program.window.show_view("compare")
    view = program.window.view("compare")
    if not isinstance(view, CompareView):
        raise SystemExit("The compare view is another one.")
    settle(program)
    opening(program, view, unit_of(jpeg))
    moving(program, view)
    program.window.close()
    program.close()


def fill(folder: Path, jpeg: bytes) -> None:
    """Make a library of photos with previews; where the face is, is given."""
    source = folder / "phone"
    source.mkdir()
    start = datetime(2026, 1, 12, 9, tzinfo=UTC)
    with Library.create(folder / "library", "Benchmark") as library:
        for number in range(2 * PAIRS * APART):
            path = source / f"{number:02}.jpg"
            path.write_bytes(with_comment(jpeg, f"photo {number}"))
            moment = start + timedelta(days=number)
            import_photos.run(library, [path], captured_at=moment, view=View.FRONT)
            path.unlink()
        for photo in library.photos.all():
            library.analyses.save(photo.id, analysis_of(photo))


def analysis_of(photo: Photo) -> PhotoAnalysis:
    """Return an analysis that knows where the face is, and nothing else."""
    return PhotoAnalysis(
        ALGORITHM, photo.sha256, photo.view, _TO_CANONICAL, {}, (), {}, frozenset(), ()
    )


class Watch(QObject):
    """Notes when both photos were painted at least so well."""

    def __init__(self, view: CompareView) -> None:
        super().__init__()
        self._view = view
        self._start = time.perf_counter()
        self.times: dict[Shown, float] = {}
        view.canvas.painted.connect(self.note)

    @Slot()
    def note(self) -> None:
        """Look at what was painted."""
        shown = self._view.canvas.painter.shown
        for level in (Shown.COARSE, Shown.SHARP):
            if level not in self.times and min(shown) >= level:
                self.times[level] = time.perf_counter() - self._start


def opening(program: Program, view: CompareView, unit: Callable[[], object]) -> None:
    """Time pairs that were not shown before, from the choice to the painted photos."""
    photos = view.photos.photos
    times: dict[Shown, list[float]] = {Shown.COARSE: [], Shown.SHARP: []}
    units = []
    for number in range(1, PAIRS):
        units += [seconds(unit) for _ in range(3)]
        before, after = photos[number * APART], photos[(PAIRS + number) * APART]
        watch = Watch(view)
        view.choose(before, after)
        until(partial(watch.times.__contains__, Shown.SHARP))
        view.canvas.painted.disconnect(watch.note)
        for level, all_times in times.items():
            all_times.append(watch.times[level])
        settle(program)
    unit_s = median(units)
    for what, level, target in (
        ("two 12 MP photos compared, first picture", Shown.COARSE, FIRST_TARGET_U),
        ("two 12 MP photos compared, sharp on the screen", Shown.SHARP, SHARP_TARGET_U),
    ):
        middle_s = median(times[level])
        report(
            what, f"{in_units(middle_s, unit_s):.2f} U ({middle_s * 1000:.0f} ms)",
            f"at most {target} U",
        )  # fmt: skip


def moving(program: Program, view: CompareView) -> None:
    """Time single frames while both photos are moved, then enlarged.

    Each is painted three times and the best taken: a frame is short, and a busy neighbour on the
    same core would be all that is measured. The first of the three is printed beside it.
    """
    for mode in (Mode.SIDE_BY_SIDE, Mode.CURTAIN, Mode.FADE):
        view.set_mode(MODES.index(mode))
        view.canvas.show_face()
        settle(program)
        jobs = [partial(pan, view, step) for step in half_and_back(7.3, -7.3)]
        jobs += [partial(zoom, view, factor) for factor in half_and_back(1.02, 1 / 1.02)]
        first_ms, best_ms = [], []
        for job in jobs:
            frames = [1000 * seconds(job), *(1000 * seconds(view.canvas.repaint) for _ in range(2))]
            first_ms.append(frames[0])
            best_ms.append(min(frames))
        worst, worst_of_best = (quantiles(each, n=100)[-1] for each in (first_ms, best_ms))
        report(
            f"pan and zoom of two photos at 1920 x 1080, {mode.value.replace('_', ' ')}",
            f"p99 {worst_of_best:.1f} ms ({worst:.1f} with the neighbours)",
            f"at most {FRAME_TARGET_MS} ms; median {median(best_ms):.1f}",
        )


def half_and_back(one: float, other: float) -> list[float]:
    """Return steps one way, then as many back."""
    return [one] * (FRAMES // 2) + [other] * (FRAMES // 2)


def pan(view: CompareView, step_px: float) -> None:
    """Move both photos and paint them at once."""
    view.canvas.move_by(step_px, step_px / 3)
    view.canvas.repaint()


def zoom(view: CompareView, factor: float) -> None:
    """Enlarge both photos and paint them at once."""
    view.canvas.zoom_by(factor)
    view.canvas.repaint()


def until(is_done: Callable[[], bool]) -> None:
    """Let the window work until something has happened."""
    start = time.perf_counter()
    while not is_done():
        if 1000 * (time.perf_counter() - start) > _WAIT_MS:
            raise SystemExit("The window did not get ready.")
        loop = QEventLoop()
        QTimer.singleShot(_STEP_MS, loop.quit)
        loop.exec()


def settle(program: Program) -> None:
    """Let everything that was asked for be shown."""
    services = program.services
    until(lambda: not services.desk.is_working and not services.images.is_working)
    rest = QEventLoop()
    QTimer.singleShot(40 * _STEP_MS, rest.quit)
    rest.exec()
    until(lambda: not services.desk.is_working and not services.images.is_working)
