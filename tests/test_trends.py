"""Statistics against published numbers, and the rules of a series."""

from datetime import date, timedelta
from itertools import combinations, permutations
from math import erfc, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skintrack.errors import InternalError
from skintrack.model import (
    Metric,
    NoiseSource,
    QualityIssue,
    RegionName,
    Series,
    SessionDayRelation,
    Verdict,
    View,
)
from skintrack.treatment import phase_label, phase_of
from skintrack.trends import Reading, build_series, kendall, theil_sen
from tests.helpers.model_objects import (
    make_analysis,
    make_compare,
    make_photo,
    make_session,
)

WHAT = (Metric.REDNESS, RegionName.LEFT_CHEEK)
START = date(2026, 3, 3)
SESSION = make_session(START + timedelta(days=14))
LIT = QualityIssue("light_side_differs", "Lit from the other side.", frozenset({Metric.REDNESS}))

numbers = st.integers(-1000, 1000).map(lambda n: n / 8)
series_of_pairs = st.lists(st.tuples(st.integers(0, 40), numbers), min_size=3, max_size=12).filter(
    lambda pairs: len({x for x, _ in pairs}) > 1
)


# --- statistics -----------------------------------------------------------------------------------


def test_theil_sen_by_hand():
    # The ten slopes, sorted: -.15 -.13 -.08 -.07 -.0575 -.055 -.045 -.0333 .01 .04: median -.05625.
    # y + .05625 x, sorted: 1.28875 1.31125 1.31625 1.3825 1.385.
    slope, intercept = theil_sen([1, 2, 3, 4, 5], [1.26, 1.27, 1.12, 1.16, 1.03])
    assert slope == pytest.approx(-0.05625)
    assert intercept == pytest.approx(1.31625)


def test_theil_sen_is_not_moved_by_one_outlier():
    x = list(range(9))
    y = [2.0 * value + 1 for value in x]
    y[4] = 500.0
    assert theil_sen(x, y) == (2.0, 1.0)


def test_theil_sen_refuses_a_vertical_line():
    with pytest.raises(InternalError):
        theil_sen([3, 3], [1, 2])


@given(series_of_pairs, st.sampled_from([-4.0, -1.0, 0.5, 2.0]), st.integers(-20, 20))
def test_theil_sen_follows_scaling_shifting_and_tilting(pairs, scale, tilt):
    x, y = zip(*pairs, strict=True)
    slope, intercept = theil_sen(x, y)
    moved = theil_sen(x, [scale * b + tilt * a + 7 for a, b in pairs])
    assert moved == pytest.approx((scale * slope + tilt, scale * intercept + 7))


def test_kendall_exact_of_the_tuna_data():
    # Hollander & Wolfe, page 185: T = 26, tau = 0.444, p = 0.1194 (also in R's cor.test manual).
    lightness = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1]
    panel = [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8]
    test = kendall(lightness, panel)
    assert test.tau == pytest.approx(4 / 9)
    assert test.p_value == pytest.approx(0.1194, abs=5e-5)


def test_kendall_with_ties_agrees_with_scipy():
    # The example in scipy's manual of kendalltau.
    test = kendall([12, 2, 1, 12, 2], [1, 4, 7, 1, 0])
    assert test.tau == pytest.approx(-0.47140452079103173)
    assert test.p_value == pytest.approx(0.2827454599327748)


def test_kendall_with_many_ties_has_the_variance_of_all_orders():
    # The tie-corrected variance is that of the score over all orders of y, counted here.
    x, y = [1, 1, 1, 2, 2, 3], [4, 4, 5, 4, 6, 5]
    scores = [
        sum(
            np.sign(x[j] - x[i]) * np.sign(order[j] - order[i])
            for i, j in combinations(range(6), 2)
        )
        for order in permutations(y)
    ]
    variance = np.mean(np.square(scores))
    assert kendall(x, y).p_value == pytest.approx(erfc(abs(scores[0]) / sqrt(2 * variance)))


