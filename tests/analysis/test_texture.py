import cv2
import numpy as np
import pytest

from skintrack.analysis.color import log_channels
from skintrack.analysis.texture import (
    fine_band,
    fine_texture,
    relief,
    relief_at_sharpness,
    relief_band,
    sharpness,
    texture_at_sharpness,
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
