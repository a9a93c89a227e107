import numpy as np

from skintrack.analysis.conditions import color_spread
from skintrack.analysis.skin_grid import COLUMNS, ROWS, SkinGrid
from tests.analysis.test_color_transfer import face, smooth_noise

ALL = np.ones((ROWS, COLUMNS), np.float32)


def test_skin_in_colour_varies():
    spread = color_spread(face())
    assert spread is not None
    assert spread > 1.5


def test_a_toned_photo_has_its_colour_from_brightness_alone():
    light = -0.5 + 0.1 * smooth_noise(2, 8)
    toned = SkinGrid((12 - 30 * light + 40 * light**2).astype(np.float32), light, ALL)
    spread = color_spread(toned)
    assert spread is not None
    assert spread < 0.1


def test_too_little_skin_says_nothing():
    some = SkinGrid(face().erythema_index, face().log_luminance, ALL * 0)
    assert color_spread(some) is None
