"""The exact Kendall test with ties, and the confidence interval of the Theil-Sen slope."""

from collections.abc import Sequence
from itertools import combinations, pairwise, permutations
from math import isclose

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from skintrack.errors import InternalError
from skintrack.trends import kendall, slope_interval, theil_sen

numbers = st.integers(-1000, 1000).map(lambda n: n / 8)
values_in_order = st.lists(numbers, min_size=5, max_size=14)
few_values = st.lists(st.integers(0, 3), min_size=2, max_size=6)


def score_of(x, y):
    sign = [
        ((b > a) - (b < a)) * ((d > c) - (d < c))
        for (a, c), (b, d) in combinations(zip(x, y, strict=True), 2)
    ]
    return sum(sign)


def ends_of_interval(x: Sequence[float], y: Sequence[float]) -> tuple[float, float]:
    ends = slope_interval(x, y)
    assert ends is not None
    return ends


def test_kendall_with_a_tie_by_hand():
    # y = 1 1 2 3 in the order of x. Of the 4!/2! = 12 orders, the scores are those of 5 pairs:
    # +5 once, +3 twice, +1 three times, and the same below zero. P(|S| >= 5) = 2/12.
    test = kendall([1, 2, 3, 4], [1, 1, 2, 3])
    assert test.p_value == pytest.approx(2 / 12)
    assert kendall([1, 2, 3, 4], [1, 2, 1, 3]).p_value == pytest.approx(6 / 12)


@given(few_values)
def test_kendall_with_ties_of_one_side_counts_all_orders(y):
    x = list(range(len(y)))
    assume(len(set(y)) > 1)
    scores = [abs(score_of(x, order)) for order in permutations(y)]
    share = sum(score >= abs(score_of(x, y)) for score in scores) / len(scores)
    assert kendall(x, y).p_value == pytest.approx(min(1.0, share))
    assert kendall(y, x).p_value == pytest.approx(min(1.0, share))


def test_interval_of_five_by_hand():
    # One of the 120 orders has no discordant pair, four have one: 2 x 1/120 is within 5 %, and
    # 2 x 5/120 is not. So the outermost of the ten slopes bound it (test_trends.py lists them).
    assert slope_interval([1, 2, 3, 4, 5], [1.26, 1.27, 1.12, 1.16, 1.03]) == pytest.approx(
        (-0.15, 0.04)
    )


def test_interval_of_six_leaves_out_one_slope_at_either_end():
    # 1 + 5 of 720 orders have at most one discordant pair: 2 x 6/720 = 0.017; with two it is 0.056.
    x, y = [0, 1, 2, 3, 4, 5], [0.0, 1.0, 4.0, 9.0, 16.0, 25.0]
    # The slope of i and j is i + j: 1 2 3 3 4 4 5 5 5 6 6 7 7 8 9.
    assert slope_interval(x, y) == (2.0, 8.0)
    assert theil_sen(x, y)[0] == 5.0


def test_four_visits_bound_no_slope():
    assert slope_interval([0, 1, 2, 3], [4.0, 3.0, 2.0, 1.0]) is None


def test_tied_times_weaken_the_interval():
    # Of 0 0 1 1 2 there are 5!/(2! 2!) = 30 orders: 2 x 1/30 is more than 5 %.
    assert slope_interval([0, 0, 1, 1, 2], [1.0, 2.0, 3.0, 4.0, 5.0]) is None


def test_a_long_series_has_the_interval_of_sen():
    # 40 points: the variance is 40 x 39 x 85 / 18 = 7366.67, so that the score may reach 168.2 of
    # 780 pairs, and the interval begins with slope 305 of the sorted 780.
    x = list(range(40))
    y = [value * value / 40 for value in x]
    slopes = sorted((b - a) / (j - i) for (i, a), (j, b) in combinations(enumerate(y), 2))
    assert slope_interval(x, y) == (slopes[304], slopes[-305])


def test_a_vertical_line_has_no_interval():
    with pytest.raises(InternalError):
        slope_interval([3, 3], [1, 2])


@given(values_in_order)
def test_the_interval_holds_the_slope_and_turns_with_the_sign(y):
    x = list(range(len(y)))
    low, high = ends_of_interval(x, y)
    assert low <= theil_sen(x, y)[0] <= high
    assert slope_interval(x, [-value for value in y]) == (-high, -low)


@given(values_in_order, st.sampled_from([0.5, 2.0, 8.0]), st.integers(-20, 20))
def test_the_interval_follows_scaling_and_tilting(y, scale, tilt):
    x = list(range(len(y)))
    low, high = ends_of_interval(x, y)
    moved = slope_interval(x, [scale * b + tilt * a + 3 for a, b in zip(x, y, strict=True)])
    assert moved == pytest.approx((scale * low + tilt, scale * high + tilt))


@settings(max_examples=60)
@given(st.lists(st.floats(-9, 9, width=32), min_size=5, max_size=12, unique=True))
def test_kendalls_test_rejects_the_slopes_outside_and_none_inside(y):
    """The definition of Sen (1968): the interval is what the test of the residuals allows."""
    x = list(range(len(y)))
    slopes = sorted((b - a) / (j - i) for (i, a), (j, b) in combinations(enumerate(y), 2))
    assume(all(b - a > 1e-6 for a, b in pairwise(slopes)))
    low, high = ends_of_interval(x, y)
    for slope, is_allowed in [
        (low - 4e-7, False),
        (low + 4e-7, True),
        (high - 4e-7, True),
        (high + 4e-7, False),
    ]:
        p_value = kendall(x, [b - slope * a for a, b in zip(x, y, strict=True)]).p_value
        assert (p_value > 0.05) is is_allowed, (slope, p_value)


def test_the_exact_interval_meets_that_of_the_normal_approximation():
    """Between 33 and 34 points the way changes; the share of slopes left out must hardly."""
    shares = []
    for count in (33, 34):
        x = list(range(count))
        y = [float(value**2) for value in x]
        slopes = sorted((b - a) / (j - i) for (i, a), (j, b) in combinations(enumerate(y), 2))
        low, _ = ends_of_interval(x, y)
        shares.append(sum(slope < low for slope in slopes) / len(slopes))
    assert isclose(*shares, abs_tol=0.01)
