from itertools import product

import pytest

from skintrack.analysis.findings import ALL_METRICS, COLOR_METRICS
from skintrack.analysis.skin_state import compare_skin_states
from skintrack.model import SkinState

STATES = [state.value for state in SkinState]


def withheld(before, after):
    return frozenset().union(*(found.withholds for found in compare_skin_states(before, after)))


@pytest.mark.parametrize(
    ("state", "metrics"),
    [("make_up", ALL_METRICS), ("wet", ALL_METRICS), ("flushed", COLOR_METRICS)],
)
def test_what_a_state_withholds_against_bare_skin_whichever_photo_has_it(state, metrics):
    (later,) = compare_skin_states("bare", state)
    (earlier,) = compare_skin_states(state, "bare")
    assert (later.code, later.withholds, later.figure) == (f"{state}_differs", metrics, 1.0)
    assert (earlier.code, earlier.withholds, earlier.figure) == (f"{state}_differs", metrics, -1.0)


@pytest.mark.parametrize("state", [None, *STATES])
def test_what_was_not_noted_has_no_effect(state):
    assert compare_skin_states(None, state) == ()
    assert compare_skin_states(state, None) == ()


@pytest.mark.parametrize("state", STATES)
def test_the_same_state_is_compared_and_remarked_on_unless_it_is_bare(state):
    assert withheld(state, state) == frozenset()
    codes = [found.code for found in compare_skin_states(state, state)]
    assert codes == ([] if state == "bare" else [f"{state}_in_both"])


@pytest.mark.parametrize(("before", "after"), tuple(product(STATES, STATES)))
def test_two_different_states_withhold_what_either_does(before, after):
    expected = (
        withheld("bare", before) | withheld("bare", after) if before != after else frozenset()
    )
    assert withheld(before, after) == expected
    codes = {found.code: found.figure for found in compare_skin_states(before, after)}
    if before != after and "bare" not in (before, after):
        assert codes == {f"{before}_differs": -1.0, f"{after}_differs": 1.0}
