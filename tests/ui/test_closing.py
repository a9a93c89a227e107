"""What was done a moment before the window closes is kept."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from skintrack.library import Library
from skintrack.ui.diary.diary_dialog import DiaryDialog
from skintrack.ui.operations import Operation
from tests.helpers.ui_actions import dialog_of

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
