"""The import itself, and what can be done after it."""

import shutil
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from benchmarks.event_gaps import GapMeter
from skintrack.app import Program
from skintrack.imaging.export import encode_jpeg
from skintrack.library import Library
from skintrack.model import (
    Cancelled,
    CapturedAtSource,
    Changes,
    Progress,
    SkinState,
    View,
)
from skintrack.ui import operations
from skintrack.ui.course_state import CourseMeasurements
from skintrack.ui.dialogs.course import CourseDialog
from skintrack.ui.dialogs.message import FailuresDialog
from skintrack.ui.dialogs.skin_state import SkinStateDialog
from skintrack.ui.fonts import ui_font
from skintrack.ui.importing import row_words
from skintrack.ui.importing.row_words import Column
from skintrack.ui.importing.rows import RowState
from skintrack.ui.main_window import MainWindow
from tests.helpers.held_work import at_step
from tests.helpers.importing import MAY, Person, phone_with_three
from tests.helpers.measured_library import draw
from tests.helpers.photo_makers import save_photo
from tests.helpers.ui_actions import dialog_of, press

pytestmark = pytest.mark.gui


@pytest.fixture
def person(course_window: MainWindow, program: Program, qtbot: QtBot, course_copy: Path) -> Person:
    assert course_window.isVisible()
    return Person(program, qtbot, course_copy, phone_with_three(course_copy.parent / "phone"))


def test_photos_without_a_date_are_added_without_one(person: Person) -> None:
    view = person.drop()
    person.add()
    photos = [person.photo(place) for place in range(3)]
    assert [photo.captured_at for photo in photos] == [MAY, None, None]
    assert view.footer.summary == "3 added"


def test_a_photo_in_the_bin_is_taken_back_if_wanted(person: Person) -> None:
    photo = next(iter(person.photos.values()))
    shutil.copy(person.library / photo.file_name, person.phone / "d binned.jpg")
    person.program.services.desk.run(operations.move_to_bin([photo.id]))
    person.settle()
    view = person.drop(count=4)
    assert view.footer.summary == "3 new, 1 in the bin"
    assert person.lines(3, Column.FILE)[1] == "In the bin"
    assert person.lines(3, Column.DATE) == ("", "Bring back")
    view.table.setFocus()
    view.table.selectRow(3)
    person.key(Qt.Key.Key_Space)
    person.says("4 new")
    assert person.lines(3, Column.DATE)[1] == "Leave it in the bin"
    person.add()
    assert photo.id in person.photos


def test_quality_and_comparability_fill_in_by_themselves(person: Person) -> None:
    person.drop()
    assert person.lines(0, Column.QUALITY)[0] == "Checked once it is added"
    person.add()
    words = "No face was found in the photo."
    person.qtbot.waitUntil(lambda: person.lines(0, Column.QUALITY)[0] == words)
    assert person.lines(2, Column.QUALITY)[1] == "Compared once it has a date"
    assert person.lines(0, Column.VIEW) == ("Which view is it?", "no face was found")


