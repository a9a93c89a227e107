"""Another language is offered at once: the program closes properly and starts anew."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from skintrack.app import Program
from skintrack.ui.dialogs.settings import SettingsDialog
from skintrack.ui.main_window import MainWindow
from skintrack.ui.restart import command_line
from tests.helpers.ui_actions import button_of, dialog_of, press

pytestmark = pytest.mark.gui


def test_the_button_waits_for_a_change_and_closes_the_window(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    window.show_settings()
    dialog = dialog_of(qtbot, SettingsDialog)
    assert not button_of(dialog, "Restart now").isEnabled()
    place = dialog._languages.findData("de")
    dialog._languages.setCurrentIndex(place)
    dialog._languages.activated.emit(place)
    assert program.services.settings.current.language == "de"
    press(qtbot, dialog, "Restart now")
    qtbot.waitUntil(lambda: not window.isVisible())
    assert window.wants_restart


def test_the_old_language_needs_no_restart(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    window.show_settings()
    dialog = dialog_of(qtbot, SettingsDialog)
    for code, is_offered in (("de", True), ("en", False)):
        place = dialog._languages.findData(code)
        dialog._languages.setCurrentIndex(place)
        dialog._languages.activated.emit(place)
        assert button_of(dialog, "Restart now").isEnabled() is is_offered
    assert not program.services.settings.waits_for_start
    dialog.reject()


def test_the_same_program_is_started(tmp_path: Path) -> None:
    assert command_line(None) == [sys.executable, "-m", "skintrack"]
    assert command_line(tmp_path)[-2:] == ["--library", str(tmp_path)]


_RUN = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from skintrack import app
from skintrack.ui import restart
from skintrack.library import Library
from pathlib import Path

library = Path(sys.argv[1])
opened = []

def note(folder):
    Library.open(folder).close()  # nobody holds it any more
    opened.append(str(folder))
    return True

restart.start_again = note
application = QApplication([])

def act():
    window = next(each for each in application.topLevelWidgets() if each.inherits("QMainWindow"))
    if window.services.course.state is None:
        QTimer.singleShot(50, act)
    else:
        window.restart()

QTimer.singleShot(100, act)
code = app.open_window(library)
print(__import__("json").dumps([code, opened]))
"""


def test_the_new_run_begins_when_the_library_is_free(course_copy: Path, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "HOME": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(course_copy)],
        capture_output=True,
        text=True,
        timeout=60,
        env=environment,
        check=True,
    )
    assert json.loads(done.stdout.splitlines()[-1]) == [0, [str(course_copy)]]
