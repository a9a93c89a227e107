"""When a rule of aftercare ends, in words."""

from datetime import datetime, timedelta

from skintrack.treatment.aftercare import Aftercare, AftercareItem
from skintrack.ui.words import clock_words, day_words, plural, tr, weekday_words

_SAY_HOURS_UP_TO = 72
_HOUR = timedelta(hours=1)


def until_words(until: datetime, now: datetime) -> str:
    """Return "until 14:30 today", "until 14:30 tomorrow", "until Thursday, 14:30"."""
    moment = until.astimezone()
    days = (moment.date() - now.astimezone().date()).days
    if days == 0:
        text = tr("until {clock} today")
    elif days == 1:
        text = tr("until {clock} tomorrow")
    else:
        text = tr("until {weekday}, {clock}")
    return text.format(clock=clock_words(moment), weekday=weekday_words(moment.date()))


def left_words(until: datetime, now: datetime) -> str:
    """Return how long that is: "18 hours left", "3 days left", "less than an hour left"."""
    left = until - now
    hours = -(-left // _HOUR) if left > _HOUR else 0
    if not hours:
        return tr("less than an hour left")
    if hours <= _SAY_HOURS_UP_TO:
        return plural("{count} hour left", "{count} hours left", hours)
    return plural("{count} day left", "{count} days left", round(hours / 24))


def item_words(item: AftercareItem, now: datetime) -> str:
    """Return when a rule ends; one without an end is for the whole course."""
    if item.until is None:
        return tr("throughout the course")
    return until_words(item.until, now)


def session_words(aftercare: Aftercare, number: int) -> str:
    """Return which session it is, with its day and time."""
    day = aftercare.session.date
    if aftercare.session.clock is None:
        text = tr("After session {number}, {day}")
    else:
        text = tr("After session {number}, {day}, {clock}")
    clock = "" if aftercare.session.clock is None else f"{aftercare.session.clock:%H:%M}"
    return text.format(number=number, day=day_words(day), clock=clock)
