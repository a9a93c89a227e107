import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skintrack.analysis.robust_fit import fit_robustly

FREE = np.full(2, 1e3)
X = np.linspace(-1, 1, 200)
TERMS = np.column_stack([np.ones(200), X])


@given(constant=st.floats(-5, 5), slope=st.floats(-5, 5))
def test_a_line_is_found_whatever_a_tenth_of_the_rows_says(constant, slope):
    target = constant + slope * X
    target[::10] += 40
    found, scatter = fit_robustly(TERMS, target, prior_sd=FREE, least_scatter=0.01)
    assert found == pytest.approx([constant, slope], abs=0.1)
    assert scatter < 0.2


def test_what_is_left_is_told():
    noise = np.random.default_rng(1).normal(0, 0.5, 200)
    _, scatter = fit_robustly(TERMS, X + noise, prior_sd=FREE, least_scatter=0.01)
    assert scatter == pytest.approx(0.5, rel=0.15)


def test_little_evidence_stays_near_the_prior():
    noise = np.random.default_rng(2).normal(0, 1.0, 200)
    prior = np.array([1e3, 0.05])
    loose, _ = fit_robustly(TERMS, X + noise, prior_sd=FREE, least_scatter=0.01)
    tight, _ = fit_robustly(
        TERMS, X + noise, prior_sd=prior, least_scatter=0.01, rows_per_observation=10
    )
    assert abs(tight[1]) < 0.2 < abs(loose[1])
