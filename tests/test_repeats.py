"""The noise of a person's own photos: hand-computed sums, and what holds for any photos."""

import math
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skintrack.model import Metric, NoiseSource, RegionName
from skintrack.trends import Occasion, own_noise
from skintrack.trends.repeats import (
    LEAST_DEGREES_OF_FREEDOM,
    LEAST_SETTINGS_TO_LOWER,
    SumOfSquares,
    chi_square_low,
    repeats_of,
    setting_of,
    upper_bound,
)

if TYPE_CHECKING:
    from collections.abc import Hashable

CELL = (Metric.REDNESS, RegionName.LEFT_CHEEK)
CHIN = (Metric.REDNESS, RegionName.CHIN)


def occasion(usual, other=(), assumed=1.0, name=0):
    """Return the photos with these values, where every pair has the same assumed deviation."""
    values = {(name, number): value for number, value in enumerate((*usual, *other))}
    names = tuple(values)
    ratios: dict[tuple[Hashable, Hashable], float] = {
        (earlier, later): (values[later] - values[earlier]) / assumed
        for earlier, later in combinations(names, 2)
    }
    return Occasion(names[: len(usual)], names[len(usual) :], ratios)


def found_for(cells, cell):
    """Return the noise of this cell, which must have been found."""
    found = own_noise(cells).of(*cell)
    assert found is not None
    return found


def visits(count, values, other=()):
    return [occasion(values, other, name=name) for name in range(count)]


def test_the_spread_of_three_shots_by_hand():
    # Values 1, 2, 3 about their mean 2: 2; a difference has twice the variance of a shot: 1^2 / 2.
    squares = repeats_of(occasion([1.0, 2.0, 3.0]))
    assert squares.total == pytest.approx(4.0)
    assert (squares.degrees_of_freedom, squares.shots) == (2, 3)
    assert repeats_of(occasion([1.0, 2.0, 3.0], assumed=2.0)).total == pytest.approx(1.0)


@given(
    st.lists(st.floats(-5, 5), min_size=2, max_size=6),
    st.floats(0.1, 3),
    st.randoms(use_true_random=False),
)
def test_the_spread_is_the_sample_variance_whatever_the_order(values, assumed, random):
    squares = repeats_of(occasion(values, assumed=assumed))
    variance = np.var(values, ddof=1) / (assumed**2 / 2)
    assert squares.total / squares.degrees_of_freedom == pytest.approx(variance, abs=1e-9)
    random.shuffle(values)
    assert repeats_of(occasion(values, assumed=assumed)).total == pytest.approx(
        squares.total, abs=1e-9
    )


def test_a_shot_that_cannot_be_compared_is_left_out_and_one_alone_says_nothing():
    full = occasion([1.0, 2.0, 9.0])
    ratios = {pair: ratio for pair, ratio in full.ratios.items() if (0, 2) not in pair}
    partial = Occasion(full.usual, (), ratios)
    squares = repeats_of(partial)
    assert squares.total == pytest.approx(1.0)
    assert (squares.degrees_of_freedom, squares.shots) == (1, 2)
    assert repeats_of(occasion([1.0])) == SumOfSquares()
    assert repeats_of(Occasion((1, 2), (), {})) == SumOfSquares()


@pytest.mark.parametrize(
    ("degrees", "table"), [(5, 2.3425), (10, 6.1791), (20, 14.5784), (50, 41.4492)]
)
def test_the_quantile_agrees_with_the_printed_table(degrees, table):
    assert chi_square_low(degrees) == pytest.approx(table, rel=0.01)


def test_the_bound_lies_above_the_estimate_and_nears_it_with_more_repeats():
    few, many = (upper_bound(SumOfSquares(4.0 * n, n)) for n in (10, 1000))
    assert few == pytest.approx(2 * (10 / 6.1791) ** 0.5, rel=0.005)
    assert 2 < many < 2.05


def test_the_bound_holds_for_four_persons_of_five():
    rng = np.random.default_rng(4)
    bounds = [upper_bound(SumOfSquares(rng.chisquare(10), 10)) for _ in range(4000)]
    assert np.mean(np.array(bounds) >= 1) == pytest.approx(0.80, abs=0.02)


