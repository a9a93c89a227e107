"""A session is noted, filled as last time, asked about beforehand, and every edit can be undone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from skintrack.app import Program
from skintrack.model import NeedleZone, Provider, TreatmentSession
from skintrack.ui.dialogs.session import SessionDialog
from skintrack.ui.main_window import MainWindow
from skintrack.ui.session.fields import clock_of
from skintrack.ui.session.safety_dialog import SafetyDialog
from skintrack.ui.words import DASH, session_details
from tests.helpers.model_objects import make_session
from tests.helpers.ui_actions import button_of, dialog_of, press

pytestmark = pytest.mark.gui

Settled = Callable[[], None]


def sessions_of(program: Program) -> tuple[TreatmentSession, ...]:
    state = program.services.course.state
    assert state is not None
    return state.sessions


def open_new(window: MainWindow, qtbot: QtBot) -> SessionDialog:
    press(qtbot, window.header, "Add session")
    dialog: SessionDialog = dialog_of(qtbot, SessionDialog)
    qtbot.waitUntil(dialog.form.date_field.hasFocus)
    return dialog


def open_third(window: MainWindow, program: Program, qtbot: QtBot) -> SessionDialog:
    window.commands.edit_session(sessions_of(program)[2])
    dialog: SessionDialog = dialog_of(qtbot, SessionDialog)
    qtbot.waitUntil(dialog.form.date_field.hasFocus)
    return dialog


def wait_for_sessions(qtbot: QtBot, program: Program, count: int, settled: Settled) -> None:
    qtbot.waitUntil(lambda: len(sessions_of(program)) == count)
    settled()


def test_a_whole_session_is_typed_undone_and_done_again(
    course_window: MainWindow, program: Program, qtbot: QtBot, settled: Settled
) -> None:
    dialog = open_new(course_window, qtbot)
    form = dialog.form
    form.date_field.setDate(QDate(2026, 8, 4))
    qtbot.keyClicks(form.clock_field, "2:30 pm")
    line = form.concern_field.lineEdit()
    assert line is not None
    qtbot.keyClicks(line, "The deep ones")
    qtbot.keyClicks(form.area_field, "Cheeks and chin")
    form.provider_field.setCurrentIndex(1)
    qtbot.keyClicks(form.practitioner_field, "M. Example")
    qtbot.keyClicks(form.device_field, "Pen 2")
    form.depths_field.whole_field.setValue(1.25)
    form.passes_field.setValue(3)
    qtbot.keyClicks(form.products_field, "Serum")
    qtbot.keyClicks(form.numbing_field, "Cream")
    press(qtbot, form, "Pain 4 of 10")
    qtbot.keyClicks(form.notes_field, "Went well.")
    press(qtbot, dialog, "Add session")
    wait_for_sessions(qtbot, program, 5, settled)
    added = sessions_of(program)[-1]
    assert (added.date, added.clock) == (date(2026, 8, 4), time(14, 30))
    assert (added.concern, added.area) == ("The deep ones", "Cheeks and chin")
    assert (added.provider, added.practitioner) == (Provider.CLINIC, "M. Example")
    assert (added.device, added.depth_mm, added.passes) == ("Pen 2", 1.25, 3)
    assert (added.products, added.numbing, added.pain) == ("Serum", "Cream", 4)
    assert (added.notes, added.safety_answers) == ("Went well.", {})
    course_window.activateWindow()
    program.services.history.undo()
    wait_for_sessions(qtbot, program, 4, settled)
    program.services.history.redo()
    wait_for_sessions(qtbot, program, 5, settled)
    assert sessions_of(program)[-1] == added  # the same one, not another


def test_a_day_that_its_month_does_not_have_is_said_before_it_is_taken(
    course_window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    course_window.commands.add_session()
    dialog = dialog_of(qtbot, SessionDialog)
    field = dialog.form.date_field
    qtbot.keyClicks(field, "31.4.2026")
    dialog.confirm()
    assert dialog.isVisible()
    assert field.note == "Apr 2026 has only 30 days."
    dialog.confirm()
    day = date(2026, 4, 30)
    qtbot.waitUntil(lambda: day in [session.date for session in sessions_of(program)])


def test_only_the_date_is_needed(
    course_window: MainWindow, program: Program, qtbot: QtBot, settled: Settled
) -> None:
    dialog = open_new(course_window, qtbot)
    day = dialog.form.date_field.day
    press(qtbot, dialog, "Add session")
    wait_for_sessions(qtbot, program, 5, settled)
    added = sessions_of(program)[-1]
    assert added == TreatmentSession(added.id, added.course_id, day)


def test_as_last_time_fills_what_stays_the_same(
    course_window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    last = sessions_of(program)[-1]
    dialog = open_new(course_window, qtbot)
    press(qtbot, dialog, "As last time")
    filled = dialog.session()
    assert (filled.device, filled.depth_mm) == (last.device, last.depth_mm) == ("Pen", 1.75)
    assert filled.provider is last.provider
    assert filled.date != last.date
    assert filled.notes is None
    assert filled.pain is None
    dialog.form.date_field.setDate(QDate(2026, 1, 5))
    assert not dialog.like_last_button.isVisible()  # nothing was before that


def test_a_short_interval_is_only_closer_than_usual(
    course_window: MainWindow, qtbot: QtBot
) -> None:
    dialog = open_new(course_window, qtbot)
    dialog.form.date_field.setDate(QDate(2026, 6, 30))
    text = "1 week from another session: closer than the usual 4 weeks."
    assert dialog.form.remark.text() == text
    dialog.form.date_field.setDate(QDate(2026, 7, 28))
    assert "closer" not in dialog.form.remark.text()
    assert button_of(dialog, "Add session").isEnabled()


def test_a_time_that_is_none_is_said_and_nothing_is_lost(
    course_window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    dialog = open_new(course_window, qtbot)
    qtbot.keyClicks(dialog.form.clock_field, "around noon")
    qtbot.keyClicks(dialog.form.device_field, "Pen 3")
    press(qtbot, dialog, "Add session")
    assert dialog.isVisible()
    assert dialog.form.clock_field.hasFocus()
    dialog.form.clock_field.clear()
    assert dialog.session().device == "Pen 3"
    assert len(sessions_of(program)) == 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:30", time(14, 30)),
        ("1430", time(14, 30)),
        ("14.30", time(14, 30)),
        ("9", time(9)),
        ("9 Uhr", time(9)),
        ("2:30 pm", time(14, 30)),
        ("12 am", time(0)),
        ("12:05 PM", time(12, 5)),
        ("  ", None),
    ],
)
def test_times_are_read_as_people_write_them(text: str, expected: time | None) -> None:
    assert clock_of(text) == expected


@pytest.mark.parametrize("text", ["25:00", "9:75", "noon", "13 pm", "0 am", "1:2:3", "99999"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        clock_of(text)


def test_depths_by_part_of_the_face(
    course_window: MainWindow, program: Program, qtbot: QtBot, settled: Settled
) -> None:
    dialog = open_third(course_window, program, qtbot)
    depths = dialog.form.depths_field
    press(qtbot, depths, "By part of the face")
    assert depths.zone_fields[NeedleZone.CHEEKS].isVisible()
    assert not depths.whole_field.isVisible()
    # Tab goes through them before it goes on, and the wheel scrolls the form.
    wheel(depths.zone_fields[NeedleZone.CHEEKS])
    assert depths.zone_fields[NeedleZone.CHEEKS].depth_mm is None
    depths.zones_button.setFocus()
    passed = []
    for _ in range(7):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        passed.append(dialog.focusWidget())
    assert passed == [*depths.zone_fields.values(), depths.rest_field, dialog.form.products_field]
    depths.zone_fields[NeedleZone.CHEEKS].setValue(2.0)
    depths.zone_fields[NeedleZone.UNDER_EYES].setValue(0.25)
    press(qtbot, dialog, "Save")
    zones = {NeedleZone.CHEEKS: 2.0, NeedleZone.UNDER_EYES: 0.25}
    qtbot.waitUntil(lambda: sessions_of(program)[2].zone_depths == zones)
    settled()
    assert sessions_of(program)[2].depth_mm == 1.5  # elsewhere
    press(qtbot, course_window.banner, "Undo")
    qtbot.waitUntil(lambda: sessions_of(program)[2].zone_depths == {})
    settled()


def test_a_removed_session_comes_back_as_it_was(
    course_window: MainWindow, program: Program, qtbot: QtBot, settled: Settled
) -> None:
    before = sessions_of(program)
    press(qtbot, open_third(course_window, program, qtbot), "Remove session")
    wait_for_sessions(qtbot, program, 3, settled)
    press(qtbot, course_window.banner, "Undo")
    wait_for_sessions(qtbot, program, 4, settled)
    assert sessions_of(program) == before


def test_saving_without_a_change_is_no_step(
    course_window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    press(qtbot, open_third(course_window, program, qtbot), "Save")
    assert program.services.history.undo_label is None


def test_questions_are_kept_with_the_session_and_only_say_to_ask(
    course_window: MainWindow, program: Program, qtbot: QtBot, settled: Settled
) -> None:
    dialog = open_third(course_window, program, qtbot)
    press(qtbot, dialog, "Go through the questions…")
    questions = dialog_of(qtbot, SafetyDialog)
    acne, allergy = questions.boxes["active_acne"], questions.boxes["allergy"]
    qtbot.waitUntil(acne.box.hasFocus)
    qtbot.keyClick(acne.box, Qt.Key.Key_Space)
    words = allergy.findChild(QLabel)
    assert words is not None
    qtbot.mouseClick(words, Qt.MouseButton.LeftButton)
    assert "mention the 2 points" in questions.outcome_text
    press(qtbot, questions, "Keep my answers")
    assert "Ask your practitioner before the session" in dialog.form.safety_text.text()
    press(qtbot, dialog, "Save")
    qtbot.waitUntil(lambda: bool(sessions_of(program)[2].safety_answers))
    settled()
    answers = sessions_of(program)[2].safety_answers
    assert {code for code, applies in answers.items() if applies} == {"active_acne", "allergy"}
    assert len(answers) > 10  # those that do not apply are kept too


def test_questions_from_the_menu_begin_the_session_of_the_appointment(
    course_window: MainWindow, program: Program, qtbot: QtBot, settled: Settled
) -> None:
    state = program.services.course.state
    assert state is not None
    agreed = replace(state.course, appointment=date(2099, 5, 4), appointment_clock=time(9, 15))
    course_window.commands.sessions.save_plan(state.course, agreed)
    qtbot.waitUntil(
        lambda: getattr(program.services.course.state, "course", None) == agreed, timeout=5000
    )
    settled()
    course_window.commands.sessions.ask_before_session()
    questions = dialog_of(qtbot, SafetyDialog)
    press(qtbot, questions, "Keep my answers")
    dialog = dialog_of(qtbot, SessionDialog)
    session = dialog.session()
    assert (session.date, session.clock) == (date(2099, 5, 4), time(9, 15))
    assert "answers are kept with this session" in dialog.explanation.text()
    assert session.safety_answers
    assert not any(session.safety_answers.values())


def test_the_form_fits_the_smallest_window_and_scrolls(
    course_window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    course_window.resize(1024, 640)
    dialog = open_third(course_window, program, qtbot)
    assert dialog.height() <= 640
    assert dialog.width() <= 1024
    area = dialog.findChild(QScrollArea)
    assert area is not None
    assert not area.horizontalScrollBar().isVisible()
    dialog.form.notes_field.setFocus()
    area.ensureWidgetVisible(dialog.form.notes_field)
    shown = area.viewport().rect()
    place = dialog.form.notes_field.mapTo(area.viewport(), QPoint(0, 0))
    assert shown.contains(place)
    assert button_of(dialog, "Save").isVisible()


def test_the_wheel_scrolls_the_form_and_changes_no_field(
    course_window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    dialog = open_third(course_window, program, qtbot)
    before = dialog.session()
    for field in (dialog.form.passes_field, dialog.form.provider_field):
        wheel(field)
    assert dialog.session() == before
    dialog.form.passes_field.setFocus()
    wheel(dialog.form.passes_field)
    assert dialog.session() != before


def wheel(field: QWidget) -> None:
    where = QPointF(field.rect().center())
    event = QWheelEvent(
        where,
        QPointF(field.mapToGlobal(field.rect().center())),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, event)


def test_pain_is_chosen_with_the_arrow_keys(course_window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_new(course_window, qtbot)
    field = dialog.form.pain_field
    assert field.value is None
    field.setFocus()
    for expected in (0, 1, 2):
        press_key(qtbot, Qt.Key.Key_Right)
        assert field.value == expected
    press_key(qtbot, Qt.Key.Key_Left)
    assert field.value == 1


def press_key(qtbot: QtBot, key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key)


def test_today_is_the_day_of_a_new_session(course_window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_new(course_window, qtbot)
    assert dialog.form.date_field.day == datetime.now().astimezone().date()
    assert dialog.form.date_field.hasFocus()


@pytest.mark.parametrize(
    ("depth_mm", "zones", "expected"),
    [
        (1.5, {}, "1.5 mm"),
        (None, {NeedleZone.CHEEKS: 1.0, NeedleZone.NOSE: 0.25}, f"0.25{DASH}1 mm"),
        (2.0, {NeedleZone.NOSE: 0.5}, f"0.5{DASH}2 mm"),
        (None, {NeedleZone.NOSE: 0.5}, "0.5 mm"),
        (None, {}, ""),
    ],
)
def test_depths_in_one_line(
    qapp: object, depth_mm: float | None, zones: dict[NeedleZone, float], expected: str
) -> None:
    session = make_session(date(2026, 3, 10), depth_mm=depth_mm, zone_depths=zones)
    assert session_details(session) == expected


def test_what_was_typed_is_not_lost_with_escape(
    course_window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    dialog = open_new(course_window, qtbot)
    qtbot.keyClicks(dialog.form.device_field, "Pen 9")
    qtbot.keyClicks(dialog.form.clock_field, "soon")
    press(qtbot, dialog.form, "Pain 3 of 10")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    press(qtbot, course_window.banner, "Go on with it")
    again = dialog_of(qtbot, SessionDialog)
    session = again.session()
    assert (session.device, session.pain, session.clock) == ("Pen 9", 3, None)
    press(qtbot, again, "Cancel")
    assert "not saved" in course_window.banner.text
    assert len(sessions_of(program)) == 4


def test_leaving_an_untouched_form_says_nothing(
    course_window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    press(qtbot, open_new(course_window, qtbot), "Cancel")
    press(qtbot, open_third(course_window, program, qtbot), "Cancel")
    assert course_window.banner.text == ""
