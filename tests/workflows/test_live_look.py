"""A rendered face before the camera: every turn of it leads to the hint that undoes it."""

import numpy as np
import pytest

from skintrack.capture.drawing import aim_at
from skintrack.capture.hints import find_hints
from skintrack.model import View
from skintrack.phantom.pose import Pose
from skintrack.workflows.face_finders import FaceFinders
from skintrack.workflows.live_look import draw_average_face, draw_face, look_at_frame
from tests.helpers.camera_video import frame_of, photo_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def finders():
    return FaceFinders()


@pytest.fixture(scope="module")
def baseline(finders):
    image = photo_of()
    seen = look_at_frame(image, finders)
    assert seen is not None
    return draw_face(image, finders), seen.conditions


@pytest.mark.parametrize(
    ("pose", "code"),
    [
        (Pose(yaw_deg=-14.0), "turn_left"),
        (Pose(yaw_deg=14.0), "turn_right"),
        (Pose(pitch_deg=16.0), "chin_up"),
        (Pose(pitch_deg=-16.0), "chin_down"),
        (Pose(roll_deg=10.0), "tilt_right"),
        (Pose(roll_deg=-10.0), "tilt_left"),
        (Pose(distance_mm=640.0), "closer"),
        (Pose(shift_px=(110.0, 0.0)), "move_right"),
        (Pose(shift_px=(-110.0, 0.0)), "move_left"),
        (Pose(shift_px=(0.0, 90.0)), "move_up"),
    ],
)
def test_each_pose_leads_to_the_hint_that_undoes_it(finders, baseline, pose, code):
    drawing, conditions = baseline
    frame = frame_of(pose)
    aim = aim_at(drawing, frame.shape[1], frame.shape[0])
    found = [each.code for each in find_hints(look_at_frame(frame, finders), aim, conditions)]
    assert code in found[:2]


def test_the_same_pose_needs_no_hint(finders, baseline):
    drawing, conditions = baseline
    aim = aim_at(drawing, 1280, 720)
    assert find_hints(look_at_frame(frame_of(), finders), aim, conditions) == ()


def test_warm_light_is_told(finders, baseline):
    drawing, conditions = baseline
    tinted = np.clip(frame_of() * [1.0, 0.95, 0.75], 0, 255).astype(np.uint8)
    aim = aim_at(drawing, 1280, 720)
    found = find_hints(look_at_frame(tinted, finders), aim, conditions)
    assert [each.code for each in found] == ["warmer"]


def test_an_empty_room_has_no_face(finders):
    empty = np.full((720, 1280, 3), 120, np.uint8)
    assert look_at_frame(empty, finders) is None
    assert draw_face(empty, finders) is None


@pytest.mark.parametrize(
    ("view", "yaw_deg"), [(View.FRONT, 0.0), (View.LEFT_OBLIQUE, -35.0), (View.RIGHT_OBLIQUE, 35.0)]
)
def test_the_average_face_is_turned_as_the_view_is(view, yaw_deg):
    drawing = draw_average_face(view)
    assert drawing is not None
    assert drawing.yaw_deg == pytest.approx(yaw_deg, abs=0.5)
    assert not drawing.is_of_patient


def test_a_close_up_has_no_face_to_repeat():
    assert draw_average_face(View.CLOSE_UP) is None
