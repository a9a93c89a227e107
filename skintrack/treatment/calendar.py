"""Dates of a course as a calendar file (iCalendar, RFC 5545) that other programs can read.

An entry keeps its identity: saved and opened again after the plan was changed, it moves instead of
standing twice. No name and no concern is in it, unless a label was chosen.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from skintrack.model.course import Course
from skintrack.model.display import day_text
from skintrack.model.phrase import Phrase
from skintrack.treatment.schedule import DueKind, DuePhotos, PlannedSession, Schedule

_VISIT = timedelta(hours=1)
_DAY = timedelta(days=1)
_MORNING = timedelta(hours=9)
_FOLD_BYTES = 75
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
_LINE_END = "\r\n"

Say = Callable[[str], str]


@dataclass(frozen=True)
class CalendarEntry:
    """One date.

    ``begin`` is a day, or a moment with its zone. ``end`` is exclusive. ``remind`` is when, counted
    from the beginning of the entry (of its day, where it has no time).
    """

    uid: str
    begin: date
    end: date
    title: Phrase
    text: Phrase
    remind: timedelta

    @property
    def has_time(self) -> bool:
        """Whether it begins at a time of day."""
        return isinstance(self.begin, datetime)


def calendar_entries(course: Course, ahead: Schedule, today: date) -> tuple[CalendarEntry, ...]:
    """Return what is agreed on or planned, soonest first; nothing that is only usual.

    What began before today and still serves begins today: nobody looks up last week.
    """
    sessions = [_session(course, each, today) for each in ahead.sessions if not each.is_usual]
    photos = [_photos(course, each, today) for each in ahead.photos]
    return tuple(sorted((*sessions, *photos), key=_first_day))


def calendar_text(
    entries: Iterable[CalendarEntry],
    now: datetime,
    *,
    label: str | None = None,
    with_reminders: bool = True,
    say: Say = str,
) -> str:
    """Return the calendar file.

    Parameters
    ----------
    entries : iterable of CalendarEntry
        What it holds.
    now : datetime
        Aware; when it was made.
    label : str, optional
        Stands before each title, such as the course's name.
    with_reminders : bool
        Whether the entries remind.
    say : callable
        Says a phrase in the language of the reader.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//SkinTrack//SkinTrack//EN"]
    lines.append("CALSCALE:GREGORIAN")
    for entry in entries:
        lines += _event(entry, now, label, with_reminders, say)
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) + _LINE_END for line in lines)


def _first_day(entry: CalendarEntry) -> date:
    return entry.begin.date() if isinstance(entry.begin, datetime) else entry.begin


def _session(course: Course, planned: PlannedSession, today: date) -> CalendarEntry:
    uid = _uid(course, f"session-{planned.number}")
    total = course.planned_sessions
    if total is None or planned.number > total:
        title = Phrase("Session {number}", number=planned.number)
    else:
        title = Phrase("Session {number} of {count}", number=planned.number, count=total)
    photos = Phrase("Take your photos before the needling.")
    clock = course.appointment_clock
    if planned.is_agreed and clock is not None and planned.start == course.appointment:
        begin = datetime.combine(planned.start, clock).astimezone()
        return CalendarEntry(uid, begin, begin + _VISIT, title, photos, -_DAY)
    if planned.is_agreed:
        return CalendarEntry(uid, planned.start, planned.end + _DAY, title, photos, _MORNING - _DAY)
    window = Phrase("{session}: time for an appointment", session=title)
    text = Phrase("No day is agreed on yet. These days follow from the plan.")
    start = max(planned.start, today)
    return CalendarEntry(uid, start, planned.end + _DAY, window, text, _MORNING)


def _photos(course: Course, due: DuePhotos, today: date) -> CalendarEntry:
    if due.kind is DueKind.BEFORE_SESSION or due.months is None:
        uid = _uid(course, f"photos-before-{due.session_number}")
        title = Phrase("Photos before session {number}", number=due.session_number)
    else:
        uid = _uid(course, f"photos-after-{due.months}-months")
        title = Phrase.counted(
            "Photos, {count} month after session {number}",
            "Photos, {count} months after session {number}",
            due.months,
            number=due.session_number,
        )
    habit = Phrase("Same place, same lamp, no make-up.")
    if due.end is None or due.end == due.start:
        text = habit
    else:
        text = Phrase(
            "Any day from {start} to {end} serves. {habit}",
            start=day_text(due.start),
            end=day_text(due.end),
            habit=habit,
        )
    day = max(due.day, today)
    return CalendarEntry(uid, day, day + _DAY, title, text, _MORNING)


def _uid(course: Course, what: str) -> str:
    """Return an identity that stays, and that tells nobody whose it is."""
    made = f"{course.created_at.astimezone(UTC).isoformat()} {course.id} {what}"
    return f"{sha256(made.encode()).hexdigest()[:32]}@skintrack"


def _event(
    entry: CalendarEntry, now: datetime, label: str | None, with_reminders: bool, say: Say
) -> list[str]:
    title = say(entry.title)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"DTSTAMP:{_moment(now)}",
        # A higher number replaces the entry that an earlier file made.
        f"SEQUENCE:{max(0, (now - _EPOCH) // timedelta(minutes=1))}",
        _when("DTSTART", entry.begin),
        _when("DTEND", entry.end),
        f"SUMMARY:{_escaped(f'{label}: {title}' if label else title)}",
        f"DESCRIPTION:{_escaped(say(entry.text))}",
        "CLASS:PRIVATE",
        f"TRANSP:{'OPAQUE' if entry.has_time else 'TRANSPARENT'}",
    ]
    if with_reminders:
        lines += [
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"TRIGGER:{_duration(entry.remind)}",
            f"DESCRIPTION:{_escaped(title)}",
            "END:VALARM",
        ]
    return [*lines, "END:VEVENT"]


def _when(name: str, moment: date) -> str:
    if isinstance(moment, datetime):
        return f"{name}:{_moment(moment)}"
    return f"{name};VALUE=DATE:{moment:%Y%m%d}"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _duration(span: timedelta) -> str:
    hours = round(abs(span) / timedelta(hours=1))
    sign = "-" if span < timedelta(0) else ""
    return f"{sign}P1D" if hours == round(_DAY / timedelta(hours=1)) else f"{sign}PT{hours}H"


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\\n".join("".join(filter(str.isprintable, line)) for line in lines)


def _folded(line: str) -> str:
    """Break a line after 75 bytes at most, never within a character."""
    parts, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > _FOLD_BYTES:
            parts.append(" ")
            size = 1
        parts[-1] += character
        size += width
    return _LINE_END.join(parts)
