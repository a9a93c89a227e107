"""The review of photos before and after they are added, by click and key."""

import shutil
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QComboBox

from benchmarks.event_gaps import GapMeter
from skintrack.app import Program
from skintrack.imaging.export import encode_jpeg
from skintrack.model import CapturedAtSource, SessionDayRelation, SkinState, View, ViewSource
from skintrack.ui import operations
from skintrack.ui.dialogs.day import DayDialog
from skintrack.ui.dialogs.message import FailuresDialog
from skintrack.ui.dialogs.skin_state import SkinStateDialog
from skintrack.ui.importing.row_words import Column
from skintrack.ui.importing.rows import RowState
from skintrack.ui.widgets.date_field import DateField
from tests.helpers.measured_library import draw
from tests.helpers.photo_makers import cut_off_jpeg, save_photo
from tests.helpers.ui_actions import button_of, dialog_of, press

pytestmark = pytest.mark.gui

MAY = datetime(2026, 5, 5, 10, 22, tzinfo=UTC)
SESSION_DAY = date(2026, 3, 10)


@pytest.fixture
def phone(tmp_path):
    """A folder with one photo of each kind."""
    folder = tmp_path / "phone"
    folder.mkdir()
    save_photo(folder / "a dated.jpg", 10, MAY)
    save_photo(folder / "b 20260506.jpg", 20)
    save_photo(folder / "c plain.jpg", 30)
    return folder


@dataclass(frozen=True)
class Course:
    """What most tests look at beside the page."""

    folder: Path
    program: Program

    @property
    def photos(self):
        return {photo.id: photo for photo in self.program.services.course.state.photos}


@pytest.fixture
def course(program, course_copy):
    return Course(course_copy, program)


@pytest.fixture
def review(course_window, qtbot):
    """Return a function that drops files and waits until all were looked at."""
    view = course_window.view("import")

    def show(*paths, count):
        course_window.imports.import_paths(paths)
        model = view.review.model
        qtbot.waitUntil(lambda: len(model.rows) == count)
        qtbot.waitUntil(lambda: not view.review.glances.is_working)
        qtbot.waitUntil(lambda: all(row.state is not RowState.LOOKING for row in model.rows))
        view.refresh()
        return view

    return show


def cells(view, row):
    model = view.review.model
    return [model.cell(model.index(row, column)) for column in Column]


def lines(view, row, column):
    cell = cells(view, row)[column]
    return cell.first, cell.second


def add(view, qtbot, settled):
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.is_over and not view.review.is_running, timeout=20_000)
    settled()


def photo_of(program, row):
    return program.services.course.state.photo(row.photo_id)


def click(view, qtbot, row, column, modifier=Qt.KeyboardModifier.NoModifier):
    place = view.table.visualRect(view.review.model.index(row, column)).center()
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def field_of(view):
    return view.table.findChild(DateField)


def test_the_rows_are_there_before_the_files_were_looked_at(course_window, qtbot, phone):
    view = course_window.view("import")
    seen = []
    view.review.model.rowsInserted.connect(
        lambda: seen.extend(row.state for row in view.review.model.rows)
    )
    course_window.imports.import_paths([phone])
    assert view.isVisible()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [RowState.LOOKING] * 3
    model = view.review.model
    qtbot.waitUntil(lambda: all(model.has_picture(row) for row in model.rows))


def test_where_each_date_is_from_is_said_and_none_is_guessed(review, phone):
    view = review(phone, count=3)
    assert lines(view, 0, Column.DATE) == ("5 May 2026", "from the photo, 10:22")
    assert lines(view, 1, Column.DATE) == ("6 May 2026?", "as the file name says")
    assert lines(view, 2, Column.DATE) == ("When was it taken?", "the photo does not say")
    assert [row.taken_day for row in view.review.model.rows] == [MAY.date(), None, None]
    assert view.footer.summary == "3 new"
    assert "2 photos have no date" in view._notice.whole_text


