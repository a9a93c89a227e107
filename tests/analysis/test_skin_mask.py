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
