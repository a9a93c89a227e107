"""Statistics against published and hand-computed values."""

import numpy as np
import pytest

from validation import statistics


def test_icc_of_the_published_example():
    # Shrout and Fleiss 1979, table 2: six targets, four judges; ICC(1,1) = 0.17.
    ratings = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    assert statistics.intraclass_correlation(ratings) == pytest.approx(0.166, abs=0.001)


def test_icc_of_unequal_groups_by_hand():
    # Means 1, 4, 7 of 2, 3, 2 readings: between = 36 / 2, within = (2 + 0 + 2) / 4,
    # mean size (7 - 17 / 7) / 2.
    groups = [[0.0, 2.0], [4.0, 4.0, 4.0], [6.0, 8.0]]
    size = (7 - 17 / 7) / 2
    expected = (18 - 1) / (18 + (size - 1) * 1)
    assert statistics.intraclass_correlation(groups) == pytest.approx(expected)


def test_icc_is_one_without_error_and_unknown_of_one_person():
    assert statistics.intraclass_correlation([[1, 1], [2, 2]]) == pytest.approx(1.0)
    assert statistics.intraclass_correlation([[1, 2, 3]]) is None
    assert statistics.intraclass_correlation([[1, 1], [1, 1]]) is None


def test_sem_pools_by_degrees_of_freedom():
    # Squares 2, 0 and 2 over 1 + 2 + 1 degrees of freedom; a single reading says nothing.
    assert statistics.standard_error([[0, 2], [5, 5, 5], [1, 3], [9]]) == pytest.approx(1.0)
    assert statistics.standard_error([[1], [2]]) is None


def test_mdc95_is_196_times_root_two():
    assert statistics.mdc95(1.0) == pytest.approx(2.772, abs=0.001)


def test_spearman_with_ties_by_hand():
    # Ranks 1 2 3 4 5 and 1 2 3.5 5 3.5: sums of squares 10 and 9.5, of products 8.
    value = statistics.spearman([1, 2, 3, 4, 5], [5, 6, 7, 8, 7])
    assert value == pytest.approx(8 / (10 * 9.5) ** 0.5)


def test_spearman_sees_order_only():
    assert statistics.spearman([1, 2, 3], [1, 10, 1000]) == pytest.approx(1.0)
    assert statistics.spearman([1, 2, 3], [3, 2, 1]) == pytest.approx(-1.0)
    assert statistics.spearman([1, 2, 3], [4, 4, 4]) is None


def test_slope_is_least_squares():
    assert statistics.slope([0, 1, 2], [1, 4, 7]) == pytest.approx(3.0)
    assert statistics.slope([0, 0, 1, 1], [0, 2, 4, 6]) == pytest.approx(4.0)
    assert statistics.slope([1, 1], [0, 5]) is None
    assert statistics.slope([], []) is None


def test_what_is_missing_is_none_and_not_zero():
    assert statistics.mean([None, 2.0, 4.0]) == 3.0
    assert statistics.mean([None]) is None
    assert statistics.share(1, 4) == 0.25
    assert statistics.share(0, 0) is None
    assert statistics.root_mean_square([3.0, -4.0]) == pytest.approx(12.5**0.5)
    assert statistics.root_mean_square([]) is None


class TestBoundsOfAShare:
    def test_single_ones_have_the_published_interval(self):
        # Newcombe 1998, Stat Med 17:857, table I, method 3: 81 of 263, and 0 of 20.
        low, high = statistics.bounds([True] * 81 + [False] * 182, range(263))
        assert (low, high) == pytest.approx((0.2553, 0.3662), abs=0.0005)
        assert statistics.bounds([False] * 20, range(20)) == pytest.approx((0, 0.1611), abs=0.0005)

    def test_hits_that_come_together_count_as_fewer(self):
        hits = [True] * 6 + [False] * 90
        alone = statistics.bounds(hits, range(96))
        together = statistics.bounds(hits, [place // 6 for place in range(96)])
        assert (alone[1] or 0) < (together[1] or 0)
        assert together == pytest.approx(
            statistics.bounds([True] + [False] * 15, range(16)), abs=0.02
        )

    def test_it_holds_the_share_as_often_as_it_says(self):
        rng = np.random.default_rng(5)
        held = 0
        for _ in range(400):
            shares = rng.beta(2, 18, 60)  # of each photo: 0.1 on average
            hits = (rng.random((60, 6)) < shares[:, None]).ravel().tolist()
            low, high = statistics.bounds(hits, np.repeat(np.arange(60), 6).tolist())
            assert low is not None
            assert high is not None
            held += low <= 0.1 <= high
        assert held / 400 > 0.91

    def test_nothing_has_none(self):
        assert statistics.bounds([], []) == (None, None)
