"""A course without a dated photo: comparing and trends say what will be there and how to begin."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog

from skintrack.imaging.export import encode_jpeg
from skintrack.library import Library
from skintrack.ui.compare.canvas import CompareCanvas
from skintrack.ui.dialogs.dates import DatesDialog
from skintrack.ui.trends.chart import ChartWidget
from tests.helpers.importing import add_photos
from tests.helpers.measured_library import Shot, draw, make_library
from tests.helpers.ui_actions import dialog_of

pytestmark = pytest.mark.gui


@pytest.fixture
def empty_window(program, window, tmp_path, settled):
    Library.create(tmp_path / "empty", "My course", None).close()
    window.libraries.open_folder(tmp_path / "empty")
    settled()
    return window


@pytest.mark.parametrize(
    ("key", "words"), [("compare", "Add photos of two days"), ("trends", "a trend needs four")]
)
def test_an_empty_view_says_how_to_begin(empty_window, settled, qtbot, key, words):
    empty_window.show_view(key)
    settled()
    view = empty_window.view(key)
    beginning = view.beginning
    assert words in beginning.text
    # Nothing but this: no slab where photos would be, no card round a sentence.
    painted = [*view.findChildren(ChartWidget), *view.findChildren(CompareCanvas)]
    assert len(painted) == 1
    assert not painted[0].isVisible()
    assert beginning.button.hasFocus()
    assert beginning.button.text() == "Choose photos…"
    qtbot.mouseClick(beginning.button, Qt.MouseButton.LeftButton)
    dialog_of(qtbot, QFileDialog).reject()


@pytest.mark.parametrize("key", ["compare", "trends"])
def test_photos_without_a_date_are_asked_for_it(
    empty_window, program, settled, qtbot, key
):  # fmt: skip
    path = Path(program.services.desk.folder).parent / "undated.jpg"
    path.write_bytes(encode_jpeg(draw(99)))
    add_photos(empty_window, qtbot, [path])
    qtbot.waitUntil(lambda: bool(program.services.course.state.undated), timeout=20_000)
    empty_window.show_view(key)
    settled()
    beginning = empty_window.view(key).beginning
    assert beginning.isVisible()
    assert beginning.button.text() == "Set dates…"
    qtbot.mouseClick(beginning.button, Qt.MouseButton.LeftButton)
    dialog_of(qtbot, DatesDialog).reject()


def test_photos_end_in_line_with_the_header_where_no_panel_is(
    program, settled, tmp_path_factory
):  # fmt: skip
    folder = tmp_path_factory.mktemp("one")
    make_library(folder, [Shot(0)]).close()
    window = program.window
    window.resize(1500, 800)
    window.libraries.open_folder(folder / "library")
    settled()
    window.show_view("compare")
    settled()
    view = window.view("compare")
    assert view.panel.isHidden()
    left = view.canvas.mapTo(view, QPoint(0, 0)).x()
    assert left == 24
    assert view.width() - left - view.canvas.width() == 24
