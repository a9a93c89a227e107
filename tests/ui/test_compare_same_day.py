"""Photos of one day and view are told apart in the lists and in their labels."""

from datetime import UTC, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt

from skintrack.imaging.export import encode_jpeg
from skintrack.model import View
from skintrack.ui.models.photos_model import SHORT_ROLE
from skintrack.workflows import import_photos
from tests.helpers.measured_library import START, Shot, draw, make_library

pytestmark = pytest.mark.gui


@pytest.fixture
def open_compare(program, tmp_path, qtbot, settled):
    def work(hours):
        """Open a course with two days, the later one with a photo at each of some hours."""
        library = make_library(tmp_path, [Shot(0)], session_days=())
        for number, hour in enumerate(hours, start=20):
            path = tmp_path / f"same-day-{number}.jpg"
            path.write_bytes(encode_jpeg(draw(number)))
            moment = datetime.combine(START + timedelta(days=30), time(hour), tzinfo=UTC)
            import_photos.run(library, [path], captured_at=moment, view=View.FRONT)
        library.close()
        program.window.libraries.open_folder(tmp_path / "library")
        settled()
        program.window.show_view("compare")
        return program.window.view("compare")

    return work


def listed(compare):
    return [compare.pickers[0].itemText(row) for row in range(compare.pickers[0].count())]


def test_the_hour_tells_them_apart(open_compare):
    compare = open_compare((8, 19))
    assert [text.partition(" · ")[0] for text in listed(compare)] == [
        "3 March 2026",
        "2 April 2026, 08:00",
        "2 April 2026, 19:00",
    ]


def test_without_an_hour_the_order_does(open_compare):
    compare = open_compare((12, 12, 12))
    words = [text.partition(" · ")[0] for text in listed(compare)]
    assert words[1:] == [f"2 April 2026, photo {number} of 3" for number in (1, 2, 3)]
    assert len(set(listed(compare))) == 4
    short = [compare.photos.index(row).data(SHORT_ROLE) for row in range(4)]
    assert short == ["3 Mar", "2 Apr · 1", "2 Apr · 2", "2 Apr · 3"]


def test_both_labels_say_which_photo_of_the_day_it_is(open_compare, qtbot):
    compare = open_compare((12, 12))
    compare.choose(compare.photos.photos[1], compare.photos.photos[2])
    sides = compare.canvas.scene.sides
    assert [side.title for side in sides] == [
        "2 April 2026, photo 1 of 2",
        "2 April 2026, photo 2 of 2",
    ]
    assert [side.caption for side in sides] == ["Before the first session · day 30"] * 2
    qtbot.keyClick(compare.canvas, Qt.Key.Key_S)
    assert compare.canvas.scene.sides[0].title == "2 April 2026, photo 2 of 2"