def test_a_row_is_as_high_as_its_advice_and_no_higher(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = person.drop()
    table, model = view.table, view.review.model
    usual = table.rowHeight(1)
    advice = "Not compared. Next time, turn your face to the lamp or to the window. " * 3
    with monkeypatch.context() as changed:
        changed.setattr(row_words, "quality_words", lambda _: ("It is lit from one side.", ()))
        changed.setattr(row_words, "comparable_words", lambda *_: (advice, ()))
        person.add()
        person.qtbot.waitUntil(lambda: table.rowHeight(1) > usual)
        words = QFontMetrics(ui_font(12))
        width = table.columnWidth(Column.QUALITY) - 20
        lines = words.boundingRect(0, 0, width, 10_000, Qt.TextFlag.TextWordWrap, advice).height()
        assert table.rowHeight(1) >= lines + QFontMetrics(ui_font(14)).height()
    model.tell_changed(model.rows)
    person.qtbot.waitUntil(lambda: table.rowHeight(1) == usual)


def test_it_offers_to_go_on_only_where_photos_are_left_over(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the end of the measuring and the reading of its numbers it said so of all."""
    view = person.drop()
    said: list[str] = []
    monkeypatch.setattr(view.footer, "show_counts", lambda *_, note, **__: said.append(note))
    show = person.program.services.desk.ended.connect(view.refresh)
    person.key(Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: "All of them are measured." in said, timeout=20_000)
    assert not any("the line below offers to go on" in each for each in said)
    person.program.services.desk.ended.disconnect(show)
    view.note_pending(1)
    model = view.review.model
    assert model.course is not None
    model.show_course(replace(model.course, measurements=CourseMeasurements()))
    view.refresh()
    assert "the line below offers to go on" in said[-1]


def test_one_undo_takes_the_import_back_and_redo_needs_no_files(person: Person) -> None:
    before = set(person.photos)
    person.drop()
    originals = {path.name: path.read_bytes() for path in person.phone.iterdir()}
    person.add()
    added = {row.photo_id for row in person.rows}
    person.press("Undo")
    person.qtbot.waitUntil(lambda: set(person.photos) == before)
    person.settle()
    person.says("3 in the bin")
    assert {path.name: path.read_bytes() for path in person.phone.iterdir()} == originals
    shutil.rmtree(person.phone)
    person.program.services.history.redo()
    person.qtbot.waitUntil(lambda: set(person.photos) == before | added)
    person.settle()
    person.says("3 added")


def test_an_import_goes_back_and_forth_without_what_was_removed_for_good(person: Person) -> None:
    """It failed at the photo that is gone, and what came after that one stayed."""
    before = set(person.photos)
    person.drop()
    person.add()
    added = [row.photo_id for row in person.rows if row.photo_id is not None]
    services = person.program.services
    services.desk.run(operations.move_to_bin(added[:1]))
    person.settle()
    services.desk.run(_empty_the_bin())
    person.settle()
    services.history.undo()
    person.qtbot.waitUntil(lambda: set(person.photos) == before)
    person.settle()
    services.history.redo()
    person.qtbot.waitUntil(lambda: set(person.photos) == before | set(added[1:]))
    person.settle()
    assert services.history.undo_label == "Photos were added."


def _empty_the_bin() -> operations.Operation[Changes]:
    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> Changes:
        library.bin.remove_for_good(library.bin.items())
        return Changes()

    return operations.Operation("", work)


def test_a_date_given_after_the_import_can_be_taken_back(person: Person) -> None:
    view = person.drop()
    person.add()
    row = person.rows[2]
    view.review.set_day([row, person.rows[0]], date(2026, 4, 3))
    person.qtbot.waitUntil(lambda: person.lines(2, Column.DATE) == ("3 April 2026", "from you"))
    person.settle()
    assert person.photo(0).captured_at == MAY.replace(month=4, day=3)
    person.program.services.history.undo()
    person.qtbot.waitUntil(lambda: person.photo(2).captured_at is None)
    person.settle()
    first = person.photo(0)
    assert (first.captured_at, first.captured_at_source) == (MAY, CapturedAtSource.EXIF)


def test_a_view_given_after_the_import_can_be_taken_back(person: Person) -> None:
    view = person.drop()
    person.add()
    row = person.rows[0]
    view.review.set_view([row], View.CLOSE_UP)
    person.qtbot.waitUntil(lambda: person.photo(0).view is View.CLOSE_UP)
    person.settle()
    person.program.services.history.undo()
    person.qtbot.waitUntil(lambda: person.photo(0).view is View.UNKNOWN)
    assert person.photo(0).view_source is None


def test_a_cancel_keeps_what_is_added(person: Person) -> None:
    for number in range(40):
        (person.phone / f"x{number}.jpg").write_bytes(encode_jpeg(draw(300 + number)))
    count = len(person.photos)
    view = person.drop(count=43)

    desk = person.program.services.desk
    at_step(desk, lambda step: step.done == 5, desk.cancel)
    person.key(Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: view.review.result is not None, timeout=20_000)
    person.settle()
    added = sum(row.state is RowState.ADDED for row in person.rows)
    assert 5 <= added < 43
    assert len(person.photos) == count + added
    assert view.footer.summary == f"{added} added, {43 - added} new"
    assert view.footer.note.startswith("Stopped.")
    person.window.show_view("timeline")
    words = f"{added} photos added, then stopped as you wished."
    assert person.window.banner.text == words


def test_one_cancel_is_seen_while_photos_are_added(person: Person) -> None:
    view = person.drop()
    seen: list[list[bool]] = []

    def look() -> None:
        for name in ("import", "timeline", "import"):
            person.window.show_view(name)
            places = (view.footer, person.window.status)
            buttons = [each for place in places for each in place.findChildren(QAbstractButton)]
            seen.append([each.isVisible() for each in buttons if each.text() == "Cancel"])

    at_step(person.program.services.desk, lambda step: step.done == 1, look)
    person.key(Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: bool(seen) and not view.review.is_running, timeout=20_000)
    assert seen == [[True, False], [False, True], [True, False]]
    person.settle()
    assert view.footer.summary == "3 added"


def test_nothing_is_edited_while_photos_are_added(person: Person) -> None:
    view = person.drop()
    row = person.rows[2]
    person.key(Qt.Key.Key_Return)
    view.review.set_day([row], date(2026, 4, 4))
    view.table.edit_date()
    assert row.day is None
    assert not person.has_field
    person.qtbot.waitUntil(lambda: not view.review.is_running, timeout=20_000)


def test_what_was_taken_back_is_not_announced(person: Person) -> None:
    person.drop()
    person.add()
    person.press("Undo")
    person.says("3 in the bin")
    person.settle()
    person.window.show_view("timeline")
    assert person.window.banner.text == ""


def test_the_skin_can_be_noted_on_the_page_too(person: Person) -> None:
    person.drop()
    person.add()
    person.press("Note the skin")
    press(person.qtbot, dialog_of(person.qtbot, SkinStateDialog), "Save")
    person.qtbot.waitUntil(lambda: person.photo(0).skin_state is SkinState.BARE)


def test_after_the_import_enter_leads_to_the_timeline(person: Person) -> None:
    person.drop()
    person.add()
    person.key(Qt.Key.Key_Return)
    assert person.window.view("timeline").isVisible()


def test_a_new_drop_begins_anew_after_an_import(person: Person, tmp_path: Path) -> None:
    person.drop()
    person.add()
    view = person.drop(save_photo(tmp_path / "more.jpg", 40), count=1)
    assert view.footer.summary == "1 new"


def test_a_file_that_only_the_strict_decoder_refuses_is_named_afterwards(person: Person) -> None:
    data = bytearray(encode_jpeg(draw(5)))
    middle = data.index(b"\xff\xda") + 40
    data[middle : middle + 60] = b"\xff\xd0" * 30
    (person.phone / "z damaged.jpg").write_bytes(bytes(data))
    view = person.drop(count=4)
    person.add()
    assert person.rows[3].state is RowState.UNREADABLE
    result = view.review.result
    assert result is not None
    if result.errors:
        person.window.show_view("timeline")
        press(person.qtbot, person.window.banner, "Show which")
        dialog = dialog_of(person.qtbot, FailuresDialog)
        assert "z damaged.jpg" in dialog.text_field.toPlainText()
        dialog.close()


@pytest.mark.slow
def test_how_long_an_import_of_200_photos_keeps_the_event_loop_away(
    person: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(200):
        data = encode_jpeg(draw(number)) + bytes([number])
        (folder / f"{number:03}.jpg").write_bytes(data)
    view, meter = person.view, GapMeter()
    meter.start()
    person.window.imports.import_paths([folder])
    person.qtbot.waitUntil(lambda: len(person.rows) == 200)
    person.add()
    meter.stop()
    with capsys.disabled():
        sys.stdout.write(
            f"\nimport of 200 photos: longest gap {meter.longest_ms:.0f} ms, "
            f"{meter.count_over(50)} over 50 ms, own work {meter.most_work_ms:.0f} ms\n"
        )
    assert view.footer.summary == "200 added"


def test_another_course_ends_a_review_that_is_over(person: Person) -> None:
    view = person.drop()
    person.add()
    person.window.commands.add_course()
    dialog = dialog_of(person.qtbot, CourseDialog)
    person.qtbot.keyClicks(dialog.name_field, "Another")
    press(person.qtbot, dialog, "Add course")
    person.qtbot.waitUntil(lambda: not view.isVisible(), timeout=10_000)
    assert not view.review.model.rows
