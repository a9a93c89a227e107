"""The facts of ``treatment.toml``."""

from skintrack.resources import asset
from skintrack.treatment import concern_name, concerns, course_facts
from skintrack.treatment.facts import table
from tests.test_wording import unsaid_in
from translations.extract import texts_of_data
from translations.facts_file import facts_as_json


def test_concerns_have_unique_codes_and_plain_names():
    codes = [concern.code for concern in concerns()]
    assert len(codes) == len(set(codes))
    assert "acne_scars" in codes
    assert concern_name("acne_scars") == "Acne scars"
    assert concern_name("something_else") == "something_else"
    assert concern_name(None) is None
    for concern in concerns():
        if concern.usual_sessions:
            assert concern.usual_sessions[0] <= concern.usual_sessions[1]


def test_course_facts_are_read_from_the_table():
    facts = course_facts()
    assert facts.spacing_weeks == (4, 6)
    assert facts.redness_expected_days == 3
    assert facts.follow_up_months == (1, 3, 6)


def test_what_is_read_says_what_is_written():
    read = asset("treatment.json").read_bytes()
    assert read == facts_as_json(), "to be written anew: python -m translations"


def test_no_text_of_the_table_alarms_or_promises() -> None:
    texts = [text for text in texts_of_data(table()) if text]
    assert len(texts) > 80
    assert {text: unsaid_in(text) for text in texts if unsaid_in(text)} == {}


def test_everything_a_person_reads_names_its_source() -> None:
    facts = table()
    for group in ("concern", "aftercare", "safety", "disagreement"):
        assert all(entry["source"] for entry in facts[group])
    assert facts["contact"]["source"]
    assert facts["expected"]["source"]
