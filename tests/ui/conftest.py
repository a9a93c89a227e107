"""A whole program with its window, on a library in a temporary folder."""

import shutil
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from skintrack.app import Program
from skintrack.capture.cameras import NoCameras
from skintrack.settings import SettingsStore
from skintrack.ui.fonts import load_fonts
from skintrack.ui.language import speak
from tests.helpers import report_steps
from tests.helpers.every_view import Stage, show_view
from tests.helpers.measured_library import course_shots, make_library
from tests.helpers.sealed_course import WORDS, FakeClocks, make_sealed_course


@pytest.fixture(scope="session")
def course_folder(tmp_path_factory):
    """A measured course that no test may change; see ``course_copy``."""
    folder = tmp_path_factory.mktemp("course")
    make_library(folder, course_shots()).close()
    return folder / "library"


@pytest.fixture
def course_copy(course_folder, tmp_path):
    return shutil.copytree(course_folder, tmp_path / "library")


@pytest.fixture
def camera_source():
    """No test uses a camera of this computer."""
    return NoCameras()


@pytest.fixture
def program(qapp, qtbot, tmp_path, camera_source):
    settings = SettingsStore(tmp_path / "config" / "settings.json")
    settings.change(theme="light", language="en", text_size=100)
    made = Program(qapp, settings, camera_source)
    qtbot.addWidget(made.window)
    made.window.resize(1280, 800)
    with qtbot.waitExposed(made.window):
        made.open(None)
    yield made
    made.window.close()
    made.close()


@pytest.fixture
def window(program):
    return program.window


@pytest.fixture
def course_window(program, course_copy, qtbot):
    """The window on the measured course, with nothing left to do."""
    program.window.libraries.open_folder(course_copy)
    settle(qtbot, program)
    return program.window


def settle(qtbot, program):
    """Wait until the course is shown and nothing runs any more."""
    course = program.services.course
    qtbot.wait(5)
    # A view that was clicked first is made, filled and shown in turns of their own.
    qtbot.waitUntil(lambda: not program.window.views.is_opening)
    qtbot.waitUntil(lambda: course.state is not None and course.is_measured, timeout=20_000)
    qtbot.waitUntil(lambda: not program.services.desk.is_working, timeout=20_000)


@pytest.fixture
def settled(qtbot, program):
    return lambda: settle(qtbot, program)


@pytest.fixture
def stage(course_window, program, tmp_path):
    return Stage(course_window, program, tmp_path)


@pytest.fixture
def shown(stage, settled):
    """Show a view with something in it, and return the window."""

    def show(key):
        show_view(stage, key)
        settled()
        QApplication.sendPostedEvents()
        return stage.window

    return show


@pytest.fixture
def report(course_window, qtbot):
    """The report view with its pages laid out."""
    course_window.show_view("report")
    view = course_window.view("report")
    report_steps.laid_out(qtbot, view)
    return view


@pytest.fixture
def choose(qtbot, report):
    """Open the group of a control of the report and click it."""
    return partial(report_steps.choose, qtbot, report)


@pytest.fixture(scope="session")
def sealed_folder(tmp_path_factory):
    """An encrypted course that no test may change; see ``sealed_copy``."""
    return make_sealed_course(tmp_path_factory.mktemp("sealed"))


@pytest.fixture
def sealed_copy(sealed_folder, tmp_path):
    return shutil.copytree(sealed_folder, tmp_path / "sealed")


@pytest.fixture
def unlock(program, window, qtbot, settled):
    """Type the passphrase into the page that asks for it."""

    def type_passphrase(text=WORDS):
        page = window.view("unlock")
        qtbot.waitUntil(page.isVisible)
        qtbot.keyClicks(page.passphrase_field, text)
        qtbot.keyClick(page.passphrase_field, Qt.Key.Key_Return)
        if text == WORDS:
            settled()

    return type_passphrase


@pytest.fixture
def sealed_window(program, window, sealed_copy, unlock):
    window.libraries.open_folder(sealed_copy)
    unlock()
    return window


@pytest.fixture
def locked(program, window, qtbot):
    """Wait until the library is locked and everything has been forgotten."""

    def wait():
        qtbot.waitUntil(lambda: not program.services.desk.is_open)
        qtbot.waitUntil(window.view("unlock").isVisible)
        qtbot.wait(200)

    return wait


@pytest.fixture
def clocks(program):
    """Stand in for the clocks of the window's lock."""
    fake = FakeClocks()
    program.window.guards.locking.idle._clocks = fake.clocks()
    return fake


@pytest.fixture
def start(qapp, qtbot, tmp_path, course_copy):
    """Start the program with settings, on the measured course."""
    programs = []

    def begin(**values):
        settings = SettingsStore(tmp_path / "config" / "settings.json")
        settings.change(**{"theme": "light", "language": "en", "text_size": 100, **values})
        program = Program(qapp, settings, NoCameras())
        programs.append(program)
        qtbot.addWidget(program.window)
        program.window.resize(1280, 800)
        with qtbot.waitExposed(program.window):
            program.open(None)
        program.window.libraries.open_folder(course_copy)
        settle(qtbot, program)
        return Stage(program.window, program, tmp_path)

    yield begin
    for program in programs:
        program.window.close()
        program.close()
    speak(qapp, "en")
    load_fonts(qapp, 100)
