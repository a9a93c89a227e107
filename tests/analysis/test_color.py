import numpy as np
import pytest

from skintrack.analysis.color import linear_from_srgb, log_channels, luminance


@pytest.mark.parametrize(
    ("level", "linear"),
    # IEC 61966-2-1, worked by hand: 10/255/12.92; ((0.5+0.055)/1.055)^2.4 near 127.5; ends exact.
    [(0, 0.0), (10, 0.0030353), (128, 0.2158605), (188, 0.5028865), (255, 1.0)],
)
def test_srgb_levels_decode_as_the_standard_says(level, linear):
    image = np.full((1, 1, 3), level, np.uint8)
    assert linear_from_srgb(image)[0, 0, 0] == pytest.approx(linear, abs=1e-6)


def test_luminance_weighs_green_most():
    primaries = np.eye(3, dtype=np.float32)[None]
    assert luminance(primaries)[0].tolist() == pytest.approx([0.2126, 0.7152, 0.0722])


def test_log_of_black_is_finite():
    assert log_channels(np.zeros((2, 2), np.float32)).tolist() == [[-4, -4], [-4, -4]]
