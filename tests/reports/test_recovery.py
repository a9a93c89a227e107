"""Recovery and safety: marks by day, what a week comes to, and answers that changed."""

import dataclasses
from datetime import timedelta

from skintrack.model import (
    DiaryEntry,
    ReportChoices,
    ReportSection,
    SessionId,
    Sign,
    Step,
    TreatmentSession,
)
from skintrack.reports.listing import numbers_text
from skintrack.reports.parts import Mark, Recovery, TreatmentWords
from skintrack.reports.recovery import recovery
from skintrack.reports.safety import safety_notes, safety_rows
from tests.helpers.model_objects import make_session
from tests.reports.test_build import DAY, MATERIAL

SESSIONS = tuple(make_session(DAY + timedelta(days=30 * n), n + 1) for n in range(3))
WORDS = TreatmentWords(noticed={"fever": "Fever", "pus": "Pus"}, safety={"cold": "Cold sores"})


def entry(number, signs=None, *, of=1, **parts) -> DiaryEntry:
    session = SESSIONS[of - 1]
    return DiaryEntry(SessionId(of), session.date + timedelta(days=number), signs or {}, **parts)


DIARY = (
    entry(0, {Sign.REDNESS: Step.STRONGLY, Sign.PEELING: Step.NONE}, pain=4, notes="Warm."),
    entry(1, {Sign.REDNESS: Step.A_LITTLE, Sign.PEELING: Step.CLEARLY}, pain=4),
    entry(3, {Sign.REDNESS: Step.NONE}, asked_about=frozenset({"fever"}), notes="Calm."),
    entry(4, {Sign.PEELING: Step.A_LITTLE}, asked_about=frozenset({"fever", "other"})),
)


def told(diary=DIARY, sessions=SESSIONS, **course) -> Recovery:
    material = dataclasses.replace(
        MATERIAL,
        sessions=sessions,
        diary=tuple(diary),
        words=WORDS,
        course=dataclasses.replace(MATERIAL.course, **course),
    )
    part = recovery(material)
    assert part is not None
    return part


def facts(part) -> dict[str, str]:
    return {fact.name: fact.text for fact in part.weeks[0].facts}


def test_each_day_has_its_mark_and_what_was_not_answered_has_none():
    week = told().weeks[0]
    assert week.heading == "Session 1, 3 Mar 2026"
    assert week.days == tuple("01234567")
    rows = {row.name: row.marks for row in week.rows}
    assert list(rows) == ["Redness", "Peeling", "Pain, 0 to 10"]
    nothing = Mark("", "")
    assert rows["Redness"] == (
        *(Mark("3", "strongly"), Mark("1", "a little"), nothing, Mark("0", "none")),
        *(nothing,) * 4,
    )
    assert [mark.text for mark in rows["Pain, 0 to 10"]] == ["4", "4", "", "", "", "", "", ""]


def test_a_week_comes_to_its_worst_day_its_end_and_what_was_noticed():
    assert facts(told()) == {
        "Worst day": "Day 0 (Redness: strongly)",
        "Most pain": "4 of 10, days 0 and 1",
        "Settled": "Redness from day 3",
        "Still noted at the end": "Peeling a little, day 4",
        "Noticed": "Fever, days 3 and 4; other, day 4",
    }
    assert told().weeks[0].words[0].text == "Day 0: Warm. Day 3: Calm."


def test_a_calm_week_says_so():
    calm = facts(told([entry(1, {Sign.REDNESS: Step.NONE}, pain=0)]))
    assert calm == {"Worst day": "No sign on any day noted", "Most pain": "None"}
    assert facts(told([entry(1, notes="Fine.")])) == {}


def test_weeks_without_a_diary_are_named_and_empty_entries_are_none():
    part = told([*DIARY, entry(0, of=2)])
    assert len(part.weeks) == 1
    assert part.notes[1] == "No diary was kept after sessions 2 and 3."
    alone = told(())
    assert (alone.weeks, alone.legend) == ((), ())
    assert alone.notes == ("No diary was kept after any session.",)


def test_many_words_may_go_over_the_end_of_a_page():
    assert told([entry(1, notes="x" * 2_000)]).weeks[0].length == "long"


def test_answers_of_the_safety_check_tell_when_they_changed():
    def answered(*cold) -> tuple[TreatmentSession, ...]:
        return tuple(
            make_session(
                DAY + timedelta(days=30 * n),
                n + 1,
                safety_answers={} if applies is None else {"cold": applies, "sun": False},
            )
            for n, applies in enumerate(cold)
        )

    changed = answered(True, True, True, None, False, True)
    assert [(row.name, row.text) for row in safety_rows(changed, WORDS.safety)] == [
        (
            "Cold sores",
            "yes before sessions 1 to 3; no before session 5, from 1 Jul 2026; "
            "yes before session 6, from 31 Jul 2026",
        )
    ]
    assert safety_notes(changed) == (
        "The questions were gone through before sessions 1 to 3, 5 and 6.",
    )
    calm = answered(False, None)
    assert safety_rows(calm, WORDS.safety) == ()
    assert safety_notes(calm)[1] == "None of them applied."
    assert safety_notes(answered(None)) == ()


def test_a_code_that_the_list_does_not_know_is_shown_as_it_is():
    session = make_session(DAY, safety_answers={"brand_new": True})
    assert safety_rows((session,), WORDS.safety)[0].name == "brand_new"


def test_the_practitioners_instruction_is_told():
    assert told().instruction == ()
    assert told(practitioner_instruction="Cool it.").instruction[0].text == "Cool it."


def test_it_is_absent_where_it_was_left_out_or_no_session_was():
    left_out = ReportChoices(sections=frozenset(ReportSection) - {ReportSection.RECOVERY})
    assert recovery(dataclasses.replace(MATERIAL, choices=left_out)) is None
    assert recovery(dataclasses.replace(MATERIAL, sessions=())) is None


def test_numbers_are_joined_where_they_are_neighbours():
    assert numbers_text([1]) == "1"
    assert numbers_text([1, 2]) == "1 and 2"
    assert numbers_text([1, 2, 3]) == "1 to 3"
    assert numbers_text([1, 3, 4, 5, 9]) == "1, 3 to 5 and 9"