@pytest.mark.parametrize(("n", "p_value"), [(2, 1.0), (3, 1 / 3), (4, 2 / 24), (5, 2 / 120)])
def test_kendall_of_a_perfect_order_counts_the_orders(n, p_value):
    assert kendall(range(n), range(n)).p_value == pytest.approx(p_value)


def test_kendall_of_a_constant_says_nothing():
    test = kendall([1, 2, 3, 4], [5, 5, 5, 5])
    assert (test.tau, test.p_value) == (0.0, 1.0)


@given(series_of_pairs)
def test_kendall_is_symmetric_and_turns_with_the_sign(pairs):
    x, y = zip(*pairs, strict=True)
    test = kendall(x, y)
    assert -1 - 1e-12 <= test.tau <= 1 + 1e-12
    assert 0 <= test.p_value <= 1
    assert kendall(y, x).tau == pytest.approx(test.tau)
    assert kendall(y, x).p_value == pytest.approx(test.p_value)
    turned = kendall(x, [-value for value in y])
    assert turned.tau == pytest.approx(-test.tau)
    assert turned.p_value == pytest.approx(test.p_value)


# --- series ---------------------------------------------------------------------------------------


def reading(
    day, value, *, sessions=(), issues=(), algorithm="1", relation=None, name="a", **photo
) -> Reading:
    taken = make_photo(day, relation=relation, name=name, **photo)
    phase = phase_of(day, sessions, relation)
    analysis = make_analysis(taken, {WHAT: value}, issues=issues, algorithm=algorithm)
    return Reading(taken, phase, phase_label(phase), analysis)


def series_of(readings, compare=None) -> Series:
    return build_series(
        readings,
        metric=WHAT[0],
        region=WHAT[1],
        view=View.FRONT,
        algorithm="1",
        compare=compare or make_compare(),
    )


def weekly(values, **details) -> list[Reading]:
    return [
        reading(START + timedelta(weeks=4 * n), value, **details) for n, value in enumerate(values)
    ]


def test_a_falling_series_has_a_baseline_a_verdict_and_a_line():
    series = series_of(reversed(weekly([8.0, 7.0, 6.0, 5.0, 4.0])))
    assert series.baseline == 8.0
    assert series.change == -4.0
    assert series.verdict is Verdict.IMPROVED
    assert (series.noise, series.noise_source) == (1.0, NoiseSource.ASSUMED)
    assert series.line is not None
    assert series.line.slope_per_week == pytest.approx(-0.25)
    assert series.line.intercept == pytest.approx(8.0)
    assert series.line.p_value == pytest.approx(2 / 120)
    assert series.baseline_photo_id == series.points[0].photo_id


@pytest.mark.parametrize(
    ("last", "verdict"),
    [
        (6.9, Verdict.IMPROVED),
        (7.0, Verdict.WITHIN_NOISE),
        (9.0, Verdict.WITHIN_NOISE),
        (9.1, Verdict.WORSE),
    ],
)
def test_only_a_change_beyond_noise_counts(last, verdict):
    assert series_of(weekly([8.0, last])).verdict is verdict


def test_three_visits_give_no_line():
    assert series_of(weekly([8.0, 7.0, 6.0])).line is None


def test_three_photos_of_two_visits_are_no_trend():
    readings = [
        reading(START + timedelta(weeks=4 * n), value, name=name)
        for n, values in enumerate([(8.0, 8.2, 9.9), (6.0, 5.8, 1.0)])
        for name, value in zip("abc", values, strict=True)
    ]
    series = series_of(readings)
    assert len(series.included) == 6
    assert series.line is None
    assert series.baseline == 8.2
    assert series.change == pytest.approx(5.8 - 8.2)


