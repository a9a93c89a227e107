"""What is due next in a course: sessions, dates for photos, views that a visit lacks.

Only dates are reckoned here, from what was recorded and from the usual numbers of
``assets/treatment.toml``. A date is an offer: nothing is ever late.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from skintrack.model import Course, TreatmentSession, View, Visit
from skintrack.treatment.facts import HEALING_DAYS, course_facts
from skintrack.treatment.phases import sorted_sessions

BEFORE_SESSION_DAYS = 7
"""Photos from so many days before a session still show the skin it begins with."""

_TOLERANCE_DAYS_PER_MONTH = 5
_LEAST_TOLERANCE_DAYS = 7
_MISSING_VIEW_DAYS = 7
_LEAST_VISITS, _LEAST_SHARE = 2, 3
_MONTHS = 12


class DueKind(StrEnum):
    """What photos are for."""

    BEFORE_SESSION = "before_session"
    FOLLOW_UP = "follow_up"


class PlannedSession(NamedTuple):
    """A session that has not been; both ends of its window are included.

    ``is_agreed`` is a day that patient and practitioner agreed on. ``is_usual`` follows from the
    usual spacing alone: nobody said that there will be another session.
    """

    number: int
    start: date
    end: date
    is_agreed: bool = False
    is_usual: bool = False

    @property
    def middle(self) -> date:
        """The day in the middle of the window."""
        return self.start + (self.end - self.start) / 2


class DuePhotos(NamedTuple):
    """A date for photos.

    ``start`` to ``end`` are the days that serve, ``day`` is the best of them; without an ``end``
    later photos serve too. ``session_number`` is the session they precede or follow, ``months`` how
    long after it.
    """

    kind: DueKind
    start: date
    day: date
    end: date | None
    session_number: int
    months: int | None = None


class MissingViews(NamedTuple):
    """Views that the course usually has and its latest visit has not."""

    day: date
    views: tuple[View, ...]


class Schedule(NamedTuple):
    """What is ahead, soonest first.

    ``passed`` is the window of a planned session that came and went, ``unrecorded`` the day of an
    appointment that has no session yet.
    """

    sessions: tuple[PlannedSession, ...] = ()
    photos: tuple[DuePhotos, ...] = ()
    missing: MissingViews | None = None
    passed: PlannedSession | None = None
    unrecorded: date | None = None


def schedule(
    course: Course,
    sessions: Sequence[TreatmentSession],
    visits: Sequence[Visit],
    today: date,
) -> Schedule:
    """Return what is due in a course.

    Photos are due before the next session and some months after the last one. Where more sessions
    are planned, the months are counted from the middle of the last planned window.
    """
    ordered = sorted_sessions(sessions)
    windows = _windows(course, ordered, today)
    ahead = tuple(each for each in windows if each.end >= today)
    passed = next((each for each in windows if each.end < today), None)
    done = [session.date for session in ordered if session.date <= today]
    photos = [*_before_next(ahead, done, visits, today), *_follow_ups(ahead, done, visits, today)]
    return Schedule(
        sessions=ahead,
        photos=tuple(sorted(photos, key=lambda due: due.day)),
        missing=None if done and _is_past(visits, done[-1]) else missing_views(visits, today),
        passed=passed,
        unrecorded=_unrecorded(course, ordered, today),
    )


def expected_views(visits: Sequence[Visit]) -> frozenset[View]:
    """Return the views that are a habit: on two visits, and a third of all, healing days apart."""
    usual = [visit for visit in visits if not visit.phase.is_healing]
    counts = Counter(view for visit in usual for view in {photo.view for photo in visit.photos})
    least = max(_LEAST_VISITS, len(usual) / _LEAST_SHARE)
    return frozenset(view for view, count in counts.items() if count >= least) - {View.UNKNOWN}


def missing_views(visits: Sequence[Visit], today: date) -> MissingViews | None:
    """Return what the latest visit lacks, while it is so recent that it can still be completed."""
    latest = _latest(visits)
    if latest is None or (today - latest.day).days > _MISSING_VIEW_DAYS:
        return None
    taken = {photo.view for photo in latest.photos}
    expected = expected_views(visits)
    views = tuple(view for view in View if view in expected - taken)
    return MissingViews(latest.day, views) if views else None


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last of a month that is too short."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    return date(year, month + 1, min(day.day, _length(year, month + 1)))


def _length(year: int, month: int) -> int:
    """Return the days of a month; ``calendar`` would bring all that it can print to every start."""
    if month == _MONTHS:
        return 31
    return (date(year, month + 1, 1) - timedelta(days=1)).day


def _windows(
    course: Course, ordered: Sequence[TreatmentSession], today: date
) -> list[PlannedSession]:
    """Return the windows of all sessions to come, or the one that passed."""
    found = [
        PlannedSession(number, session.date, session.date, is_agreed=True)
        for number, session in enumerate(ordered, start=1)
        if session.date > today
    ]
    number = len(ordered) + 1
    start = end = ordered[-1].date if ordered else None
    appointment = course.appointment
    if appointment is not None and appointment >= today and (end is None or appointment > end):
        found.append(PlannedSession(number, appointment, appointment, is_agreed=True))
        start = end = appointment
        number += 1
    if start is None or end is None:
        return found
    is_usual = course.planned_sessions is None
    last = course.planned_sessions or (number - 1 if found else number)
    least, most = course.spacing_weeks or course_facts().spacing_weeks
    for each in range(number, last + 1):
        start, end = start + timedelta(weeks=least), end + timedelta(weeks=most)
        if end >= today or not is_usual:
            found.append(PlannedSession(each, start, end, is_usual=is_usual))
        if end < today:
            break  # Nobody knows when it will be, so nothing can be reckoned from it.
    return found


def _before_next(
    ahead: Sequence[PlannedSession], done: Sequence[date], visits: Sequence[Visit], today: date
) -> list[DuePhotos]:
    """Return the photos to take before the next session, unless they are there."""
    if not ahead:
        return []
    following = ahead[0]
    start = following.start - timedelta(days=BEFORE_SESSION_DAYS)
    if done:
        start = max(start, done[-1] + timedelta(days=HEALING_DAYS + 1))
    fresh = max(start, today - timedelta(days=BEFORE_SESSION_DAYS))
    if any(visit.day >= fresh and not visit.phase.is_healing for visit in visits):
        return []
    kind = DueKind.BEFORE_SESSION
    return [DuePhotos(kind, start, following.start, following.end, following.number)]


def _follow_ups(
    ahead: Sequence[PlannedSession], done: Sequence[date], visits: Sequence[Visit], today: date
) -> list[DuePhotos]:
    """Return the photos to take months after the last session."""
    if ahead and not ahead[-1].is_usual:
        base, number = ahead[-1].middle, ahead[-1].number
    elif done:
        base, number = done[-1], len(done)
    else:
        return []
    months = course_facts().follow_up_months
    # Photos before a session that may come serve as those of the month as well.
    earliest = ahead[-1].end if ahead else today
    found = []
    for each in months:
        day = add_months(base, each)
        tolerance = max(_LEAST_TOLERANCE_DAYS, each * _TOLERANCE_DAYS_PER_MONTH)
        start = day - timedelta(days=tolerance)
        # The effect comes late: photos after the last date still show it.
        end = None if each == months[-1] else day + timedelta(days=tolerance)
        is_over = end is not None and end < today
        if is_over or (ahead and day <= earliest) or _is_covered(visits, start, end):
            continue
        found.append(DuePhotos(DueKind.FOLLOW_UP, start, day, end, number, each))
    return found


def _is_past(visits: Sequence[Visit], session: date) -> bool:
    """Tell whether a session followed the latest visit, so that nothing can be added to it."""
    latest = _latest(visits)
    return latest is not None and latest.day <= session


def _latest(visits: Sequence[Visit]) -> Visit | None:
    return next((visit for visit in reversed(visits) if not visit.phase.is_healing), None)


def _is_covered(visits: Sequence[Visit], start: date, end: date | None) -> bool:
    return any(
        start <= visit.day and (end is None or visit.day <= end) and not visit.phase.is_healing
        for visit in visits
    )


def _unrecorded(course: Course, ordered: Sequence[TreatmentSession], today: date) -> date | None:
    """Return the day of an appointment that passed, where no session was noted for it."""
    day = course.appointment
    if day is None or day >= today:
        return None
    is_noted = any(session.date >= day - timedelta(days=2) for session in ordered)
    return None if is_noted else day
