import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skintrack.analysis import canonical_frame
from skintrack.analysis.canonical_frame import (
    HEIGHT_PX,
    WIDTH_PX,
    fit_pose,
    inside_photo,
    to_canonical,
    transform_points,
    warp_for_display,
    warp_linear,
)
from skintrack.analysis.face_mesh import LEFT_EYE_OUTER, POINTS, RIGHT_EYE_OUTER


def turned_head(yaw=0.0, pitch=0.0, roll=0.0, scale=200.0, shift=(500.0, 400.0)):
    """Return mesh points of the template's own head, turned as asked."""
    y, p, r = np.radians([yaw, pitch, roll])
    about_y = np.array([[np.cos(y), 0, -np.sin(y)], [0, 1, 0], [np.sin(y), 0, np.cos(y)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(p), -np.sin(p)], [0, np.sin(p), np.cos(p)]])
    about_z = np.array([[np.cos(r), -np.sin(r), 0], [np.sin(r), np.cos(r), 0], [0, 0, 1]])
    points = np.zeros((POINTS, 3))
    for index, place in canonical_frame._TEMPLATE.items():
        points[index] = scale * about_z @ about_y @ about_x @ np.array(place)
    points[:, :2] += shift
    return points


@given(
    yaw=st.floats(-60, 60),
    pitch=st.floats(-30, 30),
    roll=st.floats(-90, 90),
    scale=st.floats(50, 1500),
)
def test_a_known_turn_and_size_are_found_again(yaw, pitch, roll, scale):
    pose = fit_pose(turned_head(yaw, pitch, roll, scale))
    assert (pose.yaw_deg, pose.pitch_deg, pose.roll_deg) == pytest.approx(
        (yaw, pitch, roll), abs=1e-6
    )
    assert pose.eye_distance_px == pytest.approx(scale)
    assert pose.eyes_middle == pytest.approx((500, 400))
    assert pose.misfit == pytest.approx(0, abs=1e-9)


@given(roll=st.floats(-45, 45), scale=st.floats(50, 1500))
def test_eye_corners_of_a_frontal_head_land_on_their_places(roll, scale):
    points = turned_head(roll=roll, scale=scale)
    placed = transform_points(points, to_canonical(fit_pose(points)))
    assert placed[RIGHT_EYE_OUTER] == pytest.approx((170, 270))
    assert placed[LEFT_EYE_OUTER] == pytest.approx((470, 270))


@pytest.mark.parametrize("scale", [1.0, 0.5, 0.3, 0.2])
def test_warp_keeps_place_and_brightness_at_any_scale(scale):
    height, width = round(HEIGHT_PX / scale), round(WIDTH_PX / scale)
    image = np.full((height, width, 3), 188, np.uint8)
    row = round(380 / scale)
    image[row:] = 60
    # Pixel centres: the middle of the photo must become the middle of the frame.
    shift = 0.5 * scale - 0.5
    warped = warp_linear(image, np.array([[scale, 0, shift], [0, scale, shift]]))
    column = warped[:, WIDTH_PX // 2, 0]
    assert column[300] == pytest.approx(0.5029, abs=2e-3)
    edge = np.interp(-(0.5029 + 0.0452) / 2, -column[370:390], np.arange(370, 390))
    assert edge == pytest.approx(row * scale - 0.5, abs=0.03)


def test_warp_of_a_large_photo_does_not_alias():
    stripes = np.zeros((HEIGHT_PX * 3, WIDTH_PX * 3, 3), np.uint8)
    stripes[:, ::2] = 255
    warped = warp_linear(stripes, np.array([[1 / 3, 0, -1 / 3], [0, 1 / 3, -1 / 3]]))
    assert warped[100:-100, 100:-100].std() < 0.02


def test_inside_photo_stops_at_the_edge():
    inside = inside_photo((HEIGHT_PX, WIDTH_PX // 2), np.array([[1.0, 0, 0], [0, 1.0, 0]]))
    assert inside[100, 100]
    assert not inside[100, WIDTH_PX // 2 + 2]


def test_display_shows_grey_beyond_the_photo():
    image = np.full((100, 100, 3), 10, np.uint8)
    shown = warp_for_display(image, np.array([[1.0, 0, 100], [0, 1.0, 100]]), HEIGHT_PX)
    assert shown.shape == (HEIGHT_PX, WIDTH_PX, 3)
    assert shown[5, 5].tolist() == [214, 214, 214]
    assert shown[150, 150].tolist() == [10, 10, 10]
