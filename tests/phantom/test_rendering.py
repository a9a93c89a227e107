import numpy as np
import pytest

from skintrack.phantom.camera import Camera, auto_exposure, take_picture
from skintrack.phantom.lighting import Light, cast_shadow, main_light, shine
from skintrack.phantom.pose import Pose
from skintrack.phantom.ray_march import in_rows, trace_picture
from skintrack.phantom.render import render_photo
from skintrack.phantom.skin_maps import SkinMaps

_STILL = Camera(has_auto_exposure=False, noise=0.0, blur_px=0.0)


def _grey(value, camera):
    flat = np.full((40, 40, 3), value, np.float32)
    return take_picture(flat, camera, np.random.default_rng(1))


def test_traced_pixels_lie_on_the_surface_and_project_back(subject_of):
    surface, pose = subject_of(0).surface, Pose(yaw_deg=20.0, pitch_deg=5.0)
    trace = trace_picture(surface, pose)
    hits = trace.hits
    count = len(hits.theta)
    radius = surface.radius_at(in_rows(hits.theta), in_rows(hits.y)).ravel()[:count]
    points = np.stack([radius * np.sin(hits.theta), hits.y, radius * np.cos(hits.theta)], axis=-1)
    rows, columns = np.divmod(trace.pixels, 1200)
    away = np.hypot(*(pose.project(points) - np.stack([columns, rows], axis=-1)).T)
    assert np.percentile(away, 99) < 0.5
    assert 0.4 < count / (1200 * 1600) < 0.75


def test_mid_grey_comes_out_as_srgb_and_exposure_doubles_light():
    assert np.all(_grey(0.2140, _STILL) == 127) or np.all(_grey(0.2140, _STILL) == 128)
    brighter = Camera(exposure_ev=1.0, has_auto_exposure=False, noise=0.0, blur_px=0.0)
    np.testing.assert_array_equal(_grey(0.1, brighter), _grey(0.2, _STILL))


def test_white_balance_noise_and_jpeg_do_what_they_say():
    warm = Camera(white_balance=(1.1, 1.0, 0.9), noise=0.0, blur_px=0.0)
    red, green, blue = _grey(0.3, warm)[0, 0].astype(int)
    assert red > green > blue
    noisy = _grey(0.3, Camera(blur_px=0.0))
    assert 0.5 < noisy.std() < 3.0
    pressed = _grey(0.3, Camera(blur_px=0.0, jpeg_quality=50))
    assert pressed.std() < noisy.std()


def test_auto_exposure_goes_part_of_the_way():
    assert auto_exposure(0.40) == pytest.approx(1.0)
    assert 1.0 < auto_exposure(0.10) < 4.0
    assert 0.5 < auto_exposure(0.80) < 1.0


def test_light_falls_on_what_faces_it():
    toward = np.array([0.0, 0.0, 1.0])
    facing = np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 0.0, -1.0]], np.float32)
    light = main_light(facing, toward)
    assert light[0] == pytest.approx(1.0)
    assert 0 < light[1] < 0.3
    assert light[2] == 0
    assert shine(facing, toward, toward, 18.0)[0] == pytest.approx(1.0)


def test_the_nose_throws_a_shadow_to_the_other_side(subject_of):
    surface = subject_of(0).surface
    shadow = cast_shadow(surface, np.array([0.9, 0.0, 0.43]))
    row = int((30.0 - -132.0) / 0.6)
    left, right = surface.theta_at(-18.0, 30.0), surface.theta_at(18.0, 30.0)
    column = [int((theta + np.pi) / (2 * np.pi) * 1200) for theta in (left, right)]
    assert shadow[row, column[0]] < 0.4
    assert shadow[row, column[1]] > 0.9


def test_side_light_shows_in_the_photo(subject_of):
    side_lit = render_photo(
        subject_of(0), light=Light(direction=(0.93, -0.2, 0.3), key=1.0, fill=0.2), camera=_STILL
    )
    x, y = np.mean(list(side_lit.truth.landmarks.values()), axis=0).astype(int)
    cheeks = side_lit.image[y : y + 80].astype(float)
    left, right = cheeks[:, x - 200 : x - 120].mean(), cheeks[:, x + 120 : x + 200].mean()
    assert right > 1.5 * left


def test_colour_of_skin_follows_its_pigments():
    def colour(melanin, haemoglobin):
        one = np.ones((1, 1), np.float32)
        return SkinMaps(melanin * one, haemoglobin * one, 0 * one, 0 * one, 0 * one).colour()[0, 0]

    bare, red, dark = colour(0.0, 0.0), colour(0.0, 0.1), colour(1.0, 0.0)
    np.testing.assert_allclose(bare, (0.88, 0.745, 0.655), rtol=1e-5)
    # Haemoglobin of density 0.1 takes 10 ** -0.1 of the green and hardly any red.
    np.testing.assert_allclose(red / bare, 10 ** (-0.1 * np.array([0.256, 1, 0.882])), rtol=1e-4)
    assert dark.max() < 0.2
