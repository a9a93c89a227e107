from datetime import UTC, date, datetime, time, timedelta

import pytest

from skintrack import treatment
from skintrack.model import (
    Course,
    CourseId,
    Photo,
    PhotoId,
    SessionId,
    TreatmentSession,
    View,
    Visit,
)
from skintrack.treatment.schedule import (
    DueKind,
    Schedule,
    add_months,
    expected_views,
    missing_views,
    schedule,
)

FIRST = date(2026, 3, 3)
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def course(
    planned: int | None = None,
    appointment: date | None = None,
    spacing: tuple[int, int] | None = None,
) -> Course:
    return Course(
        CourseId(1),
        "Cheeks",
        None,
        MOMENT,
        planned_sessions=planned,
        appointment=appointment,
        spacing_weeks=spacing,
    )


def sessions(*days: date) -> tuple[TreatmentSession, ...]:
    return tuple(
        TreatmentSession(SessionId(number), CourseId(1), day)
        for number, day in enumerate(days, start=1)
    )


def photo(day: date, view: View = View.FRONT) -> Photo:
    moment = datetime.combine(day, time(9), tzinfo=UTC)
    return Photo(
        id=PhotoId(f"{day.isoformat()}{view}"),
        course_id=CourseId(1),
        sha256="",
        file_name="",
        original_name="",
        byte_size=1,
        width=3,
        height=4,
        captured_at=moment,
        captured_at_source=None,
        is_zone_assumed=False,
        view=view,
        view_source=None,
        session_day_relation=None,
        imported_at=moment,
    )


def visits(*days: date, of: tuple[TreatmentSession, ...] = ()) -> tuple[Visit, ...]:
    return treatment.visits([photo(day) for day in days], of)


def due(
    today: date, of: Course, done: tuple[TreatmentSession, ...] = (), *photo_days: date
) -> Schedule:
    return schedule(of, done, visits(*photo_days, of=done), today)


def test_nothing_is_due_in_an_empty_course():
    assert due(FIRST, course(planned=4)) == Schedule()


def test_the_next_session_lies_four_to_six_weeks_after_the_last():
    found = due(FIRST + timedelta(days=10), course(planned=2), sessions(FIRST))
    (following,) = found.sessions
    assert (following.number, following.start, following.end) == (
        2,
        FIRST + timedelta(weeks=4),
        FIRST + timedelta(weeks=6),
    )
    assert not following.is_agreed
    assert not following.is_usual


def test_the_plan_of_the_course_counts_before_the_usual_spacing():
    found = due(FIRST, course(planned=2, spacing=(2, 3)), sessions(FIRST))
    assert found.sessions[0].start == FIRST + timedelta(weeks=2)


def test_windows_of_later_sessions_grow_wider():
    found = due(FIRST, course(planned=3), sessions(FIRST))
    assert [each.number for each in found.sessions] == [2, 3]
    assert found.sessions[1].start == FIRST + timedelta(weeks=8)
    assert found.sessions[1].end == FIRST + timedelta(weeks=12)
    assert found.sessions[1].middle == FIRST + timedelta(weeks=10)


def test_an_agreed_day_is_the_next_session_and_the_rest_follows_it():
    agreed = FIRST + timedelta(days=30)
    found = due(FIRST + timedelta(days=9), course(3, agreed), sessions(FIRST))
    assert (found.sessions[0].start, found.sessions[0].is_agreed) == (agreed, True)
    assert found.sessions[1].start == agreed + timedelta(weeks=4)


def test_an_appointment_needs_no_plan():
    agreed = FIRST + timedelta(days=3)
    found = due(FIRST, course(appointment=agreed))
    assert [each.number for each in found.sessions] == [1]
    assert found.photos[0].kind is DueKind.BEFORE_SESSION
    assert found.photos[0].day == agreed


def test_a_session_noted_ahead_is_agreed():
    ahead = FIRST + timedelta(days=40)
    found = due(FIRST + timedelta(days=20), course(), sessions(FIRST, ahead))
    assert [(each.start, each.is_agreed) for each in found.sessions] == [(ahead, True)]


def test_without_a_plan_one_more_session_is_only_usual():
    found = due(FIRST + timedelta(days=20), course(), sessions(FIRST))
    assert [each.is_usual for each in found.sessions] == [True]
    assert due(FIRST + timedelta(days=50), course(), sessions(FIRST)).sessions == ()
    assert due(FIRST + timedelta(days=50), course(), sessions(FIRST)).passed is None


def test_a_window_that_passed_is_said_and_nothing_follows_from_it():
    found = due(FIRST + timedelta(days=60), course(planned=4), sessions(FIRST))
    assert found.sessions == ()
    assert found.passed is not None
    assert found.passed.number == 2


