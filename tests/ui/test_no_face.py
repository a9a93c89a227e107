"""A photo in which no face is found can still be measured: the user draws the skin."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt

from skintrack.imaging.export import encode_jpeg
from skintrack.library import Library
from skintrack.model import Point, RegionName
from skintrack.workflows import import_photos
from tests.helpers.synthetic_skin import grainy_skin, srgb_from_linear
from tests.helpers.ui_actions import press

pytestmark = [pytest.mark.gui, pytest.mark.slow]


def test_a_drawn_region_is_measured(program, window, qtbot, settled, tmp_path):
    path = tmp_path / "arm.jpg"
    path.write_bytes(encode_jpeg(srgb_from_linear(grainy_skin(800, 600, 0.05))))
    with Library.create(tmp_path / "library", "Arm") as library:
        import_photos.run(library, [path], captured_at=datetime(2026, 3, 3, 10, tzinfo=UTC))
    window.libraries.open_folder(tmp_path / "library")
    settled()
    course = program.services.course
    qtbot.waitUntil(lambda: len(course.measurements.analyses) == 1, timeout=20_000)
    settled()
    photo = course.state.photos[0]
    assert course.measurements.analyses[photo.id].to_canonical is None

    window.show_photo(photo)
    view = window.view("photo")
    press(qtbot, view, "Draw a region")
    for corner in ((100, 100), (500, 120), (480, 640), (120, 600)):
        place = view.canvas.screen_point(Point(*corner))
        point = QPoint(round(place.x()), round(place.y()))
        qtbot.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=point)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Return)

    def is_drawn():
        analysis = course.measurements.analyses.get(photo.id)
        return analysis is not None and RegionName.DRAWN in analysis.outlines

    qtbot.waitUntil(is_drawn, timeout=20_000)
    settled()
    measured = {m.region for m in course.measurements.analyses[photo.id].measurements}
    assert measured == {RegionName.DRAWN}
