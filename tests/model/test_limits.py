"""Years, the future, and depths."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from skintrack.model.limits import is_believable_year, is_in_future, is_possible_depth

NOW = datetime(2027, 5, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(("year", "expected"), [(1899, 0), (1900, 1), (2199, 1), (2200, 0)])
def test_years(year, expected):
    assert is_believable_year(date(year, 6, 1)) == bool(expected)


def test_the_future_begins_a_day_after_now():
    assert not is_in_future(NOW + timedelta(hours=24), NOW)
    assert is_in_future(NOW + timedelta(hours=24, seconds=1), NOW)
    # 14 hours ahead on the Line Islands is the same moment.
    line_islands = timezone(timedelta(hours=14))
    assert not is_in_future((NOW + timedelta(hours=20)).astimezone(line_islands), NOW)
    assert is_in_future(datetime.now(UTC) + timedelta(days=400))


def test_a_clock_that_was_never_set_makes_no_future():
    assert not is_in_future(datetime(2026, 3, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize("depth", [0.0, -1.0, float("nan"), float("inf"), 5.1])
def test_impossible_depths(depth):
    assert not is_possible_depth(depth)
    assert is_possible_depth(0.25)
    assert is_possible_depth(5.0)
