"""One photo is moved by hand: by keys, buttons and mouse; kept, and taken back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from skintrack.app import Program
from skintrack.library import Library
from skintrack.model.nudge import NO_NUDGE, Nudge
from skintrack.ui.compare.compare_view import CompareView
from skintrack.ui.main_window import MainWindow

pytestmark = pytest.mark.gui

Settled = Callable[[], None]
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def compare(course_window: MainWindow, settled: Settled) -> CompareView:
    course_window.show_view("compare")
    settled()
    view = course_window.view("compare")
    assert isinstance(view, CompareView)
    return view


def nudge_of(view: CompareView, side: int) -> Nudge:
    photo = view.chosen[side]
    assert photo is not None
    return view.nudging.of(photo.id)


def on_screen(view: CompareView, side: int, x: float, y: float) -> QPointF:
    """Return where a pixel of a photo is painted."""
    shown = view.canvas.scene.sides[side]
    assert shown is not None
    pane = view.canvas.panes()[side]
    return (shown.to_canonical * view.canvas.camera.to_screen(pane)).map(QPointF(x, y))


def test_arrows_with_shift_move_the_active_photo_alone(compare: CompareView, qtbot: QtBot) -> None:
    left, right = on_screen(compare, 0, 60, 80), on_screen(compare, 1, 60, 80)
    qtbot.keyClick(compare.canvas, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(compare.canvas, Qt.Key.Key_Down, SHIFT)
    moved = on_screen(compare, 1, 60, 80) - right
    assert [moved.x(), moved.y()] == pytest.approx([2, 2])
    assert on_screen(compare, 0, 60, 80) == left
    shown = compare.canvas.scene.sides[1]
    assert shown is not None
    assert shown.notes == ("moved by hand",)


def test_page_keys_scale_and_comma_turns_round_what_is_seen(
    compare: CompareView, qtbot: QtBot
) -> None:
    canvas = compare.canvas
    canvas.zoom_by(3.0, QPointF(canvas.panes()[1].left() + 40, 60))
    qtbot.keyClick(canvas, Qt.Key.Key_PageUp, SHIFT)
    qtbot.keyClick(canvas, Qt.Key.Key_Period, SHIFT)
    nudge = nudge_of(compare, 1)
    assert nudge.scale > 1
    assert nudge.turn_deg > 0
    shown = canvas.scene.sides[1]
    assert shown is not None
    middle = canvas.panes()[1].center()
    inverse, _ = (shown.to_canonical * canvas.camera.to_screen(canvas.panes()[1])).inverted()
    under = inverse.map(middle)
    qtbot.keyClick(canvas, Qt.Key.Key_PageDown, SHIFT)
    qtbot.keyClick(canvas, Qt.Key.Key_Comma, SHIFT)
    back = on_screen(compare, 1, under.x(), under.y())
    assert [back.x(), back.y()] == pytest.approx([middle.x(), middle.y()])
    assert nudge_of(compare, 1).scale == pytest.approx(1)
    assert nudge_of(compare, 1).turn_deg == pytest.approx(0)


@pytest.mark.parametrize(
    ("key", "modifier", "grows"),
    [
        (Qt.Key.Key_Plus, SHIFT | Qt.KeyboardModifier.KeypadModifier, True),
        (Qt.Key.Key_Asterisk, SHIFT, True),  # Shift and plus on a German keyboard
        (Qt.Key.Key_Underscore, SHIFT, False),  # Shift and minus on most keyboards
    ],
)
def test_plus_and_minus_with_shift_scale(
    compare: CompareView, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, *, grows: bool
) -> None:
    qtbot.keyClick(compare.canvas, key, modifier)
    assert (nudge_of(compare, 1).scale > 1) is grows
    assert nudge_of(compare, 1).scale != 1


def test_plus_that_needs_shift_zooms_both(compare: CompareView, qtbot: QtBot) -> None:
    start = compare.canvas.camera.zoom
    qtbot.keyClick(compare.canvas, Qt.Key.Key_Plus, SHIFT)
    assert compare.canvas.camera.zoom > start
    assert nudge_of(compare, 1) == NO_NUDGE


def test_dragging_with_shift_moves_the_photo_under_the_pointer(
    compare: CompareView, qtbot: QtBot
) -> None:
    canvas = compare.canvas
    start, look = on_screen(compare, 0, 60, 80), canvas.scene.look
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, SHIFT, QPoint(100, 100))
    qtbot.mouseMove(canvas, QPoint(118, 93))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, SHIFT, QPoint(118, 93))
    moved = on_screen(compare, 0, 60, 80) - start
    assert [moved.x(), moved.y()] == pytest.approx([18, -7])
    assert canvas.scene.look == look
    assert nudge_of(compare, 1) == NO_NUDGE


def test_buttons_do_the_same(compare: CompareView, qtbot: QtBot) -> None:
    compare.tools.nudge.click()
    bar = compare.nudge_bar
    assert bar.isVisible()
    assert bar.words.text() == "Nudge 19 Sep"
    assert not bar.reset_button.isEnabled()
    start = on_screen(compare, 1, 60, 80)
    for widget in bar.buttons.buttons():
        assert widget.accessibleName()
    qtbot.mouseClick(bar.buttons.buttons()[1], Qt.MouseButton.LeftButton)
    assert on_screen(compare, 1, 60, 80).x() > start.x()
    qtbot.mouseClick(bar.buttons.buttons()[5], Qt.MouseButton.LeftButton)
    assert nudge_of(compare, 1).scale > 1
    qtbot.mouseClick(bar.buttons.buttons()[7], Qt.MouseButton.LeftButton)
    assert nudge_of(compare, 1).turn_deg > 0
    qtbot.mouseClick(bar.reset_button, Qt.MouseButton.LeftButton)
    assert nudge_of(compare, 1) == NO_NUDGE


def test_a_nudge_is_kept_in_the_library_and_no_banner_speaks(
    compare: CompareView, program: Program, qtbot: QtBot, settled: Settled
) -> None:
    photo = compare.chosen[1]
    assert photo is not None
    for _ in range(5):
        qtbot.keyClick(compare.canvas, Qt.Key.Key_Left, SHIFT)
    moved = nudge_of(compare, 1)
    qtbot.waitUntil(lambda: program.services.history.undo_label is not None, timeout=5_000)
    settled()
    assert not program.window.banner.isVisible()
    folder = program.services.desk.folder
    assert folder is not None
    program.services.desk.close()
    program.library_tasks.close()
    with Library.open(folder) as library:
        assert library.nudges.get(photo.id) == moved


def test_the_whole_move_is_taken_back_and_made_again(
    compare: CompareView, program: Program, qtbot: QtBot, settled: Settled
) -> None:
    history = program.services.history
    for _ in range(5):
        qtbot.keyClick(compare.canvas, Qt.Key.Key_Left, SHIFT)
    moved = nudge_of(compare, 1)
    qtbot.waitUntil(lambda: history.undo_label is not None, timeout=5_000)
    settled()
    qtbot.keyClick(compare.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: nudge_of(compare, 1) == NO_NUDGE, timeout=5_000)
    history.redo()
    qtbot.waitUntil(lambda: nudge_of(compare, 1) == moved, timeout=5_000)


def test_undo_right_after_a_move_takes_that_back(
    compare: CompareView, program: Program, qtbot: QtBot, settled: Settled
) -> None:
    """The move was no step yet: undo took back what was done before it."""
    course, photo = program.services.course, compare.chosen[0]
    assert course.state is not None
    assert photo is not None
    sessions = course.state.sessions
    program.window.commands.sessions._remove(sessions[0])
    settled()
    qtbot.keyClick(compare.canvas, Qt.Key.Key_Left, SHIFT)
    qtbot.keyClick(compare.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: nudge_of(compare, 1) == NO_NUDGE)
    settled()
    assert course.state.sessions == sessions[1:]
    assert program.services.history.redo_label == "The photo was moved by hand."


def test_backspace_resets(
    compare: CompareView, program: Program, qtbot: QtBot, settled: Settled
) -> None:
    qtbot.keyClick(compare.canvas, Qt.Key.Key_Left, SHIFT)
    compare.nudging.flush()
    settled()
    qtbot.keyClick(compare.canvas, Qt.Key.Key_Backspace)
    assert nudge_of(compare, 1) == NO_NUDGE
    settled()
    assert program.services.history.undo_label == "The photo stands as aligned again."


def test_the_nudge_goes_with_the_photo_to_the_other_side(
    compare: CompareView, qtbot: QtBot
) -> None:
    qtbot.keyClick(compare.canvas, Qt.Key.Key_Up, SHIFT)
    moved = nudge_of(compare, 1)
    compare.swap()
    assert nudge_of(compare, 0) == moved
    assert nudge_of(compare, 1) == NO_NUDGE
