"""The review of photos before they are added, by click and key."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from skintrack.app import Program
from skintrack.model import (
    CapturedAtSource,
    SessionDayRelation,
    View,
    ViewSource,
)
from skintrack.ui.dialogs.day import DayDialog
from skintrack.ui.fonts import ui_font
from skintrack.ui.importing.row_words import Column
from skintrack.ui.importing.rows import RowState
from skintrack.ui.main_window import MainWindow
from tests.helpers.importing import MAY, Person, phone_with_three
from tests.helpers.photo_makers import cut_off_jpeg, save_photo
from tests.helpers.ui_actions import button_of, dialog_of, press

pytestmark = pytest.mark.gui

SESSION_DAY = date(2026, 3, 10)


def shown_problem(dialog: DayDialog) -> str:
    """Return what the dialog says of its day."""
    said = [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]
    return " ".join(text for text in said if "Choose" in text)


@pytest.fixture
def person(course_window: MainWindow, program: Program, qtbot: QtBot, course_copy: Path) -> Person:
    assert course_window.isVisible()
    return Person(program, qtbot, course_copy, phone_with_three(course_copy.parent / "phone"))


def test_the_rows_are_there_before_the_files_were_looked_at(person: Person) -> None:
    view = person.view
    seen: list[RowState] = []
    view.review.model.rowsInserted.connect(lambda: seen.extend(row.state for row in person.rows))
    person.window.imports.import_paths([person.phone])
    assert view.isVisible()
    person.qtbot.waitUntil(lambda: bool(seen))
    assert seen == [RowState.LOOKING] * 3
    model = view.review.model
    person.qtbot.waitUntil(lambda: all(model.has_picture(row) for row in model.rows))


def test_long_words_need_one_line_where_a_window_is_wide(person: Person) -> None:
    person.window.imports.import_paths([person.phone])
    person.window.resize(1920, 900)
    table = person.view.table
    person.qtbot.waitUntil(lambda: table.viewport().width() > 1700)
    letters = QFontMetrics(ui_font(14, QFont.Weight.DemiBold))
    for column, words in (
        (Column.DATE, "Wann wurde es aufgenommen?"),
        (Column.VIEW, "Wird am Gesicht erkannt"),
    ):
        # The sign of a choice and the margins stand beside them.
        assert table.columnWidth(column) >= letters.horizontalAdvance(words) + 38


def test_where_each_date_is_from_is_said_and_none_is_guessed(person: Person) -> None:
    view = person.drop()
    assert person.lines(0, Column.DATE) == ("5 May 2026", "from the photo, 10:22")
    assert person.lines(1, Column.DATE) == ("6 May 2026?", "as the file name says")
    assert person.lines(2, Column.DATE) == ("When was it taken?", "the photo does not say")
    assert [row.taken_day for row in person.rows] == [MAY.date(), None, None]
    assert view.footer.summary == "3 new"
    assert "2 photos have no date" in view._notice.whole_text


def test_the_dates_in_the_names_are_taken_on_request_only(person: Person) -> None:
    person.drop()
    person.press("Use the date in 1 file name")
    assert person.lines(1, Column.DATE) == ("6 May 2026", "from you")
    person.add()
    stored = person.photo(1)
    assert stored.captured_at is not None
    assert stored.captured_at.date() == date(2026, 5, 6)
    assert stored.captured_at_source is CapturedAtSource.GIVEN


def test_f2_edits_the_date_and_enter_takes_it(person: Person) -> None:
    view = person.drop()
    view.table.setFocus()
    for _ in range(2):
        person.key(Qt.Key.Key_Down)
    person.key(Qt.Key.Key_F2)
    field = person.field
    field.setDate(QDate(2026, 4, 1))
    person.qtbot.keyClick(field, Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: person.lines(2, Column.DATE) == ("1 April 2026", "from you"))
    person.qtbot.waitUntil(lambda: view.window().focusWidget() is view.table)
    assert not view.review.is_running
    person.add()
    stored = person.photo(2).captured_at
    assert stored is not None
    assert (stored.date(), stored.hour) == (date(2026, 4, 1), 12)


def test_a_date_that_was_only_looked_at_is_not_taken(person: Person) -> None:
    person.drop()
    person.click(2, Column.DATE)
    assert person.has_field
    person.view.footer.primary.setFocus()
    person.qtbot.waitUntil(lambda: not person.has_field)
    assert person.rows[2].day is None


def test_a_day_to_come_stays_in_its_field_until_it_is_right(person: Person) -> None:
    view, qtbot = person.drop(), person.qtbot
    person.click(0, Column.DATE)
    field = person.field
    qtbot.keyClicks(field, "5.5.2199")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.isVisible()
    assert field.day == date(2199, 5, 5)
    assert "5 May 2199 is still to come." in field.note
    qtbot.mouseClick(view.footer.primary, Qt.MouseButton.LeftButton)
    assert not view.review.is_running
    assert field.isVisible()
    assert person.rows[0].taken_day == MAY.date()
    field.setFocus()
    qtbot.keyClicks(field, "4.5.2026")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: person.rows[0].taken_day == date(2026, 5, 4))


def test_one_day_to_come_for_several_photos_is_refused_with_a_reason(person: Person) -> None:
    view, qtbot = person.drop(), person.qtbot
    view.table.selectAll()
    view.ask_date()
    dialog = dialog_of(qtbot, DayDialog)
    qtbot.keyClicks(dialog.day, "5.5.2199")
    dialog.confirm()
    assert dialog.isVisible()
    assert "is still to come" in shown_problem(dialog)
    dialog.reject()
    assert [row.taken_day for row in person.rows] == [MAY.date(), None, None]


def test_another_day_keeps_the_time_of_the_photo(person: Person) -> None:
    person.drop()
    row = person.rows[0]
    person.click(0, Column.DATE)
    person.field.setDate(QDate(2026, 4, 1))
    person.qtbot.keyClick(person.field, Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: row.day is not None)
    assert row.given().captured_at == MAY.replace(month=4, day=1)


def test_one_date_for_several_rows(person: Person) -> None:
    view = person.drop()
    view.table.setFocus()
    person.qtbot.keyClick(view.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    person.key(Qt.Key.Key_F2)
    dialog = dialog_of(person.qtbot, DayDialog)
    dialog.day.setDate(QDate(2026, 4, 2))
    press(person.qtbot, dialog, "Set the date")
    assert [row.day for row in person.rows] == [date(2026, 4, 2)] * 3


def test_the_view_is_chosen_in_the_row(person: Person) -> None:
    view = person.drop()
    assert person.lines(0, Column.VIEW) == ("From the face", "")
    view.review.set_view([person.rows[0]], View.LEFT_OBLIQUE)
    assert person.lines(0, Column.VIEW)[1] == "from you"
    person.add()
    stored = person.photo(0)
    assert (stored.view, stored.view_source) == (View.LEFT_OBLIQUE, ViewSource.GIVEN)


def test_the_session_of_the_day_is_asked_for_only_then(person: Person) -> None:
    view = person.drop()
    assert view.table.isColumnHidden(Column.RELATION)
    row = person.rows[2]
    view.review.set_day([row], SESSION_DAY)
    person.qtbot.waitUntil(lambda: not view.table.isColumnHidden(Column.RELATION))
    assert person.lines(2, Column.RELATION)[0] == "Before or after?"
    assert person.lines(0, Column.RELATION) == ("", "")
    view.review.set_relation([row], SessionDayRelation.AFTER)
    person.add()
    assert person.photo(2).session_day_relation is SessionDayRelation.AFTER
    assert person.lines(2, Column.RELATION)[0] == "After"


def test_what_is_here_already_or_twice_or_broken_is_said(person: Person) -> None:
    known = next((person.library / "originals").rglob("*front*.jpg"))
    shutil.copy(known, person.phone / "d known.jpg")
    shutil.copy(person.phone / "a dated.jpg", person.phone / "e twin.jpg")
    (person.phone / "f cut.jpg").write_bytes(cut_off_jpeg())
    view = person.drop(count=6)
    states = [row.state for row in person.rows]
    assert states[3:] == [RowState.KNOWN, RowState.TWICE, RowState.UNREADABLE]
    assert view.footer.summary == "3 new, 2 already here, 1 could not be read"
    assert person.lines(3, Column.DATE)[0].startswith("It is in this course, dated ")
    assert person.lines(5, Column.DATE)[0].startswith("“f cut.jpg” is cut off")
    assert button_of(view, "Add 3 photos").isEnabled()
    assert view.table.columnSpan(5, Column.DATE) == len(Column) - Column.DATE
    assert view.table.columnSpan(0, Column.DATE) == 1


def test_a_twin_counts_once_its_first_is_off_the_list(person: Person) -> None:
    shutil.copy(person.phone / "a dated.jpg", person.phone / "e twin.jpg")
    view = person.drop(count=4)
    view.table.selectRow(0)
    person.key(Qt.Key.Key_Delete)
    assert [row.path.name for row in person.rows][-1] == "e twin.jpg"
    assert person.rows[-1].state is RowState.NEW


def test_a_row_is_taken_off_the_list_and_put_back(person: Person) -> None:
    view = person.drop()
    view.table.selectRow(1)
    person.press("Take off the list")
    person.says("2 new")
    assert (person.phone / "b 20260506.jpg").exists()
    person.press("Put 1 photo back")
    person.says("3 new")


def test_leaving_adds_nothing(person: Person) -> None:
    count = len(person.photos)
    person.drop()
    person.press("Do not add them")
    assert person.window.view("timeline").isVisible()
    assert person.rows == []
    assert len(person.photos) == count


def test_photos_that_wait_are_not_forgotten_when_the_page_is_left(person: Person) -> None:
    view = person.drop()
    person.window.show_view("trends")
    assert person.window.banner.text == "3 photos wait to be added."
    press(person.qtbot, person.window.banner, "Back to them")
    assert view.isVisible()
    person.window.show_view("trends")
    press(person.qtbot, person.window.banner, "Leave them")
    assert person.rows == []


def test_enter_in_an_editor_adds_nothing(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    # The offscreen platform cannot raise a list over its box.
    monkeypatch.setattr(QComboBox, "showPopup", lambda _box: None)
    view = person.drop()
    person.click(0, Column.VIEW)
    box = view.table.findChild(QComboBox)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(View.CLOSE_UP))
    person.qtbot.keyClick(box, Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: person.rows[0].view is View.CLOSE_UP)
    assert not view.review.is_running


def test_more_photos_join_those_that_wait(person: Person, tmp_path: Path) -> None:
    person.drop()
    more = save_photo(tmp_path / "more.jpg", 40)
    view = person.drop(more, person.phone, count=4)
    assert view.footer.summary == "4 new"


def test_the_empty_page_says_how_to_begin(person: Person) -> None:
    person.window.show_view("import")
    view = person.view
    assert button_of(view, "Choose photos…").isVisible()
    control = view.first_control()
    assert isinstance(control, QPushButton)
    assert control.text() == "Choose photos…"


def test_what_a_screen_reader_hears(person: Person) -> None:
    view = person.drop()
    model = view.review.model
    spoken = model.data(model.index(0, Column.DATE), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "5 May 2026. from the photo, 10:22"
    assert view.table.accessibleName() == "Photos to add"


def test_a_folder_without_photos_is_said_to_have_none(person: Person, tmp_path: Path) -> None:
    folder = tmp_path / "nothing"
    folder.mkdir()
    person.window.imports.import_paths([folder])
    person.qtbot.waitUntil(
        lambda: any(each.text() == "No photos were found there" for each in _labels(person))
    )


def test_where_nothing_can_be_added_there_is_only_a_way_out(person: Person, tmp_path: Path) -> None:
    note = tmp_path / "notes.txt"
    note.write_text("hello")
    view = person.drop(note, count=1)
    assert not view.footer.primary.isVisible()
    assert view.footer.note == "There is nothing to add here."
    close = button_of(view, "Close")
    # The only way out looks like a button, and not like the quiet ones beside a first action.
    assert not close.property("role")
    close.click()
    assert not view.isVisible()


def test_the_focus_stays_with_the_photos_that_are_added(person: Person) -> None:
    view = person.drop()
    view.footer.primary.setFocus()
    person.press("Add 3 photos")
    person.qtbot.waitUntil(lambda: view.is_over and not view.review.is_running, timeout=20_000)
    assert person.window.focusWidget() is view.table


def _labels(person: Person) -> list[QLabel]:
    return [each for each in person.view.findChildren(QLabel) if each.isVisible()]
