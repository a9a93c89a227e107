"""Every view and the main dialogs of the real window, step by step: how long the loop was away.

The library is encrypted and has 1,000 photos. Each step ends when nothing works any more. A gap
counts with what kept the window besides its own work: Python's lock and busy neighbours. The
latter are taken off in "alone".
"""

import os
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from PySide6.QtWidgets import QApplication

from benchmarks.event_gaps import GapMeter
from benchmarks.import_gaps import wait
from benchmarks.photos import twelve_megapixels
from benchmarks.timing import report, seconds
from benchmarks.unit import in_units, unit_of
from benchmarks.walk import steps
from benchmarks.walked_library import fill_walked
from skintrack.app import Program
from skintrack.settings import SettingsStore

SIZE = (1280, 800)
LIMIT_MS = 50
_QUIET_MS, _STEP_MS = 150, 5
_LONGEST_WAIT_S = 120


def run(folder: Path) -> None:
    """Walk through the window and print the longest gap of each step."""
    fill_walked(folder / "library")
    walk(folder)


def walk(folder: Path) -> list[tuple[str, float, float]]:
    """Walk through the library of a folder; return each step with its gap, whole and alone."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    unit = unit_of(twelve_megapixels())
    unit_s = median(seconds(unit) for _ in range(9))
    application = QApplication.instance() or QApplication([])
    if not isinstance(application, QApplication):
        raise SystemExit("There is already an application without windows.")
    program = Program(application, SettingsStore(folder / "settings.json"))
    program.window.resize(*SIZE)
    found = []
    for name, act, is_done in steps(program, folder / "library"):
        meter = measured(program, act, is_done)
        found.append((name, meter.longest_ms, meter.longest_alone_ms))
        report(
            f"event loop: {name}",
            f"{in_units(meter.longest_ms / 1000, unit_s):.2f} U ({meter.longest_ms:.0f} ms)",
            f"at most {LIMIT_MS} ms; alone {meter.longest_alone_ms:.0f} ms; "
            f"own work {meter.most_work_ms:.0f} ms",
        )
    program.close()
    summary = (
        ("with the neighbours", [(gap, name) for name, gap, _ in found]),
        ("alone", [(alone, name) for name, _, alone in found]),
    )
    for what, gaps in summary:
        worst_ms, name = max(gaps)
        over = sum(gap > LIMIT_MS for gap, _ in gaps)
        report(
            f"event loop: longest gap of {len(gaps)} steps, {what}",
            f"{worst_ms:.0f} ms",
            f"at most {LIMIT_MS} ms; {over} steps over; {name}",
        )
    return found


def measured(
    program: Program, act: Callable[[], object], is_done: Callable[[], bool] | None
) -> GapMeter:
    """Do one step and wait until the window rests; return its gaps."""
    meter = GapMeter()
    meter.start()
    act()
    if is_done is not None:
        until(is_done)
    rest(program)
    meter.stop()
    return meter


def rest(program: Program) -> None:
    """Wait until nothing has been at work for a while, as what is seen comes a little later."""
    services = program.services

    def is_idle() -> bool:
        works = (services.desk, services.images, services.maps)
        return not any(each.is_working for each in works)

    for _ in range(2):
        until(is_idle)
        wait(_QUIET_MS)
    until(is_idle)


def until(is_done: Callable[[], bool]) -> None:
    """Let the window work until something has happened."""
    end = perf_counter() + _LONGEST_WAIT_S
    while not is_done():
        if perf_counter() > end:
            raise SystemExit("The window did not get ready.")
        wait(_STEP_MS)
