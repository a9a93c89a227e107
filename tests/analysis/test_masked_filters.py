import numpy as np
import pytest

from skintrack.analysis.masked_filters import band, masked_mean


@pytest.mark.parametrize("sigma", [2.0, 20.0, 25.0])
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
