"""The recovery diary: one click or one key for an answer, kept at once, with a way back."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from skintrack.model import DiaryEntry, Sign, Step
from skintrack.ui.diary.diary_dialog import DiaryDialog
from skintrack.ui.diary.week import StepLegend
from tests.helpers.reachable import unnamed
from tests.helpers.ui_actions import button_of, dialog_of, entry_of, press

pytestmark = pytest.mark.gui


@pytest.fixture
def session(course_window, program):
    return program.services.course.state.sessions[0]


@pytest.fixture
def diary(course_window, program, qtbot, session, settled):
    course_window.diary.open_diary(session)
    dialog = dialog_of(qtbot, DiaryDialog)
    settled()
    yield dialog
    if course_window.diary._dialog is not None:
        dialog.close()


def noted(program):
    return program.services.course.state.notes.diary


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_words_keep_one_distance_from_marks_of_every_size(diary):
    legend = diary.findChild(StepLegend)
    picture = legend.grab().toImage()
    ground = picture.pixel(0, 0)
    width = picture.width() // len(Step)
    gaps = []
    for left in range(0, 4 * width, width):
        columns = range(left, left + width)
        inked = [
            any(picture.pixel(x, y) != ground for y in range(picture.height())) for x in columns
        ]
        mark = inked.index(True)
        end = inked.index(False, max(mark, 11))
        gaps.append(inked.index(True, end) - end)
    assert max(gaps) - min(gaps) <= 2


def test_one_click_is_an_answer_and_is_kept_at_once(diary, program, qtbot, session, settled):
    click(qtbot, diary.rows[Sign.REDNESS].button(Step.STRONGLY))
    settled()
    assert noted(program) == (DiaryEntry(session.id, session.date, {Sign.REDNESS: Step.STRONGLY}),)
    library_says: list[DiaryEntry] = []
    program.services.desk.run(_read(session), library_says.extend)
    settled()
    assert library_says == list(noted(program))


def _read(session):
    from skintrack.ui import note_operations

    return note_operations.load_diary(session.id)


def test_a_day_is_answered_by_the_keyboard_alone(diary, program, qtbot, session, settled):
    diary.heads[0].setFocus()
    qtbot.keyClick(diary.heads[0], Qt.Key.Key_Tab)
    diary.focus_answers()
    for digit in "310201":
        qtbot.keyClicks(QApplication.focusWidget(), digit)
    qtbot.keyClicks(QApplication.focusWidget(), "4")
    settled()
    (entry,) = noted(program)
    assert [entry.signs[sign] for sign in Sign] == [3, 1, 0, 2, 0, 1]
    assert entry.pain == 4


def test_arrows_lead_along_and_between_the_rows(diary, qtbot):
    diary.focus_answers()
    row = diary.rows[Sign.REDNESS]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert QApplication.focusWidget() is row.button(1)
    qtbot.keyClick(row.button(1), Qt.Key.Key_Space)
    assert row.value == 1
    qtbot.keyClick(row.button(1), Qt.Key.Key_Down)
    assert QApplication.focusWidget() is diary.rows[Sign.SWELLING].button(0)


def test_a_second_click_takes_the_answer_back(diary, program, qtbot, settled):
    button = diary.rows[Sign.PEELING].button(Step.NONE)
    click(qtbot, button)
    settled()
    assert noted(program)[0].signs == {Sign.PEELING: Step.NONE}
    click(qtbot, button)
    settled()
    assert noted(program) == ()


def test_days_stand_side_by_side_and_missing_ones_stay_missing(
    diary, program, qtbot, session, settled
):
    click(qtbot, diary.heads[2])
    assert diary.day == session.date + timedelta(days=2)
    click(qtbot, diary.rows[Sign.SWELLING].button(Step.CLEARLY))
    settled()
    assert [entry.day for entry in noted(program)] == [diary.day]
    assert diary.heads[1].accessibleDescription() == "Nothing noted"
    assert "Swelling: clearly" in diary.heads[2].accessibleDescription()


def test_undo_and_redo_within_the_diary(diary, program, qtbot, settled):
    row = diary.rows[Sign.REDNESS]
    click(qtbot, row.button(Step.CLEARLY))
    click(qtbot, row.button(Step.A_LITTLE))
    settled()
    press(qtbot, diary, "Undo")
    settled()
    assert row.value == Step.CLEARLY
    qtbot.keyClick(diary, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert row.value is None
    assert noted(program) == ()
    assert not button_of(diary, "Undo").isEnabled()
    diary.steps.redo()
    settled()
    assert row.value == Step.CLEARLY


def test_undo_in_the_diary_leaves_alone_what_was_done_elsewhere(diary, program, settled):
    diary.steps.undo()
    settled()
    assert not diary.steps.undo_button.isEnabled()


def test_notes_are_kept_without_a_button(diary, program, qtbot, settled):
    qtbot.keyClicks(diary.notes, "Slept well")
    click(qtbot, diary.heads[1])
    settled()
    assert noted(program)[0].notes == "Slept well"
    assert diary.notes.toPlainText() == ""
    qtbot.keyClicks(diary.notes, "Dry")
    diary.close()
    settled()
    assert [entry.notes for entry in noted(program)] == ["Slept well", "Dry"]


def test_first_days_are_expected_and_more_is_a_question(diary, qtbot, settled):
    assert "expected in the first 3 days" in diary.says
    click(qtbot, diary.rows[Sign.REDNESS].button(Step.STRONGLY))
    assert "practitioner" not in diary.says
    click(qtbot, diary.heads[5])
    click(qtbot, diary.rows[Sign.REDNESS].button(Step.A_LITTLE))
    assert diary.says.startswith("A little redness is still there after the usual 3 days.")
    click(qtbot, diary.rows[Sign.REDNESS].button(Step.CLEARLY))
    assert diary.says.startswith("The redness has lasted longer than the usual 3 days.")
    assert "a phone call is enough" in diary.says
    click(qtbot, diary.rows[Sign.REDNESS].button(Step.NONE))
    assert "practitioner" not in diary.says
    click(qtbot, diary.noticed["fever"])
    assert diary.says.startswith("Ask your practitioner")
    settled()


def test_days_to_come_cannot_be_answered(course_window, program, qtbot, session):
    dialog = DiaryDialog(
        course_window,
        program.services,
        session,
        program.services.course.state.sessions,
        today=session.date + timedelta(days=2),
    )
    qtbot.addWidget(dialog)
    dialog.show_entries(())
    assert dialog.day == session.date + timedelta(days=2)
    assert [head.isEnabled() for head in dialog.heads] == [True] * 3 + [False] * 5
    dialog._choose_if_open(4)
    assert dialog.day == session.date + timedelta(days=2)


def test_another_session_has_its_own_diary(diary, program, qtbot, settled, course_window):
    click(qtbot, diary.rows[Sign.REDNESS].button(Step.CLEARLY))
    settled()
    diary._choose_session(1)
    other = dialog_of(qtbot, DiaryDialog)
    settled()
    other = course_window.diary._dialog
    assert other.session.id != diary.session.id
    assert other.rows[Sign.REDNESS].value is None
    other.close()


def test_it_opens_from_the_course_menu(course_window, program, qtbot):
    state = program.services.course.state
    menu = course_window.header._make_course_menu(state)
    action = entry_of(menu, "Recovery diary…")
    action.trigger()
    dialog = dialog_of(qtbot, DiaryDialog)
    assert dialog.session == state.sessions[-1]
    dialog.close()


def test_every_control_of_the_diary_has_a_name(diary):
    assert unnamed(diary) == []
    assert diary.rows[Sign.REDNESS].button(1).accessibleName() == "Redness: a little"


def test_tab_and_arrows_reach_every_control(diary, qtbot):
    reached = set()
    diary.heads[0].setFocus()
    for _ in range(40):
        focused = QApplication.focusWidget()
        reached.add(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    wanted = [row.button(0) for row in diary.rows.values()]
    wanted += [
        diary.pain.button(0),
        *diary.noticed.values(),
        diary.notes,
        button_of(diary, "Close"),
    ]
    assert [each for each in wanted if each not in reached] == []
    diary.heads[0].setFocus()
    qtbot.keyClick(diary.heads[0], Qt.Key.Key_Right)
    assert diary.day == diary.heads[1].day
    assert QApplication.focusWidget() is diary.heads[1]


def test_an_answer_that_cannot_be_kept_is_not_shown_as_kept(
    diary, program, qtbot, settled, monkeypatch
):
    from skintrack.errors import StorageError
    from skintrack.library.diary import Diary

    def refuse(*_given):
        raise StorageError("The disk is full. Free some space and try again.", "disk_full")

    monkeypatch.setattr(Diary, "save", refuse)
    click(qtbot, diary.rows[Sign.REDNESS].button(Step.CLEARLY))
    settled()
    assert diary.rows[Sign.REDNESS].value is None
    assert diary.says.startswith("The disk is full.")
