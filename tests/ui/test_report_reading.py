"""Reports dropped on the window: shown as they are, added on request, taken back in one step."""

import json
import shutil
from datetime import date

import pikepdf
import pytest
from PySide6.QtCore import QDate, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from skintrack import __version__
from skintrack.analysis import ALGORITHM
from skintrack.library import Library
from skintrack.model import Rater, ReportChoices, Scale
from skintrack.ui.course_state import CourseState
from skintrack.ui.ratings.practitioner_dialog import PractitionerDialog
from skintrack.ui.report.password_dialog import PasswordDialog
from skintrack.ui.report.report_reading import ReportReadingDialog
from skintrack.workflows import make_report
from tests.helpers.noted_library import COURSE, DAY, noted_library
from tests.helpers.reachable import unnamed
from tests.helpers.report_files import attached
from tests.helpers.ui_actions import button_of, dialog_of, entry_of, press

pytestmark = pytest.mark.gui

KEY = "geheim"


@pytest.fixture(scope="session")
def noted(tmp_path_factory):
    """A library with everything, and its report: open, locked, and as the data file alone."""
    folder = tmp_path_factory.mktemp("noted")
    with noted_library(folder) as library:
        make_report.run(library, folder / "report.pdf", ReportChoices(report_day=DAY))
        locked = ReportChoices(report_day=DAY, password=KEY)
        make_report.run(library, folder / "locked.pdf", locked)
    (folder / "data.json").write_bytes(attached(folder / "report.pdf")["skintrack-report.json"])
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(folder / "letter.pdf")
    return folder


@pytest.fixture
def own_window(program, noted, tmp_path, settled):
    """The window on the library that the report was made of."""
    copy = shutil.copytree(noted / "library", tmp_path / "own")
    program.window.libraries.open_folder(copy)
    settled()
    return program.window


@pytest.fixture
def empty_window(program, tmp_path, settled):
    """The window on a library with an empty course."""
    Library.create(tmp_path / "empty", "Fresh").close()
    program.window.libraries.open_folder(tmp_path / "empty")
    settled()
    return program.window


