"""A scar is pinned by a click or with keys, followed through the visits, put right, undone."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from skintrack.app import Program
from skintrack.model import Photo, Point, View
from skintrack.model.pin import Pin
from skintrack.ui.compare.compare_view import CompareView
from skintrack.ui.main_window import MainWindow
from skintrack.ui.photo import pin_book
from skintrack.ui.photo.photo_view import PhotoView
from skintrack.ui.photo.pin_strip_model import CELL_ROLE, StripCell
from skintrack.ui.photo.tools.pin_tool import PinTool
from skintrack.workflows.pin_places import PinInPhoto, places_of
from tests.helpers.photo_view import click_at, drag, keys, photo_page, read, spot, tool_of
from tests.helpers.ui_actions import press

pytestmark = pytest.mark.gui

Settled = Callable[[], None]
PLACE = (40.0, 90.0)


def front(program: Program) -> tuple[Photo, ...]:
    state = program.services.course.state
    assert state is not None
    return state.dated_photos(View.FRONT)


@pytest.fixture
def photo_view(
    course_window: MainWindow, program: Program, qtbot: QtBot, settled: Settled
) -> PhotoView:
    photo = front(program)[0]
    course_window.show_photo(photo)
    settled()
    qtbot.waitUntil(lambda: program.services.images.picture(photo) is not None)
    return photo_page(course_window)


@pytest.fixture
def pinned(photo_view: PhotoView, program: Program, qtbot: QtBot, settled: Settled) -> PhotoView:
    """The view with one pin, which was named by typing."""
    qtbot.keyClick(photo_view.canvas, Qt.Key.Key_P)
    click_at(qtbot, photo_view.canvas, *PLACE)
    qtbot.waitUntil(lambda: name_field(photo_view) is not None)
    settled()
    field = name_field(photo_view)
    assert field is not None
    qtbot.keyClicks(field, "Scar")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [pin.label for pin in stored(program, qtbot)] == ["Scar"])
    settled()
    qtbot.waitUntil(lambda: not photo_view.crops.is_working)
    return photo_view


def name_field(view: PhotoView) -> QLineEdit | None:
    found = view.panel.pins.list.findChild(QLineEdit)
    assert found is None or isinstance(found, QLineEdit)
    return found


def stored(program: Program, qtbot: QtBot) -> tuple[Pin, ...]:
    course = front(program)[0].course_id
    return read(program, qtbot, lambda library: library.pins.of_course(course))


def cells(view: PhotoView) -> list[StripCell]:
    model = view.strip.model
    return [model.index(row).data(CELL_ROLE) for row in range(model.rowCount())]


def near(place: Point, x: float, y: float) -> bool:
    return abs(place.x - x) <= 0.6 and abs(place.y - y) <= 0.6


def undo(qtbot: QtBot, view: PhotoView) -> None:
    qtbot.keyClick(view.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_a_pin_set_by_a_click_is_named_and_kept(
    pinned: PhotoView, program: Program, qtbot: QtBot
) -> None:
    (pin,) = stored(program, qtbot)
    assert pin.photo_id == front(program)[0].id
    assert list(pin.places) == [pin.photo_id]
    assert near(pin.places[pin.photo_id], *PLACE)
    assert pinned.canvas.tool is None
    assert [mark.label for mark in pinned.canvas.pins.marks] == ["Scar"]


def test_a_pin_is_set_with_keys_alone(
    photo_view: PhotoView, program: Program, qtbot: QtBot, settled: Settled
) -> None:
    canvas = photo_view.canvas
    keys(canvas, Qt.Key.Key_P)
    middle, step = canvas.viewport.middle, 12 / canvas.viewport.scale
    keys(canvas, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(photo_view.book.pins))
    settled()
    (pin,) = stored(program, qtbot)
    assert near(pin.places[pin.photo_id], middle.x - step, middle.y - step)
    assert pin.label == "Spot 1"


def test_a_pin_follows_through_all_visits_of_its_view(
    pinned: PhotoView, program: Program, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: all(isinstance(cell.crop, QPixmap) for cell in cells(pinned)))
    shown = cells(pinned)
    assert [cell.where.photo.id for cell in shown] == [photo.id for photo in front(program)]
    assert [cell.where.is_by_hand for cell in shown] == [True] + [False] * (len(shown) - 1)
    for cell in shown:
        assert cell.where.place is not None
        assert near(cell.where.place, *PLACE)
    assert {cell.crop.width() for cell in shown if cell.crop is not None} == {116}
    assert shown[0].is_current
    assert shown[0].day == "3 Mar 2026"
    assert shown[1].spoken == "11 Mar 2026, Day 1"


def test_a_pin_in_very_many_photos_is_followed_on_a_worker(
    photo_view: PhotoView, program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = set()

    def follow(*values: Any) -> tuple[PinInPhoto, ...]:
        threads.add(threading.current_thread())
        return places_of(*values)

    monkeypatch.setattr(pin_book, "_MOST_AT_ONCE", 1)
    monkeypatch.setattr(pin_book, "places_of", follow)
    qtbot.keyClick(photo_view.canvas, Qt.Key.Key_P)
    click_at(qtbot, photo_view.canvas, *PLACE)
    qtbot.waitUntil(lambda: name_field(photo_view) is not None)
    field = name_field(photo_view)
    assert field is not None
    qtbot.keyClicks(field, "Scar")
    # The strip is filled while the name is typed, which stays.
    qtbot.waitUntil(lambda: len(cells(photo_view)) == len(front(program)))
    assert field.text() == "Scar"
    assert threads
    assert threading.main_thread() not in threads
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [pin.label for pin in stored(program, qtbot)] == ["Scar"])


def test_a_photo_that_is_not_aligned_says_why(
    pinned: PhotoView, program: Program, qtbot: QtBot, settled: Settled
) -> None:
    photo = front(program)[1]

    def forget(library: object) -> None:
        from skintrack.library import Library

        assert isinstance(library, Library)
        library.analyses.save_drawn_region(photo.id, None)

    read(program, qtbot, forget)
    program.services.course.reload()
    settled()
    cell = cells(pinned)[1]
    assert cell.crop is None
    assert cell.problem == "Not measured yet"


def test_one_click_opens_the_photo_at_the_spot(
    pinned: PhotoView, program: Program, qtbot: QtBot, settled: Settled
) -> None:
    strip = pinned.strip.list
    place = strip.visualRect(pinned.strip.model.index(2)).center()
    qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settled()
    assert pinned.photo == front(program)[2]
    (mark,) = pinned.canvas.pins.marks
    assert not mark.is_by_hand
    middle = pinned.canvas.rect().center()
    assert not pinned.canvas.viewport.is_whole
    at = pinned.canvas.screen_point(mark.place).toPoint()
    assert pinned.canvas.rect().contains(at)
    assert abs(at.y() - middle.y()) < pinned.canvas.height() / 2
    assert cells(pinned)[2].is_current


def test_in_a_low_window_the_crops_stand_beside_the_photo(
    pinned: PhotoView, window: MainWindow, qtbot: QtBot
) -> None:
    canvas, crops = pinned.canvas, pinned.strip.list

    def is_beside() -> bool:
        place = crops.mapTo(pinned, QPoint()) - canvas.mapTo(pinned, QPoint())
        return place.x() >= canvas.width()

    assert not is_beside()
    window.resize(1024, 640)
    qtbot.waitUntil(is_beside)
    qtbot.waitUntil(lambda: crops.height() == canvas.height() > pinned.height() / 2)
    assert crops.visualRect(pinned.strip.model.index(1)).top() > 0  # above each other
    assert crops.horizontalScrollBar().maximum() == 0
    keys(canvas, Qt.Key.Key_Escape)
    assert not crops.isVisible()
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: pinned.height() > 620)
    assert not crops.isVisible()
    assert crops.parentWidget() is pinned.strip


def test_two_crops_are_compared(
    pinned: PhotoView, course_window: MainWindow, program: Program, qtbot: QtBot, settled: Settled
) -> None:
    strip = pinned.strip.list
    assert not pinned.strip.compare_button.isEnabled()
    control = Qt.KeyboardModifier.ControlModifier
    for row in (0, 3):
        place = strip.visualRect(pinned.strip.model.index(row)).center()
        qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, control, place)
    press(qtbot, pinned, "Compare the two")
    settled()
    view = course_window.view("compare")
    assert isinstance(view, CompareView)
    assert view.isVisible()


def test_the_strip_is_used_with_keys(
    pinned: PhotoView, program: Program, qtbot: QtBot, settled: Settled
) -> None:
    strip = pinned.strip.list
    strip.setFocus()
    strip.setCurrentIndex(pinned.strip.model.index(0))
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    qtbot.keyClick(strip, Qt.Key.Key_Return)
    settled()
    assert pinned.photo == front(program)[1]


def test_a_carried_pin_is_dragged_right_and_that_is_undone(
    pinned: PhotoView, program: Program, qtbot: QtBot, settled: Settled
) -> None:
    second = front(program)[1]
    pinned.show_photo(second)
    settled()
    qtbot.waitUntil(lambda: program.services.images.picture(second) is not None)
    start, end = spot(pinned.canvas, *PLACE), spot(pinned.canvas, 60, 100)
    drag(pinned.canvas, start, (start + end) / 2, end)
    settled()
    (pin,) = stored(program, qtbot)
    assert near(pin.places[second.id], 60, 100)
    assert pinned.canvas.pins.marks[0].is_by_hand
    # The visits nearest to it follow the hand-set place, the first photo keeps its own.
    places = [cell.where.place for cell in cells(pinned)]
    assert all(place is not None for place in places)
    assert near(places[0] or Point(0, 0), *PLACE)
    assert near(places[2] or Point(0, 0), 60, 100)
    undo(qtbot, pinned)
    settled()
    assert list(stored(program, qtbot)[0].places) == [pin.photo_id]


def test_its_place_is_put_right_with_keys_and_given_back(
    pinned: PhotoView, program: Program, qtbot: QtBot, settled: Settled
) -> None:
    second = front(program)[1]
    pinned.show_photo(second)
    settled()
    press(qtbot, pinned.panel, "Put its place right here")
    assert pinned.mode_bar.words.startswith("Where is “Scar” in this photo?")
    moved = 12 / pinned.canvas.viewport.scale
    keys(pinned.canvas, Qt.Key.Key_Right, Qt.Key.Key_Return)
    settled()
    (pin,) = stored(program, qtbot)
    assert near(pin.places[second.id], PLACE[0] + moved, PLACE[1])
    press(qtbot, pinned.panel, "Let it follow again")
    settled()
    assert list(stored(program, qtbot)[0].places) == [pin.photo_id]


def test_a_pin_is_removed_and_comes_back(
    pinned: PhotoView, course_window: MainWindow, program: Program, qtbot: QtBot, settled: Settled
) -> None:
    pinned.panel.pins.list.setFocus()
    qtbot.keyClick(pinned.panel.pins.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not pinned.book.pins)
    settled()
    assert not pinned.strip.isVisible()
    assert pinned.canvas.pins.marks == ()
    assert course_window.banner.text == "The pin “Scar” is removed."
    press(qtbot, course_window.banner, "Undo")
    qtbot.waitUntil(lambda: [pin.label for pin in pinned.book.pins] == ["Scar"])
    settled()
    assert len(pinned.canvas.pins.marks) == 1


def test_setting_a_pin_is_undone_and_done_again(
    pinned: PhotoView, program: Program, qtbot: QtBot, settled: Settled
) -> None:
    (pin,) = pinned.book.pins
    undo(qtbot, pinned)
    settled()
    assert [each.label for each in stored(program, qtbot)] == ["Spot 1"]
    undo(qtbot, pinned)
    settled()
    assert stored(program, qtbot) == ()
    for _ in range(2):
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        qtbot.keyClick(pinned.canvas, Qt.Key.Key_Z, both)
        settled()
    assert stored(program, qtbot) == (pin,)


def test_escape_leaves_the_mode_then_the_strip_then_the_photo(
    pinned: PhotoView, course_window: MainWindow, qtbot: QtBot
) -> None:
    canvas = pinned.canvas
    canvas.setFocus()
    keys(canvas, Qt.Key.Key_P)
    assert tool_of(pinned, PinTool).pin is None
    keys(canvas, Qt.Key.Key_Escape)
    assert canvas.tool is None
    assert pinned.strip.isVisible()
    keys(canvas, Qt.Key.Key_Escape)
    assert not pinned.strip.isVisible()
    keys(canvas, Qt.Key.Key_Escape)
    assert course_window.view("timeline").isVisible()


def test_the_scale_of_the_crops_is_chosen(pinned: PhotoView, qtbot: QtBot) -> None:
    before = cells(pinned)[0].crop
    assert before is not None
    near_image = before.toImage()
    press(qtbot, pinned.strip, "Wide")
    qtbot.waitUntil(lambda: cells(pinned)[0].crop is not None and not pinned.crops.is_working)
    after = cells(pinned)[0].crop
    assert after is not None
    assert after.toImage() != near_image


def test_the_field_of_a_name_stays_in_its_list(
    pinned: PhotoView, course_window: MainWindow, qtbot: QtBot
) -> None:
    names = pinned.panel.pins.list
    pinned.panel.pins.rename()
    field = name_field(pinned)
    assert field is not None
    course_window.resize(1024, 1000)
    qtbot.waitUntil(lambda: course_window.height() == 1000)
    course_window.resize(1024, 640)
    qtbot.waitUntil(lambda: course_window.height() == 640)
    qtbot.waitUntil(lambda: field.geometry().right() <= names.viewport().width())


@pytest.mark.parametrize(
    ("key", "next_name"), [(Qt.Key.Key_Tab, "Another name (F2)"), (Qt.Key.Key_Backtab, "Marks")]
)
def test_tab_leads_on_from_a_name(
    pinned: PhotoView, program: Program, qtbot: QtBot, key: Qt.Key, next_name: str
) -> None:
    """It began to edit the same name again, and there was no way on but Enter or Escape."""
    pinned.panel.pins.rename()
    field = name_field(pinned)
    assert field is not None
    field.setText("Chin")
    qtbot.keyClick(field, key)
    qtbot.waitUntil(lambda: [pin.label for pin in stored(program, qtbot)] == ["Chin"])
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == next_name
