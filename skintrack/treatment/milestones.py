"""Milestone photos, and whether scores wait for the next one.

Somebody who takes a photo every week sees noise go up and down. Who asks for it sees scores only
after a photo that can tell something: one from before a session, or of a month that counts.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from skintrack.model import Course, Phase, TreatmentSession, Visit
from skintrack.treatment.facts import course_facts
from skintrack.treatment.schedule import DuePhotos, add_months, schedule

EARLY_DAYS = 7
"""Photos from so many days before the date of a follow-up serve for it."""


def are_scores_hidden(
    course: Course, sessions: Sequence[TreatmentSession], visits: Sequence[Visit]
) -> bool:
    """Tell whether views keep scores back.

    They do where the patient asked for it, unless the latest visit that is no healing day is a
    milestone. Photos themselves are always shown.
    """
    if not course.hides_scores:
        return False
    latest = _latest(visits)
    return latest is None or not is_milestone(latest, sessions, visits)


def is_milestone(
    visit: Visit, sessions: Sequence[TreatmentSession], visits: Sequence[Visit]
) -> bool:
    """Tell whether a visit is one of those that scores wait for.

    These are the photos on a session's day before the needling, and the first ones from about 1, 3
    and 6 months after the latest session; photos from shortly before the next session are among
    them.
    """
    if visit.phase.phase is Phase.BEFORE:
        return True
    if visit.phase.phase is not Phase.FOLLOW_UP:
        return False
    latest = max(session.date for session in sessions if session.date <= visit.day)
    starts = [
        add_months(latest, months) - timedelta(days=EARLY_DAYS)
        for months in course_facts().follow_up_months
    ]
    reached = max((start for start in starts if start <= visit.day), default=None)
    if reached is None:
        return False
    return visit.day == min(each.day for each in _counting(visits) if each.day >= reached)


def next_milestone(
    course: Course,
    sessions: Sequence[TreatmentSession],
    visits: Sequence[Visit],
    today: date,
) -> DuePhotos | None:
    """Return the photos that scores wait for; None where no date can be reckoned."""
    return next(iter(schedule(course, sessions, visits, today).photos), None)


def _latest(visits: Sequence[Visit]) -> Visit | None:
    return max(_counting(visits), key=lambda visit: visit.day, default=None)


def _counting(visits: Sequence[Visit]) -> list[Visit]:
    """Return the visits that are no healing days."""
    return [visit for visit in visits if not visit.phase.is_healing]
