"""Diary and aftercare send the patient to the practitioner from the same day on."""

import re
from datetime import date, timedelta

import pytest

from skintrack.model import DiaryEntry, SessionId, Sign, Step
from skintrack.treatment import recovery
from skintrack.treatment.aftercare import contact_advice
from skintrack.treatment.facts import course_facts, table

DAY_0 = date(2026, 3, 10)


def days_said_of(word: str) -> int:
    """The days after which the aftercare says to call, read from its sentence."""
    (sentence,) = [sign for sign in contact_advice().signs if sign.startswith(word)]
    found = re.search(r"after (\d+) days", sentence)
    assert found is not None
    return int(found[1])


def asks_on(number: int, sign: Sign, step: Step) -> bool:
    day = DAY_0 + timedelta(days=number)
    return recovery.advice(DAY_0, [DiaryEntry(SessionId(1), day, {sign: step})]) is not None


@pytest.mark.parametrize(
    ("sign", "step", "word"),
    [
        (Sign.REDNESS, Step.CLEARLY, "Redness that is still clear"),
        (Sign.SWELLING, Step.STRONGLY, "Swelling that is still strong"),
    ],
)
def test_both_name_the_same_day(sign: Sign, step: Step, word: str) -> None:
    last = days_said_of(word)
    assert not asks_on(last, sign, step)
    assert asks_on(last + 1, sign, step)


def test_what_is_usual_ends_where_the_question_begins() -> None:
    days = course_facts().redness_expected_days
    assert f"the first {days} days" in contact_advice().usual
    assert f"first {days} days" in recovery.expected_text()


def test_another_fact_changes_both(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = table()
    monkeypatch.setitem(facts["recovery"], "redness_expected_days", 5)
    assert days_said_of("Redness that is still clear") == 5
    assert not asks_on(5, Sign.REDNESS, Step.CLEARLY)
    assert asks_on(6, Sign.REDNESS, Step.CLEARLY)
