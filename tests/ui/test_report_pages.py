"""The pages of the report view: turned, zoomed, sharp, and never those of an older choice."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from skintrack.ui import report_operations
from skintrack.ui.report.pages import Zoom
from tests.helpers.report_steps import laid_out, picture, width_of
from tests.helpers.ui_actions import dialog_of, press

pytestmark = pytest.mark.gui

LOCK = "geheim"


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
            return pages.is_sharp() and abs(width_of(sheet.png) - wanted) <= 2

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
        # All in one turn: on a busy computer a wait may be longer than the pause that is tried.
        report.book.change(code=f"P-{number}")
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
    assert width_of(path.read_bytes()) == round(210 / 25.4 * 300)


def test_a_picture_is_not_saved_where_a_password_is_wanted(report, qtbot):
    report.book.set_password(LOCK, "")
    qtbot.mouseClick(report.bar.picture_button, Qt.MouseButton.LeftButton)
    assert report.foot.text.startswith("A picture cannot be locked")
    assert QApplication.activeModalWidget() is None


def test_a_page_as_wide_as_a_large_window_stays_sharp(report, course_window, qtbot):
    course_window.resize(1920, 1000)
    pages = report.pages
    sheet = pages.widget().layout().itemAt(0).widget()
    qtbot.waitUntil(lambda: sheet.width() >= pages.viewport().width() - 100, timeout=10_000)
    assert sheet.width() > 1300

    def is_sharp():
        return pages.is_sharp() and abs(width_of(sheet.png) - sheet.width()) <= 2

    qtbot.waitUntil(is_sharp, timeout=20_000)
