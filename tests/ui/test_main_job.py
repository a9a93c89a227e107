"""The whole job as a person does it: from the first screen to the PDF, by click and key."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton

from skintrack.library import Library
from skintrack.model import Metric, View
from skintrack.ui.dialogs.dates import DatesDialog
from skintrack.ui.dialogs.new_library import NewLibraryDialog
from skintrack.ui.dialogs.session import SessionDialog
from tests.helpers.shared_photos import ZOOM, needs_photos, zoom
from tests.helpers.ui_actions import dialog_of, press

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


@needs_photos
def test_from_the_first_screen_to_the_report(program, window, qtbot, settled, tmp_path):
    # First start: create.
    press(qtbot, window.view("first_start"), "Create my library")
    dialog = dialog_of(qtbot, NewLibraryDialog)
    dialog.set_folder(tmp_path / "library")
    dialog.name_field.selectAll()
    qtbot.keyClicks(dialog.name_field, "Cheeks")
    dialog.concern_field.setCurrentIndex(1)
    press(qtbot, dialog, "Create")
    settled()
    assert window.timeline.isVisible()
    assert window.timeline.answer.headline == "Your course begins with a photo."

    # Drop a folder with four photos and a file that is none.
    photos = tmp_path / "phone"
    photos.mkdir()
    for name in ZOOM:
        shutil.copy(zoom(name), photos)
    (photos / "notes.jpg").write_text("not a photo")
    drop(window, [photos])
    qtbot.waitUntil(lambda: "4 photos added" in window.banner.text, timeout=30_000)
    assert "1 could not be read" in window.banner.text
    settled()

    # They have no date: say when they were taken.
    press(qtbot, window.timeline, "Set dates…")
    dialog = dialog_of(qtbot, DatesDialog)
    assert len(dialog.rows) == 4
    for entry in dialog.rows:
        place = next(i for i, name in enumerate(ZOOM) if name in entry.photo.original_name)
        entry.day.setDate(DAYS[place])
    press(qtbot, dialog, "Save dates")
    qtbot.waitUntil(lambda: window.timeline.model.columnCount() == 4, timeout=20_000)
    settled()

    # A session.
    press(qtbot, window.header, "Add session")
    dialog = dialog_of(qtbot, SessionDialog)
    dialog.date_field.setDate(QDate(2026, 3, 10))
    dialog.depth_field.setValue(1.5)
    press(qtbot, dialog, "Add session")
    qtbot.waitUntil(lambda: len(program.services.course.state.sessions) == 1)
    settled()
    state = program.services.course.state
    assert state.sessions[0].depth_mm == 1.5
    assert {photo.view for photo in state.photos} == {View.FRONT}
    assert len(program.services.course.measurements.analyses) == 4
    assert window.timeline.answer.headline

    # Compare: the first and the last photo stand side by side; the last step of the keyboard.
    qtbot.mouseClick(window.rail.button("compare"), Qt.MouseButton.LeftButton)
    compare = window.view("compare")
    settled()
    before, after = compare.chosen
    assert before.captured_at < after.captured_at
    qtbot.waitUntil(lambda: bool(compare.panel.summary))
    qtbot.keyClick(compare.canvas, Qt.Key.Key_Left)
    assert compare.chosen[1].captured_at < after.captured_at

    # Trends.
    qtbot.mouseClick(window.rail.button("trends"), Qt.MouseButton.LeftButton)
    trends = window.view("trends")
    qtbot.mouseClick(
        trends.metrics.button(list(Metric).index(Metric.TEXTURE)), Qt.MouseButton.LeftButton
    )
    qtbot.waitUntil(lambda: trends.chart.image is not None, timeout=30_000)
    assert trends.model.rowCount() == 4

    # Report.
    qtbot.mouseClick(window.rail.button("report"), Qt.MouseButton.LeftButton)
    report = window.view("report")
    qtbot.waitUntil(lambda: report.pages.page_count > 0, timeout=60_000)
    report.save_as(str(tmp_path / "progress.pdf"))
    qtbot.waitUntil(lambda: "progress.pdf" in report.result, timeout=60_000)
    assert (tmp_path / "progress.pdf").read_bytes().startswith(b"%PDF")
    settled()

    # All of it is in the library.
    window.close()
    qtbot.waitUntil(lambda: _can_open(tmp_path / "library"), timeout=10_000)


def _can_open(folder: Path) -> bool:
    from skintrack.errors import LibraryError

    try:
        with Library.open(folder) as library:
            return len(library.photos.all()) == 4
    except LibraryError:
        return False


def test_importing_can_be_taken_back(course_window, program, qtbot, settled, tmp_path):
    from skintrack.imaging.export import encode_jpeg
    from tests.helpers.measured_library import draw

    path = tmp_path / "new.jpg"
    path.write_bytes(encode_jpeg(draw(77)))
    count = len(program.services.course.state.photos)
    drop(course_window, [path])
    qtbot.waitUntil(lambda: "1 photo added" in course_window.banner.text, timeout=20_000)
    settled()
    assert len(program.services.course.state.photos) == count + 1
    undo = next(
        each for each in course_window.banner.findChildren(QPushButton) if each.text() == "Undo"
    )
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(program.services.course.state.photos) == count)
    settled()


def test_dropping_before_a_library_is_open_says_what_to_do(window, qtbot, tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"")
    drop(window, [tmp_path / "a.jpg"])
    assert window.banner.text == "Create or open a library first, then add your photos."
