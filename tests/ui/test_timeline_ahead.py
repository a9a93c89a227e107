"""What is due next, the hours of aftercare, and what is drawn right of today."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from skintrack.app import Program
from skintrack.library import Library
from skintrack.model import View
from skintrack.ui.dialogs.session import SessionDialog
from skintrack.ui.fonts import ui_font
from skintrack.ui.session.plan_dialog import PlanDialog
from skintrack.ui.timeline.sizes import ahead_width
from skintrack.ui.timeline.timeline_view import TimelineView
from skintrack.ui.words import month_words
from tests.helpers.measured_library import START, Shot, make_library
from tests.helpers.ui_actions import button_of, dialog_of, press

pytestmark = pytest.mark.gui

Open = Callable[..., TimelineView]
SESSIONS = (7, 42)


def at(day: int, hour: int = 9) -> datetime:
    """A moment of the course, in the computer's zone."""
    return datetime.combine(START + timedelta(days=day), time(hour)).astimezone()


@pytest.fixture
def open_course(program: Program, tmp_path: Path, settled: Callable[[], None]) -> Open:
    def work(
        now: datetime,
        shots: tuple[Shot, ...],
        session_days: tuple[int, ...] = SESSIONS,
        **plan: Any,
    ) -> TimelineView:
        library = make_library(tmp_path, shots, session_days=session_days)
        course = library.courses.all()[0]
        library.courses.update(replace(course, **plan))
        library.close()
        view = program.window.view("timeline")
        assert isinstance(view, TimelineView)
        view.now = lambda: now
        program.window.libraries.open_folder(tmp_path / "library")
        settled()
        return view

    return work


VISITS = (Shot(0), Shot(0, View.LEFT_OBLIQUE), Shot(42), Shot(42, View.LEFT_OBLIQUE))


def titles(view: TimelineView) -> list[str]:
    return [item.title for item in view.next.items]


def test_the_next_session_and_its_photos_are_due(open_course: Open, qtbot: QtBot) -> None:
    view = open_course(at(60), VISITS, planned_sessions=3)
    assert titles(view) == ["Photos: 12 May", "Session 3 of 3: 12 to 26 May"]
    assert view.next.items[0].text == "Before session 3, on clean bare skin"
    assert view.sessions.title == "Sessions: 2 of 3"
    names = [(mark.name, mark.day_text) for mark in view.grid._marks]
    assert names[0] == ("Session 3", "12 to 26 May")
    assert [name for name, _ in names[1:]] == ["Photos"] * (len(names) - 1)
    row = button_of(view.next, "Session 3 of 3: 12 to 26 May: Agree on a day…")
    assert row.accessibleDescription() == "4 to 6 weeks later is usual. No day yet."
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    dialog_of(qtbot, PlanDialog).reject()


def test_an_agreed_day_is_near_and_its_photos_are_due_now(open_course: Open) -> None:
    appointment = START + timedelta(days=75)
    view = open_course(at(72), VISITS, planned_sessions=3, appointment=appointment)
    assert titles(view) == ["Photos: any day now", "Session 3 of 3: Sunday, 17 May"]


def test_a_passed_appointment_asks_to_be_added(open_course: Open) -> None:
    appointment = START + timedelta(days=75)
    view = open_course(at(77), VISITS, planned_sessions=3, appointment=appointment)
    assert titles(view)[0] == "Your session of 17 May"
    assert button_of(view.next, "Your session of 17 May: Add the session…")


def test_a_view_that_the_latest_visit_lacks_is_asked_for(open_course: Open) -> None:
    shots = (*VISITS, Shot(70))
    view = open_course(at(71), shots, planned_sessions=2)
    assert titles(view)[0] == "1 view is not there yet"
    assert view.next.items[0].text == "Left oblique, beside the photos of 12 May"


def test_a_month_after_the_last_session_is_a_date_for_photos(open_course: Open) -> None:
    view = open_course(at(120), VISITS, planned_sessions=2)
    assert titles(view) == ["Photos: any day now"]
    assert view.next.items[0].text == "3 months after session 2, best about 14 July"
    later = [mark.day_text for mark in view.grid._marks]
    assert later == ["14 Jul", "14 Oct"]


