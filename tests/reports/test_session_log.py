"""The session log: every field of a session in its place, nothing where nothing was recorded."""

import dataclasses
from datetime import timedelta

from skintrack.model import (
    DiaryEntry,
    NeedleZone,
    Provider,
    ReportChoices,
    ReportSection,
    SessionId,
    Sign,
    Step,
)
from skintrack.reports.session_log import session_log, session_rows
from tests.helpers.model_objects import make_session
from tests.reports.test_build import DAY, MATERIAL


def named(row) -> dict[str, str]:
    return {detail.name: detail.text for detail in row.details}


def test_what_was_not_recorded_stays_empty():
    first, second = session_rows(
        (make_session(DAY, 1), make_session(DAY + timedelta(days=35), 2, depth_mm=1.5))
    )
    assert first.cells == ("1", "3 Mar 2026", "", "", "", "", "")
    assert first.details == ()
    assert (second.cells[:2], second.interval) == (("2", "7 Apr 2026"), "after 5 weeks")
    assert second.cells[4] == "1.5"


def test_every_field_is_told():
    session = make_session(
        DAY,
        depth_mm=1.0,
        zone_depths={NeedleZone.CHEEKS: 1.75, NeedleZone.FOREHEAD: 0.5},
        provider=Provider.HOME,
        practitioner="Dr Ada",
        device="Pen",
        passes=3,
        pain=0,
        area="Neck",
        numbing="Cream",
        products="Balm",
        notes="Calm.",
    )
    row = session_rows((session,), course_area="Face")[0]
    assert row.cells == (
        *("1", "3 Mar 2026", "At home, Dr Ada", "Pen"),
        *("Forehead 0.5 · Cheeks 1.75 · Elsewhere 1.0", "3", "0"),
    )
    assert named(row) == {
        "Area": "Neck",
        "Numbing": "Cream",
        "Products": "Balm",
        "Notes": "Calm.",
    }
    assert "Area" not in named(session_rows((session,), course_area="Neck")[0])


def test_reactions_and_downtime_come_from_the_diary_of_the_session():
    session = make_session(DAY)

    def day(number, signs, of=1) -> DiaryEntry:
        return DiaryEntry(SessionId(of), DAY + timedelta(days=number), signs)

    diary = (
        day(0, {Sign.REDNESS: Step.STRONGLY, Sign.SWELLING: Step.A_LITTLE}),
        day(1, {Sign.REDNESS: Step.CLEARLY}),
        day(2, {Sign.REDNESS: Step.NONE}),
        DiaryEntry(SessionId(1), DAY + timedelta(days=3), pain=2),
        day(1, {Sign.BRUISING: Step.STRONGLY}, of=2),
    )
    assert named(session_rows((session,), diary)[0]) == {
        "Reactions at most": "Redness: strongly, Swelling: a little",
        "Downtime": "2 days with clear or strong signs, of 3 in the diary",
    }
    calm = named(session_rows((session,), (day(1, {Sign.REDNESS: Step.NONE}),))[0])
    assert calm["Reactions at most"] == "none in the diary"


def test_long_texts_may_go_over_the_end_of_a_page():
    rows = session_rows(tuple(make_session(DAY, notes="x" * length) for length in (100, 5_000)))
    assert [row.length for row in rows] == ["", "long"]


def test_the_plan_stands_above_and_a_course_without_sessions_says_so():
    course = dataclasses.replace(MATERIAL.course, planned_sessions=4, spacing_weeks=(4, 6))
    log = session_log(dataclasses.replace(MATERIAL, course=course))
    assert log is not None
    assert log.notes == ("Planned: 4 sessions.", "Planned spacing: 4 to 6 weeks.")
    empty = session_log(dataclasses.replace(MATERIAL, sessions=()))
    assert empty is not None
    assert (empty.rows, empty.notes) == ((), ("No session has been recorded.",))


def test_the_log_can_be_left_out():
    sections = frozenset(ReportSection) - {ReportSection.SESSIONS}
    assert (
        session_log(dataclasses.replace(MATERIAL, choices=ReportChoices(sections=sections))) is None
    )
