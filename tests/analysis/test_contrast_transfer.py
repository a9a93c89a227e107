import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skintrack.analysis.contrast_transfer import fit_contrast_transfer, log_red
from skintrack.analysis.skin_grid import COLUMNS, ROWS, SkinGrid
from tests.analysis.test_color_transfer import face, smooth_noise


def shown(grid, *, tone=1.0, level=0.0, tilt=0.0, redder=0.0, shading=None):
    """The same skin under another tone curve and another light."""
    x = np.indices((ROWS, COLUMNS))[1] / COLUMNS - 0.5
    red_green = grid.erythema_index * tone + redder
    light = tone * grid.log_luminance + level + tilt * x
    if shading is not None:
        light = light + shading
    return SkinGrid(red_green.astype(np.float32), light.astype(np.float32), grid.skin_share)


def contrast_between(before, after):
    transfer = fit_contrast_transfer(before, after)
    assert transfer is not None
    return transfer.log_contrast


@given(
    tone=st.floats(0.88, 1.12),
    level=st.floats(-0.3, 0.3),
    tilt=st.floats(-0.15, 0.15),
    redder=st.floats(-8, 8),
)
def test_a_tone_curve_is_found_under_any_exposure_colour_and_uneven_light(
    tone, level, tilt, redder
):
    after = shown(face(), tone=tone, level=level, tilt=tilt, redder=redder)
    assert contrast_between(face(), after) == pytest.approx(np.log(tone), abs=0.02)


def test_no_difference_is_no_correction():
    transfer = fit_contrast_transfer(face(), face())
    assert transfer is not None
    assert transfer.log_contrast == pytest.approx(0, abs=1e-6)
    assert transfer.color_shift == 0


def test_back_and_forth_cancel():
    before, after = face(), shown(face(), tone=1.09, tilt=0.1)
    there, back = contrast_between(before, after), contrast_between(after, before)
    assert there + back == pytest.approx(0, abs=0.01)


def test_another_light_is_hardly_taken_for_a_tone_curve():
    bent = shown(face(), tone=1.1, shading=0.08 * smooth_noise(9, 8))
    clear = shown(face(), tone=1.1)
    assert abs(contrast_between(face(), bent)) < 0.5 * contrast_between(face(), clear)


def test_a_few_odd_cells_do_not_matter():
    after = shown(face(), tone=1.08)
    odd = after.log_luminance.copy()
    odd[30:36, 20:26] -= 0.5
    spoiled = SkinGrid(after.erythema_index, odd, after.skin_share)
    assert contrast_between(face(), spoiled) == pytest.approx(np.log(1.08), abs=0.03)


def test_the_shift_of_colour_is_that_of_the_face():
    transfer = fit_contrast_transfer(face(), shown(face(), redder=4.0))
    assert transfer is not None
    assert transfer.color_shift == pytest.approx(0.04, abs=1e-4)


def test_without_common_skin_nothing_is_fitted():
    before = face()
    nothing = SkinGrid(before.erythema_index, before.log_luminance, before.skin_share * 0)
    assert fit_contrast_transfer(before, nothing) is None


def test_log_red_follows_from_luminance_and_erythema_index():
    red, green = 0.55, 0.32
    light = np.log10(0.2126 * red + 0.7152 * green + 0.0722 * 0.65 * green)
    cells = np.ones((ROWS, COLUMNS), np.float32)
    index = np.float32(100 * np.log10(red / green)) * cells
    grid = SkinGrid(index, np.float32(light) * cells, cells)
    assert log_red(grid) == pytest.approx(np.log10(red), abs=1e-4)
