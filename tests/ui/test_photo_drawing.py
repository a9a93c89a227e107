"""A region is drawn by clicks, in one stroke, or with keys alone; every step can be taken back."""

import itertools
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from skintrack.app import Program
from skintrack.model import OutlineKind
from skintrack.ui.main_window import MainWindow
from skintrack.ui.photo.photo_view import PhotoView
from skintrack.ui.photo.tools.outline_tool import OutlineTool
from skintrack.ui.photo.tools.stroke import simplified
from tests.helpers.photo_view import click_at, drag, keys, open_first_photo, read, spot, tool_of
from tests.helpers.ui_actions import press

pytestmark = pytest.mark.gui

Settled = Callable[[], None]
OUTLINE = ((30, 40), (90, 40), (90, 120), (30, 120))


@pytest.fixture
def photo_view(
    course_window: MainWindow, program: Program, qtbot: QtBot, settled: Settled
) -> PhotoView:
    return open_first_photo(course_window, program, qtbot, settled)


def corners(view: PhotoView) -> int:
    return len(tool_of(view, OutlineTool).corners)


@pytest.mark.parametrize("name", ["Larger (+)", "Marks"])
def test_undo_is_of_the_drawing_also_after_a_click_beside_it(
    photo_view: PhotoView, qtbot: QtBot, program: Program, settled: Settled, name: str
) -> None:
    """It took back what was done before, behind the drawing that went on."""
    course, window = program.services.course, program.window
    assert course.state is not None
    window.commands.sessions._remove(course.state.sessions[0])
    settled()
    sessions = course.state.sessions
    photo_view.start_drawing()
    for corner in OUTLINE:
        click_at(qtbot, photo_view.canvas, *corner)
    press(qtbot, photo_view, name)
    button = QApplication.focusWidget()
    assert button is not photo_view.canvas
    qtbot.keyClick(button, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert corners(photo_view) == 3
    qtbot.keyClick(button, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert corners(photo_view) == 4
    settled()
    assert course.state.sessions == sessions


def test_a_region_is_drawn_by_clicking_and_kept_and_undone(
    photo_view: PhotoView, qtbot: QtBot, program: Program, settled: Settled
) -> None:
    canvas = photo_view.canvas
    photo_view.start_drawing()
    for corner in OUTLINE:
        click_at(qtbot, canvas, *corner)
    assert corners(photo_view) == 4
    qtbot.keyClick(canvas, Qt.Key.Key_Backspace)
    assert corners(photo_view) == 3
    click_at(qtbot, canvas, *OUTLINE[-1])
    with qtbot.waitSignal(photo_view.outline_given) as drawn:
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
    photo, kind, outline = drawn.args
    assert (photo.id, kind) == (photo_view.photo.id if photo_view.photo else "", OutlineKind.SKIN)
    assert canvas.tool is None
    for corner, (x, y) in zip(outline, OUTLINE, strict=True):
        assert (corner.x, corner.y) == (pytest.approx(x, abs=0.5), pytest.approx(y, abs=0.5))
    settled()

    def stored() -> int:
        region = read(
            program, qtbot, lambda library: library.regions.of_view(photo.course_id, photo.view)
        )
        return 0 if region is None or region.skin is None else len(region.skin)

    assert stored() == 4
    qtbot.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert stored() == 0
    qtbot.keyClick(
        canvas,
        Qt.Key.Key_Z,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    settled()
    assert stored() == 4


def test_untreated_skin_is_marked_from_the_panel(
    photo_view: PhotoView, qtbot: QtBot, program: Program, settled: Settled
) -> None:
    press(qtbot, photo_view, "Marks")
    press(qtbot, photo_view, "Mark untreated skin")
    assert photo_view.mode_bar.isVisible()
    assert photo_view.mode_bar.words.startswith("Marking untreated skin. Click round the skin")
    for corner in OUTLINE[:3]:
        click_at(qtbot, photo_view.canvas, *corner)
    press(qtbot, photo_view.mode_bar, "Done")
    assert not photo_view.mode_bar.isVisible()
    settled()
    photo = photo_view.photo
    assert photo is not None
    region = read(
        program, qtbot, lambda library: library.regions.of_view(photo.course_id, photo.view)
    )
    assert region is not None
    assert region.untreated is not None
    assert region.skin is None


def test_a_click_on_the_first_corner_closes_the_outline(
    photo_view: PhotoView, qtbot: QtBot
) -> None:
    photo_view.start_drawing()
    for corner in OUTLINE[:3]:
        click_at(qtbot, photo_view.canvas, *corner)
    with qtbot.waitSignal(photo_view.outline_given):
        click_at(qtbot, photo_view.canvas, *OUTLINE[0])


def test_a_region_is_drawn_with_keys_alone(photo_view: PhotoView, qtbot: QtBot) -> None:
    canvas = photo_view.canvas
    photo_view.start_drawing()
    right, down = Qt.Key.Key_Right, Qt.Key.Key_Down
    keys(canvas, Qt.Key.Key_Space, *(right,) * 5, Qt.Key.Key_Space, *(down,) * 5)
    with qtbot.waitSignal(photo_view.outline_given) as drawn:
        keys(canvas, Qt.Key.Key_Space, Qt.Key.Key_Return)
    first, second, third = (canvas.screen_point(corner) for corner in drawn.args[2])
    assert (second.x() - first.x(), second.y() - first.y()) == pytest.approx((60, 0), abs=0.5)
    assert (third.x() - second.x(), third.y() - second.y()) == pytest.approx((0, 60), abs=0.5)


def test_one_stroke_round_the_skin_is_a_region(photo_view: PhotoView, qtbot: QtBot) -> None:
    canvas = photo_view.canvas
    photo_view.start_drawing()
    places = [spot(canvas, *corner) for corner in (*OUTLINE, OUTLINE[0])]
    path = [
        start + (end - start) * step / 20
        for start, end in itertools.pairwise(places)
        for step in range(20)
    ]
    with qtbot.waitSignal(photo_view.outline_given) as drawn:
        drag(canvas, *path, places[-1])
    outline = drawn.args[2]
    assert 4 <= len(outline) <= 8
    assert {round(corner.x / 10) for corner in outline} <= {3, 9, 2, 4, 8}


def test_a_corner_is_dragged_in_one_step(photo_view: PhotoView, qtbot: QtBot) -> None:
    canvas = photo_view.canvas
    photo_view.start_drawing()
    for corner in OUTLINE[:3]:
        click_at(qtbot, canvas, *corner)
    tool = tool_of(photo_view, OutlineTool)
    before = tool.corners
    start = spot(canvas, *OUTLINE[1])
    drag(canvas, start, start + QPoint(15, 0), start + QPoint(30, 10))
    moved = canvas.screen_point(tool.corners[1]).toPoint()
    assert (moved - start - QPoint(30, 10)).manhattanLength() <= 1
    assert tool.corners[0] == before[0]
    qtbot.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert tool.corners == before


def test_the_window_undoes_nothing_while_corners_can_be_undone(
    photo_view: PhotoView, qtbot: QtBot, program: Program
) -> None:
    photo_view.start_drawing()
    click_at(qtbot, photo_view.canvas, *OUTLINE[0])
    with qtbot.assertNotEmitted(program.services.history.changed):
        qtbot.keyClick(photo_view.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert corners(photo_view) == 0
    qtbot.keyClick(
        photo_view.canvas,
        Qt.Key.Key_Z,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert corners(photo_view) == 1


def test_escape_gives_the_drawing_up_and_stays(photo_view: PhotoView, qtbot: QtBot) -> None:
    photo_view.start_drawing()
    click_at(qtbot, photo_view.canvas, *OUTLINE[0])
    with qtbot.assertNotEmitted(photo_view.outline_given):
        qtbot.keyClick(photo_view.canvas, Qt.Key.Key_Escape)
    assert photo_view.canvas.tool is None
    assert photo_view.isVisible()


def test_two_corners_are_no_region(photo_view: PhotoView, qtbot: QtBot) -> None:
    photo_view.start_drawing()
    for corner in OUTLINE[:2]:
        click_at(qtbot, photo_view.canvas, *corner)
    with qtbot.assertNotEmitted(photo_view.outline_given):
        qtbot.keyClick(photo_view.canvas, Qt.Key.Key_Return)
    assert corners(photo_view) == 2
    assert not photo_view.mode_bar.done_button.isEnabled()


def test_a_stroke_keeps_its_corners_only() -> None:
    line = [(float(x), 0.0) for x in range(50)] + [(49.0, float(y)) for y in range(1, 50)]
    assert simplified(line, 1.0) == [(0, 0), (49, 0), (49, 49)]
    assert simplified([(0, 0), (1, 5)], 1.0) == [(0, 0), (1, 5)]
    assert simplified([(3, 3)] * 4, 1.0) == [(3, 3), (3, 3)]


def test_in_a_low_window_the_foot_gives_way_while_something_is_drawn(
    photo_view: PhotoView, window: MainWindow, qtbot: QtBot
) -> None:
    switch = photo_view.regions_box
    photo_view.start_drawing()
    assert switch.isVisible()
    window.resize(1024, 640)
    qtbot.waitUntil(lambda: not switch.isVisible())
    keys(photo_view.canvas, Qt.Key.Key_Escape)
    assert switch.isVisible()
