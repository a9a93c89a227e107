from dataclasses import replace

import cv2
import numpy as np
import pytest

from skintrack.analysis.change_map import (
    REDNESS_NOISE,
    TEXTURE_NOISE,
    redness_change,
    shift_field,
    texture_change,
)
from tests.helpers.map_frames import CHEEK, FACE, landmarks, make_frame

SAME = {"left_cheek": 0.0, "forehead": 0.0}
INSIDE = np.zeros((760, 640), bool)
INSIDE[440:520, 440:480] = True


def shown(made):
    return np.nan_to_num(made.change) != 0


def test_unchanged_skin_is_neutral():
    made = redness_change(make_frame(seed=1), make_frame(seed=2), SAME, 0.0)
    assert not shown(made).any()
    assert np.isfinite(made.change[FACE]).mean() > 0.9


def test_a_cheek_that_became_paler_is_shown_by_its_amount():
    before, after = make_frame(cheek_ei=6.0, seed=1), make_frame(seed=2)
    made = redness_change(before, after, {"left_cheek": -6.0, "forehead": 0.0}, 2.1)
    assert made.change[INSIDE].mean() == pytest.approx(-6.0, abs=0.5)
    assert shown(made)[FACE & ~CHEEK].mean() < 0.05


def test_a_change_inside_the_noise_is_not_shown():
    before, after = make_frame(cheek_ei=2.5, seed=1), make_frame(seed=2)
    made = redness_change(before, after, {"left_cheek": -2.5, "forehead": 0.0}, 2.1)
    assert not shown(made).any()


def test_the_noise_is_never_less_than_that_of_the_number():
    before, after = make_frame(cheek_ei=6.0, seed=1), make_frame(seed=2)
    made = redness_change(before, after, {"left_cheek": -6.0, "forehead": 0.0}, 7.0)
    assert made.noise == (7.0, REDNESS_NOISE[1])
    assert not shown(made)[INSIDE].any()


def test_photos_that_do_not_match_have_more_noise():
    before, after = make_frame(seed=1), make_frame(seed=2)
    rough = np.random.default_rng(5).normal(0, 45, (760, 640)).astype(np.float32)
    unlike = replace(after, ei=after.ei + cv2.GaussianBlur(rough, (0, 0), 4))
    calm, restless = (redness_change(before, each, SAME, 2.1) for each in (after, unlike))
    assert calm.noise == REDNESS_NOISE
    assert restless.noise[1] > 1.5 * REDNESS_NOISE[1]
    assert shown(restless).mean() < 0.02


def test_a_spot_that_is_gone_is_shown_at_its_place():
    before = make_frame(spot=(200, 470), spot_ei=14.0, seed=1)
    made = redness_change(before, make_frame(seed=2), SAME, 2.1)
    rows, columns = np.nonzero(shown(made))
    assert (columns.mean(), rows.mean()) == pytest.approx((200, 470), abs=1.5)
    assert np.nanmin(made.change) < -4
    assert np.hypot(columns - 200, rows - 470).max() < 15


def test_light_and_colour_cast_of_the_whole_face_are_taken_off():
    made = redness_change(make_frame(level=5.0, seed=1), make_frame(seed=2), SAME, 2.1)
    assert not shown(made).any()


def test_a_camera_that_stretches_colours_makes_no_change():
    """Three times the contrast would add 6 EI at the edges of the face."""
    stretched = make_frame(contrast=3.0, seed=2)
    made = redness_change(make_frame(seed=1), stretched, SAME, 2.1)
    assert shown(made).mean() < 0.02


def test_what_one_photo_does_not_show_is_unknown():
    made = redness_change(make_frame(hole=CHEEK), make_frame(), {"forehead": 0.0}, 2.1)
    assert np.isnan(made.change[CHEEK]).all()
    made = redness_change(make_frame(), make_frame(hole=CHEEK), {"forehead": 0.0}, 2.1)
    assert np.isnan(made.change[CHEEK]).all()


def test_smoother_skin_is_shown_and_sharpness_is_taken_off():
    """Half the grain on the cheek; all the rest is sharper, which the numbers know."""
    before, after = make_frame(cheek_grain=1.0), make_frame(cheek_grain=0.5)
    made = texture_change(before, after, {"left_cheek": -np.log(2), "forehead": 0.0}, 0.21)
    assert made.change[INSIDE].mean() == pytest.approx(-np.log(2), abs=0.06)
    assert not shown(made)[80:200, 180:460].any()
    assert made.noise == TEXTURE_NOISE
    sharper = {"left_cheek": -np.log(2) - 0.2, "forehead": -0.2}
    made = texture_change(before, after, sharper, 0.21)
    assert made.change[INSIDE].mean() == pytest.approx(-np.log(2) - 0.2, abs=0.06)


def test_the_shift_follows_the_landmarks_up_to_three_millimetres():
    field = shift_field(landmarks(), landmarks(shift=(4.0, -3.0)))
    assert field[300, 300] == pytest.approx((4.0, -3.0), abs=1e-3)
    far = shift_field(landmarks(), landmarks(shift=(40.0, 30.0)))
    assert np.hypot(*far[300, 300]) == pytest.approx(10.0, abs=1e-3)


def test_a_spot_that_moved_with_the_face_has_not_changed():
    """A smile moves it by 2 mm; only without following the landmarks it would seem two changes."""
    before = make_frame(spot=(206, 470), spot_ei=14.0, points=landmarks(shift=(6.0, 0.0)), seed=1)
    after = make_frame(spot=(200, 470), spot_ei=14.0, seed=2)
    assert not shown(redness_change(before, after, SAME, 2.1)).any()
    still = make_frame(spot=(206, 470), spot_ei=14.0, seed=1)
    assert shown(redness_change(still, after, SAME, 2.1)).any()