def test_a_mark_of_another_year_says_which_and_is_not_cut(open_course: Open) -> None:
    view = open_course(at(290), VISITS, session_days=(240, 285), planned_sessions=3)
    words = [mark.day_text for mark in view.grid._marks]
    assert words[0] == "from Jan 2027"
    assert {each.rsplit(" ", 1)[1] for each in words} == {"2027"}
    metrics = QFontMetrics(ui_font(12, QFont.Weight.DemiBold))
    longest = ("ab Sept. 2027", "28. Sept. 2027", *words)
    assert max(metrics.horizontalAdvance(each) for each in longest) <= ahead_width()
    # Still wider ones, such as "15. März 2027", give way to their month.
    assert view.grid._layout is not None
    paint = view.grid._make_painter(view.grid._layout)
    photos = next(mark for mark in view.grid._marks if mark.number is None)
    assert paint._ahead_text(photos) == photos.day_text
    wide = photos._replace(day_text="28. September 2027")
    assert paint._ahead_text(wide) == month_words(photos.day, with_year=True)


def test_nothing_is_due_when_all_photos_are_there(open_course: Open) -> None:
    view = open_course(at(400), (*VISITS, Shot(230)), planned_sessions=2)
    assert titles(view) == ["Nothing is due"]
    assert view.grid._marks == ()


@pytest.mark.parametrize(
    ("planned", "said"), [(2, "No date is left."), (None, "There are no dates yet.")]
)
def test_no_date_for_a_calendar_says_whether_the_plan_is_done(
    open_course: Open, program: Program, planned: int | None, said: str
) -> None:
    open_course(at(0), (Shot(0),), session_days=(-400, -365), planned_sessions=planned)
    program.window.commands.sessions.calendar.show_dates()
    assert program.window.banner.text.startswith(said)


def test_the_aftercare_clock_counts_down_and_ends(open_course: Open) -> None:
    view = open_course(at(43, 10), VISITS, practitioner_instruction="Only the blue balm.")
    assert view.aftercare.isVisible()
    # Nobody noted the hour of the session, so it is counted from the end of that day.
    assert view.aftercare.title == "After session 2: 62 of the first 72 hours left"
    assert view.aftercare.texts[0] == "Your practitioner said: Only the blue balm."
    assert view.aftercare.texts[1].startswith("Avoid for 14 more hours: Make-up")
    view.now = lambda: at(44, 10)
    view._show_time()
    assert view.aftercare.title == "After session 2: 38 of the first 72 hours left"
    view.now = lambda: at(47, 10)
    view._show_time()
    assert view.aftercare.title == "After session 2: still a healing day"
    view.now = lambda: at(51, 10)
    view._show_time()
    assert not view.aftercare.isVisible()


def test_a_mark_right_of_today_says_what_it_is_and_opens_the_plan(
    open_course: Open, qtbot: QtBot
) -> None:
    view = open_course(at(60), VISITS, planned_sessions=3)
    grid = view.grid
    assert grid._layout is not None
    assert grid._layout.today_x is not None
    paint = grid._make_painter(grid._layout)
    place = paint.mark_rect(0).center()
    assert place.x() > grid._layout.today_x
    assert grid.text_at(place) == "Session 3: usually between 12 May 2026 and 26 May 2026"
    pin = paint.shared_pin_rect(paint.shared_pins(grid._sessions)[1]).toAlignedRect()
    assert grid.text_at(pin.center()).startswith("Session 2 of 3 · 14 April 2026")
    qtbot.mouseClick(grid.viewport_widget(), Qt.MouseButton.LeftButton, pos=place)
    dialog = dialog_of(qtbot, PlanDialog)
    assert dialog.explanation.text().startswith("Your plan as it stands.")
    dialog.reject()


