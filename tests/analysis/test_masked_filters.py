import numpy as np
import pytest

from skintrack.analysis.masked_filters import band, masked_mean


@pytest.mark.parametrize("sigma", [2.0, 8.0, 20.0, 25.0])
def test_what_is_masked_out_does_not_leak_in(sigma):
    image = np.full((120, 160), 3.0, np.float32)
    mask = np.ones_like(image, bool)
    mask[:, 80:] = False
    image[:, 80:] = -1000
    mean = masked_mean(image, mask, sigma)
    assert mean[mask] == pytest.approx(3.0, abs=1e-3)


def test_far_from_the_mask_the_mean_is_zero():
    mask = np.zeros((100, 100), bool)
    mask[:5, :5] = True
    assert masked_mean(np.ones((100, 100), np.float32), mask, 1.0)[90, 90] == 0


def test_band_of_an_even_picture_is_zero():
    image = np.full((60, 60), -0.7, np.float32)
    assert np.abs(band(image, np.ones_like(image, bool), 1.4, 2.8)).max() < 1e-5


@pytest.mark.parametrize("sigma", [8.0, 20.0])
def test_a_wide_blur_is_as_wide_as_it_says(sigma):
    point = np.zeros((241, 241), np.float32)
    point[118:123, 118:123] = 1 / 25
    mean = masked_mean(point, np.ones_like(point, bool), sigma)
    y, x = np.indices(point.shape) - 120
    own_variance = 2.0  # of a square of 5 px
    spread = float((mean * (x**2 + y**2)).sum() / mean.sum() / 2)
    assert np.sqrt(spread - own_variance) == pytest.approx(sigma, rel=0.004)