def drop(window, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(400, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def dropped(qtbot, window, path):
    """Drop a report and return its dialog once it says what it would add."""
    drop(window, path)
    dialog = dialog_of(qtbot, ReportReadingDialog)
    qtbot.waitUntil(lambda: "Looking" not in " ".join(dialog.told), timeout=10_000)
    return dialog


def cells(table):
    return [
        tuple(table.item(row, column).text() for column in range(table.columnCount()))
        for row in range(table.rowCount())
    ]


def is_open(file):
    dialog = QApplication.activeModalWidget()
    return isinstance(dialog, ReportReadingDialog) and dialog.report.file == file


def course_of(program):
    return program.services.course.state


def titles_of(dialog):
    """Return the titles in the dialog; that of its window names nobody."""
    assert dialog.windowTitle() == "Progress report"
    labels = dialog.findChildren(QLabel)
    return [
        each.text().replace("\u200b", "") for each in labels if each.property("role") == "headline"
    ]


def test_a_dropped_report_is_shown_with_its_numbers(own_window, noted, qtbot):
    dialog = dropped(qtbot, own_window, noted / "report.pdf")
    assert COURSE in titles_of(dialog)
    rows = cells(dialog.table)
    redness = next(row for row in rows if row[0] == "Redness, left cheek")
    assert redness[1:] == (
        "Better, beyond noise",
        "\N{MINUS SIGN}8.50 ± 2.10 EI units",
        "\N{EN DASH}",
        "12.00 → 3.50",
    )
    assert dialog.told[0] == f"It was made of “{COURSE}”, which is in this library."
    assert "nothing in it that this course lacks" in dialog.told[1]
    assert not dialog.confirm_button.isEnabled()
    dialog.reject()


def test_what_is_missing_is_added_and_taken_back_in_one_step(
    empty_window, program, noted, qtbot, settled
):
    before = course_of(program)
    dialog = dropped(qtbot, empty_window, noted / "report.pdf")
    assert "It is of no course in this library." in dialog.told[0]
    assert [line for line in dialog.told if line.startswith("+")] == [
        "+  2 sessions",
        "+  4 days of the diary",
        "+  4 ratings",
        "+  Of the plan: the concern, the concern in your own words, the area, "
        "how many sessions, the weeks between them, the next session's day, "
        "the practitioner's instruction",
    ]
    assert "0 of 10 photos are in this course" in dialog.told[-1]
    press(qtbot, dialog, "Add to this course")
    settled()
    state = course_of(program)
    assert (len(state.sessions), len(state.notes.diary), len(state.ratings)) == (2, 4, 4)
    assert state.course.planned_sessions == 4
    assert state.course.name == "Fresh"
    assert "The report of 20 November 2026 was added to “Fresh”." in empty_window.banner.text
    button_of(empty_window.banner, "Undo").click()
    settled()
    assert course_of(program).sessions == ()
    assert course_of(program).ratings == ()
    assert course_of(program).course == before.course
    program.services.history.redo()
    settled()
    assert course_of(program).sessions == state.sessions
    assert course_of(program).ratings == state.ratings


def test_the_data_file_alone_is_a_report_too(empty_window, noted, qtbot):
    dialog = dropped(qtbot, empty_window, noted / "data.json")
    assert "+  2 sessions" in dialog.told
    dialog.reject()


def test_a_report_dropped_with_photos_leaves_them_to_their_review(empty_window, noted, qtbot):
    drop(empty_window, noted / "shot0.jpg", noted / "report.pdf")
    dialog = dialog_of(qtbot, ReportReadingDialog)
    qtbot.waitUntil(lambda: empty_window.imports.review.model.rowCount() == 1)
    dialog.reject()


def test_two_reports_are_shown_one_after_the_other(empty_window, noted, qtbot):
    drop(empty_window, noted / "report.pdf", noted / "data.json")
    first = dialog_of(qtbot, ReportReadingDialog)
    assert first.report.file == "report.pdf"
    first.reject()
    qtbot.waitUntil(lambda: is_open("data.json"))
    dialog_of(qtbot, ReportReadingDialog).reject()


def test_a_locked_report_asks_for_its_password(empty_window, noted, qtbot):
    drop(empty_window, noted / "locked.pdf")
    for typed in ("wrong", KEY):
        asking = dialog_of(qtbot, PasswordDialog)
        assert not asking.confirm_button.isEnabled()
        assert unnamed(asking) == []
        qtbot.keyClicks(asking.password_field, typed)
        qtbot.keyClick(asking.password_field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda asking=asking: QApplication.activeModalWidget() is not asking)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=10_000)
    dialog = dialog_of(qtbot, ReportReadingDialog)
    assert COURSE in titles_of(dialog)
    dialog.reject()


@pytest.mark.parametrize("name", ["letter.pdf", "half.pdf"])
def test_what_is_no_report_is_refused_in_words(empty_window, noted, qtbot, tmp_path, name):
    whole = (noted / "report.pdf").read_bytes()
    (tmp_path / "half.pdf").write_bytes(whole[: len(whole) // 2])
    path = noted / name if (noted / name).exists() else tmp_path / name
    drop(empty_window, path)
    qtbot.waitUntil(lambda: f"“{name}”" in empty_window.banner.text, timeout=10_000)
    assert QApplication.activeModalWidget() is None


def test_long_words_of_somebody_else_stay_bearable(empty_window, noted, qtbot, tmp_path):
    document = json.loads((noted / "data.json").read_bytes())
    document["course"]["name"] = document["course"]["concern_words"] = "W" * 20_000
    document["report"]["id"] = "X\n" * 5_000
    (tmp_path / "long.json").write_text(json.dumps(document))
    dialog = dropped(qtbot, empty_window, tmp_path / "long.json")
    assert "W" * 159 + "…" in titles_of(dialog)
    assert dialog.width() <= empty_window.width()
    assert dialog.confirm_button.isEnabled()
    dialog.reject()


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        (("algorithm",), f"SkinTrack {__version__}"),
        (("app_version",), f"Version {ALGORITHM}"),
        (("algorithm", "app_version"), "Not noted"),
    ],
)
def test_a_method_without_a_version_has_no_empty_part(empty_window, noted, qtbot, missing, said):
    document = json.loads((noted / "data.json").read_bytes())
    for name in missing:
        del document["report"][name]
    file = noted / f"without_{missing[0]}_{len(missing)}.json"
    file.write_text(json.dumps(document))
    dialog = dropped(qtbot, empty_window, file)
    assert said in [each.text().replace("\u200b", "") for each in dialog.findChildren(QLabel)]
    dialog.reject()


def test_a_locked_report_that_is_left_makes_room_for_the_next(empty_window, noted, qtbot):
    drop(empty_window, noted / "locked.pdf", noted / "data.json")
    dialog_of(qtbot, PasswordDialog).reject()
    qtbot.waitUntil(lambda: is_open("data.json"))
    dialog_of(qtbot, ReportReadingDialog).reject()


def test_without_a_library_a_report_is_shown_all_the_same(window, noted, qtbot):
    drop(window, noted / "report.pdf")
    dialog = dialog_of(qtbot, ReportReadingDialog)
    assert dialog.told == ("Open a library first; then it can be added to a course of yours.",)
    assert not dialog.confirm_button.isEnabled()
    assert cells(dialog.table)
    dialog.reject()


def test_the_menu_opens_a_report(own_window, program, noted, qtbot):
    menu = own_window.header._make_course_menu(course_of(program))
    entry_of(menu, "Open a report…").trigger()
    qtbot.waitUntil(lambda: bool(own_window.findChildren(QFileDialog)))
    chooser = own_window.findChildren(QFileDialog)[-1]
    chooser.fileSelected.emit(str(noted / "report.pdf"))
    chooser.reject()
    dialog = dialog_of(qtbot, ReportReadingDialog)
    dialog.reject()


def test_the_dialog_is_named_and_goes_by_key(empty_window, noted, qtbot, settled, program):
    dialog = dropped(qtbot, empty_window, noted / "report.pdf")
    assert unnamed(dialog) == []
    assert dialog.confirm_button.hasFocus()
    seen = set()
    for _ in range(6):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.add(QApplication.focusWidget())
    assert {dialog.confirm_button, dialog.table} <= seen
    assert dialog.width() <= empty_window.width()
    dialog.confirm_button.setFocus()
    qtbot.keyClick(dialog.confirm_button, Qt.Key.Key_Space)
    settled()
    assert len(course_of(program).sessions) == 2


def test_scores_rest_in_a_report_too(own_window, noted, qtbot, monkeypatch):
    monkeypatch.setattr(CourseState, "are_scores_hidden", True)
    dialog = dropped(qtbot, own_window, noted / "report.pdf")
    shown = " ".join(each.text() for each in dialog.findChildren(QLabel))
    assert "Scores rest" in shown
    assert "EI units" not in shown
    assert cells(dialog.table) == []
    dialog.reject()


# The practitioner's page


@pytest.fixture
def page(own_window, program, qtbot):
    menu = own_window.header._make_course_menu(course_of(program))
    entry_of(menu, "Practitioner's page…").trigger()
    dialog = dialog_of(qtbot, PractitionerDialog)
    yield dialog
    if isinstance(QApplication.activeModalWidget(), PractitionerDialog):
        dialog.reject()


def choose(box, value):
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_a_page_is_kept_and_taken_back_in_one_step(page, own_window, program, qtbot, settled):
    before = course_of(program)
    choose(page.boxes[Scale.GOODMAN_BARON], 3)
    choose(page.boxes[Scale.GAIS], 2)
    qtbot.keyClicks(page.remarks_field, "Softer edges")
    page.date_field.setDate(QDate(2026, 11, 20))
    page.appointment.agreed_box.setChecked(True)
    page.appointment.date_field.setDate(QDate(2199, 1, 7))
    qtbot.keyClicks(page.device_field, "Pen")
    page.depths.whole_field.set_depth(1.75)
    page.instruction_field.setPlainText("Only water.")
    press(qtbot, page, "Keep the page")
    settled()
    after = course_of(program)
    new = [each for each in after.ratings if each not in before.ratings]
    said = {(each.scale, each.value, each.rater, each.notes, each.day) for each in new}
    assert said == {
        (scale, value, Rater.PRACTITIONER, "Softer edges", date(2026, 11, 20))
        for scale, value in ((Scale.GOODMAN_BARON, 3), (Scale.GAIS, 2))
    }
    assert after.course.practitioner_instruction == "Only water."
    (planned,) = [each for each in after.sessions if each not in before.sessions]
    assert (planned.date, planned.device, planned.depth_mm) == (date(2199, 1, 7), "Pen", 1.75)
    assert "page of 20 November 2026 was kept" in own_window.banner.text
    button_of(own_window.banner, "Undo").click()
    settled()
    back = course_of(program)
    assert (back.ratings, back.sessions, back.course) == (
        before.ratings,
        before.sessions,
        before.course,
    )
    program.services.history.redo()
    settled()
    assert course_of(program).sessions == after.sessions
    assert course_of(program).ratings == after.ratings


def test_the_page_asks_for_what_it_cannot_place(page, qtbot, program):
    shown = page._problem
    press(qtbot, page, "Keep the page")
    assert "Nothing is filled in yet." in shown.text()
    qtbot.keyClicks(page.remarks_field, "Softer")
    press(qtbot, page, "Keep the page")
    assert "Remarks are kept with a grade." in shown.text()
    choose(page.boxes[Scale.GOODMAN_BARON], 2)
    page.appointment.agreed_box.setChecked(False)
    qtbot.keyClicks(page.device_field, "Pen")
    press(qtbot, page, "Keep the page")
    assert "say on which day it is agreed" in shown.text()
    page.appointment.agreed_box.setChecked(True)
    qtbot.keyClicks(page.appointment.clock_field, "nine-ish")
    press(qtbot, page, "Keep the page")
    assert "The time could not be read." in shown.text()
    assert page.isVisible()


def test_a_session_that_is_planned_already_is_changed(own_window, program, qtbot, settled):
    before = course_of(program)
    for depth in (1.5, 2.0):
        own_window.ratings.open_practitioner_page()
        page = dialog_of(qtbot, PractitionerDialog)
        page.appointment.agreed_box.setChecked(True)
        page.appointment.date_field.setDate(QDate(2199, 1, 7))
        page.depths.whole_field.set_depth(depth)
        press(qtbot, page, "Keep the page")
        settled()
    planned = [each for each in course_of(program).sessions if each not in before.sessions]
    assert [each.depth_mm for each in planned] == [2.0]
    program.services.history.undo()
    settled()
    planned = [each for each in course_of(program).sessions if each not in before.sessions]
    assert [each.depth_mm for each in planned] == [1.5]


def test_every_control_of_the_page_has_a_name(page):
    assert unnamed(page) == []


def test_the_report_leads_to_the_page(own_window, qtbot):
    own_window.show_view("report")
    view = own_window.view("report")
    view.page_button.click()
    dialog_of(qtbot, PractitionerDialog).reject()
