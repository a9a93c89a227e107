"""The photo is zoomed and moved by wheel, buttons and keys; the same skin stays in sight."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from skintrack.app import Program
from skintrack.model import Point
from skintrack.ui.main_window import MainWindow
from skintrack.ui.photo.photo_canvas import PhotoCanvas
from skintrack.ui.photo.photo_view import PhotoView
from skintrack.ui.photo.tools.face_points_tool import name_start
from skintrack.ui.photo.viewport import MARGIN_PX, MOST_SCALE, Viewport
from tests.helpers.photo_view import drag, keys, open_first_photo
from tests.helpers.ui_actions import press

Settled = Callable[[], None]


@pytest.fixture
def viewport() -> Viewport:
    made = Viewport()
    made.set_widget(QSizeF(800, 600), 1.0)
    made.set_photo(3000, 4000)
    return made


def test_a_photo_is_whole_at_first_and_when_the_window_grows(viewport: Viewport) -> None:
    assert viewport.is_whole
    assert viewport.scale == pytest.approx((600 - 2 * MARGIN_PX) / 4000)
    assert viewport.middle == pytest.approx((1499.5, 1999.5))
    viewport.set_widget(QSizeF(1600, 1200), 1.0)
    assert viewport.scale == pytest.approx((1200 - 2 * MARGIN_PX) / 4000)


def test_zooming_keeps_the_pixel_under_the_pointer(viewport: Viewport) -> None:
    place = QPointF(420, 260)
    before = viewport.to_photo(place)
    for factor in (1.7, 1.7, 2.4, 0.8):
        viewport.zoom_by(factor, place)
        held = viewport.to_photo(place) - before
        assert held.manhattanLength() < 1e-6


def test_the_photo_stays_within_sight_and_within_limits(viewport: Viewport) -> None:
    viewport.zoom_by(1000)
    assert viewport.scale == MOST_SCALE
    viewport.move_by(QPointF(1e9, -1e9))
    corner = viewport.on_screen(Point(0, 3999))
    assert corner.x() <= MARGIN_PX + MOST_SCALE
    assert corner.y() >= 600 - MARGIN_PX - MOST_SCALE
    viewport.zoom_by(1e-9)
    assert viewport.is_whole
    assert viewport.middle == pytest.approx((1499.5, 1999.5))


def test_a_part_of_the_photo_fits_again_until_somebody_zooms_or_moves(viewport: Viewport) -> None:
    part = QRectF(1000, 500, 1200, 1500)
    viewport.show_part(part)
    assert viewport.scale == pytest.approx(600 / 1500)
    viewport.set_widget(QSizeF(800, 400), 1.0)
    assert viewport.scale == pytest.approx(400 / 1500)
    for corner in (part.topLeft(), part.bottomRight()):
        place = viewport.on_screen(Point(corner.x(), corner.y()))
        assert -1 <= place.x() <= 801
        assert -1 <= place.y() <= 401
    viewport.set_widget(QSizeF(800, 600), 1.0)
    assert viewport.scale == pytest.approx(600 / 1500)
    viewport.move_by(QPointF(0, 30))
    viewport.set_widget(QSizeF(800, 500), 1.0)
    assert viewport.scale == pytest.approx(600 / 1500)
    viewport.show_part(part)
    viewport.zoom_by(1.25)
    viewport.set_widget(QSizeF(800, 600), 1.0)
    assert viewport.scale == pytest.approx(1.25 * 500 / 1500)
    viewport.show_part(part)
    viewport.show_whole()
    viewport.set_widget(QSizeF(800, 500), 1.0)
    assert viewport.is_whole


def test_pixel_for_pixel_follows_the_screen() -> None:
    viewport = Viewport()
    viewport.set_widget(QSizeF(800, 600), 2.0)
    viewport.set_photo(3000, 4000)
    viewport.show_actual()
    assert viewport.scale == 0.5
    assert viewport.percent == 100


@pytest.fixture
def photo_view(
    course_window: MainWindow, program: Program, qtbot: QtBot, settled: Settled
) -> PhotoView:
    return open_first_photo(course_window, program, qtbot, settled)


def turn_wheel(canvas: PhotoCanvas, place: QPoint, notches: int) -> None:
    event = QWheelEvent(
        QPointF(place),
        QPointF(canvas.mapToGlobal(place)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


@pytest.mark.gui
def test_the_wheel_zooms_on_the_pointer(photo_view: PhotoView) -> None:
    canvas = photo_view.canvas
    place = canvas.rect().center() + QPoint(30, -40)
    before = canvas.viewport.to_photo(QPointF(place))
    turn_wheel(canvas, place, 3)
    assert not canvas.viewport.is_whole
    after = canvas.viewport.to_photo(QPointF(place))
    assert (after - before).manhattanLength() < 0.01
    turn_wheel(canvas, place, -9)
    assert canvas.viewport.is_whole


@pytest.mark.gui
def test_buttons_and_keys_zoom_too(photo_view: PhotoView, qtbot: QtBot) -> None:
    canvas = photo_view.canvas
    whole = canvas.viewport.scale
    press(qtbot, photo_view, "Larger (+)")
    keys(canvas, Qt.Key.Key_Plus)
    assert canvas.viewport.scale == pytest.approx(min(whole * 1.25**2, MOST_SCALE))
    assert photo_view.zoom.percent.text() == f"{canvas.viewport.percent} %"
    keys(canvas, Qt.Key.Key_0)
    assert canvas.viewport.is_whole
    keys(canvas, Qt.Key.Key_Plus)
    keys(canvas, Qt.Key.Key_Z)
    assert canvas.viewport.is_whole


@pytest.mark.gui
def test_a_drag_and_shift_with_arrows_move_the_photo(photo_view: PhotoView, qtbot: QtBot) -> None:
    canvas = photo_view.canvas
    canvas.look_at(Point(60, 80), 8.0)
    start = canvas.rect().center()
    held = canvas.viewport.to_photo(QPointF(start))
    drag(canvas, start, start + QPoint(0, 30), start + QPoint(0, 50))
    moved = canvas.viewport.to_photo(QPointF(start + QPoint(0, 50)))
    assert (moved - held).manhattanLength() < 0.01
    before = canvas.viewport.middle
    qtbot.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.viewport.middle.y > before.y


@pytest.mark.gui
def test_the_same_skin_stays_in_sight_from_photo_to_photo(
    photo_view: PhotoView, qtbot: QtBot, settled: Settled
) -> None:
    canvas = photo_view.canvas
    canvas.look_at(Point(40, 90), 7.5)
    before = canvas.viewport.middle
    first = photo_view.photo
    keys(canvas, Qt.Key.Key_Right)
    settled()
    assert photo_view.photo != first
    assert canvas.viewport.middle == pytest.approx(before)
    assert canvas.viewport.scale == pytest.approx(7.5)
    keys(canvas, Qt.Key.Key_0, Qt.Key.Key_Left)
    settled()
    assert canvas.viewport.is_whole


@pytest.mark.parametrize("is_right", [True, False])
@pytest.mark.parametrize("width", [900, 300])
def test_the_name_of_a_point_never_stands_over_it(width: int, is_right: bool) -> None:
    room, area = QRect(-6, -14, 190, 20), QSize(width, 220)
    for at in (QPointF(width / 2, 60), QPointF(width / 2, 150)):
        start = name_start(at, room, area, is_right=is_right).toPoint()
        taken = room.translated(start)
        assert not taken.adjusted(-8, -8, 8, 8).contains(at.toPoint())
        assert QRect(-1, -1, area.width() + 2, area.height() + 2).contains(taken)
