"""Photos with the camera: a rendered face in a video file stands before it."""

import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible

from skintrack.capture.cameras import NoCameras, VideoAsCamera
from skintrack.imaging.decode import decode_bytes
from skintrack.model import CapturedAtSource, View, ViewSource
from skintrack.ui.cameras import CameraState
from skintrack.ui.dialogs.course import CourseDialog
from skintrack.workflows.capture_shots import remove_left_over
from tests.helpers.camera_video import (
    BASELINE,
    STRAIGHT,
    TwoCameras,
    frame_of,
    make_faces_library,
    make_videos,
)
from tests.helpers.every_view import controls, targets
from tests.helpers.reachable import missed_by_tab, too_small, unnamed
from tests.helpers.ui_actions import button_of, dialog_of, press

pytestmark = [pytest.mark.gui, pytest.mark.slow]

QUICK_MS = 60


@pytest.fixture(scope="session")
def videos(tmp_path_factory):
    return make_videos(tmp_path_factory.mktemp("camera"))


@pytest.fixture(scope="session")
def course_folder(tmp_path_factory):
    """A course with the photo of a face that the camera's is to repeat."""
    return make_faces_library(tmp_path_factory.mktemp("faces"))


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path, monkeypatch):
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def camera_source(request, videos):
    wanted = getattr(request, "param", "straight")
    if wanted is None:
        return NoCameras()
    if wanted == "both":
        return TwoCameras(videos)
    return VideoAsCamera(videos[wanted], is_endless=wanted != "one second")


@pytest.fixture
def view(course_window):
    course_window.show_view("camera")
    made = course_window.view("camera")
    made.shooting.second_ms = QUICK_MS
    return made


@pytest.fixture
def cameras(program):
    return program.services.cameras


@pytest.fixture
def live(view, cameras, qtbot):
    press(qtbot, view, "Start the camera")
    qtbot.waitUntil(lambda: cameras.state is CameraState.ON, timeout=10_000)
    qtbot.waitUntil(lambda: view.ghosts.ghost is not None, timeout=20_000)
    return view.live


def shoot(qtbot, view):
    qtbot.keyClick(view.live.shutter, Qt.Key.Key_Space)
    qtbot.waitUntil(view.review.isVisible, timeout=10_000)
    qtbot.waitUntil(lambda: view.review.is_judged, timeout=30_000)
    return view.review


def photos_of(program):
    return program.services.course.state.photos


def hint_codes(view):
    return {hint.code for hint in view.watch.shown.values()}


# The way in


def test_the_checklist_comes_first_and_the_camera_is_off(view, cameras):
    assert view.start.isVisible()
    assert cameras.state is CameraState.OFF
    titles = [each.text() for each in view.start.findChildren(type(view.live.hints.texts["place"]))]
    for title in ("The same spot", "Hair back", "Bare skin", "A neutral face"):
        assert title in titles


