"""The report view by real clicks: choose, and see what is inside and the pages follow."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from skintrack.model import PhotoPrivacy, ReportSection, View
from skintrack.ui.report.period_fields import PeriodKind
from skintrack.ui.report.photo_picking import PhotoPicking
from skintrack.ui.words import DASH
from skintrack.workflows.report_inside import list_inside
from tests.helpers.measured_library import START
from tests.helpers.pdf_text import page_texts
from tests.helpers.report_steps import laid_out, picture, save, sheets
from tests.helpers.ui_actions import dialog_of, press

pytestmark = pytest.mark.gui

A4_RATIO = 297 / 210
LETTER_RATIO = 11 / 8.5


def shape(view):
    sheet = sheets(view)[0]
    return sheet.height() / sheet.width()


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
    # Whole photos fill the width: what is left is no more than a bar and the edges.
    cell = grid.visualRect(dialog.model.index(0)).width()
    assert grid.visualRect(dialog.model.index(1)).left() > 0
    across = sum(grid.visualRect(dialog.model.index(row)).top() < 20 for row in range(9))
    assert 0 <= grid.width() - across * cell < 24
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


def test_what_is_inside_is_counted_once_for_each_choice(report, monkeypatch):
    counted = []

    def count(stock, choices, today):
        counted.append(choices)
        return list_inside(stock, choices, today)

    monkeypatch.setattr("skintrack.ui.report.choice_book.list_inside", count)
    report.book.change(views=frozenset({View.FRONT}))
    assert [each.views for each in counted] == [{View.FRONT}]
    report.refresh()
    assert len(counted) == 1
    report.book.change(views=frozenset())
    assert [each.views for each in counted[1:]] == [frozenset()]


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
