"""The report view by real clicks: choose, see the pages follow, save, and read the PDF back."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from skintrack.errors import CancelledError
from skintrack.model import Paper, PhotoPrivacy, ReportSection, View
from skintrack.ui import report_operations
from skintrack.ui.language import speak
from skintrack.ui.operations import Operation
from skintrack.ui.report.pages import Zoom
from skintrack.ui.report.period_fields import PeriodKind
from skintrack.ui.report.photo_picking import PhotoPicking
from skintrack.ui.words import DASH
from tests.helpers.every_view import controls, targets
from tests.helpers.measured_library import START, Shot, course_shots, make_library
from tests.helpers.pdf_text import page_texts
from tests.helpers.ui_actions import dialog_of, press

pytestmark = pytest.mark.gui

A4_RATIO = 297 / 210
LOCK = "geheim"
LETTER_RATIO = 11 / 8.5


def laid_out(qtbot, view):
    """Wait for pages that belong to what is chosen, the one that is looked at decoded."""
    qtbot.waitUntil(lambda: not view.preview.is_busy and view.pages.page_count > 0, timeout=30_000)
    qtbot.waitUntil(view.pages.is_sharp, timeout=30_000)


@pytest.fixture
def report(course_window, qtbot):
    course_window.show_view("report")
    view = course_window.view("report")
    laid_out(qtbot, view)
    return view


@pytest.fixture
def choose(qtbot, report):
    """Open the group of a control and click it; wait for the pages."""

    def click(fields, control, *, has_pages=True):
        head = report.panel.group_of(fields).head
        if not head.isChecked():
            qtbot.mouseClick(head, Qt.MouseButton.LeftButton)
        target = getattr(control, "box", control)
        assert target.isVisible()
        assert target.isEnabled()
        qtbot.mouseClick(target, Qt.MouseButton.LeftButton)
        if has_pages:
            laid_out(qtbot, report)

    return click


def save(qtbot, report, path):
    """Save by the button and the system's dialog."""
    press(qtbot, report, "Save PDF…")
    dialog = dialog_of(qtbot, QFileDialog)
    offered = Path(dialog.selectedFiles()[0]).name
    dialog.close()
    report.saving.save_as(str(path))
    qtbot.waitUntil(lambda: path.name in report.foot.text, timeout=30_000)
    return offered


def shape(view):
    sheet = view.pages.widget().layout().itemAt(0).widget()
    return sheet.height() / sheet.width()


def picture(view, page=0):
    return view.pages.widget().layout().itemAt(page).widget().grab().toImage()


# Choosing, and pages that follow


def test_what_is_inside_is_told_before_anything_is_written(report):
    told = report.panel.inside.lines
    assert told[0].startswith(f"{report.pages.page_count} pages, A4, English")
    assert "The name of the course: “Acne scars”" in told
    assert any(line.startswith("9 photos on ") for line in told)
    assert "4 sessions" in told
    assert "Attached: all numbers and sessions as JSON and CSV" in told
    assert report.foot.text.startswith(f"{report.pages.page_count} pages · 9 photos · with names")
    assert any("where photos were taken" in line for line in report.panel.inside.absent_lines)


def test_pages_follow_the_paper(report, choose, qtbot):
    assert abs(shape(report) - A4_RATIO) < 0.01
    before = picture(report)
    report.panel.group_of(report.panel.paper).head.click()
    box = report.panel.paper.paper_box
    qtbot.keyClick(box, Qt.Key.Key_Down)
    laid_out(qtbot, report)
    assert abs(shape(report) - LETTER_RATIO) < 0.01
    assert picture(report) != before
    assert report.panel.inside.lines[0].startswith(f"{report.pages.page_count} pages, Letter")


def test_parts_that_are_left_out_are_not_in_the_file(report, choose, qtbot, tmp_path):
    path = tmp_path / "short.pdf"
    count = report.pages.page_count
    parts = report.panel.parts
    for section in (ReportSection.SESSIONS, ReportSection.PRACTITIONER):
        choose(parts, parts.boxes[section])
    assert report.pages.page_count < count
    assert "Left out: sessions, page to fill in" in report.panel.inside.absent_lines
    save(qtbot, report, path)
    text = " ".join(page_texts(path))
    assert "Goodman" not in text
    assert len(page_texts(path)) == report.pages.page_count


