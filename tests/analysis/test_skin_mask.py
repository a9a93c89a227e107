import numpy as np

from skintrack.analysis.color import log_channels, luminance
from skintrack.analysis.skin_mask import find_skin
from tests.helpers.synthetic_skin import even_skin

OUTLINE = np.zeros((200, 200), bool)
OUTLINE[10:190, 10:190] = True


def mask_of(linear):
    return find_skin(linear, log_channels(luminance(linear)), OUTLINE)


def test_even_skin_is_all_measurable():
    mask = mask_of(even_skin(200, 200))
    assert (mask.skin == OUTLINE).all()
    assert not mask.clipped.any()


def test_clipped_hair_and_glare_are_left_out_of_texture():
    linear = even_skin(200, 200)
    linear[20:40, 20:40] = 0.995
    linear[100:103, 30:170] *= 0.3
    linear[150:156, 60:66] *= 1.6
    mask = mask_of(linear)
    assert mask.clipped[30, 30]
    assert not mask.color_skin[30, 30]
    assert not mask.color_skin[101, 100]
    assert not mask.skin[152, 62]


def test_glare_that_is_not_clipped_still_counts_for_color():
    linear = even_skin(200, 200)
    linear[150:156, 60:66] *= 1.6
    assert mask_of(linear).color_skin[152, 62]


def test_a_black_picture_has_no_skin():
    assert not mask_of(np.zeros((200, 200, 3), np.float32)).skin.any()


def test_a_strong_red_spot_is_no_shadow():
    linear = even_skin(200, 200)
    linear[90:102, 90:102] *= 10 ** (-0.35 * np.array([0.2, 1.0, 0.9], np.float32))
    assert mask_of(linear).skin[96, 96]


def test_cloth_on_the_face_is_no_skin():
    linear = even_skin(200, 200)
    linear[140:190] = (0.35, 0.50, 0.72)
    mask = mask_of(linear)
    assert not mask.color_skin[165, 100]
    assert mask.color_skin[60, 100]


def test_white_shine_on_dark_skin_is_still_skin():
    linear = even_skin(200, 200) * np.array([0.30, 0.20, 0.16], np.float32)
    linear[60:64, 60:64] += 0.02
    assert mask_of(linear).color_skin[62, 62]
