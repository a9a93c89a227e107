"""What was done a moment before the window closes is kept."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from skintrack.errors import EnvironmentalError
from skintrack.library import Library
from skintrack.model.phrase import Phrase
from skintrack.ui.dialogs.closing import WorkDialog
from skintrack.ui.diary.diary_dialog import DiaryDialog
from skintrack.ui.operations import Operation
from tests.helpers.report_steps import laid_out
from tests.helpers.ui_actions import dialog_of, press

pytestmark = pytest.mark.gui


def close(program):
    program.window.close()
    program.close()


def test_a_photo_moved_by_hand_is_kept_when_the_window_closes_at_once(
    course_window, program, course_copy, qtbot, settled
):
    course_window.show_view("compare")
    settled()
    compare = course_window.view("compare")
    photo = compare.chosen[1]
    qtbot.keyClick(compare.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    moved = compare.nudging.of(photo.id)
    close(program)
    with Library.open(course_copy) as library:
        assert library.nudges.of_course(photo.course_id) == {photo.id: moved}


def test_words_of_the_diary_are_kept_when_the_window_closes_at_once(
    course_window, program, course_copy, qtbot, settled
):
    session = program.services.course.state.sessions[0]
    course_window.diary.open_diary(session)
    dialog = dialog_of(qtbot, DiaryDialog)
    settled()
    qtbot.keyClicks(dialog.notes, "Calm")
    close(program)
    with Library.open(course_copy) as library:
        assert [each.notes for each in library.diary.of_session(session.id)] == ["Calm"]


def test_an_edit_that_waits_for_its_turn_is_done_all_the_same(
    course_window, program, course_copy, qtbot, settled
):
    begun = threading.Event()

    def slow(_library, _progress, cancelled):
        begun.set()
        while not cancelled():
            threading.Event().wait(0.005)
        threading.Event().wait(0.2)  # the window has closed by now

    program.services.desk.run(Operation("Something slow", slow))
    begun.wait()
    course = program.services.course.state.course
    course_window.commands.sessions.save_plan(course, replace(course, planned_sessions=9))
    close(program)
    with Library.open(course_copy) as library:
        assert library.courses.get(course.id).planned_sessions == 9


def test_a_report_that_is_being_written_is_there_when_the_window_has_closed(
    course_window, qtbot, report, tmp_path
):
    """Closed right behind "Save", the file was missing and nobody said so."""
    laid_out(qtbot, report)
    path = tmp_path / "out" / "report.pdf"
    path.parent.mkdir()
    report.saving.save_as(str(path))
    course_window.close()
    assert course_window.isVisible()
    qtbot.waitUntil(lambda: not course_window.isVisible(), timeout=20_000)
    assert path.read_bytes().startswith(b"%PDF")


class Held:
    """Work on the library that takes until the test lets it go."""

    def __init__(self, program, error=None):
        self._desk = program.services.desk
        self._go = threading.Event()
        self._error = error
        self.was_cut = False

    def begin(self):
        self._desk.run(Operation("Saving a copy", self._work), failed=lambda _error: None)

    def end(self):
        self._go.set()

    def _work(self, _library, _progress, cancelled):
        while not self._go.wait(0.005):
            if cancelled():
                self.was_cut = True
                return
        if self._error is not None:
            raise self._error


@pytest.fixture
def held(program):
    work = Held(program)
    yield work
    work.end()


def test_what_takes_long_is_named_and_closes_the_window_when_it_is_done(course_window, held, qtbot):
    held.begin()
    course_window.close()
    dialog = dialog_of(qtbot, WorkDialog)
    assert dialog.words == "Saving a copy"
    assert course_window.isVisible()
    held.end()
    qtbot.waitUntil(lambda: not course_window.isVisible())
    assert not held.was_cut


def test_the_window_can_be_closed_at_once_or_kept_open(course_window, held, program, qtbot):
    held.begin()
    course_window.restart()
    press(qtbot, dialog_of(qtbot, WorkDialog), "Keep it open")
    assert not course_window.wants_restart
    course_window.close()
    press(qtbot, dialog_of(qtbot, WorkDialog), "Close now")
    assert not course_window.isVisible()
    program.close()
    assert held.was_cut


def test_a_new_start_that_was_wanted_comes_when_the_work_is_done(course_window, held, qtbot):
    held.begin()
    course_window.restart()
    dialog_of(qtbot, WorkDialog)
    held.end()
    qtbot.waitUntil(lambda: not course_window.isVisible())
    assert course_window.wants_restart


@pytest.mark.parametrize("is_quick", [True, False])
def test_the_window_stays_where_the_work_failed(course_window, program, qtbot, is_quick):
    error = EnvironmentalError(Phrase("The disk is full."), "no_room")
    work = Held(program, error)
    work.begin()
    course_window.close()
    if not is_quick:
        dialog_of(qtbot, WorkDialog)
    work.end()
    qtbot.waitUntil(lambda: not program.services.desk.is_working)
    qtbot.wait(400)
    assert course_window.isVisible()
    assert not course_window.findChildren(WorkDialog)
