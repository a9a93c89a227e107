"""Proposals follow the sources, and a short interval is only called closer than usual."""

from datetime import UTC, date, datetime, timedelta

import pytest

from skintrack.model import Course, CourseId
from skintrack.treatment.facts import concerns
from skintrack.treatment.plan import (
    closeness,
    disagreements,
    doubt,
    plan_of,
    previous_session,
    propose,
)
from tests.helpers.model_objects import make_session

DAY = date(2026, 3, 10)


def test_acne_scars_take_the_longer_of_two_opinions() -> None:
    proposal = propose("acne_scars")
    assert (proposal.sessions, proposal.usual_sessions) == (4, (4, 6))
    assert proposal.spacing_weeks == (4, 6)
    assert not proposal.is_general
    assert proposal.note is not None
    assert "3 to 4" in proposal.note


@pytest.mark.parametrize("concern", ["stretch_marks", None, "my own words"])
def test_a_concern_without_a_number_gets_the_usual_one(concern: str | None) -> None:
    proposal = propose(concern)
    assert (proposal.sessions, proposal.is_general) == (3, True)


def test_every_concern_has_a_proposal() -> None:
    for concern in concerns():
        proposal = propose(concern.code)
        assert 1 <= proposal.sessions == proposal.usual_sessions[0] <= proposal.usual_sessions[1]


def test_what_the_user_planned_comes_first() -> None:
    course = Course(CourseId(1), "Course", "acne_scars", datetime(2026, 1, 1, tzinfo=UTC))
    assert plan_of(course) == (4, (4, 6))
    changed = Course(
        *(CourseId(1), "Course", "acne_scars", course.created_at),
        planned_sessions=6,
        spacing_weeks=(2, 3),
    )
    assert plan_of(changed) == (6, (2, 3))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (28, None),
        (27, "27 days from another session: closer than the usual 4 weeks."),
        (-14, "2 weeks from another session: closer than the usual 4 weeks."),
        (7, "1 week from another session: closer than the usual 4 weeks."),
        (1, "1 day from another session: closer than the usual 4 weeks."),
        (0, None),
    ],
)
def test_a_short_interval_is_only_closer_than_usual(days: int, expected: str | None) -> None:
    assert closeness(DAY + timedelta(days=days), [make_session(DAY)], 4) == expected


def test_an_unusual_day_is_doubted_and_not_refused() -> None:
    before, after = DAY - timedelta(days=1), DAY + timedelta(days=1)
    assert doubt(DAY, [make_session(before)], DAY) is None
    assert doubt(DAY, [make_session(DAY)], DAY) == "There is a session on this day already."
    assert "lies ahead" in (doubt(after, [make_session(DAY)], DAY) or "")


def test_as_last_time_is_the_session_before() -> None:
    first, second = make_session(DAY, 1), make_session(DAY + timedelta(days=35), 2)
    assert previous_session([second, first], DAY + timedelta(days=70)) is second
    assert previous_session([second, first], DAY + timedelta(days=34)) is first
    assert previous_session([second, first], DAY - timedelta(days=1)) is None


def test_disagreements_say_what_is_taken() -> None:
    codes = [each.code for each in disagreements()]
    assert len(codes) == len(set(codes)) >= 12
    assert all(each.says and each.taken.endswith(".") for each in disagreements())
