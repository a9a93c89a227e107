"""The day of a calendar entry in words."""

from datetime import date, datetime, timedelta

from skintrack.treatment.calendar import CalendarEntry
from skintrack.ui.words import clock_words, day_words, short_day, tr

_DAY = timedelta(days=1)


def entry_day(entry: CalendarEntry) -> str:
    """Return "14 April 2026, 14:30", "14 April 2026" or "7 Apr to 21 April 2026"."""
    begin, last = entry.begin, _last_day(entry)
    if isinstance(begin, datetime):
        text = tr("{day}, {clock}", "a moment")
        return text.format(day=day_words(begin.date()), clock=clock_words(begin))
    if begin == last:
        return day_words(begin)
    return tr("{start} to {end}", "days").format(start=short_day(begin), end=day_words(last))


def _last_day(entry: CalendarEntry) -> date:
    end = entry.end
    return end.date() if isinstance(end, datetime) else end - _DAY