def test_a_period_leaves_out_what_lies_outside(report, choose, qtbot):
    period = report.panel.period
    choose(period, period.kinds.button(PeriodKind.SESSION))
    assert report.book.choices.date_from == report.book.state.sessions[0].date
    assert report.panel.group_of(period).summary == "Since session 1"
    assert any("outside the period" in line for line in report.panel.inside.absent_lines)
    choose(period, period.kinds.button(PeriodKind.DAYS))
    assert report.book.choices.date_from == START
    period.from_field.set_day(date(2026, 4, 1))
    laid_out(qtbot, report)
    assert report.panel.group_of(period).summary.startswith(f"1 Apr {DASH} ")


def test_a_period_without_photos_says_so_and_leads_back(report, choose, qtbot):
    period = report.panel.period
    choose(period, period.kinds.button(PeriodKind.DAYS))
    period.from_field.set_day(date(2025, 1, 1))
    period.to_field.set_day(date(2025, 1, 2))
    qtbot.waitUntil(report.empty.isVisible)
    assert not report.foot.save_button.isEnabled()
    press(qtbot, report, "Take the whole course")
    laid_out(qtbot, report)
    assert report.book.choices.date_from is None
    assert report.foot.save_button.isEnabled()


def test_a_period_that_ends_before_it_begins_is_said(report, choose):
    period = report.panel.period
    choose(period, period.kinds.button(PeriodKind.DAYS))
    period.to_field.set_day(date(2026, 1, 1))
    assert report.foot.text == "The period ends before it begins. Swap the two dates."
    assert not report.foot.save_button.isEnabled()


def test_one_view_has_to_stay(report, choose):
    photos = report.panel.photos
    assert list(photos.view_boxes) == [View.FRONT, View.LEFT_OBLIQUE]
    choose(photos, photos.view_boxes[View.LEFT_OBLIQUE])
    assert report.book.choices.views == {View.FRONT}
    assert not photos.view_boxes[View.FRONT].isEnabled()
    assert "Photos of other views: left oblique" in report.panel.inside.absent_lines
    choose(photos, photos.view_boxes[View.LEFT_OBLIQUE])
    assert report.book.choices.views == frozenset()


def test_photos_are_taken_out_in_a_grid(report, choose, qtbot):
    photos = report.panel.photos
    choose(photos, photos.pick_button, has_pages=False)
    dialog = dialog_of(qtbot, PhotoPicking)
    grid = dialog.grid
    assert dialog.model.rowCount() == 9
    first = grid.visualRect(dialog.model.index(0)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=first)
    grid.setCurrentIndex(dialog.model.index(2))
    qtbot.keyClick(grid, Qt.Key.Key_Space)
    said = dialog.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "3 March 2026, Front, taken out"
    press(qtbot, dialog, "Use these photos")
    laid_out(qtbot, report)
    assert len(report.book.choices.left_out_photos) == 2
    absent = report.panel.inside.absent_lines
    assert "2 photos that you took out; the numbers still count them" in absent
    assert report.panel.group_of(photos).summary == "7 of 9"


def test_a_pair_is_chosen_by_hand(report, choose, qtbot):
    pair = report.panel.pair
    choose(pair, pair.who.button("hand"))
    ids = [photo.id for photo in report.book.state.dated_photos(View.FRONT)]
    assert report.book.choices.pair == (ids[0], ids[-1])
    qtbot.keyClick(pair.after_box, Qt.Key.Key_Up)
    laid_out(qtbot, report)
    assert report.book.choices.pair == (ids[0], ids[-2])
    assert "The pair of page 1 that you chose" in report.panel.inside.lines
    # The later one is now the earlier one: the last photo takes its place.
    pair.before_box.setCurrentIndex(pair.before_box.count() - 1)
    pair.before_box.activated.emit(pair.before_box.count() - 1)
    assert report.book.choices.pair == (ids[-2], ids[-1])


