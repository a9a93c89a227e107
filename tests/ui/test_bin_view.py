"""The page of the bin: what lies there, the way back, and the way out for good."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel

from skintrack.model import Point, View
from skintrack.model.bin import BinKind
from skintrack.ui.keeping.bin_model import BinColumn
from skintrack.ui.keeping.removal_dialog import RemovalDialog
from skintrack.ui.tokens import LIGHT
from tests.helpers.libraries import files_of
from tests.helpers.ui_actions import dialog_of, entry_of, press

pytestmark = pytest.mark.gui


@pytest.fixture
def view(course_window, program, qtbot):
    """The bin with three photos in it."""
    photos = program.services.course.state.photos
    for photo in photos[:3]:
        course_window.commands.bin_photo(photo)
    qtbot.waitUntil(lambda: len(program.services.course.state.photos) == len(photos) - 3)
    course_window.views.show_bin()
    page = course_window.view("bin")
    qtbot.waitUntil(lambda: len(page.model.items) == 3)
    return page


def shown_photos(program):
    return len(program.services.course.state.photos)


def test_what_was_deleted_is_shown_with_its_picture(view, qtbot):
    assert {item.kind for item in view.model.items} == {BinKind.PHOTO}
    index = view.model.index(0, BinColumn.WHAT)
    assert "\n" in view.model.data(index)
    assert view.model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert not view.model.data(index, Qt.ItemDataRole.DecorationRole).isNull()
    qtbot.waitUntil(lambda: view.window().focusWidget() is view.table)
    assert len(view.selected) == 1


def test_the_end_of_a_long_name_stays_to_be_seen(view):
    assert view.table.textElideMode() == Qt.TextElideMode.ElideMiddle


def test_enter_brings_back_and_undo_puts_it_back(view, qtbot, program, course_window):
    before = shown_photos(program)
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown_photos(program) == before + 1)
    qtbot.waitUntil(lambda: len(view.model.items) == 2)
    assert "is back" in course_window.banner.text
    program.services.history.undo()
    qtbot.waitUntil(lambda: shown_photos(program) == before)
    qtbot.waitUntil(lambda: len(view.model.items) == 3)


def test_all_come_back_at_once(view, qtbot, program):
    before = shown_photos(program)
    qtbot.keyClick(view.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, view, "Bring back")
    qtbot.waitUntil(lambda: shown_photos(program) == before + 3)
    qtbot.waitUntil(lambda: not view.model.items)
    assert view.first_control() is view._empty_back
    press(qtbot, view, "Back to the course")
    assert not view.isVisible()


def test_delete_asks_once_and_erases_the_file(view, qtbot, program, course_window):
    folder = program.services.desk.folder
    before = [name for name in files_of(folder) if name.startswith("originals/")]
    qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    dialog = dialog_of(qtbot, RemovalDialog)
    assert dialog.cancel_button.isDefault()  # Enter must not delete
    # It does not look like "Save".
    assert dialog.confirm_button.palette().buttonText().color() == QColor(LIGHT.worse)
    assert dialog.cancel_button.palette().buttonText().color() == QColor(LIGHT.text_1)
    press(qtbot, dialog, "Delete for good")
    qtbot.waitUntil(lambda: len(view.model.items) == 2)
    assert "gone for good" in course_window.banner.text
    after = [name for name in files_of(folder) if name.startswith("originals/")]
    assert len(after) == len(before) - 1


def test_cancel_keeps_it(view, qtbot):
    press(qtbot, view, "Empty the bin…")
    dialog = dialog_of(qtbot, RemovalDialog)
    said = [each.text() for each in dialog.findChildren(QLabel)]
    assert "Empty the bin, with 3 things?" in said
    press(qtbot, dialog, "Cancel")
    assert len(view.model.items) == 3


def test_the_bin_is_emptied(view, qtbot, program):
    press(qtbot, view, "Empty the bin…")
    press(qtbot, dialog_of(qtbot, RemovalDialog), "Delete for good")
    qtbot.waitUntil(lambda: not view.model.items)
    assert view.table.isHidden() or not view.table.isVisible()


def test_undo_of_a_deletion_still_works_while_it_lies_in_the_bin(course_window, program, qtbot):
    session = program.services.course.state.sessions[0]
    course_window.commands.sessions._remove(session)
    qtbot.waitUntil(lambda: session not in program.services.course.state.sessions)
    course_window.views.show_bin()
    page = course_window.view("bin")
    qtbot.waitUntil(lambda: [item.kind for item in page.model.items] == [BinKind.SESSION])
    program.services.history.undo()
    qtbot.waitUntil(lambda: not page.model.items)
    assert session in program.services.course.state.sessions


def test_it_is_reached_from_the_course_menu(course_window, program, qtbot):
    menu = course_window.header._make_course_menu(program.services.course.state)
    entry_of(menu, "Bin…").trigger()
    page = course_window.view("bin")
    qtbot.waitUntil(page.isVisible)
    qtbot.waitUntil(page._empty_back.hasFocus)
    menu.deleteLater()


def test_it_goes_when_the_library_is_closed(view, program, qtbot):
    program.services.desk.close()
    assert view.model.items == ()


def test_a_pin_is_told_from_others_of_its_name_by_the_photo_it_was_set_on(
    course_window, program, qtbot
):
    photo = program.services.course.state.dated_photos(View.LEFT_OBLIQUE)[0]
    course_window.show_photo(photo)
    book = course_window.view("photo").book
    book.add(photo, Point(60, 80))
    qtbot.waitUntil(lambda: bool(book.pins))
    book.remove(book.pins[0])
    qtbot.waitUntil(lambda: not book.pins)
    course_window.views.show_bin()
    page = course_window.view("bin")
    qtbot.waitUntil(lambda: len(page.model.items) == 1)
    words = page.model.data(page.model.index(0, BinColumn.WHAT))
    assert words == "Pin “Spot 1”\nOn the photo: Left oblique, 3 March 2026"
