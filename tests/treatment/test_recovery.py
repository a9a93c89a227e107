"""The diary says what is expected, and otherwise only: ask your practitioner."""

from datetime import date, timedelta

import pytest

from skintrack.model import DiaryEntry, SessionId, Sign, Step
from skintrack.treatment.recovery import AskReason, advice, ask_about, diary_days, expected_text

DAY_0 = date(2026, 3, 10)


def entry(number: int, noticed: tuple[str, ...] = (), **signs: Step) -> DiaryEntry:
    return DiaryEntry(
        SessionId(1),
        DAY_0 + timedelta(days=number),
        {Sign(name): step for name, step in signs.items()},
        asked_about=frozenset(noticed),
    )


def reason(*entries: DiaryEntry) -> AskReason | None:
    said = advice(DAY_0, entries)
    return None if said is None else said.reason


def test_the_diary_has_eight_days():
    days = diary_days(DAY_0)
    assert days[0] == DAY_0
    assert days[-1] == date(2026, 3, 17)
    assert len(days) == 8


def test_what_is_expected_comes_from_the_facts():
    assert expected_text().startswith("Redness is expected in the first 3 days.")
    assert "7 days" in expected_text()


@pytest.mark.parametrize("number", range(4))
def test_strong_redness_in_the_first_days_is_expected(number):
    assert reason(entry(number, redness=Step.STRONGLY)) is None


def test_redness_that_goes_on_is_a_question():
    for step, words in (
        (Step.A_LITTLE, "If it stays or worries you"),
        (Step.CLEARLY, "longer than"),
    ):
        days = (entry(1, redness=Step.STRONGLY), entry(4, redness=step))
        assert reason(*days) is AskReason.REDNESS
        said = advice(DAY_0, days)
        assert said is not None
        assert "3 days" in said.text
        assert "practitioner" in said.text
        assert words in said.text


def test_redness_that_is_gone_again_is_none():
    days = (entry(4, redness=Step.A_LITTLE), entry(5, redness=Step.NONE))
    assert reason(*days) is None


def test_a_day_without_an_answer_says_nothing():
    assert reason(entry(6, peeling=Step.CLEARLY)) is None
    assert reason() is None


@pytest.mark.parametrize(
    ("number", "step", "expected"),
    [
        (4, Step.STRONGLY, None),
        (5, Step.CLEARLY, None),
        (5, Step.STRONGLY, AskReason.SWELLING),
    ],
)
def test_strong_swelling_that_goes_on_is_a_question(number, step, expected):
    assert reason(entry(number, swelling=step)) is expected


@pytest.mark.parametrize("code", [each.code for each in ask_about()])
def test_what_was_noticed_comes_first(code):
    said = advice(DAY_0, [entry(5, (code,), redness=Step.STRONGLY, swelling=Step.STRONGLY)])
    assert said is not None
    assert said.reason is AskReason.NOTICED
    assert "practitioner" in said.text
    assert "call" in said.text


def test_every_sign_to_ask_about_is_a_text_that_can_be_translated():
    for noticed in ask_about():
        assert " " in noticed.name