def test_a_pair_whose_photo_is_taken_out_is_chosen_anew(report, choose):
    pair = report.panel.pair
    choose(pair, pair.who.button("hand"))
    report.book.change(left_out_photos=frozenset({report.book.choices.pair[0]}))
    assert report.book.choices.pair is None


# Privacy


def test_a_code_stands_for_every_name(report, choose, qtbot, tmp_path):
    path = tmp_path / "coded.pdf"
    privacy = report.panel.privacy
    choose(privacy, privacy.names.button("code"))
    privacy.code_field.selectAll()
    qtbot.keyClicks(privacy.code_field, "MN 17/4")
    laid_out(qtbot, report)
    assert "The code “MN 17/4” instead of names" in report.panel.inside.lines
    offered = save(qtbot, report, path)
    assert offered == f"SkinTrack MN 17 4 {report.book.today.isoformat()}.pdf"
    text = " ".join(page_texts(path))
    assert "MN 17/4" in text
    assert report.book.state.course.name not in report.foot.text


def test_a_code_that_is_missing_is_asked_for(report, choose, qtbot):
    privacy = report.panel.privacy
    choose(privacy, privacy.names.button("code"))
    assert privacy.code_field.text() == report.book.suggested_code
    privacy.code_field.clear()
    assert report.foot.text == "Type the code that stands for the names."
    assert not report.foot.save_button.isEnabled()


def test_without_photos_their_choices_say_why_they_are_off(report, choose):
    privacy = report.panel.privacy
    choose(privacy, privacy.photos.button(PhotoPrivacy.NONE))
    assert "No photos" in report.panel.inside.lines
    assert not report.panel.photos.pick_button.isEnabled()
    assert not report.panel.parts.boxes[ReportSection.PHOTO_RECORD].isEnabled()
    hand = report.panel.pair.who.button("hand")
    assert not hand.isEnabled()
    assert hand.toolTip() == "Privacy says that no photos are shown."
    assert report.panel.group_of(report.panel.photos).summary == "None"
    choose(privacy, privacy.photos.button(PhotoPrivacy.SHOWN))
    assert report.panel.photos.pick_button.isEnabled()


# Password and files


def test_a_password_is_typed_twice_and_locks_the_file(report, choose, qtbot, tmp_path):
    path = tmp_path / "locked.pdf"
    password = report.panel.password
    choose(password, password.lock_box, has_pages=False)
    qtbot.keyClicks(password.first_field, "geheim")
    qtbot.keyClicks(password.second_field, "gehei")
    assert report.foot.text == "The two passwords differ."
    assert not report.foot.save_button.isEnabled()
    qtbot.keyClicks(password.second_field, "m")
    assert report.foot.save_button.isEnabled()
    assert "A password to open it" in report.panel.inside.lines
    save(qtbot, report, path)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path)
    with pikepdf.open(path, password=LOCK) as pdf:
        assert len(pdf.pages) == report.pages.page_count


def test_the_password_can_be_looked_at_and_is_kept_nowhere(report, choose, qtbot, program):
    password = report.panel.password
    choose(password, password.lock_box, has_pages=False)
    field = password.first_field
    qtbot.keyClicks(field, "abc")
    qtbot.keyClicks(password.second_field, "abc")
    assert field.echoMode() == field.EchoMode.Password
    press(qtbot, password, "Show the password")
    assert field.echoMode() == field.EchoMode.Normal
    press(qtbot, password, "Hide the password")
    assert field.echoMode() == field.EchoMode.Password
    report.book.change(language="de", code="Anna")
    settings = (program.services.settings.folder / "settings.json").read_text(encoding="utf-8")
    assert "abc" not in settings
    assert "Anna" not in settings
    assert '"de"' in settings


def test_files_are_attached_as_chosen(report, choose, qtbot, tmp_path):
    path = tmp_path / "bare.pdf"
    files = report.panel.files
    choose(files, files.data_box)
    assert report.panel.group_of(files).summary == "None"
    save(qtbot, report, path)
    with pikepdf.open(path) as pdf:
        assert not pdf.attachments
    choose(files, files.fhir_box)
    save(qtbot, report, path)
    with pikepdf.open(path) as pdf:
        assert len(pdf.attachments) == 1


