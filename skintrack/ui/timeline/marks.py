"""What stands right of today on the time axis: sessions to come and dates for photos."""

from datetime import date, timedelta
from typing import NamedTuple

from skintrack.treatment.schedule import DueKind, DuePhotos, PlannedSession, Schedule
from skintrack.ui.words import day_words, month_words, short_day, tr


class AheadMark(NamedTuple):
    """One hollow mark: where it stands, the two short lines below it, and all of it in a sentence.

    ``number`` is that of a session, None for photos.
    """

    day: date
    number: int | None
    is_sure: bool
    day_text: str
    name: str
    sentence: str


def ahead_marks(schedule: Schedule, today: date) -> tuple[AheadMark, ...]:
    """Return the marks of a schedule, soonest first."""
    marks = [_session_mark(each, today) for each in schedule.sessions]
    marks += [
        _photos_mark(each, today)
        for each in schedule.photos
        if each.day > today and each.kind is DueKind.FOLLOW_UP
    ]
    return tuple(sorted(marks, key=lambda mark: mark.day))


def window_words(session: PlannedSession, today: date) -> str:
    """Return the days of a planned session for a narrow place: "9 to 23 Jun", "from 28 Dec".

    In another year: "9 Jun 2027" where it is one day, else "from Jun 2027".
    """
    start, end = session.start, session.end
    if start == end:
        return _near_day(start, today)
    if start.year != today.year:
        return tr("from {day}").format(day=month_words(start, with_year=True))
    if (start.year, start.month) == (end.year, end.month):
        return tr("{first} to {last}", "days of one month").format(
            first=start.day, last=short_day(end)
        )
    return tr("from {day}").format(day=short_day(start))


def _near_day(day: date, today: date) -> str:
    """Return "10 Feb", with its year in another than this."""
    return short_day(day, with_year=day.year != today.year)


def _session_mark(session: PlannedSession, today: date) -> AheadMark:
    days = (session.start, session.middle, session.end)
    day = next((each for each in days if each > today), today + timedelta(days=1))
    if session.is_agreed:
        pattern = tr("Session {number}: agreed for {day}")
        sentence = pattern.format(number=session.number, day=day_words(session.start))
    else:
        pattern = tr("Session {number}: usually between {start} and {end}")
        sentence = pattern.format(
            number=session.number, start=day_words(session.start), end=day_words(session.end)
        )
    name = tr("Session {number}").format(number=session.number)
    words = window_words(session, today)
    return AheadMark(day, session.number, session.is_agreed, words, name, sentence)


def _photos_mark(due: DuePhotos, today: date) -> AheadMark:
    sentence = tr("Photos for your record: about {day}").format(day=day_words(due.day))
    return AheadMark(due.day, None, False, _near_day(due.day, today), tr("Photos"), sentence)
