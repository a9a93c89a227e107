"""A plan is proposed and changed, aftercare counts down, dates go into a calendar file."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import icalendar
import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu
from pytestqt.qtbot import QtBot

from skintrack.app import Program
from skintrack.model import Course, TreatmentSession
from skintrack.ui.course_state import CourseState
from skintrack.ui.main_window import MainWindow
from skintrack.ui.session.aftercare_dialog import AftercareDialog
from skintrack.ui.session.aftercare_words import left_words, until_words
from skintrack.ui.session.calendar_dialog import CalendarDialog
from skintrack.ui.session.date_lines import DateLines
from skintrack.ui.session.disagreements import DisagreementsDialog
from skintrack.ui.session.plan_dialog import PlanDialog
from skintrack.ui.session.plan_fields import AimFields
from tests.helpers.ui_actions import dialog_of, entry_of, press

pytestmark = pytest.mark.gui

Settled = Callable[[], None]
NOON = datetime(2026, 6, 24, 12).astimezone()


def state_of(program: Program) -> CourseState:
    state = program.services.course.state
    assert state is not None
    return state


def open_plan(window: MainWindow, qtbot: QtBot) -> PlanDialog:
    window.commands.sessions.show_plan()
    dialog: PlanDialog = dialog_of(qtbot, PlanDialog)
    return dialog


def plan_that_is_stored(qtbot: QtBot, program: Program, settled: Settled) -> Course:
    qtbot.waitUntil(lambda: state_of(program).course.planned_sessions is not None)
    settled()
    return state_of(program).course


def texts_of(dialog: AftercareDialog | CalendarDialog | PlanDialog) -> str:
    return "\n".join(
        each.text() for each in dialog.findChildren(QLabel) if each.isVisibleTo(dialog)
    )


def test_the_proposal_follows_the_concern_until_the_user_sets_a_number(
    course_window: MainWindow, qtbot: QtBot
) -> None:
    dialog = open_plan(course_window, qtbot)
    assert dialog.plan.sessions == 4  # acne scars
    concern = dialog.aim.concern_field
    concern.setCurrentIndex(concern.findData("rejuvenation"))
    assert (dialog.plan.sessions, dialog.plan.spacing_weeks) == (3, (4, 6))
    dialog.plan.sessions_field.setValue(7)
    concern.setCurrentIndex(concern.findData("pigmentation"))
    assert dialog.plan.sessions == 7


def test_a_plan_is_saved_with_everything_and_undone(
    course_window: MainWindow, program: Program, qtbot: QtBot, settled: Settled
) -> None:
    before = state_of(program).course
    dialog = open_plan(course_window, qtbot)
    dialog.plan.sessions_field.setValue(6)
    qtbot.keyClicks(dialog.aim.words_field, "The deep ones on the left")
    qtbot.keyClicks(dialog.aim.area_field, "Cheeks")
    dialog.appointment.agreed_box.click()
    dialog.appointment.date_field.setDate(QDate(2099, 5, 4))
    qtbot.keyClicks(dialog.appointment.clock_field, "9.15")
    qtbot.keyClicks(dialog.instruction_field, "Cream twice a day")
    press(qtbot, dialog, "Save plan")
    planned = plan_that_is_stored(qtbot, program, settled)
    assert (planned.planned_sessions, planned.spacing_weeks) == (6, (4, 6))
    assert (planned.concern_words, planned.area) == ("The deep ones on the left", "Cheeks")
    assert (planned.appointment, planned.appointment_clock) == (date(2099, 5, 4), time(9, 15))
    assert planned.practitioner_instruction == "Cream twice a day"
    press(qtbot, course_window.banner, "Undo")
    qtbot.waitUntil(lambda: state_of(program).course == before)
    settled()


@pytest.mark.usefixtures("course_window")
def test_a_long_area_shows_how_it_begins(program: Program) -> None:
    long = replace(state_of(program).course, area="Cheeks, forehead, bridge of the nose and chin")
    assert AimFields(long).area_field.cursorPosition() == 0


def test_long_days_leave_room_for_what_they_are_of(qtbot: QtBot) -> None:
    lines = DateLines(is_even=True)
    qtbot.addWidget(lines)
    lines.show_lines([("14 December 2026 to 11 January 2027", "Session 14 of 14: time for one")])
    lines.resize(320, 200)
    lines.show()
    day, title = lines.findChildren(QLabel)
    assert title.width() > lines.width() / 3
    assert day.height() >= day.heightForWidth(day.width())


def test_weeks_keep_their_order(course_window: MainWindow, qtbot: QtBot) -> None:
    fields = open_plan(course_window, qtbot).plan
    fields.least_field.setValue(8)
    assert fields.spacing_weeks == (8, 8)
    fields.most_field.setValue(5)
    assert fields.spacing_weeks == (5, 5)


def test_dates_of_the_plan_are_shown_as_they_will_be(
    course_window: MainWindow, qtbot: QtBot
) -> None:
    dialog = open_plan(course_window, qtbot)
    names = [name for name, _days in dialog.dates.lines]
    assert names == ["Session 1", "Session 2", "Session 3", "Session 4"]
    assert dialog.dates.lines[0][1] == "10 March 2026"
    dialog.appointment.agreed_box.click()
    dialog.appointment.date_field.setDate(QDate(2099, 5, 4))
    dialog.plan.sessions_field.setValue(6)
    assert dialog.dates.lines[4:] == (
        ("Session 5", "4 May 2099"),
        ("Session 6", "1 to 15 June 2099"),
    )


def test_sources_that_disagree_are_listed(course_window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, open_plan(course_window, qtbot), "Where sources disagree…")
    dialog = dialog_of(qtbot, DisagreementsDialog)
    texts = [each.text() for each in dialog.findChildren(QLabel)]
    assert "Sessions for acne scars" in texts
    assert "Taken here: 4 to 6: it promises less." in texts
    press(qtbot, dialog, "Close")


def aftercare_of(
    window: MainWindow, program: Program, qtbot: QtBot, now: datetime, clock: time | None
) -> AftercareDialog:
    state = state_of(program)
    shown = state.sessions[-1]
    session = TreatmentSession(shown.id, shown.course_id, shown.date, clock=clock)
    dialog = AftercareDialog(window, state.course, session, 4, lambda: now)
    dialog.instructed.connect(window.commands.sessions.save_instruction)
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def test_aftercare_counts_down_from_the_session(
    course_window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    dialog = aftercare_of(course_window, program, qtbot, NOON, time(14, 30))
    texts = texts_of(dialog)
    assert "After session 4, 23 June 2026, 14:30" in texts
    assert "Make-up of any kind\nuntil 14:30 today" in texts
    assert "3 hours left" in texts
    assert "until Friday, 14:30" in texts
    assert "Please contact your practitioner" in texts
    assert "not noted" not in texts


def test_aftercare_follows_the_time(
    course_window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    moments = [NOON]
    state = state_of(program)
    dialog = AftercareDialog(
        course_window, state.course, state.sessions[-1], 4, lambda: moments[-1]
    )
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    assert "Make-up of any kind" in texts_of(dialog)
    assert "The time of the session is not noted" in texts_of(dialog)
    moments.append(NOON + timedelta(days=2))
    dialog.refresh()
    qtbot.waitUntil(lambda: "Heavy make-up" in texts_of(dialog))
    assert "Make-up of any kind" not in texts_of(dialog)
    moments.append(NOON + timedelta(days=9))
    dialog.refresh()
    qtbot.waitUntil(lambda: "Allowed again" in texts_of(dialog))
    texts = texts_of(dialog)
    assert "Avoid for now" not in texts
    allowed = texts.partition("Allowed again")[2].partition("usual for the first")[0]
    assert "•  Make-up of any kind\n•  Retinol, acids and vitamin C" in allowed
    # Care that has ended is not named as something to be allowed.
    assert "Keep the skin clean" not in texts
    dialog.close()


def test_the_practitioners_words_come_first_and_can_be_undone(
    course_window: MainWindow, program: Program, qtbot: QtBot, settled: Settled
) -> None:
    dialog = aftercare_of(course_window, program, qtbot, NOON, None)
    qtbot.keyClicks(dialog.instruction_field, "Ice, then cream")
    press(qtbot, dialog, "Save these words")
    dialog.close()
    qtbot.waitUntil(lambda: state_of(program).course.practitioner_instruction == "Ice, then cream")
    settled()
    program.services.history.undo()
    qtbot.waitUntil(lambda: state_of(program).course.practitioner_instruction is None)
    settled()


@pytest.mark.parametrize(
    ("hours", "until", "left"),
    [
        (0.5, "until 12:30 today", "less than an hour left"),
        (1.5, "until 13:30 today", "2 hours left"),
        (11, "until 23:00 today", "11 hours left"),
        (24, "until 12:00 tomorrow", "24 hours left"),
        (72, "until Saturday, 12:00", "72 hours left"),
        (96, "until Sunday, 12:00", "4 days left"),
    ],
)
def test_hours_in_words(qapp: object, hours: float, until: str, left: str) -> None:
    moment = NOON + timedelta(hours=hours)
    assert until_words(moment, NOON) == until
    assert left_words(moment, NOON) == left


def test_dates_are_saved_for_a_calendar(
    course_window: MainWindow, program: Program, qtbot: QtBot, settled: Settled, tmp_path: Path
) -> None:
    dialog = open_plan(course_window, qtbot)
    dialog.appointment.agreed_box.click()
    dialog.appointment.date_field.setDate(QDate(2099, 5, 4))
    dialog.plan.sessions_field.setValue(5)
    press(qtbot, dialog, "Save plan")
    plan_that_is_stored(qtbot, program, settled)
    course_window.commands.sessions.calendar.show_dates()
    dates = dialog_of(qtbot, CalendarDialog)
    assert "Session 5 of 5" in texts_of(dates)
    assert "4 May 2099" in texts_of(dates)
    press(qtbot, dates, "Choose where to save…")
    chooser = dialog_of(qtbot, QFileDialog)
    target = tmp_path / "Dates.ics"
    chooser.fileSelected.emit(str(target))
    chooser.close()
    qtbot.waitUntil(target.exists)
    calendar = icalendar.Calendar.from_ical(target.read_bytes())
    titles = [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")]
    assert "Session 5 of 5" in titles
    assert state_of(program).course.name not in target.read_text(encoding="utf-8")
    qtbot.waitUntil(lambda: "dates are saved" in course_window.banner.text)


def test_that_there_are_no_dates_is_not_said_over_another_view(
    course_window: MainWindow, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skintrack.treatment.calendar.calendar_entries", lambda *_: ())
    course_window.show_view("timeline")
    course_window.commands.sessions.calendar.show_dates()
    assert "There are no dates yet" in course_window.banner.text
    course_window.show_view("blinded")
    settled()
    assert course_window.banner.text == ""


def test_the_menu_of_the_course_offers_all_of_it(
    course_window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    menu: QMenu = course_window.header._make_course_menu(state_of(program))
    for text in ("Save dates to a calendar…", "Before a session…", "Aftercare…"):
        assert entry_of(menu, text).isEnabled()
    entry_of(menu, "Plan…").trigger()
    assert dialog_of(qtbot, PlanDialog).isVisible()
    menu.deleteLater()


def test_a_plan_that_was_left_can_be_gone_on_with(
    course_window: MainWindow, program: Program, qtbot: QtBot, settled: Settled
) -> None:
    dialog = open_plan(course_window, qtbot)
    qtbot.keyClicks(dialog.aim.area_field, "Chin")
    dialog.plan.sessions_field.setValue(9)
    press(qtbot, dialog, "Cancel")
    press(qtbot, course_window.banner, "Go on with it")
    press(qtbot, dialog_of(qtbot, PlanDialog), "Save plan")
    planned = plan_that_is_stored(qtbot, program, settled)
    assert (planned.area, planned.planned_sessions) == ("Chin", 9)


def test_words_of_the_practitioner_are_kept_when_the_page_is_closed(
    course_window: MainWindow, program: Program, qtbot: QtBot, settled: Settled
) -> None:
    dialog = aftercare_of(course_window, program, qtbot, NOON, None)
    qtbot.keyClicks(dialog.instruction_field, "Ice")
    press(qtbot, dialog, "Close")
    qtbot.waitUntil(lambda: state_of(program).course.practitioner_instruction == "Ice")
    settled()
