"""Enter presses the button that has the focus, in the window and in every dialog."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from skintrack.ui.dialogs.new_library import NewLibraryDialog
from tests.helpers.every_view import DIALOGS
from tests.helpers.ui_actions import button_of, dialog_of

pytestmark = pytest.mark.gui

ENTER = Qt.Key.Key_Return


def test_the_first_screen_goes_on_with_enter(window, qtbot):
    button = button_of(window, "Create my library")
    button.setFocus()
    qtbot.keyClick(button, ENTER)
    dialog_of(qtbot, NewLibraryDialog).reject()


def test_enter_in_the_rail_shows_the_view(course_window, qtbot):
    button = course_window.rail.button("trends")
    button.setFocus()
    qtbot.keyClick(button, ENTER)
    qtbot.waitUntil(course_window.view("trends").isVisible)


def test_enter_on_cancel_creates_nothing(window, qtbot, tmp_path):
    window.libraries.create_library()
    dialog = dialog_of(qtbot, NewLibraryDialog)
    dialog.set_folder(tmp_path / "library")
    dialog.cancel_button.setFocus()
    qtbot.keyClick(dialog.cancel_button, ENTER)
    assert not dialog.isVisible()
    assert not (tmp_path / "library").exists()


def test_enter_in_a_field_still_goes_on(window, qtbot):
    window.libraries.create_library()
    dialog = dialog_of(qtbot, NewLibraryDialog)
    qtbot.keyClick(dialog.name_field, ENTER)
    assert button_of(dialog, "Create").isVisible()
    dialog.reject()


def test_a_held_key_answers_nothing(window, qtbot):
    window.libraries.create_library()
    dialog = dialog_of(qtbot, NewLibraryDialog)
    dialog.cancel_button.setFocus()
    held = QKeyEvent(QEvent.Type.KeyPress, ENTER, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(dialog.cancel_button, held)
    assert dialog.isVisible()
    dialog.reject()


@pytest.mark.parametrize("name", ["delete_for_good", "delete_course", "ratings", "diary", "plan"])
def test_enter_is_the_button_with_the_focus_in_a_dialog(stage, qtbot, name):
    DIALOGS[name](stage)
    dialog = dialog_of(qtbot, QDialog)
    pressed = []
    away = next(
        each
        for text in ("Cancel", "Close")
        for each in dialog.findChildren(QPushButton)
        if each.text() == text
    )
    away.clicked.connect(lambda: pressed.append(away))
    away.setFocus()
    qtbot.keyClick(away, ENTER)
    assert pressed == [away]
    dialog.close()
