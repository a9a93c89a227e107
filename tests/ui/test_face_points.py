"""Points of a face are dragged or moved by keys, kept, really measured with, and taken back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from skintrack.analysis.face_mesh import FaceMeshFinder
from skintrack.app import Program
from skintrack.library import Library
from skintrack.model import Photo, PhotoAnalysis, Point, RegionName, View
from skintrack.model.face_point import FacePoint
from skintrack.phantom.course import planned_photos
from skintrack.ui.main_window import MainWindow
from skintrack.ui.photo.photo_view import PhotoView
from skintrack.ui.photo.tools.face_points_tool import FacePointsTool
from skintrack.workflows import build_demo
from skintrack.workflows.face_finders import FaceFinders
from tests.helpers.photo_view import click_at, drag, keys, photo_page, spot, tool_of
from tests.helpers.ui_actions import press

pytestmark = [pytest.mark.gui, pytest.mark.slow]

Settled = Callable[[], None]


@pytest.fixture(scope="module")
def face_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return one frontal visit of the sample, measured; no test changes it."""
    front = next(photo for photo in planned_photos() if photo.view == "front")
    folder = tmp_path_factory.mktemp("face") / "library"
    build_demo.run(folder, photos=(front,))
    return folder


@pytest.fixture
def folder(face_folder: Path, tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(face_folder, tmp_path / "library"))


@pytest.fixture
def photo_view(program: Program, folder: Path, qtbot: QtBot, settled: Settled) -> PhotoView:
    program.window.libraries.open_folder(folder)
    settled()
    view = open_photo(program.window, program, qtbot)
    settled()
    return view


def open_photo(window: MainWindow, program: Program, qtbot: QtBot) -> PhotoView:
    state = program.services.course.state
    assert state is not None
    photo = state.photos[0]
    window.show_photo(photo)
    qtbot.waitUntil(lambda: program.services.images.picture(photo) is not None, timeout=30_000)
    return photo_page(window)


def shown_photo(view: PhotoView) -> Photo:
    assert view.photo is not None
    return view.photo


def analysis(view: PhotoView) -> PhotoAnalysis | None:
    return view.services.course.measurements.analyses.get(shown_photo(view).id)


def measured(view: PhotoView, qtbot: QtBot, settled: Settled) -> PhotoAnalysis:
    qtbot.waitUntil(lambda: analysis(view) is not None, timeout=30_000)
    settled()
    found = analysis(view)
    assert found is not None
    return found


def begin(view: PhotoView, qtbot: QtBot) -> FacePointsTool:
    press(qtbot, view, "Marks")
    press(qtbot, view, "Set the points of the face")
    qtbot.waitUntil(lambda: isinstance(view.canvas.tool, FacePointsTool), timeout=10_000)
    tool = tool_of(view, FacePointsTool)
    qtbot.waitUntil(lambda: tool.is_found is not None, timeout=30_000)
    qtbot.waitUntil(lambda: not view.modes.face.is_working, timeout=10_000)
    return tool