# The pages


def test_keys_turn_the_pages(report, qtbot):
    pages = report.pages
    pages.setFocus()
    assert report.bar.place == f"Page 1 of {pages.page_count}"
    qtbot.keyClick(pages, Qt.Key.Key_PageDown)
    assert report.bar.place == f"Page 2 of {pages.page_count}"
    qtbot.keyClick(pages, Qt.Key.Key_End)
    assert pages.page == pages.page_count - 1
    assert not report.bar.next_button.isEnabled()
    qtbot.waitUntil(pages.is_sharp, timeout=10_000)
    qtbot.keyClick(pages, Qt.Key.Key_PageUp)
    assert pages.page == pages.page_count - 2
    qtbot.keyClick(pages, Qt.Key.Key_Home)
    assert pages.page == 0
    qtbot.mouseClick(report.bar.next_button, Qt.MouseButton.LeftButton)
    assert pages.page == 1


def test_pages_are_zoomed_and_stay_sharp(report, qtbot):
    pages = report.pages
    sheet = pages.widget().layout().itemAt(0).widget()
    widths = {}
    for zoom in (Zoom.WHOLE_PAGE, Zoom.REAL_SIZE, Zoom.FIT_WIDTH):
        button = report.bar.zoom_group.button(zoom.value)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        widths[zoom] = sheet.width()
        wanted = sheet.width() * pages.devicePixelRatioF()

        def is_sharp(wanted=wanted):
            return pages.is_sharp() and abs(_width_of(sheet.png) - wanted) <= 2

        qtbot.waitUntil(is_sharp, timeout=20_000)
    assert widths[Zoom.WHOLE_PAGE] < widths[Zoom.FIT_WIDTH]
    assert abs(widths[Zoom.REAL_SIZE] - 210 / 25.4 * 96) <= 1
    pages.setFocus()
    assert sheet.accessibleName() == f"Page 1 of {pages.page_count}"


def test_old_pages_stay_while_new_ones_are_laid_out(report, qtbot):
    count, before = report.pages.page_count, picture(report)
    top = report.foot.save_button.mapTo(report, report.foot.save_button.rect().topLeft())
    report.book.change(language="de")
    assert report.pages.is_busy
    assert report.pages.page_count == count
    assert picture(report) == before
    laid_out(qtbot, report)
    assert not report.pages.is_busy
    assert picture(report) != before
    assert report.foot.save_button.mapTo(report, QRect().topLeft()) == top


def test_only_the_latest_choice_is_laid_out(report, qtbot, monkeypatch):
    asked = []
    gather = report_operations.gather_report

    def counted(choices, is_unwanted):
        asked.append(choices)
        return gather(choices, is_unwanted)

    monkeypatch.setattr(report_operations, "gather_report", counted)
    for number in range(12):
        report.book.change(code=f"P-{number}")
        qtbot.wait(5)
    laid_out(qtbot, report)
    assert asked[-1].code == "P-11"
    assert len(asked) <= 2


def test_far_pages_are_not_decoded(report, qtbot):
    pages = report.pages
    count = pages.page_count
    sheets = [pages.widget().layout().itemAt(n).widget() for n in range(count)]
    assert count > 3
    qtbot.wait(300)
    assert sheets[0].is_current
    assert not sheets[-1].has_image


