"""When scores wait, and which photos they wait for."""

from datetime import UTC, date, datetime, timedelta

import pytest

from skintrack import treatment
from skintrack.model import Course, CourseId, TreatmentSession, Visit
from skintrack.treatment.milestones import are_scores_hidden, is_milestone, next_milestone
from tests.helpers.model_objects import make_photo, make_session

FIRST = date(2026, 3, 10)


def course(*, asked: bool = True) -> Course:
    made = datetime(2026, 1, 1, tzinfo=UTC)
    return Course(CourseId(1), "Acne scars", None, made, hides_scores=asked)


def days_of(
    photo_days: tuple[int, ...], session_days: tuple[int, ...]
) -> tuple[list[TreatmentSession], tuple[Visit, ...]]:
    """Return sessions and visits; days count from the first session."""
    sessions = [
        make_session(FIRST + timedelta(days=day), number)
        for number, day in enumerate(session_days, 1)
    ]
    photos = [make_photo(FIRST + timedelta(days=day)) for day in photo_days]
    return sessions, treatment.visits(photos, sessions)


@pytest.mark.parametrize(
    ("photo_days", "session_days", "is_hidden"),
    [
        ((), (), True),
        ((-3,), (0,), True),  # a baseline alone compares with nothing
        ((-3, 0), (0,), False),
        ((-3, 3), (0,), True),
        ((-3, 14), (0,), True),
        ((-3, 28), (0,), False),  # about a month later
        ((-3, 28, 35), (0,), True),  # a week after that
        ((-3, 14, 35), (0, 35), False),  # the day of the next session, before the needling
        ((-3, 35, 38), (0, 35), False),  # a healing day changes nothing
        ((-3, 35, 50), (0, 35), True),
        ((-3, 92), (0,), False),
        ((-3, 92, 100), (0,), True),
        ((-3, 184), (0,), False),
        ((-3, 184, 400), (0,), True),
    ],
)
def test_scores_wait_for_a_milestone(photo_days, session_days, is_hidden):
    sessions, visits = days_of(photo_days, session_days)
    assert are_scores_hidden(course(), sessions, visits) is is_hidden
    assert are_scores_hidden(course(asked=False), sessions, visits) is False


def test_only_the_first_photos_of_a_month_are_a_milestone():
    sessions, visits = days_of((28, 29, 60, 90), (0,))
    assert [is_milestone(visit, sessions, visits) for visit in visits] == [True, False, False, True]


def test_a_late_photo_is_the_milestone_of_its_month():
    sessions, visits = days_of((60,), (0,))
    assert is_milestone(visits[0], sessions, visits)


def test_what_scores_wait_for():
    sessions, visits = days_of((-3, 14), (0,))
    due = next_milestone(course(), sessions, visits, FIRST + timedelta(days=15))
    assert due is not None
    assert due.day > FIRST + timedelta(days=15)
