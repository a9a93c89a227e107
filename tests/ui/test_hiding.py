"""One key hides the window, whatever is open."""

import pytest
from PySide6.QtCore import Qt

from skintrack.ui.dialogs.settings import SettingsDialog
from tests.helpers.ui_actions import dialog_of

pytestmark = pytest.mark.gui


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
    qtbot.waitUntil(course_window.view("compare").isVisible)


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
