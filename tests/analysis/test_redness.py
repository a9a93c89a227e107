import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skintrack.analysis.redness import (
    local_erythema_index,
    mean_without_extremes,
    regional_redness,
    smoothed_erythema_index,
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


def test_spots_stand_out_and_even_redness_does_not():
    plain = smoothed_erythema_index(even_skin(200, 200), FACE)
    assert spot_redness(local_erythema_index(plain, FACE), CHEEK) == pytest.approx(0, abs=1e-3)
    spotted = even_skin(200, 200)
    for top in range(55, 145, 20):
        spotted[top : top + 7, 40:47, 1] *= 10**-0.1
        spotted[top : top + 7, 65:72, 1] *= 10**-0.1
    ei = smoothed_erythema_index(spotted, FACE)
    assert spot_redness(local_erythema_index(ei, FACE), CHEEK) > 2


def test_two_percent_of_hair_do_not_move_the_mean():
    values = np.full(1000, 5.0, np.float32)
    values[:15] = -300
    assert mean_without_extremes(values) == pytest.approx(5.0)
