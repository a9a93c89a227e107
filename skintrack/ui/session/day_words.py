"""Days of a plan with their months in full; the timeline has no room for that."""

from datetime import date

from skintrack.model import display
from skintrack.ui.words import day_words, said, tr


def span_words(start: date, end: date) -> str:
    """Return "14 April 2026", "9 to 23 June 2026" or "28 December 2026 to 11 January 2027"."""
    last = day_words(end)
    if start == end:
        return last
    if (start.year, start.month) == (end.year, end.month):
        return tr("{first} to {last}", "days of one month").format(first=start.day, last=last)
    first = said(display.day_in_words(start, end))
    return tr("{start} to {end}", "days").format(start=first, end=last)
