"""What is due next, in words: a short name with its day, and a line that explains it."""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from skintrack.model import Course, display
from skintrack.treatment.facts import course_facts
from skintrack.treatment.schedule import DueKind, DuePhotos, MissingViews, PlannedSession, Schedule
from skintrack.ui.course_state import CourseState
from skintrack.ui.words import plural, said, short_day, tr, view_name, weekday_words

_MOST_ITEMS = 3
_NEAR_DAYS = 7


class NextAction(StrEnum):
    """What a link beside an item opens."""

    ADD_PHOTOS = "add_photos"
    ADD_SESSION = "add_session"
    PLAN = "plan"


class NextItem(NamedTuple):
    """One thing that is due or ahead."""

    title: str
    text: str
    action: NextAction | None = None


def next_items(state: CourseState, schedule: Schedule, today: date) -> tuple[NextItem, ...]:
    """Return what is next, soonest first; never empty."""
    items: list[NextItem] = []
    if schedule.unrecorded is not None:
        items.append(_unrecorded(schedule.unrecorded, today))
    if schedule.missing is not None:
        items.append(_missing(schedule.missing, today))
    ahead = [(due.day, _photos(due, state, today)) for due in schedule.photos[:1]]
    ahead += [(each.start, _session(each, state.course, today)) for each in schedule.sessions[:1]]
    items += [item for _, item in sorted(ahead, key=lambda dated: dated[0])]
    if not schedule.sessions and schedule.unrecorded is None:
        if schedule.passed is not None:
            items.append(_passed(schedule.passed, state.course, today))
        elif not state.sessions:
            items.append(_first_session())
    return tuple(items[:_MOST_ITEMS]) or (_nothing(state),)


def near_day(day: date, today: date) -> str:
    """Return "today", "tomorrow", "Thursday, 26 November", "3 August" or "3 August 2027"."""
    if day == today:
        return tr("today")
    if day == today + timedelta(days=1):
        return tr("tomorrow")
    words = said(display.day_in_words(day, today))
    if today < day < today + timedelta(days=_NEAR_DAYS):
        return tr("{weekday}, {day}").format(weekday=weekday_words(day), day=words)
    return words


def days_between(start: date, end: date, today: date) -> str:
    """Return "9 to 23 Jun" or "28 Dec 2026 to 11 Jan 2027"."""
    last = short_day(end, with_year=end.year != today.year)
    if (start.year, start.month) == (end.year, end.month):
        return tr("{first} to {last}", "days of one month").format(first=start.day, last=last)
    first = short_day(start, with_year=start.year != today.year)
    return tr("{start} to {end}", "days").format(start=first, end=last)


def session_name(number: int, planned: int | None) -> str:
    """Return "Session 3 of 4", or "Session 3" where no number was planned or it was passed."""
    if planned is None or number > planned:
        return tr("Session {number}").format(number=number)
    return tr("Session {number} of {count}").format(number=number, count=planned)


def _photos(due: DuePhotos, state: CourseState, today: date) -> NextItem:
    if due.start <= today:
        title, action = tr("Photos: any day now"), NextAction.ADD_PHOTOS
        if due.kind is DueKind.BEFORE_SESSION and due.end == due.day == today:
            title = tr("Photos: today")
    else:
        title, action = tr("Photos: {day}").format(day=near_day(due.day, today)), None
        if due.kind is DueKind.FOLLOW_UP:
            title = tr("Photos: about {day}").format(day=near_day(due.day, today))
    return NextItem(title, _what_for(due, state, today), action)


def _what_for(due: DuePhotos, state: CourseState, today: date) -> str:
    if due.kind is DueKind.BEFORE_SESSION or due.months is None:
        if not state.visits:
            return tr("Your baseline, before session {number}").format(number=due.session_number)
        return tr("Before session {number}, on clean bare skin").format(number=due.session_number)
    text = {
        1: tr("1 month after session {number}"),
    }.get(due.months, tr("{months} months after session {number}"))
    if due.start <= today < due.day:
        text = tr("{span}, best about {day}").format(span=text, day=near_day(due.day, today))
    return text.format(months=due.months, number=due.session_number)


def _session(session: PlannedSession, course: Course, today: date) -> NextItem:
    if session.is_agreed:
        day = near_day(session.start, today)
        clock = course.appointment_clock
        if clock is not None and session.start == course.appointment:
            day = tr("{day}, {clock}").format(day=day, clock=f"{clock:%H:%M}")
        name = session_name(session.number, course.planned_sessions)
        text = tr("Take your photos before the needling.")
        return NextItem(tr("{name}: {day}").format(name=name, day=day), text)
    days = days_between(session.start, session.end, today)
    least, most = course.spacing_weeks or course_facts().spacing_weeks
    if session.is_usual:
        title = tr("Next session: {days}").format(days=days)
        text = tr("If there is another: usually {least} to {most} weeks later.")
    else:
        name = session_name(session.number, course.planned_sessions)
        title = tr("{name}: {day}").format(name=name, day=days)
        text = tr("{least} to {most} weeks later is usual. No day yet.")
    return NextItem(title, text.format(least=least, most=most), NextAction.PLAN)


def _passed(session: PlannedSession, course: Course, today: date) -> NextItem:
    name = session_name(session.number, course.planned_sessions)
    days = days_between(session.start, session.end, today)
    return NextItem(
        tr("{name}: no day yet").format(name=name),
        tr("Planned for {days}. A later day is fine.").format(days=days),
        NextAction.PLAN,
    )


def _unrecorded(day: date, today: date) -> NextItem:
    return NextItem(
        tr("Your session of {day}").format(day=near_day(day, today)),
        tr("Was it on that day? Then add it."),
        NextAction.ADD_SESSION,
    )


def _first_session() -> NextItem:
    return NextItem(
        tr("Your first session: no day yet"),
        tr("Photos from before it make the best baseline."),
        NextAction.PLAN,
    )


def _missing(missing: MissingViews, today: date) -> NextItem:
    names = ", ".join(view_name(view) for view in missing.views)
    return NextItem(
        plural(
            "{count} view is not there yet", "{count} views are not there yet", len(missing.views)
        ),
        tr("{views}, beside the photos of {day}").format(
            views=names, day=near_day(missing.day, today)
        )
        if missing.day < today
        else tr("{views}, beside the photos of today").format(views=names),
        NextAction.ADD_PHOTOS,
    )


def _nothing(state: CourseState) -> NextItem:
    text = tr("Photos are welcome any day: same place, same lamp.")
    if state.sessions:
        text = tr("Your photos from after the last session are here.")
    return NextItem(tr("Nothing is due"), text)
