"""Rules after a session end when they say, and never too early where the time is unknown."""

from datetime import date, datetime, time, timedelta

import pytest

from skintrack.model import TreatmentSession
from skintrack.treatment.aftercare import (
    AftercareKind,
    aftercare_at,
    aftercare_rules,
    contact_advice,
    latest_session,
    session_began,
)
from tests.helpers.model_objects import make_session

DAY = date(2026, 3, 10)
SESSION: TreatmentSession = make_session(DAY, 1, clock=time(14, 30))
BEGAN = datetime(2026, 3, 10, 14, 30).astimezone()


def texts(hours: float, session: TreatmentSession = SESSION) -> list[str]:
    found = aftercare_at(session, BEGAN + timedelta(hours=hours))
    return [item.text for item in (*found.avoid, *found.do)]


def test_make_up_is_left_for_a_day_then_light_until_the_third() -> None:
    assert "Make-up of any kind" in texts(23.9)
    assert "Heavy make-up" not in texts(23.9)
    assert "Heavy make-up" in texts(24)
    assert "Make-up of any kind" not in texts(24)
    assert not any("ake-up" in text for text in texts(72))


@pytest.mark.parametrize(
    ("code", "hours"),
    [("actives", 72), ("exercise", 72), ("sun", 168), ("harsh", 168), ("cleanser", 168)],
)
def test_a_rule_ends_at_its_hour(code: str, hours: int) -> None:
    (rule,) = [each for each in aftercare_rules() if each.code == code]
    assert rule.text in texts(hours - 0.01)
    assert rule.text not in texts(hours)
    after = aftercare_at(SESSION, BEGAN + timedelta(hours=hours))
    assert rule in after.over


def test_only_what_was_to_be_avoided_is_allowed_again() -> None:
    def allowed(hours: float) -> list[str]:
        found = aftercare_at(SESSION, BEGAN + timedelta(hours=hours))
        return [rule.code for rule in found.allowed_again]

    assert allowed(71) == []
    assert allowed(72) == ["make_up", "actives", "exercise"]
    # Not the care that ended, and not what is no good idea later either.
    assert allowed(24 * 365) == ["make_up", "actives", "exercise", "harsh"]


def test_sunscreen_has_no_end() -> None:
    assert texts(24 * 365) == ["Sunscreen every day"]
    assert aftercare_at(SESSION, BEGAN + timedelta(days=365)).next_change is None


def test_the_next_change_is_the_soonest_end() -> None:
    found = aftercare_at(SESSION, BEGAN + timedelta(hours=3))
    assert found.next_change == BEGAN + timedelta(hours=24)
    assert found.is_time_known
    assert all(item.rule.kind is AftercareKind.AVOID for item in found.avoid)


def test_without_a_time_the_hours_count_from_the_end_of_the_day() -> None:
    unknown = make_session(DAY, 1)
    assert session_began(unknown) == datetime(2026, 3, 11).astimezone()
    found = aftercare_at(unknown, BEGAN)
    assert not found.is_time_known
    make_up = found.avoid[0]
    assert (make_up.text, make_up.until) == (
        "Make-up of any kind",
        datetime(2026, 3, 12).astimezone(),
    )


def test_the_week_of_healing_belongs_to_the_latest_session() -> None:
    earlier = make_session(DAY - timedelta(days=3), 2)
    planned = make_session(DAY + timedelta(days=30), 3)
    sessions = (planned, SESSION, earlier)
    assert latest_session(sessions, BEGAN + timedelta(hours=1)) is SESSION
    assert latest_session(sessions, BEGAN - timedelta(hours=1)) is earlier
    assert latest_session(sessions, BEGAN + timedelta(days=6, hours=23)) is SESSION
    assert latest_session(sessions, BEGAN + timedelta(days=7)) is None
    assert latest_session((), BEGAN) is None


def test_a_session_without_a_time_counts_from_its_day_on() -> None:
    unknown = make_session(DAY, 1)
    assert latest_session((unknown,), datetime(2026, 3, 10, 8).astimezone()) is unknown
    assert latest_session((unknown,), datetime(2026, 3, 9, 23).astimezone()) is None


def test_the_signs_to_call_are_there() -> None:
    advice = contact_advice()
    assert len(advice.signs) >= 5
    assert "contact your practitioner" in advice.text
    assert "emergency" in advice.urgent
