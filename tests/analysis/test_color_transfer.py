import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skintrack.analysis.color_transfer import common_skin, fit_color_transfer, redness_change
from skintrack.analysis.skin_grid import COLUMNS, ROWS, SkinGrid

CHEEK = np.zeros((ROWS, COLUMNS), np.float32)
CHEEK[30:42, 12:24] = 1
LEFT_OUT = CHEEK > 0


def smooth_noise(seed, sigma):
    noise = np.random.default_rng(seed).normal(0, 1, (ROWS, COLUMNS)).astype(np.float32)
    blurred = cv2.GaussianBlur(noise, (0, 0), sigma)
    return blurred / blurred.std()


def face():
    y, x = np.indices((ROWS, COLUMNS))
    inside = ((x - 31.5) / 26) ** 2 + ((y - 38) / 34) ** 2 < 1
    ei = 16 + 2.5 * smooth_noise(1, 4)
    light = -0.5 + 0.08 * smooth_noise(2, 8)
    return SkinGrid(
        np.where(inside, ei, np.nan).astype(np.float32),
        np.where(inside, light, np.nan).astype(np.float32),
        inside.astype(np.float32),
    )


DARKER = 0.71 / 78  # log10 luminance per EI: 1 OD of blood in green, 0.22 in red, 0.8 in blue


def photographed(
    grid, *, offset=0.0, contrast=1.0, bend=0.0, tilt=0.0, change=0.0, darker=DARKER, where=CHEEK
):
    """The same skin by another camera in another light; blood may have come to the cheek."""
    x = (np.indices((ROWS, COLUMNS))[1] - 31.5) / 32
    skin = grid.erythema_index + change * where
    light = (grid.log_luminance + 0.5) / 0.1
    ei = offset + contrast * (skin - 16) + 16 + bend * light + tilt * x
    seen = grid.log_luminance - darker * change * where
    return SkinGrid(ei.astype(np.float32), seen.astype(np.float32), grid.skin_share)


def measured_change(before, after):
    transfer = fit_color_transfer(before, after, LEFT_OUT)
    assert transfer is not None
    return redness_change(before, after, transfer, CHEEK)


@given(
    offset=st.floats(-20, 20),
    contrast=st.floats(0.85, 1.15),
    bend=st.floats(-1.5, 1.5),
    tilt=st.floats(-1, 1),
)
def test_light_and_camera_are_taken_away(offset, contrast, bend, tilt):
    before = face()
    after = photographed(before, offset=offset, contrast=contrast, bend=bend, tilt=tilt)
    assert measured_change(before, after) == pytest.approx(0, abs=0.12)


@given(change=st.floats(-6, 6), contrast=st.floats(0.9, 1.1))
def test_a_change_of_the_skin_stays_whether_blood_came_or_went(change, contrast):
    before = face()
    after = photographed(before, offset=5, contrast=contrast, bend=0.8, change=change)
    assert measured_change(before, after) == pytest.approx(change, abs=0.25)


@given(change=st.floats(-6, 6), darker=st.floats(0, 2 * DARKER))
def test_blood_that_darkens_otherwise_loses_little(change, darker):
    before = face()
    after = photographed(before, offset=5, bend=0.8, change=change, darker=darker)
    assert measured_change(before, after) == pytest.approx(change, rel=0.13, abs=0.1)


def test_blood_that_went_is_not_taken_for_shine_where_shine_came_too():
    before = face()
    shine = 0.05 * np.maximum(smooth_noise(11, 3), 0)
    calm = SkinGrid(
        before.erythema_index - 40 * shine, before.log_luminance + shine, before.skin_share
    )
    after = photographed(calm, change=-6)
    assert measured_change(before, after) == pytest.approx(-6, abs=0.6)


@pytest.mark.parametrize("darker", [0, DARKER])
def test_other_skin_that_changed_a_little_does_not_lead_the_fit(darker):
    before = face()
    after = photographed(before, change=3)
    chin = np.zeros_like(CHEEK)
    chin[50:58, 20:40] = 1
    after = photographed(after, change=6, darker=darker, where=chin)
    assert measured_change(before, after) == pytest.approx(3, abs=0.3)


def test_what_the_fit_leaves_is_told():
    before = face()
    same = fit_color_transfer(before, photographed(before, offset=4), LEFT_OUT)
    other = SkinGrid(
        (16 + 2.5 * smooth_noise(9, 4)).astype(np.float32), before.log_luminance, before.skin_share
    )
    stranger = fit_color_transfer(before, other, LEFT_OUT)
    assert same is not None
    assert stranger is not None
    assert same.scatter_ei < 0.3
    assert stranger.scatter_ei > 1.5


def test_too_little_common_skin_gives_no_transfer():
    before = face()
    after = SkinGrid(before.erythema_index, before.log_luminance, before.skin_share * 0.1)
    assert common_skin(before, after).sum() == 0
    assert fit_color_transfer(before, after, LEFT_OUT) is None


def test_shine_that_pales_skin_is_taken_for_shine():
    before = face()
    shine = 0.05 * np.maximum(smooth_noise(11, 3), 0)
    after = SkinGrid(
        before.erythema_index - 40 * shine, before.log_luminance + shine, before.skin_share
    )
    assert measured_change(before, after) == pytest.approx(0, abs=0.25)
    paled = float(np.mean(-40 * shine[LEFT_OUT]))
    assert paled < -0.5