def test_photos_without_a_date_are_added_without_one(review, phone, qtbot, settled, program):
    view = review(phone, count=3)
    add(view, qtbot, settled)
    photos = [photo_of(program, row) for row in view.review.model.rows]
    assert [photo.captured_at for photo in photos] == [MAY, None, None]
    assert view.footer.summary == "3 added"


def test_the_dates_in_the_names_are_taken_on_request_only(review, phone, qtbot, settled, program):
    view = review(phone, count=3)
    press(qtbot, view, "Use the date in 1 file name")
    assert lines(view, 1, Column.DATE) == ("6 May 2026", "from you")
    add(view, qtbot, settled)
    stored = photo_of(program, view.review.model.rows[1])
    assert stored.captured_at.date() == date(2026, 5, 6)
    assert stored.captured_at_source is CapturedAtSource.GIVEN


def test_f2_edits_the_date_and_enter_takes_it(review, phone, qtbot, settled, program):
    view = review(phone, count=3)
    view.table.setFocus()
    for _ in range(2):
        qtbot.keyClick(view.table, Qt.Key.Key_Down)
    qtbot.keyClick(view.table, Qt.Key.Key_F2)
    field = field_of(view)
    field.setDate(QDate(2026, 4, 1))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: lines(view, 2, Column.DATE) == ("1 April 2026", "from you"))
    qtbot.waitUntil(lambda: view.window().focusWidget() is view.table)
    assert not view.review.is_running
    add(view, qtbot, settled)
    stored = photo_of(program, view.review.model.rows[2]).captured_at
    assert (stored.date(), stored.hour) == (date(2026, 4, 1), 12)


def test_a_date_that_was_only_looked_at_is_not_taken(review, phone, qtbot):
    view = review(phone, count=3)
    click(view, qtbot, 2, Column.DATE)
    assert field_of(view) is not None
    QApplication.sendEvent(field_of(view), QFocusEvent(QEvent.Type.FocusOut))
    qtbot.waitUntil(lambda: field_of(view) is None)
    assert view.review.model.rows[2].day is None


def test_another_day_keeps_the_time_of_the_photo(review, phone, qtbot):
    view = review(phone, count=3)
    row = view.review.model.rows[0]
    click(view, qtbot, 0, Column.DATE)
    field_of(view).setDate(QDate(2026, 4, 1))
    qtbot.keyClick(field_of(view), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: row.day is not None)
    assert row.given().captured_at == MAY.replace(month=4, day=1)


def test_one_date_for_several_rows(review, phone, qtbot):
    view = review(phone, count=3)
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view.table, Qt.Key.Key_F2)
    dialog = dialog_of(qtbot, DayDialog)
    dialog.day.setDate(QDate(2026, 4, 2))
    press(qtbot, dialog, "Set the date")
    assert [row.day for row in view.review.model.rows] == [date(2026, 4, 2)] * 3


def test_the_view_is_chosen_in_the_row(review, phone, qtbot, settled, program):
    view = review(phone, count=3)
    assert lines(view, 0, Column.VIEW) == ("From the face", "once it is added")
    view.review.set_view([view.review.model.rows[0]], View.LEFT_OBLIQUE)
    assert lines(view, 0, Column.VIEW)[1] == "from you"
    add(view, qtbot, settled)
    stored = photo_of(program, view.review.model.rows[0])
    assert (stored.view, stored.view_source) == (View.LEFT_OBLIQUE, ViewSource.GIVEN)


def test_the_session_of_the_day_is_asked_for_only_then(review, phone, qtbot, settled, program):
    view = review(phone, count=3)
    assert view.table.isColumnHidden(Column.RELATION)
    row = view.review.model.rows[2]
    view.review.set_day([row], SESSION_DAY)
    qtbot.waitUntil(lambda: not view.table.isColumnHidden(Column.RELATION))
    assert lines(view, 2, Column.RELATION)[0] == "Before or after?"
    assert lines(view, 0, Column.RELATION) == ("", "")
    view.review.set_relation([row], SessionDayRelation.AFTER)
    add(view, qtbot, settled)
    assert photo_of(program, row).session_day_relation is SessionDayRelation.AFTER
    assert lines(view, 2, Column.RELATION)[0] == "After"


