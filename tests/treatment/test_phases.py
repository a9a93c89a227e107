"""Phases, visits and healing windows."""

from datetime import date, datetime, timedelta, timezone

import pytest

from skintrack.model import Phase, SessionDayRelation, VisitPhase
from skintrack.treatment import (
    healing_windows,
    held_sessions,
    phase_label,
    phase_of,
    visits,
)
from tests.helpers.model_objects import make_photo, make_session

FIRST = date(2026, 3, 10)
SECOND = date(2026, 4, 14)
SESSIONS = (make_session(SECOND, 2), make_session(FIRST, 1))  # order of entry must not matter


@pytest.mark.parametrize(
    ("day", "expected", "label"),
    [
        (FIRST - timedelta(days=1), VisitPhase(Phase.BASELINE), "Baseline"),
        (FIRST, VisitPhase(Phase.BEFORE, 1, 0), "Before session 1"),
        (FIRST + timedelta(days=1), VisitPhase(Phase.RECOVERY, 1, 1), "Day 1 after session 1"),
        (FIRST + timedelta(days=7), VisitPhase(Phase.RECOVERY, 1, 7), "Day 7 after session 1"),
        (FIRST + timedelta(days=8), VisitPhase(Phase.FOLLOW_UP, 1, 8), "8 days after session 1"),
        (
            SECOND - timedelta(days=1),
            VisitPhase(Phase.FOLLOW_UP, 1, 34),
            "5 weeks after session 1",
        ),
        (SECOND, VisitPhase(Phase.BEFORE, 2, 0), "Before session 2"),
        (
            SECOND + timedelta(days=182),
            VisitPhase(Phase.FOLLOW_UP, 2, 182),
            "6 months after session 2",
        ),
    ],
)
def test_phase_follows_from_the_dates(day, expected, label):
    assert phase_of(day, SESSIONS) == expected
    assert phase_label(expected) == label


def test_the_user_says_that_a_photo_was_taken_after_the_needling():
    phase = phase_of(SECOND, SESSIONS, SessionDayRelation.AFTER)
    assert phase == VisitPhase(Phase.AFTER, 2, 0)
    assert phase.is_healing
    assert phase_label(phase) == "Just after session 2"


def test_only_the_first_visit_before_all_sessions_is_called_the_baseline():
    phase = phase_of(FIRST - timedelta(days=3), SESSIONS)
    assert phase_label(phase, is_first=True) == "Baseline"
    assert phase_label(phase, is_first=False) == "Before the first session"


def test_without_sessions_everything_is_baseline():
    assert phase_of(FIRST, ()) == VisitPhase(Phase.BASELINE)


def test_a_session_too_soon_after_another_leaves_the_skin_healing():
    close = (make_session(FIRST, 1), make_session(FIRST + timedelta(days=5), 2))
    assert phase_of(FIRST + timedelta(days=5), close) == VisitPhase(Phase.RECOVERY, 1, 5)
    weekly = (make_session(FIRST, 1), make_session(FIRST + timedelta(days=7), 2))
    assert phase_of(FIRST + timedelta(days=7), weekly) == VisitPhase(Phase.BEFORE, 2, 0)


def test_two_sessions_on_one_day_hide_no_healing():
    day = FIRST + timedelta(days=5)
    twice = (make_session(FIRST, 1), make_session(day, 2), make_session(day, 3))
    assert phase_of(day, twice) == VisitPhase(Phase.RECOVERY, 1, 5)
    assert phase_of(day, twice, SessionDayRelation.AFTER) == VisitPhase(Phase.AFTER, 3, 0)
    assert phase_of(day + timedelta(days=1), twice) == VisitPhase(Phase.RECOVERY, 3, 1)
    late = FIRST + timedelta(days=30)
    twice_late = (make_session(FIRST, 1), make_session(late, 2), make_session(late, 3))
    assert phase_of(late, twice_late) == VisitPhase(Phase.BEFORE, 2, 0)


def test_a_planned_session_changes_no_earlier_day():
    planned = (make_session(FIRST, 1), make_session(FIRST + timedelta(days=900), 2))
    for offset in (-3, 0, 3, 30):
        day = FIRST + timedelta(days=offset)
        assert phase_of(day, planned) == phase_of(day, planned[:1])


def test_visits_group_by_local_day_and_split_a_session_day():
    tokyo = timezone(timedelta(hours=9))
    # 23:30 and 00:30 in Tokyo are one UTC day but two visits.
    late = make_photo(datetime(2026, 3, 1, 23, 30, tzinfo=tokyo))
    early = make_photo(datetime(2026, 3, 2, 0, 30, tzinfo=tokyo))
    after = make_photo(FIRST, relation=SessionDayRelation.AFTER, name="after")
    before = make_photo(datetime(2026, 3, 10, 18, tzinfo=tokyo), name="before")
    unsaid = make_photo(datetime(2026, 3, 10, 23, tzinfo=tokyo), name="unsaid")
    unknown = make_photo(None)
    result = visits([after, unknown, early, unsaid, before, late], SESSIONS)
    assert [visit.photos for visit in result] == [(late,), (early,), (before, unsaid), (after,)]
    assert result[2].day == result[3].day == FIRST
    assert result[2].phase.phase is Phase.BEFORE
    assert result[3].phase.phase is Phase.AFTER


def test_healing_windows_cover_the_session_and_seven_days():
    first, second = healing_windows(SESSIONS)
    assert (first.start, first.end, first.session_number) == (FIRST, date(2026, 3, 17), 1)
    assert second.session_number == 2


def test_a_photo_in_a_healing_window_is_healing_and_outside_it_is_not():
    window = healing_windows(SESSIONS)[0]
    for offset in range(-2, 12):
        day = FIRST + timedelta(days=offset)
        is_inside = window.start < day <= window.end
        assert phase_of(day, SESSIONS).is_healing == is_inside


def test_what_is_dated_later_than_today_is_an_appointment():
    assert [each.date for each in held_sessions(SESSIONS, FIRST)] == [FIRST]
    assert [each.date for each in held_sessions(SESSIONS, SECOND)] == [FIRST, SECOND]
    assert held_sessions(SESSIONS, FIRST - timedelta(days=1)) == ()