def test_a_page_is_saved_as_a_picture(report, qtbot, tmp_path):
    path = tmp_path / "page.png"
    qtbot.keyClick(report.pages, Qt.Key.Key_PageDown)
    press(qtbot, report.bar, "Save this page as picture…")
    dialog = dialog_of(qtbot, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name.endswith("page 2.png")
    dialog.close()
    report.saving.save_picture(report._laid_out.draft, 1, str(path))
    qtbot.waitUntil(lambda: path.name in report.foot.text, timeout=30_000)
    assert _width_of(path.read_bytes()) == round(210 / 25.4 * 300)


def test_a_picture_is_not_saved_where_a_password_is_wanted(report, qtbot):
    report.book.set_password(LOCK, "")
    qtbot.mouseClick(report.bar.picture_button, Qt.MouseButton.LeftButton)
    assert report.foot.text.startswith("A picture cannot be locked")
    assert QApplication.activeModalWidget() is None


# Saving


def test_the_saved_file_is_told_of_with_what_is_inside(report, qtbot, tmp_path, program):
    path = tmp_path / "for Dr Lee.pdf"
    offered = save(qtbot, report, path)
    assert offered == f"SkinTrack Acne scars {report.book.today.isoformat()}.pdf"
    count = len(page_texts(path))
    text = report.foot.text
    assert text.startswith(f"Saved as for Dr Lee.pdf. Inside: {count} pages · 9 photos")
    assert report.foot.open_button.isVisible()
    assert report.foot.show_button.isVisible()
    assert program.services.settings.current.report_folder == str(tmp_path)
    assert report.saving.folder() == str(tmp_path)
    report.book.change(language="de")
    assert not report.foot.open_button.isVisible()


def test_a_folder_that_cannot_be_written_is_said(report, qtbot, tmp_path):
    report.saving.save_as(str(tmp_path / "missing" / "a.pdf"))
    qtbot.waitUntil(lambda: "a.pdf" in report.foot.text)
    assert report.foot.save_button.isEnabled()


def test_after_cancel_it_can_be_saved_again(report, qtbot, tmp_path, monkeypatch):
    def stopped(label, _output, _choices):
        def work(_library, _progress, cancelled):
            while not cancelled():
                pass
            raise CancelledError("The report was not written.")

        return Operation(label, work)

    with monkeypatch.context() as patch:
        patch.setattr(report_operations, "make_report", stopped)
        report.saving.save_as(str(tmp_path / "a.pdf"))
        assert not report.foot.save_button.isEnabled()
        report.services.desk.cancel()
        qtbot.waitUntil(report.foot.save_button.isEnabled)
    assert not (tmp_path / "a.pdf").exists()
    save(qtbot, report, tmp_path / "a.pdf")


def test_the_last_choices_come_back_but_no_name(report, choose, program, course_copy, qtbot):
    choose(report.panel.files, report.panel.files.fhir_box)
    report.book.change(
        paper=Paper.LETTER,
        language="de",
        photos=PhotoPrivacy.EYES_COVERED,
        code="Anna",
        password=LOCK,
        sections=frozenset({ReportSection.TRENDS}),
    )
    program.window.libraries.open_folder(course_copy)
    state = program.services.course
    qtbot.waitUntil(lambda: state.state is not None and state.is_measured, timeout=20_000)
    report.book._key = None
    report.book.show_course(state.state)
    choices = report.book.choices
    assert (choices.paper, choices.language) == (Paper.LETTER, "de")
    assert choices.photos is PhotoPrivacy.EYES_COVERED
    assert choices.sections == {ReportSection.TRENDS}
    assert choices.has_fhir
    assert choices.code == report.book.suggested_code
    assert choices.password is None


def test_scores_that_rest_are_not_shown_unasked(program, qtbot, tmp_path):
    # Three weeks after the only session there is no milestone yet.
    shots = (Shot(0, redness=12.0), Shot(28, redness=8.0))
    with make_library(tmp_path, shots, session_days=(7,)) as library:
        course = library.courses.all()[0]
        library.courses.update(replace(course, hides_scores=True))
    view = open_course(program, qtbot, tmp_path / "library")
    assert program.services.course.state.are_scores_hidden
    qtbot.waitUntil(view.empty.isVisible)
    assert "can be saved unseen" in view.empty.text
    assert not view.pages.isVisible()
    assert view.foot.save_button.isEnabled()
    save(qtbot, view, tmp_path / "unseen.pdf")
    assert len(page_texts(tmp_path / "unseen.pdf")) > 2
    press(qtbot, view, "Show the pages all the same")
    laid_out(qtbot, view)


def test_arrow_keys_choose_too(report, qtbot):
    period = report.panel.period
    report.panel.group_of(period).head.setChecked(True)
    button = period.kinds.button(PeriodKind.WHOLE)
    report.window().activateWindow()
    qtbot.waitUntil(report.window().isActiveWindow)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Down)
    assert report.book.choices.date_from == report.book.state.sessions[0].date
    laid_out(qtbot, report)