def test_what_is_here_already_or_twice_or_broken_is_said(review, phone, course_copy):
    known = next((course_copy / "originals").rglob("*front*.jpg"))
    shutil.copy(known, phone / "d known.jpg")
    shutil.copy(phone / "a dated.jpg", phone / "e twin.jpg")
    (phone / "f cut.jpg").write_bytes(cut_off_jpeg())
    view = review(phone, count=6)
    states = [row.state for row in view.review.model.rows]
    assert states[3:] == [RowState.KNOWN, RowState.TWICE, RowState.UNREADABLE]
    assert view.footer.summary == "3 new, 2 already here, 1 could not be read"
    assert lines(view, 3, Column.DATE)[0].startswith("It is in this course, dated ")
    assert lines(view, 5, Column.DATE)[0].startswith("“f cut.jpg” is cut off")
    assert button_of(view, "Add 3 photos").isEnabled()
    assert view.table.columnSpan(5, Column.DATE) == len(Column) - Column.DATE
    assert view.table.columnSpan(0, Column.DATE) == 1


def test_a_twin_counts_once_its_first_is_off_the_list(review, phone, qtbot):
    shutil.copy(phone / "a dated.jpg", phone / "e twin.jpg")
    view = review(phone, count=4)
    view.table.selectRow(0)
    qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    assert [row.path.name for row in view.review.model.rows][-1] == "e twin.jpg"
    assert view.review.model.rows[-1].state is RowState.NEW


def test_a_row_is_taken_off_the_list_and_put_back(review, phone, qtbot):
    view = review(phone, count=3)
    view.table.selectRow(1)
    press(qtbot, view, "Take off the list")
    qtbot.waitUntil(lambda: view.footer.summary == "2 new")
    assert (phone / "b 20260506.jpg").exists()
    press(qtbot, view, "Put 1 photo back")
    qtbot.waitUntil(lambda: view.footer.summary == "3 new")


def test_a_photo_in_the_bin_is_taken_back_if_wanted(review, phone, qtbot, settled, course):
    photo = next(iter(course.photos.values()))
    shutil.copy(course.folder / photo.file_name, phone / "d binned.jpg")
    course.program.services.desk.run(operations.move_to_bin([photo.id]))
    settled()
    view = review(phone, count=4)
    assert view.footer.summary == "3 new, 1 in the bin"
    view.table.setFocus()
    view.table.selectRow(3)
    qtbot.keyClick(view.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: view.footer.summary == "4 new")
    add(view, qtbot, settled)
    assert photo.id in course.photos


def test_quality_and_comparability_fill_in_by_themselves(review, phone, qtbot, settled):
    view = review(phone, count=3)
    assert lines(view, 0, Column.QUALITY)[0] == "Checked once it is added"
    add(view, qtbot, settled)
    qtbot.waitUntil(lambda: lines(view, 0, Column.QUALITY)[0] == "No face was found in the photo.")
    assert lines(view, 2, Column.QUALITY)[1] == "Compared once it has a date"
    assert lines(view, 0, Column.VIEW) == ("Which view is it?", "no face was found")


def test_one_undo_takes_the_import_back_and_redo_needs_no_files(
    review, phone, qtbot, settled, course
):
    before = set(course.photos)
    view = review(phone, count=3)
    originals = {path.name: path.read_bytes() for path in phone.iterdir()}
    add(view, qtbot, settled)
    added = {row.photo_id for row in view.review.model.rows}
    press(qtbot, view, "Undo")
    qtbot.waitUntil(lambda: set(course.photos) == before)
    settled()
    qtbot.waitUntil(lambda: view.footer.summary == "3 in the bin")
    assert {path.name: path.read_bytes() for path in phone.iterdir()} == originals
    shutil.rmtree(phone)
    course.program.services.history.redo()
    qtbot.waitUntil(lambda: set(course.photos) == before | added)
    settled()
    qtbot.waitUntil(lambda: view.footer.summary == "3 added")


