"""What was planned and done comes back as it went in, and what was removed can be brought back."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from skintrack.errors import InputError, LibraryError
from skintrack.library import Library
from skintrack.model import Course, NeedleZone, Provider, SessionId, TreatmentSession

DAY = date(2026, 3, 10)


def full_session(course: Course) -> TreatmentSession:
    return TreatmentSession(
        SessionId(0),
        course.id,
        DAY,
        depth_mm=1.0,
        device="Dermapen 4",
        provider=Provider.CLINIC,
        notes="Calm",
        clock=time(14, 30),
        concern="acne_scars",
        area="Cheeks",
        practitioner="M. Example",
        zone_depths={NeedleZone.CHEEKS: 1.5, NeedleZone.UNDER_EYES: 0.25},
        passes=3,
        products="Hyaluronic acid",
        numbing="Cream, 30 minutes",
        pain=0,
        safety_answers={"infection": False, "pregnancy": True},
    )


def test_every_field_of_a_session_comes_back(folder: Path) -> None:
    with Library.create(folder, "Course") as library:
        (course,) = library.courses.all()
        recorded = library.sessions.record(full_session(course))
        assert replace(recorded, id=SessionId(0)) == full_session(course)
        changed = library.sessions.update(
            replace(recorded, clock=None, zone_depths={}, pain=None, safety_answers={})
        )
    with Library.open(folder) as library:
        assert library.sessions.get(recorded.id) == changed
        assert changed.pain is None
        assert changed.zone_depths == {}


def test_every_field_of_a_course_comes_back(folder: Path) -> None:
    with Library.create(folder, "Course") as library:
        (course,) = library.courses.all()
        assert course.planned_sessions is None
        assert course.spacing_weeks is None
        assert not course.hides_scores
        planned = replace(
            course,
            name="Spring",
            area="Cheeks",
            concern="acne_scars",
            concern_words="The deep ones on the left",
            practitioner_instruction="Cream twice a day",
            planned_sessions=4,
            spacing_weeks=(4, 6),
            appointment=date(2026, 5, 4),
            appointment_clock=time(9, 15),
            hides_scores=True,
        )
        assert library.courses.update(planned) == planned
    with Library.open(folder) as library:
        assert library.courses.all() == (planned,)


def test_a_removed_session_is_out_of_every_list_until_it_is_brought_back(library: Library) -> None:
    (course,) = library.courses.all()
    session = library.sessions.record(full_session(course))
    library.sessions.remove(session.id)
    assert library.sessions.of_course(course.id) == ()
    for action in (library.sessions.get, library.sessions.remove):
        with pytest.raises(LibraryError):
            action(session.id)
    with pytest.raises(LibraryError):
        library.sessions.update(session)
    assert library.sessions.restore(session.id) == session
    assert library.sessions.of_course(course.id) == (session,)
    with pytest.raises(LibraryError):
        library.sessions.restore(session.id)


def test_sessions_of_one_day_follow_the_clock(library: Library) -> None:
    (course,) = library.courses.all()
    base = TreatmentSession(SessionId(0), course.id, DAY)
    late = library.sessions.record(replace(base, clock=time(18)))
    early = library.sessions.record(replace(base, clock=time(9)))
    assert library.sessions.of_course(course.id) == (early, late)


@pytest.mark.parametrize(
    "change",
    [
        {"depth_mm": 7.0},
        {"zone_depths": {NeedleZone.NOSE: 0.0}},
        {"passes": 0},
        {"pain": 11},
        {"pain": -1},
    ],
)
def test_numbers_of_a_session_that_cannot_be(library: Library, change: dict[str, Any]) -> None:
    (course,) = library.courses.all()
    with pytest.raises(InputError):
        library.sessions.record(replace(full_session(course), **change))
    assert library.sessions.of_course(course.id) == ()


@pytest.mark.parametrize(
    "change",
    [{"planned_sessions": 0}, {"spacing_weeks": (6, 4)}, {"spacing_weeks": (0, 4)}, {"name": " "}],
)
def test_numbers_of_a_plan_that_cannot_be(library: Library, change: dict[str, Any]) -> None:
    (course,) = library.courses.all()
    with pytest.raises(InputError):
        library.courses.update(replace(course, **change))
    assert library.courses.all() == (course,)
