"""The plan of a chart: where everything stands, before anything is drawn."""

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skintrack.charts import EarlierValues, Meaning, ValueRange, plan_chart
from skintrack.charts.scale import Quantity, level_texts, value_levels
from skintrack.model import Metric, Series, Shown
from tests.test_charts import FALLING, WINDOWS, make_series, point


def waiting(*days: int) -> Series:
    """Return a series whose photos all wait to be measured by a new version."""
    points = [
        point(day, None, is_included=False, reason="Waits.")._replace(is_outdated=True)
        for day in days
    ]
    return make_series(points, metric=Metric.REDNESS_SPOTS)


def earlier(series: Series, *values: float) -> EarlierValues:
    by_photo = {each.photo_id: value for each, value in zip(series.points, values, strict=True)}
    return EarlierValues(values[0], by_photo)


def test_each_point_says_what_it_means_and_far_ones_where_they_lie():
    plan = plan_chart(FALLING, WINDOWS)
    assert [each.meaning for each in plan.points] == [
        *(Meaning.SAME, Meaning.LEFT_OUT, Meaning.SAME, Meaning.BETTER, Meaning.WORSE)
    ]
    far = make_series([point(0, 8.0), point(10, 90.0, is_included=False), point(60, 6.0)])
    assert [each.beyond for each in plan_chart(far).points] == [0, 1, 0]
    assert (plan.beyond, plan_chart(far).beyond) == (0, 1)
    low = make_series([point(0, 8.0), point(10, -90.0, is_included=False), point(60, 6.0)])
    assert plan_chart(low).beyond == -1
    assert [session.number for session in plan.sessions] == [1, 2, 3, 4]


def test_a_photo_without_a_value_has_no_place():
    assert {each.point.photo_id for each in plan_chart(FALLING).points} == {
        each.photo_id for each in FALLING.points if each.value is not None
    }


def test_the_first_photo_stands_alone_on_an_axis_as_it_will_look_later():
    alone = make_series([point(0, 8.0)], metric=Metric.REDNESS_SPOTS)
    plan = plan_chart(alone)
    assert plan.values.low <= 90
    assert plan.values.high >= 110
    assert all("." not in text for _, text in plan.levels)


def test_earlier_values_stay_until_they_are_measured_anew():
    series = waiting(0, 40, 80)
    assert plan_chart(series).level is None
    plan = plan_chart(series, earlier=earlier(series, 10.0, 8.0, 5.0))
    assert [each.height for each in plan.points] == pytest.approx([100, 80, 50])
    assert plan.meanings == {Meaning.EARLIER}
    assert plan.level == 100
    assert plan.band == ()
    assert plan.values.low < 50


def test_earlier_values_stand_beside_new_ones_as_an_index_but_never_as_stored_values():
    first, last = point(0, 4.0), point(80, None, is_included=False)._replace(is_outdated=True)
    series = make_series([first, last], metric=Metric.REDNESS_SPOTS)
    before = EarlierValues(10.0, {first.photo_id: 10.0, last.photo_id: 5.0})
    plan = plan_chart(series, earlier=before)
    assert [each.meaning for each in plan.points] == [Meaning.SAME, Meaning.EARLIER]
    assert plan.points[1].height == pytest.approx(50)
    raw = plan_chart(series, shown=Shown.RAW, earlier=before)
    assert [each.meaning for each in raw.points] == [Meaning.SAME]


def test_regional_redness_shows_the_earlier_change():
    series = replace(waiting(0, 40), metric=Metric.REDNESS)
    plan = plan_chart(series, earlier=earlier(series, 6.0, 4.0))
    assert plan.quantity is Quantity.CHANGE
    assert [each.height for each in plan.points] == [0.0, -2.0]


@given(st.floats(-1e4, 1e4), st.floats(1e-3, 1e4))
def test_levels_are_round_inside_the_axis_and_few(low, span):
    limits = ValueRange(low, low + span)
    levels = value_levels(limits)
    assert 1 <= len(levels) <= 6
    assert all(limits.low - 1e-6 * span <= level <= limits.high + 1e-6 * span for level in levels)


def test_levels_are_written_alike():
    assert level_texts([-5.0, 0.0, 2.5], is_signed=True) == ["\N{MINUS SIGN}5.0", "0", "+2.5"]


def test_a_plan_needs_no_matplotlib():
    code = "import sys, skintrack.charts as c; c.plan_chart; assert 'matplotlib' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_an_unknown_name_is_no_part_of_the_package():
    import skintrack.charts

    with pytest.raises(AttributeError, match="pie"):
        vars(skintrack.charts)["__getattr__"]("pie")
