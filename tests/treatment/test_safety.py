"""The questions before a session only ever end in "ask your practitioner"."""

import re

import pytest

from skintrack.treatment.safety import SafetyKind, applying, outcome, safety_questions

VERDICT = re.compile(
    r"\b(safe|unsafe|suitable|unsuitable|may go ahead|can go ahead|allowed|forbidden|do not go"
    r"|fine|ok|okay|cleared?|risk|danger\w*|must)\b",
    re.IGNORECASE,
)
CODES = [question.code for question in safety_questions()]


def test_codes_are_unique_and_every_kind_is_asked() -> None:
    assert len(CODES) == len(set(CODES))
    assert {question.kind for question in safety_questions()} == set(SafetyKind)
    for expected in ("active_acne", "infection", "pregnancy", "isotretinoin", "cold_sores"):
        assert expected in CODES


@pytest.mark.parametrize(
    "ticked",
    [set(), {CODES[0]}, {CODES[1], CODES[-1]}, set(CODES)],
    ids=["none", "one", "two", "all"],
)
def test_the_outcome_is_to_ask_and_no_verdict(ticked: set[str]) -> None:
    text = outcome({code: code in ticked for code in CODES})
    assert "sk your practitioner before the session" in text
    assert not VERDICT.search(text)


def test_questions_that_were_not_gone_through_are_not_answered_with_no() -> None:
    assert "ticked" not in outcome({})
    assert applying({}) == ()


def test_what_applies_is_counted() -> None:
    answers = {code: code in {"eczema", "diabetes"} for code in CODES}
    assert [question.code for question in applying(answers)] == ["eczema", "diabetes"]
    assert "the 2 points" in outcome(answers)
    assert "the point you ticked" in outcome({"eczema": True})
