"""The day of a calendar entry in words."""

from datetime import date, datetime, timedelta

from skintrack.treatment.calendar import CalendarEntry
from skintrack.ui.session.day_words import span_words
from skintrack.ui.words import clock_words, day_words, tr

_DAY = timedelta(days=1)


def entry_day(entry: CalendarEntry) -> str:
    """Return "14 April 2026, 14:30", "14 April 2026" or "7 to 21 April 2026"."""
    begin, last = entry.begin, _last_day(entry)
    if isinstance(begin, datetime):
        text = tr("{day}, {clock}", "a moment")
        return text.format(day=day_words(begin.date()), clock=clock_words(begin))
    return span_words(begin, last)


def _last_day(entry: CalendarEntry) -> date:
    end = entry.end
    return end.date() if isinstance(end, datetime) else end - _DAY