def test_the_setting_is_the_mean_square_across_the_two_kinds_of_light():
    # 5 and 6 against 1 and 2: 4, 5, 3, 4; repeats in the same light do not count here.
    assert setting_of(occasion([1.0, 2.0], [5.0, 6.0])) == pytest.approx((16 + 25 + 9 + 16) / 4)
    assert setting_of(occasion([1.0, 2.0])) is None
    assert setting_of(occasion([], [1.0, 4.0])) == pytest.approx(9.0)
    assert setting_of(occasion([], [1.0])) is None


def test_few_repeats_leave_the_noise_assumed():
    enough = LEAST_DEGREES_OF_FREEDOM // 2
    assert own_noise({CELL: visits(enough - 1, [1, 2, 3], [9])}).of(*CELL) is None
    assert own_noise({CELL: visits(enough, [1, 2, 3])}).of(*CELL) is not None
    assert own_noise({CELL: visits(enough, [1, 2, 3])}).of(*CHIN) is None
    assert own_noise({}).factors == {}


def test_unsteady_repeats_raise_the_noise_by_the_bound():
    found = found_for({CELL: visits(5, [1, 2, 3])}, CELL)
    assert found.factor == pytest.approx((5 * 4.0 / 6.1791) ** 0.5, rel=0.005)
    assert (found.source, found.shots, found.settings) == (NoiseSource.REPEATS, 15, 0)


@given(st.floats(0.0, 0.6), st.integers(5, 30))
def test_steady_repeats_alone_never_lower_the_noise(spread, count):
    found = found_for({CELL: visits(count, [0, spread, -spread])}, CELL)
    assert found.factor >= 1


def test_one_look_at_other_light_adds_to_the_noise_of_every_region():
    calm = visits(4, [0.0, 0.1, 0.2])
    cells = {
        CELL: [*calm, occasion([0.0, 0.1, 0.2], [3.1], name=9)],
        CHIN: [*calm, occasion([0.0, 0.1, 0.2], [1.1], name=9)],
    }
    noise = own_noise(cells)
    mean = np.mean([np.mean(np.square([value, value - 0.1, value - 0.2])) for value in (3.1, 1.1)])
    for cell in (CELL, CHIN):
        found = noise.of(*cell)
        assert found is not None
        assert found.factor == pytest.approx(mean**0.5)
        assert (found.source, found.settings) == (NoiseSource.REPEATS_AND_SETTINGS, 1)


def test_many_shots_in_one_other_light_are_one_look_at_it():
    calm = visits(4, [0.0, 0.1, 0.2])
    lit = occasion([0.0, 0.1, 0.2], [0.1] * 6, name=9)
    assert found_for({CELL: [*calm, lit]}, CELL).settings == 1


def test_only_several_occasions_of_other_light_lower_the_noise():
    steady = [0.0, 0.1, 0.2]
    few = visits(LEAST_SETTINGS_TO_LOWER - 1, steady, [0.3])
    assert found_for({CELL: [*few, occasion(steady, name=8)]}, CELL).factor == 1
    enough = visits(LEAST_SETTINGS_TO_LOWER, steady, [0.3])
    found = found_for({CELL: enough}, CELL)
    assert 0.14 < found.factor < 0.5
    unsteady = visits(LEAST_SETTINGS_TO_LOWER, [0, 1, 2], [1.1])
    assert found_for({CELL: unsteady}, CELL).factor > 1.7  # the repeats still count


def false_changes(true_spread, factor):
    """Return the share of unchanged pairs that are called changed."""
    return np.array(
        [math.erfc(1.96 * k / true / 2**0.5) for true, k in zip(true_spread, factor, strict=True)]
    )


def test_persons_who_spread_more_than_assumed_are_told_of_fewer_changes_that_are_none():
    rng = np.random.default_rng(1)
    spread = np.exp(0.3 * rng.standard_normal(4000))
    own = [max(1, upper_bound(SumOfSquares(s**2 * rng.chisquare(10), 10))) for s in spread]
    assumed = np.ones_like(spread)
    assert np.mean(false_changes(spread, assumed)) > 0.07
    assert np.mean(false_changes(spread, own)) < 0.025
    wide = spread > 1.5
    assert np.mean(false_changes(spread[wide], assumed[wide])) > 0.2
    assert np.mean(false_changes(spread[wide], np.array(own)[wide])) < 0.05
