import cv2
import numpy as np
import pytest

from skintrack.analysis.color import log_channels
from skintrack.analysis.contrast_transfer import ContrastTransfer
from skintrack.analysis.texture import (
    fine_band,
    fine_texture,
    relief,
    relief_at_sharpness,
    relief_band,
    relief_on_scale,
    sharpness,
    texture_at_sharpness,
    texture_on_scale,
)
from tests.helpers.synthetic_skin import even_skin, grainy_skin

ALL = np.ones((200, 200), bool)
INNER = np.zeros((200, 200), bool)
INNER[30:-30, 30:-30] = True


def log_red(linear):
    return log_channels(np.ascontiguousarray(linear[..., 0]))


def texture_of(linear, channel=0):
    log_channel = log_channels(np.ascontiguousarray(linear[..., channel]))
    return fine_texture(fine_band(log_channel, ALL), INNER)


def test_twice_the_grain_is_ln_two_more():
    difference = texture_of(grainy_skin(200, 200, 0.04)) - texture_of(grainy_skin(200, 200, 0.02))
    assert difference == pytest.approx(np.log(2), abs=0.01)


def test_brighter_light_does_not_change_texture():
    skin = grainy_skin(200, 200, 0.03)
    assert texture_of(skin * np.float32(0.4)) == pytest.approx(texture_of(skin), abs=1e-4)


def test_red_spots_leak_into_green_and_hardly_into_red():
    skin = cv2.GaussianBlur(grainy_skin(200, 200, 0.12), (0, 0), 1.0)
    density = np.zeros((200, 200), np.float32)
    density[48:160:28, 48:160:28] = 1
    soft = np.asarray(cv2.GaussianBlur(density, (0, 0), 3.0), np.float64)
    soft *= 0.2 / soft.max()
    # Haemoglobin absorbs red a quarter as strongly as green (shared optical densities).
    spotted = (skin * 10 ** -(soft[..., None] * np.array([0.256, 1.0, 0.882]))).astype(np.float32)
    leak = [texture_of(spotted, channel) - texture_of(skin, channel) for channel in (0, 1)]
    assert leak[1] > 0.2
    assert abs(leak[0]) < leak[1] / 4


def test_deeper_pits_give_more_relief():
    values = []
    for depth in (0.0, 0.05, 0.1, 0.2):
        skin = even_skin(200, 200)
        for top in range(40, 160, 20):
            for left in range(40, 160, 20):
                skin[top : top + 5, left : left + 5] *= 1 - depth
        values.append(relief(relief_band(log_red(skin), ALL), INNER))
    assert values == sorted(values)
    assert values[0] == pytest.approx(0, abs=1e-5)


def test_blur_lowers_sharpness_and_missing_brows_give_none():
    log_luminance = log_red(grainy_skin(200, 200, 0.3))
    sharp = sharpness(log_luminance, INNER)
    soft = sharpness(cv2.GaussianBlur(log_luminance, (0, 0), 1.0), INNER)
    assert sharp is not None
    assert soft is not None
    assert soft < sharp - 0.2
    assert sharpness(log_luminance, np.zeros((200, 200), bool)) is None
    assert sharpness(np.zeros((200, 200), np.float32), INNER) is None


def test_correction_raises_texture_of_a_softer_photo():
    assert texture_at_sharpness(-5.3, -1.0, -0.75) > -5.3
    assert relief_at_sharpness(0.05, -1.0, -0.75) > 0.05
    assert texture_at_sharpness(-5.3, -0.75, -0.75) == -5.3


def test_a_photo_of_stronger_contrast_is_brought_down_to_the_earlier_one():
    skin, tone = grainy_skin(200, 200, 0.02), 1.1
    steeper = skin**tone
    transfer = ContrastTransfer(np.log(tone), 0.0, 0.002)
    assert texture_of(steeper) > texture_of(skin) + 0.05
    assert texture_on_scale(texture_of(steeper), transfer) == pytest.approx(
        texture_of(skin), abs=0.01
    )
    raised = [relief(relief_band(log_red(each), ALL), INNER) for each in (skin, steeper)]
    assert relief_on_scale(raised[1], transfer) == pytest.approx(raised[0], rel=0.01)


def test_redder_light_hides_some_texture_and_is_allowed_for():
    warm = ContrastTransfer(0.0, 0.05, 0.002)
    assert texture_on_scale(-5.0, warm) > -5.0
    assert relief_on_scale(0.01, warm) > 0.01
    assert texture_on_scale(-5.0, ContrastTransfer(0.0, 0.0, 0.002)) == -5.0


def test_relief_sees_one_deep_scar_that_percentiles_leave_out():
    skin = even_skin(200, 200)
    flat = relief(relief_band(log_red(skin), ALL), INNER)
    skin[98:104, 98:104] *= 0.7
    coarse = relief_band(log_red(skin), ALL)
    assert (np.abs(coarse[INNER]) > 0.01).mean() < 0.05
    assert relief(coarse, INNER) > flat + 0.003
