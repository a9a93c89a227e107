"""An encrypted library asks for its passphrase, and is locked by key and by button."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QLineEdit,
)

from skintrack.errors import LibraryError
from skintrack.library import Library
from skintrack.library.vault.credentials import Passphrase
from skintrack.ui.diary.diary_dialog import DiaryDialog
from skintrack.ui.operations import Operation
from tests.helpers.every_text import shown
from tests.helpers.sealed_course import COURSE, NOTE, PERSON, WORDS
from tests.helpers.ui_actions import dialog_of, press
from tests.ui.conftest import settle

pytestmark = pytest.mark.gui

ROOT = Path(__file__).parents[2]


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


def test_views_of_a_locked_library_are_destroyed_one_after_the_other(
    sealed_window, qtbot, locked, monkeypatch
):
    placed: list[str] = []
    place = sealed_window.views._place

    def note(key):
        placed.append(key)
        place(key)

    monkeypatch.setattr(sealed_window.views, "_place", note)
    for key in ("timeline", "compare", "trends", "report"):
        sealed_window.show_view(key)
    views = [sealed_window.view(key) for key in ("timeline", "compare", "trends", "report")]
    turns: list[None] = []
    gone: list[int] = []
    counter = QTimer(interval=0)
    counter.timeout.connect(lambda: turns.append(None))
    for view in views:
        view.destroyed.connect(lambda: gone.append(len(turns)))
    counter.start()
    sealed_window.guards.locking.lock()
    locked()
    qtbot.waitUntil(lambda: len(gone) == len(views))
    counter.stop()
    # Between any two of them the window could do something else.
    assert len(set(gone)) == len(views)
    # The page for beginning anew is not made on the way.
    assert "first_start" not in placed