def test_a_date_given_after_the_import_can_be_taken_back(review, phone, qtbot, settled, program):
    view = review(phone, count=3)
    add(view, qtbot, settled)
    row = view.review.model.rows[2]
    view.review.set_day([row, view.review.model.rows[0]], date(2026, 4, 3))
    qtbot.waitUntil(lambda: lines(view, 2, Column.DATE) == ("3 April 2026", "from you"))
    settled()
    assert photo_of(program, view.review.model.rows[0]).captured_at == MAY.replace(month=4, day=3)
    program.services.history.undo()
    qtbot.waitUntil(lambda: photo_of(program, row).captured_at is None)
    settled()
    first = photo_of(program, view.review.model.rows[0])
    assert (first.captured_at, first.captured_at_source) == (MAY, CapturedAtSource.EXIF)


def test_a_view_given_after_the_import_can_be_taken_back(review, phone, qtbot, settled, program):
    view = review(phone, count=3)
    add(view, qtbot, settled)
    row = view.review.model.rows[0]
    view.review.set_view([row], View.CLOSE_UP)
    qtbot.waitUntil(lambda: photo_of(program, row).view is View.CLOSE_UP)
    settled()
    program.services.history.undo()
    qtbot.waitUntil(lambda: photo_of(program, row).view is View.UNKNOWN)
    assert photo_of(program, row).view_source is None


def test_a_cancel_keeps_what_is_added(review, phone, qtbot, settled, course):
    for number in range(40):
        (phone / f"x{number}.jpg").write_bytes(encode_jpeg(draw(300 + number)))
    count = len(course.photos)
    view = review(phone, count=43)

    def stop(step):
        if step.done == 5:
            course.program.services.desk.cancel()

    course.program.services.desk.progressed.connect(stop)
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    qtbot.waitUntil(view.footer._cancel.isVisible)
    qtbot.waitUntil(lambda: view.review.result is not None, timeout=20_000)
    settled()
    added = sum(row.state is RowState.ADDED for row in view.review.model.rows)
    assert 5 <= added < 43
    assert len(course.photos) == count + added
    assert view.footer.summary == f"{added} added, {43 - added} new"
    assert view.footer.note.startswith("Stopped.")
    course.program.window.show_view("timeline")
    words = f"{added} photos added, then stopped as you wished."
    assert course.program.window.banner.text == words


def test_leaving_adds_nothing(review, phone, qtbot, program, course_window):
    count = len(program.services.course.state.photos)
    view = review(phone, count=3)
    press(qtbot, view, "Do not add them")
    assert course_window.view("timeline").isVisible()
    assert view.review.model.rows == []
    assert len(program.services.course.state.photos) == count


def test_photos_that_wait_are_not_forgotten_when_the_page_is_left(
    review, phone, qtbot, course_window
):
    view = review(phone, count=3)
    course_window.show_view("trends")
    assert course_window.banner.text == "3 photos wait to be added."
    press(qtbot, course_window.banner, "Back to them")
    assert view.isVisible()
    course_window.show_view("trends")
    press(qtbot, course_window.banner, "Leave them")
    assert view.review.model.rows == []


def test_enter_in_an_editor_adds_nothing(review, phone, qtbot, monkeypatch):
    # The offscreen platform cannot raise a list over its box.
    monkeypatch.setattr(QComboBox, "showPopup", lambda _box: None)
    view = review(phone, count=3)
    click(view, qtbot, 0, Column.VIEW)
    box = view.table.findChild(QComboBox)
    box.setCurrentIndex(box.findData(View.CLOSE_UP))
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.review.model.rows[0].view is View.CLOSE_UP)
    assert not view.review.is_running


