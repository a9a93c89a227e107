"""Edits can be taken back and done again: by key, by menu, by the banner."""

import threading

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDateEdit, QLineEdit, QPlainTextEdit, QSpinBox

from skintrack.errors import EnvironmentalError, StorageError
from skintrack.model.phrase import Phrase
from skintrack.ui.edit_history import Edit, EditHistory
from skintrack.ui.operations import Operation
from tests.helpers.ui_actions import press

pytestmark = pytest.mark.gui


class Shelf:
    """Records that edits put up and take down."""

    def __init__(self):
        self.books = []

    def put(self, title, *, is_quiet=False):
        def do(*_arguments, **_more):
            self.books.append(title)
            return len(self.books)

        def undo(_result):
            return Operation("undo", lambda *_arguments, **_more: self.books.remove(title))

        return Edit(f"{title} was put up.", Operation("do", do), undo, is_quiet=is_quiet)


@pytest.fixture
def shelf():
    return Shelf()


@pytest.fixture
def history(course_window, program) -> EditHistory:
    history: EditHistory = program.services.history
    return history


def make(history, settled, *edits):
    for edit in edits:
        history.make(edit)
        settled()


def test_steps_go_back_and_forth_in_order(history, shelf, settled):
    make(history, settled, shelf.put("A"), shelf.put("B"))
    assert (history.undo_label, history.redo_label) == ("B was put up.", None)
    history.undo()
    settled()
    history.undo()
    settled()
    assert shelf.books == []
    assert (history.undo_label, history.redo_label) == (None, "A was put up.")
    history.redo()
    settled()
    assert shelf.books == ["A"]
    assert (history.undo_label, history.redo_label) == ("A was put up.", "B was put up.")


def test_a_new_step_forgets_what_was_taken_back(history, shelf, settled):
    make(history, settled, shelf.put("A"))
    history.undo()
    settled()
    make(history, settled, shelf.put("C"))
    assert history.redo_label is None
    history.redo()
    settled()
    assert shelf.books == ["C"]


def test_steps_on_their_way_are_taken_back_in_order(
    history, shelf, settled, course_window, program
):
    """Behind a backup the latest edit waits: undo took back the one before it."""
    make(history, settled, shelf.put("A"))
    go = threading.Event()
    program.services.desk.run(Operation("A backup", lambda *_arguments: go.wait(20)))
    history.make(shelf.put("B"))
    history.undo()
    history.undo()
    history.redo()
    assert shelf.books == ["A"]
    go.set()
    settled()
    assert shelf.books == ["A"]
    assert (history.undo_label, history.redo_label) == ("A was put up.", "B was put up.")


def test_an_edit_that_fails_keeps_no_step_waiting(history, shelf, settled, course_window, program):
    make(history, settled, shelf.put("A"))
    go = threading.Event()

    def fail(*_arguments):
        raise EnvironmentalError(Phrase("No."), "no")

    program.services.desk.run(Operation("A backup", lambda *_arguments: go.wait(20)))
    history.make(Edit("B was put up.", Operation("", fail), lambda _result: Operation("", fail)))
    history.undo()
    go.set()
    settled()
    assert shelf.books == []
    assert course_window.banner.text == "No."


@pytest.mark.parametrize("code", ["disk_full", None])
def test_only_a_step_that_the_disk_refused_can_be_tried_again(
    history, shelf, settled, course_window, code
):
    errors = [StorageError(Phrase("The disk is full."), code) if code else ValueError("gone")] * 2
    put = shelf.put("A")

    def refused(step):
        def work(*arguments, **more):
            if errors:
                raise errors.pop()
            return step.work(*arguments, **more)

        return Operation("", work)

    edit = Edit(put.label, put.do, lambda result: refused(put.undo(result)))
    course_window.services.desk.failed.disconnect(course_window.show_error)
    make(history, settled, edit)
    for _ in range(2):
        history.undo()
        settled()
        assert shelf.books == ["A"]
    assert history.undo_label == ("A was put up." if code else None)
    history.undo()
    settled()
    assert shelf.books == ([] if code else ["A"])


def test_closing_the_library_forgets_every_step(history, shelf, settled, program):
    make(history, settled, shelf.put("A"))
    program.services.desk.close()
    assert (history.undo_label, history.redo_label) == (None, None)


