"""Each hint comes where it should, in the words of the patient's own left and right."""

from dataclasses import replace

import pytest

from skintrack.capture.drawing import FaceDrawing, aim_at
from skintrack.capture.hints import HintGroup, find_hints, hint
from skintrack.capture.seen_face import SeenFace
from skintrack.capture.steady import Announcer, SteadyHints
from skintrack.model import CaptureConditions, Point

USUAL = CaptureConditions(
    sharpness=-0.8,
    left_right_light=-0.1,
    face_log_luminance=-0.4,
    face_log_red_green=0.19,
    face_log_blue_green=-0.08,
    clipped_fraction=0.0,
    mouth_open=0.01,
    smile=0.62,
)
LINES = ((Point(300, 500), Point(900, 500)), (Point(300, 900), Point(600, 1200), Point(900, 900)))
DRAWING = FaceDrawing(LINES, 1200, 1600, 350.0, Point(600, 680), 0.5, 9.0, 0.0)
AIM = aim_at(DRAWING, 1280, 720)
STRAIGHT = SeenFace(USUAL, AIM.eyes_middle, AIM.eye_distance_px, 0.5, 9.0, 0.0)


def codes(face, aim=AIM, baseline=USUAL, before=None):
    return [each.code for each in find_hints(face, aim, baseline, before=before)]


def lit(**values):
    return replace(STRAIGHT, conditions=replace(USUAL, **values))


def moved(right=0.0, down=0.0):
    middle = STRAIGHT.eyes_middle
    return replace(STRAIGHT, eyes_middle=Point(middle.x + right, middle.y + down))


def test_the_same_face_in_the_same_light_needs_no_hint():
    assert codes(STRAIGHT) == []
    assert codes(STRAIGHT, before=STRAIGHT) == []


@pytest.mark.parametrize(
    ("face", "code"),
    [
        (None, "no_face"),
        (replace(STRAIGHT, other_faces=1), "several_faces"),
        (replace(STRAIGHT, outside=0.2), "cut_off"),
        (replace(STRAIGHT, eye_distance_px=0.8 * AIM.eye_distance_px), "closer"),
        (replace(STRAIGHT, eye_distance_px=1.2 * AIM.eye_distance_px), "back"),
        # To the right of the picture is the patient's left: back is to the right.
        (moved(right=90), "move_right"),
        (moved(right=-90), "move_left"),
        (moved(down=90), "move_up"),
        (moved(down=-90), "move_down"),
        # More of the right cheek is seen: the head is turned to the patient's left.
        (replace(STRAIGHT, yaw_deg=12.0), "turn_right"),
        (replace(STRAIGHT, yaw_deg=-12.0), "turn_left"),
        (replace(STRAIGHT, pitch_deg=20.0), "chin_up"),
        (replace(STRAIGHT, pitch_deg=-2.0), "chin_down"),
        # Clockwise as seen leans to the patient's left.
        (replace(STRAIGHT, roll_deg=8.0), "tilt_right"),
        (replace(STRAIGHT, roll_deg=-8.0), "tilt_left"),
        (lit(mouth_open=0.2), "neutral"),
        (lit(smile=0.8), "neutral"),
        (lit(face_log_luminance=-0.8), "darker"),
        (lit(face_log_luminance=0.0), "brighter"),
        (lit(face_log_luminance=-1.7), "dark"),
        (lit(clipped_fraction=0.1), "bright"),
        (lit(face_log_red_green=0.25, face_log_blue_green=-0.14), "warmer"),
        (lit(face_log_red_green=0.13, face_log_blue_green=-0.02), "cooler"),
        (lit(face_log_red_green=0.28, face_log_blue_green=0.0), "tinted"),
        (lit(left_right_light=0.1), "more_from_left"),
        (lit(left_right_light=-0.3), "more_from_right"),
        (lit(sharpness=-2.0), "blurred"),
    ],
)
def test_each_hint_comes_alone_where_it_should(face, code):
    assert codes(face) == [code]


def test_a_head_that_moves_is_told_to_hold_still_and_not_that_it_is_blurred():
    blurred = replace(moved(right=30), conditions=replace(USUAL, sharpness=-2.0))
    assert codes(blurred, before=moved(right=-30)) == ["moving"]


def test_without_a_baseline_nothing_is_compared_with_it():
    face = lit(face_log_luminance=-0.8, face_log_red_green=0.4)
    assert codes(face, baseline=None) == []
    assert codes(lit(left_right_light=0.3), baseline=None) == ["lit_from_left"]
    assert codes(lit(left_right_light=-0.3), baseline=None) == ["lit_from_right"]


def test_an_average_face_is_followed_more_loosely():
    aim = aim_at(replace(DRAWING, is_of_patient=False), 1280, 720)
    assert codes(replace(STRAIGHT, yaw_deg=8.0), aim) == []
    assert codes(replace(STRAIGHT, yaw_deg=12.0), aim) == ["turn_right"]


def test_where_only_the_side_is_seen_the_outline_helps():
    aim = aim_at(replace(DRAWING, yaw_deg=75.0), 1280, 720)
    assert codes(None, aim) == ["no_profile"]


def test_what_is_not_known_is_not_said():
    assert codes(replace(STRAIGHT, conditions=CaptureConditions())) == []


# Where the face belongs


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (640, 480), (1200, 1600), (480, 640)])
def test_the_face_fits_into_every_picture(size):
    width, height = size
    aim = aim_at(DRAWING, width, height)
    for line in aim.lines:
        for point in line:
            assert 0 < point.x < width
            assert 0 < point.y < height


def test_in_a_picture_of_its_own_shape_the_face_is_where_it_was():
    aim = aim_at(DRAWING, 600, 800)
    assert aim.eye_distance_px == pytest.approx(175.0)
    assert aim.eyes_middle.x == pytest.approx(300.0)
    assert aim.eyes_middle.y == pytest.approx(340.0)


# Calm


def test_a_hint_is_shown_once_it_lasts_and_stays_for_a_moment():
    steady, turn = SteadyHints(), hint("turn_left")
    assert not steady.take([turn])
    assert steady.take([turn])
    assert steady.shown == {HintGroup.HEAD: turn}
    assert not steady.take([])
    assert steady.shown
    assert steady.take([])
    assert steady.shown == {}


def test_a_hint_that_flickers_is_never_shown():
    steady = SteadyHints()
    for _ in range(6):
        assert not steady.take([hint("dark")])
        assert not steady.take([])


def test_of_each_group_one_is_shown_and_it_does_not_jump():
    steady = SteadyHints()
    both = [hint("turn_left"), hint("chin_up")]
    steady.take(both)
    steady.take(both)
    assert steady.shown[HintGroup.HEAD].code == "turn_left"
    steady.take(both[::-1])
    assert steady.shown[HintGroup.HEAD].code == "turn_left"
    steady.take(both[1:])
    assert steady.shown[HintGroup.HEAD].code == "chin_up"
    assert len(steady.shown) == 1


def test_screen_readers_are_not_flooded():
    announcer = Announcer()
    assert announcer.next_words("Come closer.", 10.0) == "Come closer."
    assert announcer.next_words("Hold still.", 11.0) is None
    assert announcer.next_words("Come closer.", 16.0) is None
    assert announcer.next_words("Hold still.", 17.0) == "Hold still."
