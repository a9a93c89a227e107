"""A clock that jumps is doubted; the time it jumped over takes nothing out of the bin."""

from datetime import UTC, datetime, timedelta

import pytest

from skintrack.library.known_clock import KnownClock, look

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def days(number):
    return START + timedelta(days=number)


def test_the_first_look_is_believed():
    assert look(START, None, None).is_right


@pytest.mark.parametrize("later", [0, 1, 30, 45])
def test_a_month_without_the_program_is_nothing_unusual(later):
    seen = look(days(later), START, None)
    assert (seen.is_right, seen.trusted, seen.jumped) == (True, days(later), timedelta())


def test_some_hours_back_are_another_zone():
    seen = look(START - timedelta(hours=12), START, None)
    assert (seen.is_right, seen.trusted) == (True, START)


@pytest.mark.parametrize("jump", [-5, -20_000, 46, 4500, 30_000])
def test_a_jump_is_doubted_until_it_was_true_for_two_days(jump):
    first = look(days(jump), START, None)
    assert (first.is_right, first.trusted, first.doubted) == (False, START, days(jump))
    second = look(days(jump + 1), START, first.doubted)
    assert (second.is_right, second.doubted) == (False, days(jump))
    third = look(days(jump + 2), START, second.doubted)
    assert (third.is_right, third.trusted, third.doubted) == (True, days(jump + 2), None)
    assert third.jumped == max(timedelta(), timedelta(days=jump + 2))


def test_a_clock_that_was_put_right_is_believed_at_once():
    first = look(days(4000), START, None)
    seen = look(days(1), first.trusted, first.doubted)
    assert (seen.is_right, seen.trusted, seen.jumped) == (True, days(1), timedelta())


def test_another_jump_begins_the_doubt_anew():
    first = look(days(4000), START, None)
    second = look(days(9000), START, first.doubted)
    assert (second.is_right, second.doubted) == (False, days(9000))


def test_it_is_kept_in_the_library(library):
    clock = KnownClock(library.keeping)
    assert clock.trusted is None
    assert clock.look(START).is_right
    assert not clock.look(days(100)).is_right
    assert clock.trusted == START
    assert not clock.look(days(101)).is_right
    assert clock.look(days(102)).jumped == timedelta(days=102)
    assert clock.trusted == days(102)


def test_the_year_2038_is_a_year_like_any_other(library):
    clock = KnownClock(library.keeping)
    end = datetime(2038, 1, 19, 3, 14, 7, tzinfo=UTC)
    assert clock.look(end).is_right
    assert clock.look(end + timedelta(seconds=1)).is_right
    assert clock.look(end + timedelta(days=1)).trusted == end + timedelta(days=1)
