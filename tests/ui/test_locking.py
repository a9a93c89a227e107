"""An encrypted library is locked by key, button, idleness and sleep, and leaves nothing behind."""

import gc
import os
import shutil
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from skintrack import model
from skintrack.errors import LibraryError
from skintrack.library import Library
from skintrack.library.vault.credentials import Passphrase
from skintrack.model.person import Person
from skintrack.ui.dialogs.message import bug_details
from skintrack.ui.dialogs.settings import SettingsDialog
from skintrack.ui.diary.diary_dialog import DiaryDialog
from skintrack.ui.operations import Operation
from skintrack.ui.vault.idle_lock import Clocks, IdleLock
from tests.helpers.every_view import DIALOGS, VIEWS, Stage, show_view
from tests.helpers.keys import QUICK
from tests.helpers.measured_library import course_shots, make_library
from tests.helpers.ui_actions import dialog_of, press
from tests.ui.conftest import settle

pytestmark = pytest.mark.gui

WORDS = "lamp river kettle cloud"
PERSON, COURSE, NOTE = "Mirabelle Quendt", "Cheeks of Quendt", "zwitschernote"
DAEMON, SEND = shutil.which("dbus-daemon"), shutil.which("dbus-send")
ROOT = Path(__file__).parents[2]
# Icons and drawings are smaller than any photo that a view shows.
MOST_ICON_PX = 130


@pytest.fixture(scope="session")
def sealed_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sealed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("skintrack.library.vault.keyring.calibrated", lambda: QUICK)
        library = make_library(folder, course_shots(), course=COURSE, notes=NOTE, passphrase=WORDS)
    with library:
        course = library.courses.all()[0]
        person = library.people.named(PERSON)
        library.courses.update(replace(course, person_id=person.id))
    return folder / "library"


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
        qtbot.wait(50)

    return wait


def test_an_encrypted_library_asks_for_its_passphrase_and_shows_nothing(
    window, program, sealed_copy, qtbot
):
    window.libraries.open_folder(sealed_copy)
    page = window.view("unlock")
    qtbot.waitUntil(page.isVisible)
    assert page.first_control() is page.passphrase_field
    assert window.focusWidget() is page.passphrase_field
    assert window.windowTitle() == "SkinTrack"
    assert not window.header.isVisible()
    assert not window.rail.isVisible()
    assert not page.open_button.isEnabled()
    assert all(word not in " ".join(shown(window)) for word in (PERSON, COURSE, NOTE))


def test_a_wrong_passphrase_is_said_in_words_and_loses_nothing(
    window, program, sealed_copy, qtbot, unlock
):
    window.libraries.open_folder(sealed_copy)
    page = window.view("unlock")
    unlock("not the right one")
    assert page.is_busy
    assert not page.passphrase_field.isEnabled()
    qtbot.waitUntil(lambda: not page.is_busy, timeout=20_000)
    assert page.text == (
        "This passphrase does not open the library. Try again, or use the recovery key."
    )
    assert page.isVisible()
    assert page.passphrase_field.hasSelectedText()
    unlock()
    assert program.services.course.state.course.name == COURSE
    assert page.passphrase_field.text() == ""


def test_enter_and_the_button_and_showing_do_what_they_say(window, sealed_copy, qtbot, program):
    window.libraries.open_folder(sealed_copy)
    page = window.view("unlock")
    qtbot.waitUntil(page.isVisible)
    qtbot.keyClicks(page.passphrase_field, WORDS)
    press(qtbot, page, "Show the passphrase")
    assert page.passphrase_field.echoMode() is QLineEdit.EchoMode.Normal
    press(qtbot, page, "Hide the passphrase")
    assert page.passphrase_field.echoMode() is QLineEdit.EchoMode.Password
    press(qtbot, page, "Show the passphrase")
    press(qtbot, page, "Open")
    assert page.passphrase_field.echoMode() is QLineEdit.EchoMode.Password
    qtbot.waitUntil(lambda: program.services.desk.is_open, timeout=20_000)