def test_the_page_is_in_the_rail(course_window, qtbot):
    qtbot.mouseClick(course_window.rail.button("camera"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: course_window.views.current == "camera")


def test_the_checklist_is_there_again_on_request(live, view, cameras, qtbot):
    press(qtbot, live, "Checklist")
    assert view.start.isVisible()
    assert not cameras.is_on


# The live picture


def test_the_face_of_the_baseline_is_laid_over_the_picture(live, view):
    ghost = view.ghosts.ghost
    assert ghost.photo.captured_at == BASELINE
    assert ghost.drawing.is_of_patient
    assert live.canvas.aim is not None
    with_lines = live.canvas.grab().toImage()
    live.lines.click()
    assert live.canvas.grab().toImage() != with_lines


def test_a_view_without_a_photo_has_an_average_face(live, view, qtbot):
    live.choose_view(View.LEFT_OBLIQUE)
    live.views.activated.emit(live.views.currentIndex())
    qtbot.waitUntil(lambda: view.ghosts.ghost is not None, timeout=10_000)
    drawing = view.ghosts.ghost.drawing
    assert not drawing.is_of_patient
    assert drawing.yaw_deg == pytest.approx(-35.0, abs=1.0)


def test_a_face_like_the_baseline_needs_no_hint(live, view, qtbot):
    qtbot.waitUntil(lambda: view.watch.has_face, timeout=20_000)
    qtbot.waitUntil(lambda: live.hints.summary == "Good. Hold still.", timeout=10_000)
    assert view.watch.shown == {}


@pytest.mark.parametrize("camera_source", ["turned"], indirect=True)
def test_a_turned_head_is_told_to_turn_back(live, view, qtbot):
    qtbot.waitUntil(lambda: "turn_left" in hint_codes(view), timeout=20_000)
    assert live.hints.texts["head"].text() == "Turn your head a little to your left."
    assert len(view.watch.shown) <= 3


def test_screen_readers_are_told_that_the_camera_is_on(live, cameras):
    spoken = QAccessible.queryAccessibleInterface(live.canvas)
    assert spoken.text(QAccessible.Text.Name) == "Camera is on"
    cameras.stop()
    assert spoken.text(QAccessible.Text.Name) == "Camera is off"


def test_the_picture_is_mirrored_for_the_user_alone(live, view, cameras, qtbot):
    assert cameras.is_mirrored
    frame, picture = cameras.frame.image, cameras.picture
    left = frame[:, : frame.shape[1] // 2].mean()
    right = frame[:, frame.shape[1] // 2 :].mean()
    assert (left > right) != (_half_brightness(picture, 0) > _half_brightness(picture, 1))
    live.mirror.click()
    assert not cameras.is_mirrored


def _half_brightness(image, half):
    width = image.width() // 2
    columns = range(half * width, half * width + width, 16)
    rows = range(0, image.height(), 16)
    return np.mean([image.pixelColor(x, y).lightness() for x in columns for y in rows])


# The camera is on only while it is seen


def test_the_camera_goes_off_with_the_page_and_on_again(live, course_window, cameras, qtbot):
    course_window.show_view("timeline")
    assert not cameras.is_on
    course_window.show_view("camera")
    qtbot.waitUntil(lambda: cameras.state is CameraState.ON, timeout=10_000)


def test_the_camera_goes_off_while_the_window_is_minimised(live, course_window, cameras, qtbot):
    course_window.showMinimized()
    qtbot.waitUntil(lambda: cameras.state is CameraState.OFF)
    course_window.showNormal()
    qtbot.waitUntil(lambda: cameras.state is CameraState.ON, timeout=10_000)


def test_the_camera_goes_off_with_the_window(live, course_window, cameras):
    course_window.close()
    assert cameras.state is CameraState.OFF


def test_another_library_begins_with_the_camera_off(live, view, program, cameras):
    program.services.desk.close()
    assert cameras.state is CameraState.OFF
    assert not view.review.has_shots


@pytest.mark.parametrize("camera_source", ["both"], indirect=True)
def test_of_several_cameras_one_can_be_chosen(live, cameras, qtbot):
    qtbot.waitUntil(live.cameras.isVisible)
    names = [live.cameras.itemText(place) for place in range(live.cameras.count())]
    assert names == ["Built-in", "Camera 2"]
    qtbot.waitUntil(lambda: cameras.frame is not None, timeout=10_000)
    first = cameras.frame.image.astype(int)
    live.cameras.setCurrentIndex(1)
    live.cameras.activated.emit(1)

    def shows_another_picture() -> bool:
        # A frame of the first camera may still be on its way.
        frame = cameras.frame
        return frame is not None and np.abs(frame.image - first).mean() > 5

    qtbot.waitUntil(shows_another_picture, timeout=10_000)


# The shutter


def test_the_countdown_runs_and_escape_stops_it(live, view, qtbot):
    counted: list[int] = []
    view.shooting.counted.connect(counted.append)
    view.shooting.second_ms = 400
    qtbot.keyClick(live.shutter, Qt.Key.Key_Return)
    assert counted == [3]
    assert live.shutter.text() == "Stop"
    qtbot.waitUntil(lambda: counted == [3, 2])
    qtbot.keyClick(live.shutter, Qt.Key.Key_Escape)
    assert not view.shooting.is_running
    assert live.shutter.text() == "Take three photos"
    assert live.isVisible()


def test_without_a_countdown_the_first_shot_is_at_once(live, view, qtbot):
    live.countdown.button(0).click()
    live.press_shutter()
    assert len(view.shooting.frames) == 1
    qtbot.waitUntil(view.review.isVisible)


def test_three_shots_are_reviewed_and_the_best_is_named(live, view, cameras, qtbot):
    review = shoot(qtbot, view)
    assert not cameras.is_on
    assert len(review.cards) == 3
    assert sum("the best of them" in card.badge.text() for card in review.cards) == 1
    assert all(card.quality.text() == "Good to measure" for card in review.cards)
    assert button_of(review, "Keep 3 photos").isEnabled()


def test_two_are_kept_with_their_date_and_one_undo_takes_them_back(
    live, view, program, qtbot, own_temporary_folder
):
    review = shoot(qtbot, view)
    began = datetime.now(UTC)
    qtbot.mouseClick(review.cards[1].keep, Qt.MouseButton.LeftButton, pos=QPoint(14, 16))
    press(qtbot, review, "Keep 2 photos")
    qtbot.waitUntil(lambda: len(photos_of(program)) == 3, timeout=20_000)
    new = [photo for photo in photos_of(program) if photo.captured_at != BASELINE]
    for photo in new:
        assert abs(photo.captured_at - began) < timedelta(minutes=2)
        assert photo.captured_at_source is CapturedAtSource.EXIF
        assert not photo.is_zone_assumed
        assert (photo.view, photo.view_source) == (View.FRONT, ViewSource.GIVEN)
    assert _is_unmirrored(program, new[0])
    assert list(own_temporary_folder.glob("skintrack-camera-*")) == []
    qtbot.waitUntil(lambda: len(program.services.course.measurements.analyses) == 3, timeout=30_000)
    assert view.live.isVisible()
    program.services.history.undo()
    qtbot.waitUntil(lambda: len(photos_of(program)) == 1, timeout=20_000)
    program.services.history.redo()
    qtbot.waitUntil(lambda: len(photos_of(program)) == 3, timeout=20_000)


def _is_unmirrored(program, photo):
    data = program.services.desk.photo_files.read_original(photo)
    image = decode_bytes(data, "kept.jpg").image.astype(int)
    frame = frame_of(STRAIGHT).astype(int)
    return np.abs(image - frame).mean() < np.abs(image - frame[:, ::-1]).mean()


def test_keeping_none_leaves_nothing(live, view, program, qtbot, own_temporary_folder):
    review = shoot(qtbot, view)
    press(qtbot, review, "Keep none")
    assert view.live.isVisible()
    assert not review.has_shots
    assert len(photos_of(program)) == 1
    assert list(own_temporary_folder.iterdir()) == []


def test_keys_mark_and_keep(live, view, program, qtbot):
    review = shoot(qtbot, view)
    qtbot.keyClick(review, Qt.Key.Key_1)
    qtbot.keyClick(review, Qt.Key.Key_3)
    assert [card.keep.isChecked() for card in review.cards] == [False, True, False]
    qtbot.keyClick(review.cards[0].keep, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(photos_of(program)) == 2, timeout=20_000)


@pytest.mark.parametrize("camera_source", ["turned"], indirect=True)
def test_shots_that_are_no_use_are_not_marked(live, view, qtbot):
    review = shoot(qtbot, view)
    for card in review.cards:
        assert card.quality.text() != "Good to measure"


def test_they_go_to_the_course_they_were_taken_for(live, view, program, qtbot):
    first = program.services.course.state.course.id
    review = shoot(qtbot, view)
    program.window.commands.add_course()
    dialog = dialog_of(qtbot, CourseDialog)
    qtbot.keyClicks(dialog.name_field, "Another")
    press(qtbot, dialog, "Add course")
    qtbot.waitUntil(lambda: program.services.course.state.course.id != first, timeout=10_000)
    press(qtbot, review, "Keep 3 photos")
    qtbot.waitUntil(lambda: not view._is_keeping, timeout=20_000)
    program.services.course.show_course(first)
    qtbot.waitUntil(lambda: len(photos_of(program)) == 4, timeout=20_000)


# Where there is no camera


@pytest.mark.parametrize("camera_source", [None], indirect=True)
def test_without_a_camera_photos_can_be_chosen(view, qtbot):
    press(qtbot, view, "Start the camera")
    qtbot.waitUntil(view.trouble.isVisible)
    assert view.trouble.title.text() == "No camera was found on this computer."
    view.photos_chosen.disconnect()
    with qtbot.waitSignal(view.photos_chosen):
        press(qtbot, view.trouble, "Choose photos…")


@pytest.mark.parametrize("camera_source", ["one second"], indirect=True)
def test_a_camera_that_is_unplugged_is_said(live, view, qtbot):
    qtbot.waitUntil(view.trouble.isVisible, timeout=10_000)
    assert view.trouble.title.text() == "The camera is gone. Is it still plugged in?"
    press(qtbot, view.trouble, "Look again")
    assert view.live.isVisible()


@pytest.mark.parametrize("camera_source", ["one second"], indirect=True)
def test_shots_taken_before_it_was_unplugged_are_there(live, view, qtbot):
    view.shooting.second_ms = 3000
    live.countdown.button(0).click()
    live.press_shutter()
    qtbot.waitUntil(view.review.isVisible, timeout=10_000)
    assert len(view.review.cards) == 1


# Names and ways


def test_every_control_has_a_name_a_size_and_a_way(live, view, course_window, qtbot):
    assert len(controls(view)) > 6
    assert targets(view)
    assert unnamed(course_window) == []
    assert too_small(course_window) == []
    assert missed_by_tab(course_window, qtbot) == set()


def test_every_control_of_the_review_has_a_name_a_size_and_a_way(live, view, course_window, qtbot):
    shoot(qtbot, view)
    assert unnamed(course_window) == []
    assert too_small(course_window) == []
    assert missed_by_tab(course_window, qtbot) == set()


def test_what_a_killed_program_left_is_removed(own_temporary_folder):
    old = own_temporary_folder / "skintrack-camera-old"
    new = own_temporary_folder / "skintrack-camera-new"
    other = own_temporary_folder / "other"
    for folder in (old, new, other):
        folder.mkdir()
        (folder / "photo.jpg").write_bytes(b"x")
    os.utime(old, (0, 0))
    remove_left_over()
    assert sorted(path.name for path in Path(own_temporary_folder).iterdir()) == [
        "other",
        "skintrack-camera-new",
    ]
