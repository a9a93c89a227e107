"""The whole job as a person does it: from the first screen to the PDF, by click and key."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton

from skintrack.imaging.export import encode_jpeg
from skintrack.library import Library
from skintrack.model import Metric, View
from skintrack.ui.dialogs.dates import DatesDialog
from skintrack.ui.dialogs.new_library import NewLibraryDialog
from skintrack.ui.dialogs.session import SessionDialog
from skintrack.ui.widgets.drop_hint import DropHint
from tests.helpers.measured_library import draw
from tests.helpers.shared_photos import ZOOM, needs_photos, zoom
from tests.helpers.ui_actions import button_of, dialog_of, press

pytestmark = [pytest.mark.gui, pytest.mark.slow]

DAYS = (QDate(2026, 3, 3), QDate(2026, 4, 20), QDate(2026, 6, 1), QDate(2026, 8, 1))


def drop(window, paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    rest = (
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    for event in (QDragEnterEvent(QPoint(600, 400), *rest), QDropEvent(QPointF(600, 400), *rest)):
        QApplication.sendEvent(window, event)
        assert event.isAccepted()
        is_shown = any(hint.isVisible() for hint in window.findChildren(DropHint))
        assert is_shown == isinstance(event, QDragEnterEvent)


@needs_photos
def test_from_the_first_screen_to_the_report(program, window, qtbot, settled, tmp_path):
    job = Job(program, window, qtbot, settled)
    job.create(tmp_path / "library")
    job.drop_photos(tmp_path / "phone")
    job.set_dates()
    job.add_session()
    job.compare()
    job.look_at_trends()
    job.save_report(tmp_path / "progress.pdf")
    window.close()
    qtbot.waitUntil(lambda: _can_open(tmp_path / "library"), timeout=10_000)


class Job:
    """The steps of a person with four photos on the phone."""

    def __init__(self, program, window, qtbot, settled):
        self.course = program.services.course
        self.window = window
        self.qtbot = qtbot
        self.settled = settled

    def create(self, folder):
        press(self.qtbot, self.window.view("first_start"), "Create my library")
        dialog = dialog_of(self.qtbot, NewLibraryDialog)
        dialog.set_folder(folder)
        dialog.name_field.selectAll()
        self.qtbot.keyClicks(dialog.name_field, "Cheeks")
        dialog.concern_field.setCurrentIndex(1)
        press(self.qtbot, dialog, "Next")
        press(self.qtbot, dialog, "Without a passphrase")
        press(self.qtbot, dialog, "Create")
        self.settled()
        timeline = self.window.view("timeline")
        assert timeline.isVisible()
        assert timeline.answer.headline == "Your course begins with a photo."

    def drop_photos(self, folder):
        folder.mkdir()
        for name in ZOOM:
            shutil.copy(zoom(name), folder)
        (folder / "notes.jpg").write_text("not a photo")
        drop(self.window, [folder])
        review = self.window.view("import")
        words = "4 new, 1 could not be read"
        self.qtbot.waitUntil(lambda: review.footer.summary == words, timeout=30_000)
        assert review.isVisible()
        press(self.qtbot, review, "Add 4 photos")
        self.qtbot.waitUntil(lambda: "4 added" in review.footer.summary, timeout=30_000)
        self.settled()
        press(self.qtbot, review, "See the timeline")
        assert self.window.banner.text == "4 photos added."

    def set_dates(self):
        press(self.qtbot, self.window.view("timeline"), "Set dates…")
        dialog = dialog_of(self.qtbot, DatesDialog)
        assert len(dialog.rows) == 4
        for entry in dialog.rows:
            place = next(i for i, name in enumerate(ZOOM) if name in entry.photo.original_name)
            entry.day.setDate(DAYS[place])
        press(self.qtbot, dialog, "Save dates")
        model = self.window.view("timeline").model
        self.qtbot.waitUntil(lambda: model.columnCount() == 4, timeout=20_000)
        self.settled()

    def add_session(self):
        press(self.qtbot, self.window.header, "Add session")
        dialog = dialog_of(self.qtbot, SessionDialog)
        dialog.form.date_field.setDate(QDate(2026, 3, 10))
        dialog.form.depths_field.whole_field.setValue(1.5)
        press(self.qtbot, dialog, "Add session")
        self.qtbot.waitUntil(lambda: len(self.course.state.sessions) == 1)
        self.settled()
        assert self.course.state.sessions[0].depth_mm == 1.5
        assert {photo.view for photo in self.course.state.photos} == {View.FRONT}
        assert len(self.course.measurements.analyses) == 4

    def compare(self):
        compare = self._view("compare")
        before, after = compare.chosen
        assert before.captured_at < after.captured_at
        self.qtbot.waitUntil(lambda: bool(compare.panel.summary))
        self.qtbot.keyClick(compare.canvas, Qt.Key.Key_Left)
        assert compare.chosen[1].captured_at < after.captured_at

    def look_at_trends(self):
        trends = self._view("trends")
        texture = trends.metrics.button(Metric.TEXTURE)
        self.qtbot.mouseClick(texture, Qt.MouseButton.LeftButton)
        self.qtbot.waitUntil(lambda: trends.chart.image is not None, timeout=30_000)
        assert trends.model.rowCount() == 4

    def save_report(self, path):
        report = self._view("report")
        self.qtbot.waitUntil(lambda: report.pages.page_count > 0, timeout=60_000)
        report.saving.save_as(str(path))
        self.qtbot.waitUntil(lambda: path.name in report.foot.text, timeout=60_000)
        assert path.read_bytes().startswith(b"%PDF")
        assert button_of(report, "Show in folder")
        self.settled()

    def _view(self, key):
        self.qtbot.mouseClick(self.window.rail.button(key), Qt.MouseButton.LeftButton)
        self.settled()
        view = self.window.view(key)
        assert view.isVisible()
        return view


def _can_open(folder: Path) -> bool:
    from skintrack.errors import LibraryError

    try:
        with Library.open(folder) as library:
            return len(library.photos.all()) == 4
    except LibraryError:
        return False


def test_importing_can_be_taken_back(course_window, program, qtbot, settled, tmp_path):
    path = tmp_path / "new.jpg"
    path.write_bytes(encode_jpeg(draw(77)))
    count = len(program.services.course.state.photos)
    drop(course_window, [path])
    review = course_window.view("import")
    qtbot.waitUntil(lambda: bool(review.review.model.rows))
    assert course_window.focusWidget() is review.table
    qtbot.keyClick(review.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: review.footer.summary == "1 added", timeout=20_000)
    settled()
    assert course_window.banner.text == ""
    press(qtbot, review, "See the timeline")
    assert course_window.banner.text == "1 photo added."
    assert len(program.services.course.state.photos) == count + 1
    undo = next(
        each for each in course_window.banner.findChildren(QPushButton) if each.text() == "Undo"
    )
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(program.services.course.state.photos) == count)
    settled()


def test_what_is_dropped_on_the_first_screen_waits_for_the_new_library(
    window, qtbot, settled, tmp_path
):
    path = tmp_path / "a.jpg"
    path.write_bytes(encode_jpeg(draw(1)))
    drop(window, [path])
    dialog = dialog_of(qtbot, NewLibraryDialog)
    dialog.set_folder(tmp_path / "library")
    press(qtbot, dialog, "Next")
    press(qtbot, dialog, "Without a passphrase")
    press(qtbot, dialog, "Create")
    settled()
    review = window.view("import")
    qtbot.waitUntil(lambda: review.footer.summary == "1 new")
    assert review.isVisible()
    assert window.header.isVisible()
    assert window.banner.text == ""


def test_photos_wait_also_where_no_library_is_made_at_once(window, qtbot, tmp_path):
    drop(window, [tmp_path / "a.jpg"])
    dialog_of(qtbot, NewLibraryDialog).close()
    assert window.banner.text.startswith("Your photos come next.")
    assert window.view("first_start").isVisible()
