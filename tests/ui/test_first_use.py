"""What made somebody stop who used the program for the first time, without reading anything."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QDir, QRect, QSize, QStandardPaths
from PySide6.QtWidgets import QApplication, QFileDialog

from skintrack.imaging.export import encode_jpeg
from skintrack.ui import main_window
from skintrack.ui.main_window import MainWindow
from skintrack.ui.places import documents_folder, pictures_folder
from tests.helpers.measured_library import draw
from tests.helpers.report_steps import laid_out
from tests.helpers.ui_actions import dialog_of, press

pytestmark = pytest.mark.gui


def test_the_first_window_and_its_frame_fit_on_a_small_screen(program, monkeypatch):
    small = SimpleNamespace(availableGeometry=lambda: QRect(0, 0, 1280, 800))
    monkeypatch.setattr(MainWindow, "screen", lambda _window: small)
    program.services.settings.change(window_geometry="")
    window = MainWindow(program.services)
    frame = QSize(*main_window._FRAME_PX)
    size = window.size() + frame
    window.deleteLater()
    assert size.width() <= 1280
    assert size.height() <= 800


def test_photos_are_looked_for_among_the_pictures_and_then_where_they_were(
    course_window, program, qtbot, tmp_path, monkeypatch
):
    pictures = tmp_path / "Pictures"
    phone = tmp_path / "phone"
    for folder in (pictures, phone):
        folder.mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _place: str(pictures))
    course_window.commands.choose_photos()
    dialog = dialog_of(qtbot, QFileDialog)
    assert Path(dialog.directory().absolutePath()) == pictures
    path = phone / "a.jpg"
    path.write_bytes(encode_jpeg(draw(5)))
    dialog.filesSelected.emit([str(path)])
    dialog.reject()
    course_window.commands.choose_folder()
    again = dialog_of(qtbot, QFileDialog)
    assert Path(again.directory().absolutePath()) == phone
    again.reject()


def test_where_there_is_no_such_folder_the_own_one_is_shown(tmp_path, monkeypatch):
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _place: str(tmp_path / "none"))
    home = QDir.homePath()
    assert pictures_folder(str(tmp_path / "gone")) == documents_folder() == home
    assert documents_folder(str(tmp_path)) == str(tmp_path)


def test_what_came_in_is_said_no_longer_where_something_else_is_shown(
    course_window, qtbot, settled, tmp_path
):
    path = tmp_path / "new.jpg"
    path.write_bytes(encode_jpeg(draw(77)))
    course_window.imports.import_paths([path])
    review = course_window.view("import")
    press(qtbot, review, "Add 1 photo")
    qtbot.waitUntil(lambda: review.footer.summary == "1 added", timeout=20_000)
    settled()
    press(qtbot, review, "See the timeline")
    assert course_window.banner.text == "1 photo added."
    course_window.show_view("report")
    assert course_window.banner.text == ""


def test_the_button_that_saved_keeps_the_focus(report, qtbot, settled, tmp_path):
    button = report.foot.save_button
    button.setFocus()
    report.saving.save_as(str(tmp_path / "a.pdf"))
    assert not button.isEnabled()
    qtbot.waitUntil(lambda: report.foot.has_saved, timeout=60_000)
    settled()
    assert QApplication.focusWidget() is button


def test_who_went_on_meanwhile_is_left_there(report, qtbot, settled, tmp_path):
    report.foot.save_button.setFocus()
    report.saving.save_as(str(tmp_path / "a.pdf"))
    head = report.panel.groups[0].head
    head.setFocus()
    qtbot.waitUntil(lambda: report.foot.has_saved, timeout=60_000)
    settled()
    assert QApplication.focusWidget() is head
    laid_out(qtbot, report)
