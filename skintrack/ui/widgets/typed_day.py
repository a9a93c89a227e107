"""What somebody means who types a day: "15 mar 2026", "3.5.26", "2026-07-15" or just "15"."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_YEAR_DIGITS = 4
_MONTHS = 12
_CENTURY = 2000
_BEGUN_YEAR = 20  # of a year with four digits, typed half


class DayPart(IntEnum):
    """The parts of a day in the order in which they are shown."""

    DAY = 0
    MONTH = 1
    YEAR = 2


@dataclass
class _Said:
    day: int | None = None
    month: int | None = None
    year: int | None = None


def typed_day(
    text: str, shown: date, latest: date, months: Sequence[str], first: DayPart = DayPart.DAY
) -> date:
    """Return the day that is meant by what was typed so far.

    Parameters
    ----------
    text : str
        Day, month as a number or the beginning of its name, and year; or the year first.
    shown : date
        Gives what was not typed.
    latest : date
        A day without a year that would be later is meant of the year before.
    months : sequence of str
        Names of the twelve months, in one language or in several, one after another.
    first : DayPart
        Which part a leading number is; more parts than are left from there begin with the day.

    Examples
    --------
    >>> typed_day("31.1.", date(2026, 11, 21), date(2026, 11, 21), ())
    datetime.date(2026, 1, 31)
    """
    said = _read(text, [_plain(month) for month in months], first)
    year = said.year or shown.year
    month = said.month or shown.month
    meant = _in_month(year, month, said.day or shown.day)
    if said.year is None and said.month is not None and meant > latest:
        meant = _in_month(year - 1, month, said.day or shown.day)
    return meant


def day_is_missing(
    text: str, meant: date, months: Sequence[str], first: DayPart = DayPart.DAY
) -> bool:
    """Tell whether a day was typed that its month does not have, so that another one is meant.

    Examples
    --------
    >>> day_is_missing("31.2.", date(2026, 2, 28), ())
    True
    """
    typed = _read(text, [_plain(month) for month in months], first).day
    return typed is not None and typed != meant.day


def _read(text: str, months: Sequence[str], first: DayPart) -> _Said:
    said, part = _Said(), int(first)
    tokens = _TOKEN.findall(text)
    is_year_first = bool(tokens) and tokens[0].isdecimal() and len(tokens[0]) == _YEAR_DIGITS
    order = [DayPart.YEAR, DayPart.MONTH, DayPart.DAY] if is_year_first else list(DayPart)
    part = 0 if is_year_first or _is_whole(tokens, first) else part
    for token in tokens:
        if not token.isdecimal():
            said.month = _month_named(token, months) or said.month
            part = order.index(DayPart.MONTH) + 1
        elif part < len(order):
            _take_number(said, order[part], token)
            part += 1
    return said


def _is_whole(tokens: Sequence[str], first: DayPart) -> bool:
    """Tell whether a whole day was typed, though the cursor stood at its month or year."""
    if len(tokens) > len(DayPart) - first:
        return True
    names = [not each.isdecimal() for each in tokens]
    return any(names) and not names[0]


def _take_number(said: _Said, part: DayPart, token: str) -> None:
    number = int(token)
    if part is DayPart.DAY and number:
        said.day = number
    elif part is DayPart.MONTH and 1 <= number <= _MONTHS:
        said.month = number
    elif part is DayPart.YEAR and number:
        if len(token) == _YEAR_DIGITS:
            said.year = number
        elif len(token) == _YEAR_DIGITS // 2 and number != _BEGUN_YEAR:
            said.year = _CENTURY + number


def _month_named(token: str, months: Sequence[str]) -> int | None:
    wanted = _plain(token)
    for place, name in enumerate(months):
        if name.startswith(wanted):
            return place % _MONTHS + 1
    return None


def _in_month(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def _plain(text: str) -> str:
    """Return letters without marks and case: "MÄR" as "mar"."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in letters if not unicodedata.combining(each))
