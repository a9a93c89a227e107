from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skintrack.ui.timeline.layout import (
    AHEAD_WIDTH,
    Ahead,
    TimeAxis,
    lay_out,
    month_number,
    needed_width,
    spread,
)

START = date(2026, 1, 1)


def days(*numbers):
    return [START + timedelta(days=number) for number in numbers]


def test_visits_with_room_stand_at_even_time():
    layout = lay_out(days(0, 100, 200), [50, 50, 50], [], 1000)
    first, second, third = (column.center_x for column in layout.columns)
    assert second - first == pytest.approx(third - second)
    assert layout.width == 1000


def test_columns_hang_straight_under_their_day():
    layout = lay_out(days(0, 1, 3, 100), [60] * 4, days(0, 30), 800)
    for column in layout.columns:
        assert column.day_x == pytest.approx(column.center_x)


def test_more_width_is_taken_where_it_does_not_fit():
    layout = lay_out(days(*range(50)), [60] * 50, [], 800)
    assert layout.width == needed_width([60] * 50, 0) > 800


def test_visits_of_one_day_share_it():
    layout = lay_out(days(0, 40, 40, 80), [60] * 4, days(40), 800)
    before, after = layout.columns[1:3]
    assert before.day_x == after.day_x
    assert before.center_x < before.day_x < after.center_x


def test_a_session_without_photos_has_its_place_on_the_axis():
    layout = lay_out(days(0, 8), [60, 60], days(7), 800)
    x = layout.axis.x(days(7)[0])
    assert layout.columns[0].day_x < x < layout.columns[1].day_x - 20


def test_one_visit_is_enough():
    layout = lay_out(days(5), [60], [], 800)
    assert 0 < layout.columns[0].center_x < 800


def test_sessions_alone_are_enough():
    layout = lay_out([], [], days(5), 800)
    assert layout.columns == ()
    assert 0 < layout.axis.x(days(5)[0]) < 800


def test_month_names_keep_apart():
    axis = TimeAxis(((START.toordinal(), 0.0), (START.toordinal() + 3650, 600.0)))
    places = [axis.x(day) for day in axis.months(58)]
    assert len(places) > 3
    assert all(after - before >= 58 for before, after in pairwise(places))


def axis_of(first, last, width):
    return TimeAxis(((first.toordinal(), 0.0), (last.toordinal(), float(width))))


def test_the_month_of_a_visit_is_named_before_one_without():
    axis = axis_of(date(2025, 9, 20), date(2025, 11, 10), 90)
    october, november = date(2025, 10, 1), date(2025, 11, 1)
    assert axis.months(66, [month_number(november)]) == (november,)
    assert axis.months(66, [month_number(october)]) == (october,)
    assert axis.months(66) == (november,)
    assert axis.months(50) == (october, november)


def test_a_later_month_pushes_no_visit_out():
    axis = axis_of(date(2025, 9, 1), date(2026, 3, 1), 6 * 40)
    visited = [month_number(date(2025, 9, 1)), month_number(date(2025, 11, 1))]
    named = axis.months(66, visited)
    assert named == (date(2025, 9, 1), date(2025, 11, 1), date(2026, 1, 1), date(2026, 3, 1))


def test_a_layout_knows_the_months_of_its_visits():
    layout = lay_out([date(2025, 8, 28), date(2025, 11, 2)], [60, 60], [], 150)
    assert layout.months(80) == (date(2025, 11, 1),)


@given(
    numbers=st.lists(st.integers(0, 4000), min_size=1, max_size=60),
    widths=st.lists(st.integers(30, 200), min_size=60, max_size=60),
    available=st.integers(200, 3000),
)
def test_columns_never_overlap_and_stay_inside(numbers, widths, available):
    ordered = days(*sorted(numbers))
    layout = lay_out(ordered, widths[: len(ordered)], [], available)
    assert len(layout.columns) == len(ordered)
    assert layout.columns[0].center_x - layout.columns[0].width / 2 >= -1e-6
    assert layout.columns[-1].center_x + layout.columns[-1].width / 2 <= layout.width + 1e-6
    for one, other in pairwise(layout.columns):
        assert other.center_x - one.center_x >= (one.width + other.width) / 2 - 1e-6


def test_spread_moves_neighbours_by_equal_parts():
    assert spread([100, 100], [20, 20], 0, 1000) == pytest.approx((90, 110))


def test_what_is_ahead_stands_right_of_today_in_even_steps():
    ahead = Ahead(days(120)[0], tuple(days(130, 220, 400)))
    layout = lay_out(days(0, 100), [60, 60], [], 1000, ahead)
    first, second, third = layout.ahead
    assert second - first == third - second == AHEAD_WIDTH
    assert layout.today_x is not None
    assert layout.columns[-1].center_x < layout.today_x < first - AHEAD_WIDTH / 2
    assert third + AHEAD_WIDTH / 2 <= layout.width == 1000
    for day, x in zip(ahead.days, layout.ahead, strict=True):
        assert layout.axis.x(day) == pytest.approx(x)


def test_today_is_where_the_latest_visit_is_when_that_is_from_today():
    layout = lay_out(days(0, 100), [60, 60], [], 1000, Ahead(days(100)[0]))
    assert layout.today_x is not None
    assert layout.today_x == pytest.approx(layout.columns[-1].center_x)


def test_today_is_near_a_single_visit():
    layout = lay_out(days(0), [60], [], 1000, Ahead(days(2)[0], tuple(days(30))))
    assert layout.today_x is not None
    assert layout.columns[0].center_x + 30 < layout.today_x < 250


def test_a_plan_alone_has_its_axis():
    layout = lay_out([], [], [], 800, Ahead(days(0)[0], tuple(days(10))))
    assert layout.columns == ()
    assert layout.today_x is not None
    assert layout.today_x < layout.ahead[0]