def test_an_appointment_that_passed_asks_to_be_noted():
    agreed = FIRST + timedelta(days=30)
    today = agreed + timedelta(days=1)
    assert due(today, course(2, agreed), sessions(FIRST)).unrecorded == agreed
    assert due(today, course(2, agreed), sessions(FIRST, agreed)).unrecorded is None
    assert due(agreed, course(2, agreed), sessions(FIRST)).unrecorded is None


def test_photos_are_due_before_the_next_session_until_they_are_there():
    agreed = FIRST + timedelta(days=30)
    today = agreed - timedelta(days=3)
    missing = due(today, course(2, agreed), sessions(FIRST))
    assert missing.photos[0].kind is DueKind.BEFORE_SESSION
    assert missing.photos[0].session_number == 2
    taken = due(today, course(2, agreed), sessions(FIRST), today)
    assert DueKind.BEFORE_SESSION not in {each.kind for each in taken.photos}
    too_early = due(today, course(2, agreed), sessions(FIRST), FIRST + timedelta(days=12))
    assert too_early.photos[0].kind is DueKind.BEFORE_SESSION


def test_photos_of_healing_days_do_not_serve():
    agreed = FIRST + timedelta(days=10)
    found = due(FIRST + timedelta(days=5), course(2, agreed), sessions(FIRST), FIRST)
    assert found.photos[0].start == FIRST + timedelta(days=8)


def test_photos_are_due_one_three_and_six_months_after_the_last_session():
    found = due(FIRST, course(planned=1), sessions(FIRST))
    assert [(each.months, each.day) for each in found.photos] == [
        (1, date(2026, 4, 3)),
        (3, date(2026, 6, 3)),
        (6, date(2026, 9, 3)),
    ]


def test_months_are_counted_from_the_last_planned_session():
    found = due(FIRST, course(planned=2), sessions(FIRST))
    follow_ups = [each for each in found.photos if each.kind is DueKind.FOLLOW_UP]
    middle = FIRST + timedelta(weeks=5)
    assert [each.day for each in follow_ups] == [add_months(middle, each) for each in (1, 3, 6)]
    assert {each.session_number for each in follow_ups} == {2}


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        ((), [3, 6]),
        ((date(2026, 6, 10),), [6]),
        ((date(2026, 9, 1),), [3]),
        ((date(2026, 5, 1),), [3, 6]),
    ],
)
def test_a_follow_up_is_over_when_its_photos_are_there(taken: tuple[date, ...], left: list[int]):
    found = due(date(2026, 6, 12), course(planned=1), sessions(FIRST), *taken)
    assert [each.months for each in found.photos] == left


def test_a_month_that_passed_is_let_go_but_the_last_one_stays_open():
    found = due(date(2027, 6, 1), course(planned=1), sessions(FIRST))
    assert [(each.months, each.end) for each in found.photos] == [(6, None)]
    late = due(date(2027, 6, 1), course(planned=1), sessions(FIRST), date(2027, 5, 20))
    assert late == Schedule()


def test_photos_before_a_usual_session_serve_as_those_of_the_month():
    found = due(FIRST + timedelta(days=10), course(), sessions(FIRST))
    assert [(each.kind, each.months) for each in found.photos] == [
        (DueKind.BEFORE_SESSION, None),
        (DueKind.FOLLOW_UP, 3),
        (DueKind.FOLLOW_UP, 6),
    ]


def test_the_latest_visit_is_asked_for_the_views_of_earlier_ones():
    days = (FIRST, FIRST + timedelta(days=30), FIRST + timedelta(days=60))
    photos = [photo(day, view) for day in days for view in (View.FRONT, View.LEFT_OBLIQUE)]
    found = missing_views(treatment.visits(photos[:-1], ()), days[-1])
    assert found is not None
    assert (found.day, found.views) == (days[-1], (View.LEFT_OBLIQUE,))
    assert missing_views(treatment.visits(photos, ()), days[-1]) is None
    assert missing_views(treatment.visits(photos[:-1], ()), days[-1] + timedelta(days=15)) is None


def test_months_end_where_they_are_short():
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert add_months(date(2026, 6, 15), 6) == date(2026, 12, 15)


def test_a_view_taken_now_and_then_is_no_habit():
    days = [FIRST + timedelta(days=10 * number) for number in range(9)]
    photos = [photo(day) for day in days] + [photo(day, View.LEFT_OBLIQUE) for day in days[:2]]
    assert expected_views(treatment.visits(photos, ())) == {View.FRONT}
    photos.append(photo(days[2], View.LEFT_OBLIQUE))
    assert expected_views(treatment.visits(photos, ())) == {View.FRONT, View.LEFT_OBLIQUE}
