"""Maps in the window: chosen by key, made off its thread, explained in words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from skintrack.model import View
from skintrack.model.skin_map import MapKind
from skintrack.phantom.course import planned_photos
from skintrack.ui.compare.modes import Mode
from skintrack.ui.maps import MapStore
from skintrack.workflows import build_demo

pytestmark = [pytest.mark.gui, pytest.mark.slow]


@pytest.fixture(scope="module")
def faces_folder(tmp_path_factory):
    """Two frontal visits of the sample, measured; no test changes them."""
    front = [photo for photo in planned_photos() if photo.view == "front"]
    folder = tmp_path_factory.mktemp("faces") / "library"
    build_demo.run(folder, photos=(front[0], front[-1]))
    return folder


@pytest.fixture
def face_window(program, faces_folder, settled):
    program.window.libraries.open_folder(faces_folder)
    settled()
    return program.window


@pytest.fixture
def finished(program, qtbot, settled):
    """Waits until the map that was asked for is there."""

    def wait():
        settled()
        qtbot.waitUntil(lambda: not program.services.maps.is_working, timeout=30_000)
        qtbot.waitUntil(lambda: not program.services.images.is_working, timeout=30_000)

    return wait


@pytest.fixture
def photo_view(face_window, program, finished, qtbot):
    photo = program.services.course.state.dated_photos(View.FRONT)[0]
    face_window.show_photo(photo)
    qtbot.waitUntil(lambda: program.services.images.picture(photo) is not None, timeout=30_000)
    finished()
    return face_window.view("photo")


@pytest.fixture
def compare(face_window, finished):
    face_window.show_view("compare")
    finished()
    view = face_window.view("compare")
    view.canvas.setFocus()
    return view


def colourful_share(widget):
    """The share of pixels with a colour of their own."""
    image = widget.grab().toImage()
    found = 0
    places = [(x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)]
    for x, y in places:
        color = QColor(image.pixel(x, y))
        parts = color.red(), color.green(), color.blue()
        found += max(parts) - min(parts) > 24
    return found / len(places)


def test_keys_choose_the_map_and_the_choice_is_remembered(photo_view, qtbot, program, finished):
    canvas, bar = photo_view.canvas, photo_view.maps
    assert not bar.isVisible()
    assert not canvas.map.has_map
    for key, kind in zip("234", MapKind, strict=True):
        qtbot.keyClick(canvas, key)
        finished()
        assert bar.kind is kind
        assert canvas.map.overlay.kind is kind
        assert bar.legend.isVisible()
        assert program.services.settings.current.photo_map == kind.value
    qtbot.keyClick(canvas, Qt.Key.Key_1)
    assert not bar.isVisible()
    assert not canvas.map.has_map
    assert program.services.settings.current.photo_map == ""


def test_the_photo_turns_grey_under_its_map(photo_view, qtbot, finished):
    in_color = colourful_share(photo_view.canvas)
    qtbot.keyClick(photo_view.canvas, "4")
    finished()
    qtbot.waitUntil(lambda: 0.02 < colourful_share(photo_view.canvas) < in_color, timeout=10_000)


def test_a_map_is_said_in_words(photo_view, qtbot, finished):
    qtbot.keyClick(photo_view.canvas, "2")
    finished()
    assert "strongest on your" in photo_view.maps.caption.text()
    assert "strongest on your" in photo_view.canvas.accessibleName()
    assert photo_view.maps.legend.accessibleName().startswith("Redness against the face, EI")
    qtbot.keyClick(photo_view.canvas, "1")
    assert photo_view.canvas.accessibleName() == "Photo"


def test_the_map_follows_to_the_next_photo(photo_view, qtbot, finished):
    qtbot.keyClick(photo_view.canvas, "2")
    finished()
    first = photo_view.canvas.map.overlay
    qtbot.keyClick(photo_view.canvas, Qt.Key.Key_Right)
    finished()
    assert photo_view.canvas.map.has_map
    assert photo_view.canvas.map.overlay is not first
    qtbot.keyClick(photo_view.canvas, Qt.Key.Key_Left)
    assert photo_view.canvas.map.overlay is first  # kept, and there at once


def test_how_strongly_it_covers_is_remembered(photo_view, qtbot, program, finished):
    qtbot.keyClick(photo_view.canvas, "2")
    finished()
    slider = photo_view.maps.slider
    assert slider.accessibleName() == "How strongly the map covers"
    slider.setFocus()
    assert slider.hasFocus()
    start = slider.value()
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert slider.value() > start
    assert photo_view.canvas.map.opacity == slider.value() / 100
    assert program.services.settings.current.map_opacity == slider.value()


def test_the_window_does_not_wait_for_a_map(photo_view, qtbot):
    qtbot.keyClick(photo_view.canvas, "3")
    assert photo_view.maps.caption.text() == "Making the map"
    assert not photo_view.canvas.map.has_map


def test_what_changed_lies_over_the_right_photo_only(compare, qtbot, program, finished):
    assert not compare.change_bar.isVisible()
    qtbot.keyClick(compare.canvas, Qt.Key.Key_5)
    finished()
    assert compare.canvas.mode is Mode.CHANGE
    assert program.services.settings.current.compare_mode == Mode.CHANGE.value
    assert compare.canvas.map.has_map
    assert "beyond the noise" in compare.change_bar.caption.text()
    assert "Dimmed" in compare.change_bar.caption.text()
    assert "within the noise" in compare.change_bar.caption.toolTip()
    assert compare.canvas.map.overlay.description in compare.canvas.accessibleDescription()
    for key, kind in zip("TR", (MapKind.TEXTURE, MapKind.REDNESS), strict=True):
        qtbot.keyClick(compare.canvas, key)
        finished()
        assert compare.canvas.map.overlay.kind is kind
        assert program.services.settings.current.change_map == kind.value
    qtbot.keyClick(compare.canvas, Qt.Key.Key_1)
    assert not compare.canvas.map.has_map
    assert not compare.change_bar.isVisible()
    assert not any(each.isVisible() for each in compare.change_bar.buttons.buttons())


def test_swapping_turns_the_change_round(compare, qtbot, finished):
    qtbot.keyClick(compare.canvas, Qt.Key.Key_5)
    finished()
    there = compare.canvas.map.overlay
    qtbot.keyClick(compare.canvas, Qt.Key.Key_S)
    finished()
    assert compare.canvas.map.has_map
    assert compare.canvas.map.overlay is not there


def test_a_map_that_another_view_overtook_comes_all_the_same(
    photo_view, face_window, qtbot, finished
):
    qtbot.keyClick(photo_view.canvas, "2")
    face_window.show_view("compare")
    compare = face_window.view("compare")
    compare.set_mode(4)
    finished()
    face_window.show_view("photo")
    finished()
    assert photo_view.canvas.map.has_map
    assert isinstance(face_window.services.maps, MapStore)


def test_photos_that_cannot_be_compared_are_shown_with_the_reason(course_window, qtbot, settled):
    course_window.show_view("compare")
    compare = course_window.view("compare")
    settled()
    compare.choose(compare.photos.photos[0], compare.photos.photos[5])
    settled()
    qtbot.keyClick(compare.canvas, Qt.Key.Key_5)
    settled()
    words = compare.change_bar.caption
    qtbot.waitUntil(lambda: words.text() not in ("", "Making the map"), timeout=20_000)
    assert words.text().startswith("These two photos cannot be compared for redness.")
    assert not compare.canvas.map.has_map
    assert compare.change_bar.isVisible()
