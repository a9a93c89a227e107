"""A proposal for a course: how many sessions, how far apart, and where the sources disagree.

A proposal is a default that the user changes. A shorter interval than usual is called that and no
more: trials have used two weeks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from skintrack.model.course import Course, TreatmentSession
from skintrack.model.phrase import Phrase
from skintrack.treatment.facts import course_facts, table
from skintrack.treatment.phases import sorted_sessions


@dataclass(frozen=True)
class PlanProposal:
    """What sources name for a concern.

    ``usual_sessions`` is (fewest, most), ``sessions`` the number to begin with. ``is_general`` if
    no source gives a number for this concern, so that the usual one of all courses was taken.
    """

    sessions: int
    usual_sessions: tuple[int, int]
    spacing_weeks: tuple[int, int]
    maintenance_months: int
    is_general: bool
    note: Phrase | None = None


@dataclass(frozen=True)
class Disagreement:
    """Something that sources say differently, and what is taken."""

    code: str
    issue: Phrase
    says: Phrase
    taken: Phrase


def propose(concern: str | None) -> PlanProposal:
    """Return the proposal for a concern; an unknown one gets the usual numbers."""
    facts = course_facts()
    found: dict[str, Any] = next(
        (entry for entry in table()["concern"] if entry["code"] == concern), {}
    )
    fewest, most = found.get("sessions") or table()["course"]["sessions"]
    note = found.get("note")
    return PlanProposal(
        sessions=fewest,
        usual_sessions=(fewest, most),
        spacing_weeks=facts.spacing_weeks,
        maintenance_months=facts.maintenance_months,
        is_general="sessions" not in found,
        note=None if note is None else Phrase(note),
    )


def plan_of(course: Course) -> tuple[int, tuple[int, int]]:
    """Return number and spacing of a course as planned, or as proposed where nothing was."""
    proposal = propose(course.concern)
    return (
        course.planned_sessions or proposal.sessions,
        course.spacing_weeks or proposal.spacing_weeks,
    )


def weeks_if_closer(
    day: date, others: Iterable[TreatmentSession], least_weeks: int
) -> tuple[int, int] | None:
    """Return how far the nearest other session is, if that is closer than usual.

    Parameters
    ----------
    day : date
        Day of a session.
    others : iterable of TreatmentSession
        The other sessions of the course.
    least_weeks : int
        Shortest usual interval.

    Returns
    -------
    tuple of int or None
        Whole weeks and the days beyond them.
    """
    gaps = [abs((session.date - day).days) for session in others]
    nearest = min((gap for gap in gaps if gap > 0), default=None)
    if nearest is None or nearest >= least_weeks * 7:
        return None
    return divmod(nearest, 7)


def closeness(day: date, others: Iterable[TreatmentSession], least_weeks: int) -> Phrase | None:
    """Return the remark that a session lies closer to another one than usual, if it does."""
    gap = weeks_if_closer(day, others, least_weeks)
    if gap is None:
        return None
    weeks, days = gap
    if weeks and not days:
        apart = Phrase.counted("{count} week", "{count} weeks", weeks)
    else:
        apart = Phrase.counted("{count} day", "{count} days", weeks * 7 + days)
    return Phrase(
        "{apart} from another session: closer than the usual {least} weeks.",
        apart=apart,
        least=least_weeks,
    )


def doubt(day: date, others: Iterable[TreatmentSession], today: date) -> Phrase | None:
    """Return what is unusual about the day of a session, if anything; nothing is refused."""
    if any(session.date == day for session in others):
        return Phrase("There is a session on this day already.")
    if day > today:
        return Phrase("This day lies ahead: until then it is kept as an appointment.")
    return None


def previous_session(sessions: Iterable[TreatmentSession], day: date) -> TreatmentSession | None:
    """Return the last session before or on a day, from which another one can be filled."""
    before = [each for each in sorted_sessions(sessions) if each.date <= day]
    return before[-1] if before else None


def disagreements() -> tuple[Disagreement, ...]:
    """Return where the sources disagree and what this program takes."""
    return tuple(
        Disagreement(
            entry["code"],
            Phrase(entry["issue"]),
            Phrase(entry["says"]),
            Phrase(entry["taken"]),
        )
        for entry in table()["disagreement"]
    )