def test_a_step_that_fails_is_not_remembered(history, course_window, settled):
    def fail(*_arguments, **_more):
        from skintrack.errors import InputError

        raise InputError("This cannot be done.")

    edit = Edit("Done", Operation("do", fail), lambda _: Operation("undo", fail))
    make(history, settled, edit)
    assert history.undo_label is None
    assert course_window.banner.text == "This cannot be done."


def test_keys_take_back_and_do_again(history, shelf, settled, course_window, qtbot):
    make(history, settled, shelf.put("A"))
    course_window.view("timeline").grid.setFocus()
    qtbot.keyClick(course_window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert shelf.books == []
    shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(course_window, Qt.Key.Key_Z, shift)
    settled()
    assert shelf.books == ["A"]


def test_in_a_field_the_keys_belong_to_the_typing(history, shelf, settled, course_window, qtbot):
    make(history, settled, shelf.put("A"))
    for kind in (QLineEdit, QPlainTextEdit, QSpinBox, QDateEdit):
        field = kind(course_window)
        field.show()
        field.setFocus()
        qtbot.keyClicks(field, "12")
        qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        settled()
        assert shelf.books == ["A"], kind


def test_the_banner_offers_the_way_back(history, shelf, settled, course_window, qtbot):
    make(history, settled, shelf.put("A"))
    assert course_window.banner.text == "A was put up."
    press(qtbot, course_window.banner, "Undo")
    settled()
    assert shelf.books == []
    make(history, settled, shelf.put("Quiet", is_quiet=True))
    assert course_window.banner.text == ""


def test_the_banner_moves_nothing(course_window, qtbot):
    page = course_window.pages
    before = page.geometry()
    course_window.banner.show_message("The photo was moved to the bin.")
    assert page.geometry() == before
    area = course_window.banner.geometry()
    assert page.geometry().contains(area.center())
    assert area.height() >= 32
    course_window.resize(1100, 700)
    qtbot.wait(1)
    assert page.geometry().contains(course_window.banner.geometry())


def test_the_banner_leaves_the_sessions_in_sight(course_window, settled, qtbot):
    course_window.show_view("timeline")
    settled()
    strip = course_window.view("timeline").sessions
    assert strip.isVisible()
    course_window.banner.show_message("The photo was moved to the bin.", ("Undo", list))
    for size in ((1280, 800), (1000, 640)):
        course_window.resize(*size)
        qtbot.wait(20)
        top = strip.mapTo(course_window, QPoint()).y()
        banner = course_window.banner
        assert banner.mapTo(course_window, QPoint(0, banner.height())).y() < top


def test_the_banner_leaves_the_words_beside_the_timeline_in_sight(course_window, settled, qtbot):
    course_window.show_view("timeline")
    settled()
    view, banner = course_window.view("timeline"), course_window.banner
    course_window.resize(1280, 800)
    banner.show_message("The photo was moved to the bin. " * 3, ("Undo", list))
    alone = banner.geometry().center().x()
    view.show_visit(view.model.visits[0])
    qtbot.wait(20)
    panel = view.panel.mapTo(banner.parentWidget(), QPoint()).x()
    assert banner.geometry().right() < panel
    view.panel.hide()
    qtbot.wait(20)
    assert abs(banner.geometry().center().x() - alone) <= 1


def test_the_offer_leaves_after_a_while_unless_it_is_used(course_window, qtbot):
    banner = course_window.banner
    banner.show_message("One", ("Undo", list), seconds=1)
    qtbot.waitUntil(lambda: banner.text == "", timeout=4000)
    banner.show_message("Two", ("Undo", list), seconds=1)
    banner._buttons[0].setFocus()
    banner._clock.timeout.emit()
    assert banner.text == "Two"


def test_the_course_menu_names_the_steps(history, shelf, settled, course_window):
    def texts():
        menu = course_window.header._make_course_menu(course_window.services.course.state)
        starts = ("Undo", "Redo")
        named = [action for action in menu.actions() if action.text().startswith(starts)]
        shown = [(action.text().split("\t")[0], action.isEnabled()) for action in named]
        menu.deleteLater()
        return shown

    assert texts() == [("Undo", False), ("Redo", False)]
    make(history, settled, shelf.put("A"))
    assert texts() == [("Undo: A was put up", True), ("Redo", False)]
    history.undo()
    settled()
    assert texts() == [("Undo", False), ("Redo: A was put up", True)]
