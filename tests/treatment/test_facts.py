"""The facts of ``treatment.toml``."""

from skintrack.treatment import concern_name, concerns, course_facts


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