def test_another_library_can_be_opened_instead(window, program, sealed_copy, course_copy, qtbot):
    plain = course_copy
    window.libraries.open_folder(sealed_copy)
    qtbot.waitUntil(window.view("unlock").isVisible)
    press(qtbot, window.view("unlock"), "Other libraries")
    assert window.view("first_start").isVisible()
    window.libraries.open_folder(plain)
    settle(qtbot, program)
    assert program.services.course.state.course.name == "Acne scars"
    window.libraries.open_folder(sealed_copy)
    qtbot.waitUntil(window.view("unlock").isVisible)
    assert not program.services.desk.is_open


def test_the_key_and_the_button_lock(sealed_window, program, qtbot, locked, unlock):
    qtbot.keyClick(sealed_window.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    locked()
    unlock()
    press(qtbot, sealed_window.header, "Lock this library")
    locked()
    unlock()
    assert sealed_window.view("timeline").isVisible()


def test_nothing_is_locked_that_has_no_passphrase(course_window, program, qtbot):
    course_window.guards.locking.lock()
    assert program.services.desk.is_open
    assert "no passphrase" in course_window.banner.text
    course_window.guards.locking.lock_unasked()
    assert program.services.desk.is_open


# Nothing stays


@pytest.fixture
def stage(sealed_window, program, tmp_path):
    return Stage(sealed_window, program, tmp_path)


def test_nothing_of_the_library_stays_in_the_window(stage, sealed_window, qtbot, locked, unlock):
    walk(stage, qtbot)
    before = " ".join(shown(sealed_window))
    assert COURSE in before
    assert PERSON in before
    assert pictures(sealed_window) != []
    sealed_window.activateWindow()
    qtbot.waitUntil(sealed_window.isActiveWindow)
    QGuiApplication.clipboard().setText(NOTE)
    sealed_window.commands.rename_course()
    dialog_of(qtbot, QDialog)

    sealed_window.guards.locking.lock()
    locked()

    assert QApplication.activeModalWidget() is None
    assert QGuiApplication.clipboard().text(QClipboard.Mode.Clipboard) == ""
    assert [
        word for word in shown_anywhere() if any(x in word for x in (PERSON, COURSE, NOTE))
    ] == []
    assert pictures(*QApplication.topLevelWidgets()) == []
    assert left_in_memory() == []
    unlock()
    walk(stage, qtbot)
    assert COURSE in " ".join(shown(sealed_window))


def walk(stage, qtbot):
    """Show every view with something in it."""
    for key in VIEWS:
        show_view(stage, key)
        settle(qtbot, stage.program)
        qtbot.wait(50)


def shown(*roots):
    """Return every text of the widgets below some."""
    words = []
    for root in roots:
        for each in (root, *root.findChildren(QWidget)):
            words += [each.toolTip(), each.accessibleName(), each.accessibleDescription()]
            words.append(each.windowTitle())
            if isinstance(each, QLabel | QLineEdit):
                words.append(each.text())
            elif isinstance(each, QPlainTextEdit):
                words.append(each.toPlainText())
            elif isinstance(each, QComboBox):
                words += [each.itemText(index) for index in range(each.count())]
            elif hasattr(each, "text") and callable(each.text):
                words.append(each.text())
            words.append(getattr(each, "whole_text", ""))
    return [word for word in words if word]


def shown_anywhere():
    return shown(*QApplication.topLevelWidgets())


def pictures(*roots):
    """Return the widgets below some that paint something as large as a photo."""
    large = []
    for root in roots:
        for each in root.findChildren(QLabel):
            pixmap = each.pixmap()
            if not pixmap.isNull() and pixmap.deviceIndependentSize().width() > MOST_ICON_PX:
                large.append(each)
        large += [each for each in root.findChildren(QWidget) if hasattr(each, "scene")]
    return large


def left_in_memory():
    """Return what Python still holds of a library: records, and pictures as large as photos."""
    gc.collect()
    kinds = (model.Photo, model.Course, model.TreatmentSession, model.PhotoAnalysis, Person)
    left = []
    for each in gc.get_objects():
        is_record = isinstance(each, kinds)
        is_picture = type(each) in (QImage, QPixmap) and each.width() > MOST_ICON_PX
        if is_record or is_picture:
            left.append(each)
    return left


def test_the_settings_hold_no_name_note_or_file_of_the_library(
    stage, sealed_window, program, tmp_path, qtbot
):
    walk(stage, qtbot)
    imports = sealed_window.imports
    imports.review.began.emit([tmp_path / "Quendt before.jpg"])
    sealed_window.show_view("report")
    report = sealed_window.view("report")
    press(qtbot, report, "Save PDF…")
    dialog_of(qtbot, QDialog).close()
    sealed_window.close()
    words = (PERSON, COURSE, NOTE, "Quendt")
    settings = program.services.settings
    files = [path for path in settings.folder.rglob("*") if path.is_file()]
    assert files != []
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert [word for word in words if word in text] == [], path


def test_what_was_being_added_is_offered_after_the_lock(
    sealed_window, tmp_path, qtbot, locked, unlock
):
    path = tmp_path / "IMG_1.jpg"
    path.write_bytes(b"not read before it is wanted")
    sealed_window.imports.review.began.emit([path])
    sealed_window.guards.locking.lock()
    locked()
    unlock()
    banner = sealed_window.banner
    qtbot.waitUntil(lambda: banner.text.startswith("Adding 1 photo was interrupted"))


def test_no_title_of_a_window_names_anybody(stage, sealed_window, qtbot):
    assert sealed_window.windowTitle() == "SkinTrack"
    for name, show in DIALOGS.items():
        if name == "compare_keys":
            show_view(stage, "compare")
            settle(qtbot, stage.program)
        show(stage)
        dialog = dialog_of(qtbot, QDialog)
        title = dialog.windowTitle()
        assert title, name
        assert [word for word in (PERSON, COURSE, NOTE) if word in title] == [], name
        dialog.done(0)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_a_picture_that_arrives_after_the_lock_is_not_kept(sealed_window, program, qtbot, locked):
    images = program.services.images
    photo = program.services.course.state.dated_photos()[0]
    images._forget()
    assert images.picture(photo) is None
    assert images.is_working
    sealed_window.guards.locking.lock()
    locked()
    done = []
    program.cpu_tasks.run(lambda: None, done=done.append, failed=done.append)
    program.cpu_tasks.run(lambda: None, done=done.append, failed=done.append)
    qtbot.waitUntil(lambda: len(done) == 2)
    assert not images._pictures
    assert not images._problems


def test_a_bug_is_told_without_names_and_paths():
    def fail(name):
        raise ValueError(f"cannot read {name}")

    try:
        fail(f"/home/{PERSON}/{NOTE}.jpg")
    except ValueError as error:
        details = bug_details(error)
    assert "ValueError" in details
    assert "in fail" in details
    assert all(word not in details for word in (PERSON, NOTE, "/home", str(ROOT)))


def test_what_is_saved_is_said_to_be_readable(stage, sealed_window, program, qtbot):
    show_view(stage, "report")
    settle(qtbot, program)
    foot = sealed_window.view("report").foot
    qtbot.waitUntil(foot._hint.isVisible)
    assert "not encrypted" in foot._hint.text()
    show_view(stage, "compare")
    settle(qtbot, program)
    sealed_window.view("compare").saving._say_saved(Path("pair.png"))
    assert sealed_window.banner.text.endswith("This file is not encrypted.")


def test_what_was_typed_a_moment_ago_is_kept(sealed_window, program, sealed_copy, qtbot, locked):
    session = program.services.course.state.sessions[0]
    sealed_window.diary.open_diary(session)
    dialog = dialog_of(qtbot, DiaryDialog)
    settle(qtbot, program)
    qtbot.keyClicks(dialog.notes, "Calm")
    sealed_window.guards.locking.lock()
    locked()
    qtbot.waitUntil(lambda: opens(sealed_copy), timeout=20_000)
    with Library.open(sealed_copy, Passphrase(WORDS)) as library:
        assert [each.notes for each in library.diary.of_session(session.id)] == ["Calm"]


def opens(folder):
    try:
        Library.open(folder, Passphrase(WORDS)).close()
    except LibraryError:
        return False
    return True


# What runs


def test_what_is_being_written_is_completed_before_it_is_locked(
    sealed_window, program, qtbot, locked
):
    go_on, completed = threading.Event(), []

    def slow(_library, _progress, cancelled):
        go_on.wait(10)
        completed.append(not cancelled())

    program.services.desk.run(Operation("Something long", slow))
    sealed_window.guards.locking.lock()
    cover = sealed_window.guards.locking.cover
    assert cover.isVisible()
    assert cover.is_waiting
    assert not sealed_window.header.isVisible()
    qtbot.mouseClick(cover, Qt.MouseButton.LeftButton)
    assert cover.isVisible()
    assert program.services.desk.is_open
    go_on.set()
    locked()
    assert completed == [True]
    assert not cover.isVisible()


def test_it_can_be_stopped_and_locked_at_once(sealed_window, program, qtbot, locked):
    stopped = threading.Event()

    def slow(_library, _progress, cancelled):
        while not cancelled():
            threading.Event().wait(0.005)
        stopped.set()

    program.services.desk.run(Operation("Something long", slow))
    sealed_window.guards.locking.lock()
    press(qtbot, sealed_window.guards.locking.cover, "Stop it and lock now")
    locked()
    assert stopped.wait(5)


# Nobody there


class FakeClocks:
    def __init__(self):
        self.steady_s = self.wall_s = 1000.0

    def pass_by(self, seconds, *, asleep=0.0):
        self.steady_s += seconds
        self.wall_s += seconds + asleep

    def clocks(self):
        return Clocks(lambda: self.steady_s, lambda: self.wall_s)


@pytest.fixture
def clocks(program):
    """Stand in for the clocks of the window's lock."""
    fake = FakeClocks()
    program.window.guards.locking.idle._clocks = fake.clocks()
    return fake


@pytest.mark.parametrize("minutes", [5, 15, 60])
def test_it_locks_when_nobody_touches_it(clocks, sealed_window, qtbot, locked, minutes):
    program = sealed_window
    program.services.settings.change(lock_minutes=minutes)
    idle = sealed_window.guards.locking.idle
    for _ in range(minutes * 2 - 1):
        clocks.pass_by(30)
        idle.look()
    assert program.services.desk.is_open
    qtbot.keyClick(sealed_window.windowHandle(), Qt.Key.Key_Shift)
    for _ in range(minutes * 2 - 1):
        clocks.pass_by(30)
        idle.look()
    assert program.services.desk.is_open
    clocks.pass_by(30)
    idle.look()
    locked()
    assert not idle.is_running


def test_it_never_locks_by_itself_where_that_is_chosen(clocks, sealed_window, program):
    program.services.settings.change(lock_minutes=0)
    for _ in range(1000):
        clocks.pass_by(50)
        sealed_window.guards.locking.idle.look()
    assert program.services.desk.is_open


@pytest.mark.parametrize("asleep", [True, False])
def test_it_locks_after_a_sleep_also_where_idleness_does_not(
    clocks, sealed_window, program, locked, asleep
):
    program.services.settings.change(lock_minutes=0)
    clocks.pass_by(5 if asleep else 400, asleep=400 if asleep else 0)
    sealed_window.guards.locking.idle.look()
    locked()


def test_the_look_is_taken_by_itself(program, qtbot):
    fake = FakeClocks()
    idle = IdleLock(program.services.settings, fake.clocks(), program.window)
    idle._timer.setInterval(10)
    idle.begin()
    fake.pass_by(15 * 60)
    with qtbot.waitSignal(idle.due, timeout=5000):
        pass
    idle.end()


def test_a_plain_library_is_not_watched(course_window, program, clocks):
    assert not course_window.guards.locking.idle.is_running


BUS = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from skintrack.ui.vault.system_signals import SystemSignals, load

application = QCoreApplication([])
load()
signals = SystemSignals(application)
heard = []

def note():
    heard.append(True)
    if len(heard) == 3:
        application.quit()

signals.locking.connect(note)
print(signals.listen(), flush=True)
QTimer.singleShot(8000, application.quit)
application.exec()
print(len(heard), flush=True)
"""


@pytest.mark.skipif(DAEMON is None or SEND is None, reason="there is no D-Bus here")
def test_it_hears_the_system_go_to_sleep_and_lock_its_screen(tmp_path):
    command = [DAEMON, "--session", "--nofork", f"--address=unix:path={tmp_path}/bus"]
    with subprocess.Popen([*command, "--print-address"], stdout=subprocess.PIPE, text=True) as bus:
        try:
            address = bus.stdout.readline().strip()
            hear_four_signals(address)
        finally:
            bus.terminate()


def hear_four_signals(address):
    environment = {
        **os.environ,
        "DBUS_SYSTEM_BUS_ADDRESS": address,
        "DBUS_SESSION_BUS_ADDRESS": address,
    }
    login, sleep = "/org/freedesktop/login1", "org.freedesktop.login1.Manager.PrepareForSleep"
    signals = (
        (login, sleep, "boolean:true"),
        (login, sleep, "boolean:false"),
        (f"{login}/session/_31", "org.freedesktop.login1.Session.Lock"),
        ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver.ActiveChanged", "boolean:true"),
    )
    with subprocess.Popen(
        [sys.executable, "-c", BUS], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as listener:
        assert listener.stdout.readline().strip() == "4"
        for signal in signals:
            command = [SEND, "--system", "--type=signal", *signal]
            subprocess.run(command, env=environment, check=True)
        # The one that says that the sleep is over locks nothing.
        assert listener.communicate(timeout=20)[0].strip() == "3"


def test_it_does_without_a_bus(tmp_path):
    environment = {
        **os.environ,
        "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={tmp_path}/none",
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/none",
    }
    done = subprocess.run(
        [sys.executable, "-c", BUS.replace("8000", "100")],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    assert done.stdout.split() == ["0", "0"]


# Hiding


def hide(qtbot, window):
    if hasattr(window, "guards"):
        # It listens a moment after the window is there.
        qtbot.waitUntil(lambda: "locking" in vars(window.guards))
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_H, keys)


def test_one_key_hides_the_window_and_a_click_shows_it_again(course_window, qtbot):
    cover = course_window.guards.locking.cover
    hide(qtbot, course_window)
    assert cover.isVisible()
    assert not course_window.header.isVisible()
    assert not course_window.view("timeline").isVisible()
    qtbot.mouseClick(cover, Qt.MouseButton.LeftButton)
    assert not cover.isVisible()
    assert course_window.view("timeline").isVisible()
    hide(qtbot, course_window)
    hide(qtbot, course_window)
    assert course_window.view("timeline").isVisible()
    hide(qtbot, course_window)
    qtbot.keyClick(cover, Qt.Key.Key_Space)
    assert course_window.view("timeline").isVisible()


def test_a_dialog_is_hidden_too_and_comes_back(course_window, qtbot):
    course_window.show_settings()
    dialog = dialog_of(qtbot, SettingsDialog)
    qtbot.waitUntil(lambda: "locking" in vars(course_window.guards))
    hide(qtbot, dialog)
    assert not dialog.isVisible()
    assert course_window.guards.locking.cover.isVisible()
    hide(qtbot, course_window)
    assert dialog.isVisible()
    assert dialog_of(qtbot, SettingsDialog) is dialog
    dialog.close()


def test_keys_of_the_window_sleep_under_the_cover(course_window, qtbot):
    hide(qtbot, course_window)
    assert course_window.guards.is_covered
    qtbot.keyClick(course_window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert course_window.views.current != "compare"
    hide(qtbot, course_window)
    qtbot.keyClick(course_window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert course_window.view("compare").isVisible()


def test_a_hidden_library_that_was_locked_meanwhile_comes_back_locked(
    clocks, sealed_window, program, qtbot
):
    hide(qtbot, sealed_window)
    clocks.pass_by(20 * 60)
    sealed_window.guards.locking.idle.look()
    qtbot.waitUntil(lambda: not program.services.desk.is_open)
    assert sealed_window.guards.locking.cover.isVisible()
    qtbot.mouseClick(sealed_window.guards.locking.cover, Qt.MouseButton.LeftButton)
    assert sealed_window.view("unlock").isVisible()


def test_the_start_of_a_locked_library_is_not_measured_and_does_not_hang(sealed_copy, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "skintrack", "--library", str(sealed_copy), "--measure-start"],
        cwd=ROOT,
        env={**os.environ, "XDG_CONFIG_HOME": str(tmp_path / "config")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert '"usable_ms": null' in done.stdout
