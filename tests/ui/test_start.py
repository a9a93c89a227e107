"""Nothing heavy is imported for the first window, and its start can be measured."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from skintrack.app import Program
from skintrack.capture.cameras import NoCameras
from skintrack.library import Library
from skintrack.settings import SettingsStore
from tests.ui.conftest import settle

pytestmark = pytest.mark.gui

ROOT = Path(__file__).parents[2]
HEAVY = ("numpy", "cv2", "typst", "matplotlib", "PIL", "pikepdf")

FIRST_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from skintrack.app import Program
from skintrack.capture.cameras import NoCameras
from skintrack.settings import SettingsStore

application = QApplication([])
program = Program(application, SettingsStore(Path(sys.argv[1])))
loaded = []

def look():
    print([name for name in sys.argv[3:] if name in sys.modules])
    application.quit()

def look_at_first_paint():
    if not loaded:
        loaded.append(True)
        look()

(program.window.painted if sys.argv[2] == "paint" else program.services.course.loaded).connect(
    look_at_first_paint
)
program.open(Path(sys.argv[1]).parent / "library")
application.exec()
program.window.close()
program.close()
"""


def run(*arguments):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout.strip().splitlines()[-1]


def test_nothing_heavy_is_imported_for_the_first_paint(course_copy):
    settings = course_copy.parent / "settings.json"
    assert run("-c", FIRST_WINDOW, str(settings), "paint", *HEAVY) == "[]"


def test_the_course_is_read_without_anything_heavy(course_copy):
    settings = course_copy.parent / "settings.json"
    assert run("-c", FIRST_WINDOW, str(settings), "loaded", *HEAVY) == "[]"


ALL_WIDGETS = """
import sys
from pathlib import Path
from PySide6 import QtWidgets
from skintrack.app import Program
from skintrack.capture.cameras import NoCameras
from skintrack.settings import SettingsStore
from skintrack.ui.theme import make_application

application = make_application()
program = Program(application, SettingsStore(Path(sys.argv[1])))

def look():
    print([name for name in ("QWizard", "QMdiArea") if name in vars(QtWidgets)])
    application.quit()

program.services.course.loaded.connect(look)
program.open(Path(sys.argv[1]).parent / "library")
application.exec()
program.window.close()
program.close()
"""


def test_the_timeline_is_there_without_every_class_of_widgets(course_copy):
    """PySide loads them all to find the kind of a widget that Qt made, such as a viewport."""
    settings = course_copy.parent / "settings.json"
    assert run("-c", ALL_WIDGETS, str(settings)) == "[]"


def measured_start(library, settings_folder):
    """Return the exit code and what ``--measure-start`` printed."""
    done = subprocess.run(
        [sys.executable, "-m", "skintrack", *library, "--measure-start"],
        cwd=ROOT,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_CONFIG_HOME": str(settings_folder),
            "APPDATA": str(settings_folder),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, json.loads(done.stdout)


def test_the_start_is_measured_with_a_library_and_on_the_first_screen(course_copy, tmp_path):
    for library in (("--library", str(course_copy)), ()):
        code, times = measured_start(library, tmp_path / str(len(library)))
        assert code == 0
        assert set(times) == {"first_paint_ms", "usable_ms"}
        assert 0 < times["first_paint_ms"] <= times["usable_ms"]


def test_a_start_without_its_library_is_not_called_usable(tmp_path):
    code, times = measured_start(("--library", str(tmp_path / "none")), tmp_path)
    assert code == 1
    assert times["usable_ms"] is None


def test_the_opening_begins_with_the_window_and_is_not_begun_again(
    qapp, qtbot, course_copy, tmp_path, monkeypatch
):
    opened = []
    really_open = Library.open

    def note_and_open(folder):
        opened.append(folder)
        return really_open(folder)

    monkeypatch.setattr(Library, "open", note_and_open)
    settings = SettingsStore(tmp_path / "config" / "settings.json")
    program = Program(qapp, settings, NoCameras(), folder=course_copy)
    qtbot.addWidget(program.window)
    qtbot.waitUntil(lambda: opened == [course_copy])
    program.open(course_copy)
    settle(qtbot, program)
    assert opened == [course_copy]
    assert program.window.view("timeline").isVisible()
    program.window.close()
    program.close()


def test_qt_keeps_the_references_to_none(qapp):
    """PySide6 6.12.0 on Python 3.11 dropped one on nearly every call and aborted after 5,000."""
    label = QLabel()
    before = sys.getrefcount(None)
    for number in range(200):
        label.setText(str(number))
    assert sys.getrefcount(None) > before - 50
