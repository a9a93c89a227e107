"""The same numbers as NumPy's, to the last bit."""

import numpy as np
import pytest

from skintrack.analysis.order import median, percentiles

PRECISIONS = (np.float32, np.float64)


def numbers(precision):
    """Yield few and many, different and alike."""
    chance = np.random.default_rng(1)
    for size in (*range(1, 60), 199, 200, 1_001, 20_000):
        values = chance.normal(size=size).astype(precision)
        yield values
        yield np.round(values, 1)
        yield np.full(size, values[0])


@pytest.mark.parametrize("precision", PRECISIONS)
def test_the_median_is_that_of_numpy(precision):
    for values in numbers(precision):
        kept = values.copy()
        assert median(values) == float(np.median(values))
        assert np.array_equal(values, kept)


@pytest.mark.parametrize("precision", PRECISIONS)
@pytest.mark.parametrize("pair", [(2.0, 98.0), (0.0, 100.0), (49.0, 51.0), (97.0, 98.0)])
def test_percentiles_are_those_of_numpy(precision, pair):
    for values in numbers(precision):
        assert percentiles(values, *pair) == tuple(map(float, np.percentile(values, pair)))


@pytest.mark.parametrize("place", [0, 3, 8])
def test_a_missing_number_leaves_no_median(place):
    values = np.arange(9, dtype=np.float32)
    values[place] = np.nan
    assert np.isnan(median(values))