def test_a_point_is_dragged_and_the_photo_measured_with_it(
    photo_view: PhotoView, program: Program, qtbot: QtBot, settled: Settled
) -> None:
    before = measured(photo_view, qtbot, settled)
    tool = begin(photo_view, qtbot)
    assert tool.is_found
    assert set(tool.shown) == set(FacePoint)
    assert not photo_view.mode_bar.done_button.isEnabled()
    chin = tool.shown[FacePoint.CHIN]
    start = spot(photo_view.canvas, *chin)
    drag(photo_view.canvas, start, start + QPoint(2, 10), start + QPoint(4, 24))
    qtbot.waitUntil(lambda: not photo_view.modes.face.is_working, timeout=10_000)
    assert set(tool.given) == {FacePoint.CHIN}
    moved = tool.given[FacePoint.CHIN]
    assert photo_view.canvas.screen_point(moved).toPoint() == start + QPoint(4, 24)
    press(qtbot, photo_view.mode_bar, "Measure anew")
    qtbot.waitUntil(
        lambda: bool((found := analysis(photo_view)) and found.face_points), timeout=30_000
    )
    after = measured(photo_view, qtbot, settled)
    assert after.face_points == {FacePoint.CHIN: moved}
    assert "face_points_given" in {issue.code for issue in after.issues}
    assert lowest(after) > lowest(before) + 3
    words = "The photo is measured with the points that you set."
    assert program.window.banner.text == words
    qtbot.keyClick(photo_view.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(
        lambda: (found := analysis(photo_view)) is not None and not found.face_points,
        timeout=30_000,
    )
    again = measured(photo_view, qtbot, settled)
    assert again.outlines == before.outlines
    assert again.measurements == before.measurements


def lowest(found: PhotoAnalysis) -> float:
    return max(place.y for place in found.outlines[RegionName.CHIN])


def test_every_point_stays_in_sight_when_the_room_gets_less(
    photo_view: PhotoView, qtbot: QtBot
) -> None:
    tool, canvas = begin(photo_view, qtbot), photo_view.canvas
    assert not canvas.viewport.is_whole
    for height in (canvas.height(), 380, 300):
        canvas.setFixedHeight(height)
        qtbot.wait(20)
        assert canvas.height() == height
        places = [canvas.screen_point(place).toPoint() for place in tool.shown.values()]
        assert all(canvas.rect().contains(place) for place in places)


def test_points_are_moved_with_keys_and_each_step_taken_back(
    photo_view: PhotoView, qtbot: QtBot
) -> None:
    tool, canvas = begin(photo_view, qtbot), photo_view.canvas
    keys(canvas, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
    assert tool.chosen is FacePoint.LEFT_EYE_OUTER
    start = tool.shown[FacePoint.LEFT_EYE_OUTER]
    keys(canvas, Qt.Key.Key_Right)
    qtbot.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    moved = tool.given[FacePoint.LEFT_EYE_OUTER]
    assert (moved.x, moved.y) == pytest.approx((start.x + 1, start.y + 10))
    qtbot.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert tool.given[FacePoint.LEFT_EYE_OUTER].y == pytest.approx(start.y)
    keys(canvas, Qt.Key.Key_Delete)
    assert tool.given == {}
    keys(canvas, Qt.Key.Key_Escape)
    assert photo_view.canvas.tool is None
    assert photo_view.isVisible()


def test_the_list_says_what_was_set_and_chooses(photo_view: PhotoView, qtbot: QtBot) -> None:
    tool = begin(photo_view, qtbot)
    page = photo_view.panel.points
    assert page.isVisible()
    page.list.setCurrentRow(list(FacePoint).index(FacePoint.NOSE_TIP))
    assert tool.chosen is FacePoint.NOSE_TIP
    assert page.list.currentItem().text() == "◇  Tip of the nose"
    keys(photo_view.canvas, Qt.Key.Key_Down)
    assert page.list.currentItem().text() == "◆  Tip of the nose"
    assert page.list.currentItem().toolTip() == "Tip of the nose: set by you"
    press(qtbot, page, "Reset this point")
    assert page.list.currentItem().text() == "◇  Tip of the nose"


class BlindFinders(FaceFinders):
    """Finds no face anywhere."""

    @contextmanager
    def lend(self) -> Iterator[FaceMeshFinder | None]:
        yield None


def test_a_face_that_is_not_found_is_shown_by_clicks(
    program: Program,
    folder: Path,
    qtbot: QtBot,
    settled: Settled,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Library.open(folder) as library:
        photo = library.photos.all()[0]
        seen = library.analyses.get(photo.id)
        assert seen is not None
        library.face_points.save(photo.id, {})  # it waits to be measured, now blindly
    monkeypatch.setattr(FaceFinders, "lend", BlindFinders.lend)
    program.window.libraries.open_folder(folder)
    settled()
    view = open_photo(program.window, program, qtbot)
    blind = measured(view, qtbot, settled)
    assert blind.to_canonical is None
    tool = begin(view, qtbot)
    assert tool.is_found is False
    assert tool.shown == {}
    for point, place in places_of(seen).items():
        tool.choose(point)
        click_at(qtbot, view.canvas, *place)
        qtbot.waitUntil(lambda: not view.modes.face.is_working, timeout=10_000)
    assert set(tool.shown) == set(FacePoint)  # the rest follows from the average face
    press(qtbot, view.mode_bar, "Measure anew")
    qtbot.waitUntil(
        lambda: (found := analysis(view)) is not None and found.to_canonical is not None,
        timeout=30_000,
    )
    found = measured(view, qtbot, settled)
    assert found.to_canonical is not None
    assert seen.to_canonical is not None
    assert found.to_canonical.a == pytest.approx(seen.to_canonical.a, rel=0.1)
    assert found.view is View.FRONT


def places_of(seen: PhotoAnalysis) -> dict[FacePoint, Point]:
    """Return points that a person would click, read off the frame of the face."""
    frame = seen.to_canonical
    assert frame is not None
    # Places of the canonical frame, as on the mean face.
    wanted = {
        FacePoint.RIGHT_EYE_OUTER: (170, 270),
        FacePoint.LEFT_EYE_OUTER: (470, 270),
        FacePoint.NOSE_TIP: (320, 368),
        FacePoint.MOUTH_RIGHT: (240, 500),
        FacePoint.MOUTH_LEFT: (400, 500),
        FacePoint.CHIN: (320, 648),
    }
    way = complex(frame.a, frame.b)
    found = {
        point: (complex(*place) - complex(frame.tx, frame.ty)) / way
        for point, place in wanted.items()
    }
    return {point: Point(place.real, place.imag) for point, place in found.items()}


def test_points_of_a_photo_are_kept_for_the_next_time(
    photo_view: PhotoView, qtbot: QtBot, settled: Settled
) -> None:
    tool = begin(photo_view, qtbot)
    tool.choose(FacePoint.CHIN)
    keys(photo_view.canvas, Qt.Key.Key_Down)
    given = tool.given
    keys(photo_view.canvas, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: bool((found := analysis(photo_view)) and found.face_points), timeout=30_000
    )
    settled()
    assert "measured with 1 point that you set" in texts(photo_view)
    again = begin(photo_view, qtbot)
    assert again.given == given
    press(qtbot, photo_view.panel.points, "Reset all")
    press(qtbot, photo_view.mode_bar, "Measure anew")
    qtbot.waitUntil(
        lambda: (found := analysis(photo_view)) is not None and not found.face_points,
        timeout=30_000,
    )
    settled()


def texts(view: PhotoView) -> str:
    from PySide6.QtWidgets import QLabel

    return " ".join(each.text() for each in view.panel.face.findChildren(QLabel))
