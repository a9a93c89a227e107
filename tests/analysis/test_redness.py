import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skintrack.analysis.color import log_channels
from skintrack.analysis.redness import (
    mean_without_extremes,
    regional_redness,
    smoothed_erythema_index,
    soft_edge,
    spot_band,
    spot_redness,
)
from tests.helpers.synthetic_skin import even_skin

FACE = np.ones((200, 200), bool)
CHEEK = np.zeros((200, 200), bool)
CHEEK[50:150, 20:90] = True
MEASURED = np.zeros((200, 200), bool)
MEASURED[60:140, 30:80] = True
REFERENCE = np.zeros((200, 200), bool)
REFERENCE[:, 110:] = True


def skin_with_red_cheek(green_density):
    """Absorb green on the cheek by an optical density; EI must rise by 100 times that."""
    linear = even_skin(200, 200)
    linear[CHEEK, 1] *= 10**-green_density
    return linear


def measure(linear):
    ei = smoothed_erythema_index(linear.astype(np.float32), FACE)
    return regional_redness(ei, MEASURED, mean_without_extremes(ei[REFERENCE]))


def test_redness_is_a_hundred_times_the_green_density():
    assert measure(skin_with_red_cheek(0.04)) == pytest.approx(4.0, abs=0.05)


@given(
    exposure=st.floats(0.3, 1.6),
    red=st.floats(0.7, 1.4),
    green=st.floats(0.7, 1.4),
)
def test_exposure_and_white_balance_do_not_move_it(exposure, red, green):
    linear = (
        skin_with_red_cheek(0.04) * np.float32(exposure) * np.array([red, green, 1.0], np.float32)
    )
    assert measure(linear) == pytest.approx(4.0, abs=0.05)


def with_spots(linear, green_density):
    for top in range(55, 145, 20):
        for left in (30, 55, 75):
            linear[top : top + 7, left : left + 7, 1] *= 10**-green_density
    return linear


def spots(linear, region=CHEEK):
    return spot_redness(spot_band(log_channels(linear), FACE), region)


def test_spots_stand_out_and_even_redness_does_not():
    assert spots(even_skin(200, 200)) == pytest.approx(0, abs=1e-3)
    assert spots(with_spots(even_skin(200, 200), 0.1)) > 0.6


def test_spots_go_with_their_density():
    skin = even_skin(200, 200)
    single, double = (spots(with_spots(skin.copy(), density)) for density in (0.05, 0.10))
    assert double == pytest.approx(2 * single, rel=0.02)


def test_red_that_moves_in_over_the_edge_of_a_region_counts_little():
    """A fold or a lid that a smile shifts by a millimetre across the outline."""
    skin = even_skin(200, 200)
    moved = skin.copy()
    moved[50:150, 20:23, 1] *= 10**-0.1
    edge = soft_edge(CHEEK)
    bands = [spot_band(log_channels(each), FACE) for each in (skin, moved)]
    hard = spot_redness(bands[1], CHEEK) - spot_redness(bands[0], CHEEK)
    soft = spot_redness(bands[1], CHEEK, edge) - spot_redness(bands[0], CHEEK, edge)
    assert 0 < soft < 0.5 * hard


def test_the_edge_of_a_region_is_soft_for_2_4_mm_also_where_the_picture_ends():
    edge = soft_edge(np.ones((40, 40), bool))
    assert edge[0, 20] == pytest.approx(1 / 8, abs=0.01)
    assert edge[20, 20] == 1
    assert soft_edge(CHEEK)[~CHEEK].max() == 0


def test_what_follows_brightness_is_no_spot():
    """Pores that a tone curve makes a little redder than the skin round them."""
    shade = np.random.default_rng(4).normal(0, 0.02, (200, 200, 1)).astype(np.float32)
    linear = even_skin(200, 200) * 10**shade
    curved = linear.copy()
    curved[..., 1] *= 10 ** (0.3 * shade[..., 0])
    assert spots(curved) == pytest.approx(spots(linear), abs=0.01)


def test_two_percent_of_hair_do_not_move_the_mean():
    values = np.full(1000, 5.0, np.float32)
    values[:15] = -300
    assert mean_without_extremes(values) == pytest.approx(5.0)
