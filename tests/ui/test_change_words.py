"""A change with its noise, as the window says it."""

import pytest

from skintrack.model import Metric
from skintrack.ui import words


@pytest.mark.parametrize(
    ("metric", "change", "noise", "expected"),
    [
        (Metric.REDNESS, -1.9, 0.4, "\u22121.9 ± 0.4"),
        (Metric.REDNESS, -0.43, 0.38, "\u22120.43 ± 0.38"),
        (Metric.TEXTURE, 0.02, 0.1, "+2 % ± 11 %"),
        (Metric.REDNESS, 0.001, None, "0.0"),
    ],
)
def test_a_change_beyond_its_noise_does_not_look_equal_to_it(
    metric: Metric, change: float, noise: float | None, expected: str
) -> None:
    assert words.change_words(metric, change, noise, baseline=1.0) == expected