def test_a_long_name_breaks_where_the_line_ends(report, qtbot):
    report.book.change(code="Lichtenberg" * 3)
    laid_out(qtbot, report)
    assert any("Lichtenberg" * 3 in line for line in report.panel.inside.lines)
    assert report.panel.minimumSizeHint().width() <= report.panel.width()


# For everybody


def test_every_group_can_be_reached_named_and_hit(report, choose, qtbot):
    report.book.change(code="P-1", pair=None)
    report.panel.password.lock_box.set_checked(True)
    for group in report.panel.groups:
        qtbot.mouseClick(group.head, Qt.MouseButton.LeftButton)
        found = controls(group)
        assert len(found) > 1
        assert [each for each in found if not each.accessibleName()] == []
        low = [each for each in targets(group) if each.height() < _least_height(each)]
        assert low == []
        assert group.head.summary in group.head.accessibleName()
    opened = [group for group in report.panel.groups if group.head.isChecked()]
    assert opened == [report.panel.groups[-1]]


@pytest.mark.parametrize("language", ["en", "de"])
def test_nothing_is_cut_in_a_small_window(program, course_copy, qtbot, language):
    speak(QApplication.instance(), language)
    try:
        program.window.resize(1024, 640)
        view = open_course(program, qtbot, course_copy)
        laid_out(qtbot, view)
        for group in view.panel.groups:
            group.head.setChecked(True)
            qtbot.wait(20)
            right = view.panel.width()
            for each in controls(group):
                assert each.mapTo(view.panel, each.rect().topRight()).x() < right
                assert each.width() >= each.minimumSizeHint().width()
        for button in view.bar.zoom_group.buttons():
            assert button.width() >= button.sizeHint().width()
    finally:
        speak(QApplication.instance(), "en")


def _least_height(control):
    return 28 if control.property("role") == "link" else 32


# Courses with little in them


def open_course(program, qtbot, folder):
    program.window.libraries.open_folder(folder)
    course = program.services.course
    qtbot.waitUntil(lambda: course.state is not None and course.is_measured, timeout=20_000)
    program.window.show_view("report")
    return program.window.view("report")


def test_an_empty_course_teaches(program, qtbot, tmp_path):
    make_library(tmp_path, (), session_days=()).close()
    view = open_course(program, qtbot, tmp_path / "library")
    qtbot.waitUntil(view.empty.isVisible)
    assert "Add photos on the timeline" in view.empty.text
    assert not view.foot.save_button.isEnabled()
    assert not view.panel.period.kinds.button(PeriodKind.SESSION).isEnabled()


def test_a_course_with_one_photo_has_pages_but_no_pair_to_choose(program, qtbot, tmp_path):
    make_library(tmp_path, course_shots()[:1], session_days=()).close()
    view = open_course(program, qtbot, tmp_path / "library")
    laid_out(qtbot, view)
    button = view.panel.pair.who.button("hand")
    assert not button.isEnabled()
    assert button.toolTip() == "A pair needs two photos of the same view."


def test_another_course_is_chosen_here(program, qtbot, tmp_path):
    with make_library(tmp_path, course_shots()) as library:
        library.courses.add("Forehead", None)
    view = open_course(program, qtbot, tmp_path / "library")
    box = view.panel.course_box
    qtbot.waitUntil(box.isVisible)
    assert box.count() == 2
    other = (box.currentIndex() + 1) % 2
    before = view.book.choices.course_id
    box.setCurrentIndex(other)
    box.activated.emit(other)
    qtbot.waitUntil(lambda: view.book.choices.course_id != before, timeout=10_000)


def test_an_unknown_key_is_left_to_others(report):
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(report.pages, event)
    assert report.pages.page == 0


def _width_of(png):
    return int.from_bytes(png[16:20], "big")