def test_a_single_photo_is_a_baseline_without_verdict():
    series = series_of(weekly([8.0]))
    assert series.baseline == 8.0
    assert series.change is None
    assert series.verdict is None
    assert series.noise is None


def test_no_photo_gives_an_empty_series():
    series = series_of([])
    assert series.points == ()
    assert series.baseline is None


def test_healing_days_are_kept_out_and_say_so():
    days = [0, 17, 14 + 35]
    readings = [
        reading(START + timedelta(days=n), value, sessions=[SESSION])
        for n, value in zip(days, [8.0, 15.0, 6.0], strict=True)
    ]
    series = series_of(readings)
    healing = series.points[1]
    assert not healing.is_included
    assert healing.value == 15.0
    assert healing.excluded_reason == (
        "Day 3 after session 1: redness and swelling are expected now."
    )
    assert series.change == -2.0


def test_a_photo_just_after_the_needling_is_not_the_baseline():
    readings = [
        reading(SESSION.date, 12.0, sessions=[SESSION], relation=SessionDayRelation.AFTER),
        reading(SESSION.date + timedelta(days=30), 6.0, sessions=[SESSION]),
    ]
    series = series_of(readings)
    assert series.baseline == 6.0
    assert not series.points[0].is_included


def test_an_unmeasured_value_is_listed_with_the_reason_of_its_issue():
    blurred = QualityIssue("blurred", "The photo is not sharp.", frozenset({Metric.REDNESS}))
    elsewhere = QualityIssue(
        "hair", "Hair over the chin.", frozenset({Metric.REDNESS}), frozenset({RegionName.CHIN})
    )
    readings = [
        *weekly([8.0]),
        reading(START + timedelta(weeks=5), None, issues=(elsewhere, blurred)),
        reading(START + timedelta(weeks=6), None),
    ]
    points = series_of(readings).points
    assert points[1].value is None
    assert points[1].excluded_reason == "The photo is not sharp."
    assert points[2].excluded_reason == "This region could not be measured."


def test_a_photo_not_comparable_with_the_baseline_is_hollow():
    readings = [*weekly([8.0]), reading(START + timedelta(weeks=5), 2.0, issues=(LIT,))]
    series = series_of(readings, make_compare(apart=LIT))
    assert series.points[1].excluded_reason == "Lit from the other side."
    assert series.points[1].value == 2.0
    assert series.verdict is None


def test_values_are_those_of_the_comparison():
    series = series_of(weekly([8.0, 6.0]), make_compare(shift=0.5))
    assert [point.value for point in series.points] == [8.0, 6.5]
    assert series.change == -1.5


def test_each_point_carries_the_noise_of_its_own_pair():
    def compare(before, after):
        noise = 2.0 if after.value(*WHAT) == 6.0 else 0.5
        return make_compare(noise)(before, after)

    points = series_of(weekly([8.0, 6.0, 5.0]), compare).points
    assert [point.noise for point in points] == [None, 2.0, 0.5]


def test_algorithm_versions_never_meet():
    readings = [reading(START, 3.0, algorithm="0")]
    readings += [reading(START + timedelta(weeks=n), 8.0 - n) for n in (1, 2)]
    series = series_of(readings)
    assert series.baseline == 7.0
    assert series.points[0].value is None
    assert "another version" in (series.points[0].excluded_reason or "")


def test_other_views_and_photos_without_a_date_are_no_points():
    undated = make_photo(None)
    readings = [
        *weekly([8.0]),
        reading(START, 1.0, view=View.LEFT_OBLIQUE),
        Reading(undated, phase_of(START, ()), "Baseline", make_analysis(undated, {WHAT: 1.0})),
    ]
    assert len(series_of(readings).points) == 1


def test_a_photo_that_is_not_measured_yet_waits():
    photo = make_photo(START)
    phase = phase_of(START, ())
    series = series_of([Reading(photo, phase, "Baseline", None)])
    assert series.points[0].excluded_reason == "This photo has not been measured yet."