def test_an_empty_course_teaches_how_to_begin(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    Library.create(tmp_path / "library", "Mine").close()
    program.window.libraries.open_folder(tmp_path / "library")
    qtbot.waitUntil(lambda: program.services.course.state is not None)
    view = program.window.view("timeline")
    assert isinstance(view, TimelineView)
    assert view.answer.headline == "Your course begins with a photo."
    assert titles(view) == ["Your first session: no day yet"]
    press(qtbot, view.empty, "Plan the sessions…")
    dialog = dialog_of(qtbot, PlanDialog)
    assert dialog.explanation.text().startswith("A proposal to begin with.")
    dialog.reject()


def test_enter_opens_the_photo_and_two_chosen_by_key_are_compared(
    open_course: Open, program: Program, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    view = open_course(at(60), VISITS)
    grid = view.grid
    grid.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Return):
        qtbot.keyClick(grid, key)
    window = program.window
    qtbot.waitUntil(window.view("photo").isVisible)
    window.show_view("timeline")
    grid.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(grid, Qt.Key.Key_Space)
    qtbot.keyClick(grid, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(grid, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, view, "Compare these two")
    settled()
    assert window.view("compare").isVisible()


def test_every_cell_has_a_name_for_screen_readers(open_course: Open) -> None:
    view = open_course(at(60), (*VISITS, Shot(70), Shot(70, View.LEFT_OBLIQUE), Shot(90)))
    model = view.model
    role = Qt.ItemDataRole.AccessibleTextRole
    names = {
        model.data(model.index(row, column), role)
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    }
    assert len(names) == model.rowCount() * model.columnCount()
    assert "Front, 3 March 2026, Baseline" in names
    assert any(name.endswith("no photo") for name in names)


def test_the_list_of_what_is_next_keeps_its_buttons_when_nothing_changed(
    open_course: Open,
) -> None:
    view = open_course(at(60), VISITS, planned_sessions=3)
    before = view.next.findChildren(QAbstractButton)
    view._show_time()
    assert view.next.findChildren(QAbstractButton) == before


def turn_wheel(view: TimelineView, notches: int) -> None:
    """Turn the wheel over the photos; positive is away from oneself, as a mouse does it."""
    viewport = view.grid.viewport_widget()
    middle = QPointF(viewport.rect().center())
    QApplication.sendEvent(
        viewport,
        QWheelEvent(
            middle,
            QPointF(viewport.mapToGlobal(middle.toPoint())),
            QPoint(),
            QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )


def test_a_long_course_opens_at_its_end_and_wheel_and_page_keys_go_through_time(
    open_course: Open, qtbot: QtBot
) -> None:
    view = open_course(at(120), tuple(Shot(3 * day) for day in range(34)))
    bar = view.grid.horizontalScrollBar()
    assert bar.value() == bar.maximum() > 0
    turn_wheel(view, 2)
    assert bar.value() == bar.maximum() - 288
    turn_wheel(view, -9)
    assert bar.value() == bar.maximum()
    view.grid.setCurrentIndex(view.model.index(0, 33))
    qtbot.keyClick(view.grid, Qt.Key.Key_PageUp)
    column = view.grid.currentIndex().column()
    assert 5 < column < 33
    qtbot.keyClick(view.grid, Qt.Key.Key_PageDown)
    assert view.grid.currentIndex().column() == 33


def test_two_sessions_of_one_day_share_a_pin_and_each_can_be_opened(
    open_course: Open, qtbot: QtBot
) -> None:
    view = open_course(at(60), VISITS, planned_sessions=3, session_days=(7, 42, 42))
    grid = view.grid
    assert grid._layout is not None
    paint = grid._make_painter(grid._layout)
    alone, shared = paint.shared_pins(grid._sessions)
    assert (alone.text, shared.text) == ("1", "2\N{EN DASH}3")
    place = paint.shared_pin_rect(shared).toAlignedRect()
    middle = place.center().y()
    for x, number in ((place.left() + 3, 2), (place.right() - 3, 3)):
        point = QPoint(x, middle)
        assert grid.text_at(point).startswith(f"Session {number} of 3 · 14 April 2026")
        with qtbot.waitSignal(grid.session_chosen) as chosen:
            qtbot.mouseClick(grid.viewport_widget(), Qt.MouseButton.LeftButton, pos=point)
        assert chosen.args == [number]
        dialog_of(qtbot, SessionDialog).reject()