def test_nothing_is_edited_while_photos_are_added(review, phone, qtbot):
    view = review(phone, count=3)
    row = view.review.model.rows[2]
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    view.review.set_day([row], date(2026, 4, 4))
    view.table.edit_date()
    assert row.day is None
    assert field_of(view) is None
    qtbot.waitUntil(lambda: not view.review.is_running, timeout=20_000)


def test_what_was_taken_back_is_not_announced(review, phone, qtbot, settled, course_window):
    view = review(phone, count=3)
    add(view, qtbot, settled)
    press(qtbot, view, "Undo")
    qtbot.waitUntil(lambda: view.footer.summary == "3 in the bin")
    settled()
    course_window.show_view("timeline")
    assert course_window.banner.text == ""


def test_the_skin_can_be_noted_on_the_page_too(review, phone, qtbot, settled, program):
    view = review(phone, count=3)
    add(view, qtbot, settled)
    press(qtbot, view, "Note the skin")
    press(qtbot, dialog_of(qtbot, SkinStateDialog), "Save")
    row = view.review.model.rows[0]
    qtbot.waitUntil(lambda: photo_of(program, row).skin_state is SkinState.BARE)


def test_after_the_import_enter_leads_to_the_timeline(review, phone, qtbot, settled, course_window):
    view = review(phone, count=3)
    add(view, qtbot, settled)
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert course_window.view("timeline").isVisible()


def test_more_photos_join_those_that_wait(review, phone, tmp_path):
    review(phone, count=3)
    more = save_photo(tmp_path / "more.jpg", 40)
    view = review(more, phone, count=4)
    assert view.footer.summary == "4 new"


def test_a_new_drop_begins_anew_after_an_import(review, phone, qtbot, settled, tmp_path):
    view = review(phone, count=3)
    add(view, qtbot, settled)
    view = review(save_photo(tmp_path / "more.jpg", 40), count=1)
    assert view.footer.summary == "1 new"


def test_a_file_that_only_the_strict_decoder_refuses_is_named_afterwards(
    review, phone, qtbot, settled, course_window
):
    data = bytearray(encode_jpeg(draw(5)))
    middle = data.index(b"\xff\xda") + 40
    data[middle : middle + 60] = b"\xff\xd0" * 30
    (phone / "z damaged.jpg").write_bytes(bytes(data))
    view = review(phone, count=4)
    add(view, qtbot, settled)
    assert view.review.model.rows[3].state is RowState.UNREADABLE
    if view.review.result.errors:
        course_window.show_view("timeline")
        press(qtbot, course_window.banner, "Show which")
        dialog = dialog_of(qtbot, FailuresDialog)
        assert "z damaged.jpg" in dialog.text_field.toPlainText()
        dialog.close()


def test_the_empty_page_says_how_to_begin(course_window, qtbot):
    course_window.show_view("import")
    view = course_window.view("import")
    assert button_of(view, "Choose photos…").isVisible()
    assert view.first_control().text() == "Choose photos…"


def test_what_a_screen_reader_hears(review, phone):
    view = review(phone, count=3)
    model = view.review.model
    spoken = model.data(model.index(0, Column.DATE), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "5 May 2026. from the photo, 10:22"
    assert view.table.accessibleName() == "Photos to add"


@pytest.mark.slow
def test_how_long_an_import_of_200_photos_keeps_the_event_loop_away(
    course_window, qtbot, settled, tmp_path, capsys
):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(200):
        data = encode_jpeg(draw(number)) + bytes([number])
        (folder / f"{number:03}.jpg").write_bytes(data)
    view, meter = course_window.view("import"), GapMeter()
    meter.start()
    course_window.imports.import_paths([folder])
    qtbot.waitUntil(lambda: len(view.review.model.rows) == 200)
    add(view, qtbot, settled)
    meter.stop()
    with capsys.disabled():
        sys.stdout.write(
            f"\nimport of 200 photos: longest gap {meter.longest_ms:.0f} ms, "
            f"{meter.count_over(50)} over 50 ms, own work {meter.most_work_ms:.0f} ms\n"
        )
    assert view.footer.summary == "200 added"
