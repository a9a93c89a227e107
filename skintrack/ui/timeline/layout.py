"""Where everything stands on the time axis. Pure arithmetic: no widgets, no painting.

Time runs evenly where there is room. Where visits crowd, the axis gives them the width they need
and stays monotonic: every column hangs straight under its day.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from datetime import date
from itertools import accumulate, pairwise
from typing import NamedTuple

_MONTHS = 12
_LEAST_SPAN_DAYS = 28
SESSION_WIDTH = 20.0
"""What a session without a visit takes at least."""

_EDGE = 8.0
TODAY_WIDTH = 52.0
AHEAD_WIDTH = 84.0
"""What one mark right of today takes: its labels are as wide as that."""


class Column(NamedTuple):
    """One visit: its day on the axis, and the column that hangs under it (both x in pixels)."""

    day_x: float
    center_x: float
    width: float


class TimeAxis(NamedTuple):
    """A monotonic axis of days through knots (day ordinal, x in pixels), linear between them."""

    knots: tuple[tuple[int, float], ...]

    def x(self, day: date) -> float:
        """Return where a day stands; outside the knots the axis goes on as it ended."""
        ordinal = day.toordinal()
        place = bisect_right(self.knots, (ordinal, float("inf")))
        place = min(max(place, 1), len(self.knots) - 1)
        (first, left), (last, right) = self.knots[place - 1], self.knots[place]
        return left + (right - left) * (ordinal - first) / (last - first)

    def months(self, least_px: float, visited: Collection[int] = ()) -> tuple[date, ...]:
        """Return the first days of months within the axis, at least so many pixels apart.

        Where not all have room, as many as can be of those with a visit are kept, then as many
        as can be in all, then the later ones.

        Parameters
        ----------
        least_px : float
            How far apart they stand at least.
        visited : collection of int
            The months with a visit, counted as ``month_number`` does.
        """
        first = date.fromordinal(self.knots[0][0])
        last = date.fromordinal(self.knots[-1][0])
        numbers = range(month_number(first) + (first.day > 1), month_number(last) + 1)
        days = [date(number // _MONTHS, number % _MONTHS + 1, 1) for number in numbers]
        places = [self.x(day) for day in days]
        # The best choice among the first so many months: what it is worth, its last month, and
        # how many months it could take the rest from.
        best: list[_Choice] = [_Choice(0, 0, -1, 0)]
        for position, number in enumerate(numbers):
            apart = bisect_right(places, places[position] - least_px)
            rest = best[apart]
            taken = _Choice(rest.visited + (number in visited), rest.months + 1, position, apart)
            best.append(max(best[-1], taken))
        found: list[date] = []
        choice = best[-1]
        while choice.months:
            found.append(days[choice.position])
            choice = best[choice.rest]
        return tuple(reversed(found))


def month_number(day: date) -> int:
    """Return the month of a day, counted on over the years."""
    return day.year * _MONTHS + day.month - 1


class _Choice(NamedTuple):
    """Some months of an axis; the greater one is the better choice."""

    visited: int
    months: int
    position: int
    rest: int


class TimelineLayout(NamedTuple):
    """The axis, the columns and the width they need in all.

    ``today_x`` is None where the axis ends with the last visit; ``ahead`` are the places of the
    marks right of it, evenly spaced whatever lies between them. ``visited`` are the months with a
    visit.
    """

    axis: TimeAxis
    columns: tuple[Column, ...]
    width: float
    today_x: float | None = None
    ahead: tuple[float, ...] = ()
    visited: frozenset[int] = frozenset()

    def months(self, least_px: float) -> tuple[date, ...]:
        """Return the months that are named, at least so far apart; those with a visit first."""
        return self.axis.months(least_px, self.visited)

    def columns_between(self, left: float, right: float) -> range:
        """Return the columns of which anything stands between two places on the axis."""
        begin = bisect_left(self.columns, left, key=_right_edge)
        end = bisect_right(self.columns, right, key=_left_edge)
        return range(begin, end)

    def column_at(self, x: float) -> int:
        """Return the column at a place on the axis, or -1."""
        found = self.columns_between(x, x)
        return found[-1] if found else -1


def _left_edge(column: Column) -> float:
    return column.center_x - column.width / 2


def _right_edge(column: Column) -> float:
    return column.center_x + column.width / 2


def needed_width(
    widths: Sequence[float], session_count: int, session_width: float = SESSION_WIDTH
) -> float:
    """Return the width that visits and sessions need at least."""
    return sum(widths) + session_width * session_count + 2 * _EDGE


class Ahead(NamedTuple):
    """What lies right of the visits: today, and the days of the marks after it, soonest first.

    ``step`` is what each mark takes, ``today_width`` what today takes.
    """

    today: date
    days: tuple[date, ...] = ()
    step: float = AHEAD_WIDTH
    today_width: float = TODAY_WIDTH

    @property
    def width(self) -> float:
        """The width this takes."""
        return self.today_width + self.step * len(self.days)


def lay_out(
    days: Sequence[date],
    widths: Sequence[float],
    sessions: Sequence[date],
    available: float,
    ahead: Ahead | None = None,
    *,
    session_width: float = SESSION_WIDTH,
) -> TimelineLayout:
    """Spread visits and sessions over the axis: as near to even time as their widths allow.

    Parameters
    ----------
    days, widths : sequences
        Day and column width of every visit, oldest first.
    sessions : sequence of date
        Days of sessions until today; those without a visit get a narrow place of their own.
    available : float
        Width in pixels; more is taken where everything does not fit.
    ahead : Ahead, optional
        Today and what is planned. It stands close together, so that the visits keep their room.
    session_width : float
        Width of a session's pin.
    """
    shown = set(days)
    alone = [day for day in sessions if day not in shown]
    items = [(day, width, True) for day, width in zip(days, widths, strict=True)]
    items += [(day, session_width, False) for day in alone]
    if not items and ahead is not None:
        items = [(ahead.today, session_width, False)]
    items.sort(key=lambda item: item[0])
    kept = ahead.width if ahead is not None else 0.0
    past = max(available - kept, needed_width(widths, len(alone), session_width))
    first, last = items[0][0], items[-1][0]
    span = max((last - first).days, _LEAST_SPAN_DAYS)
    low = _EDGE + items[0][1] / 2
    high = past - _EDGE - items[-1][1] / 2
    begin = first.toordinal()
    wanted = [low + (high - low) * (day.toordinal() - begin) / span for day, _, _ in items]
    centers = spread(wanted, [each for _, each, _ in items], _EDGE, past - _EDGE)
    places = [(day, x) for (day, _, _), x in zip(items, centers, strict=True)]
    today_x, marks = None, tuple[float, ...]()
    if ahead is not None:
        # Where visits fill their room, today stands right behind it; else as far as time says.
        per_day = (high - low) / span
        beside = centers[-1] + items[-1][1] / 2 + ahead.today_width / 2
        due = max(centers[-1] + (ahead.today - last).days * per_day, beside)
        today_x = min(due, past - _EDGE + ahead.today_width / 2)
        edge = today_x + ahead.today_width / 2
        if ahead.today > last:
            places.append((ahead.today, today_x))
        else:
            today_x = dict(places).get(ahead.today)
        marks = tuple(edge + ahead.step * (place + 0.5) for place in range(len(ahead.days)))
        places += [
            (day, x) for day, x in zip(ahead.days, marks, strict=True) if day > places[-1][0]
        ]
    axis = _axis([day for day, _ in places], [x for _, x in places], past + kept)
    day_x = dict(axis.knots)
    columns = [
        Column(day_x[day.toordinal()], center, each)
        for (day, each, is_visit), center in zip(items, centers, strict=True)
        if is_visit
    ]
    visited = frozenset(month_number(day) for day in days)
    return TimelineLayout(axis, tuple(columns), past + kept, today_x, marks, visited)


def spread(
    wanted: Sequence[float], widths: Sequence[float], left: float, right: float
) -> tuple[float, ...]:
    """Return centres that keep the order and do not overlap, nearest to the wanted ones.

    Least squares by pooling adjacent violators, then held between ``left`` and ``right``.
    """
    if not wanted:
        return ()
    gaps = [(one + other) / 2 for one, other in pairwise(widths)]
    offsets = list(accumulate(gaps, initial=0.0))
    low, high = left + widths[0] / 2, right - widths[-1] / 2 - offsets[-1]
    pools: list[tuple[float, int]] = []
    for position, offset in zip(wanted, offsets, strict=True):
        mean, count = position - offset, 1
        while pools and pools[-1][0] > mean:
            earlier, weight = pools.pop()
            mean = (earlier * weight + mean * count) / (weight + count)
            count += weight
        pools.append((mean, count))
    shifts = [min(max(mean, low), max(high, low)) for mean, count in pools for _ in range(count)]
    return tuple(shift + offset for shift, offset in zip(shifts, offsets, strict=True))


def _axis(days: Sequence[date], centers: Sequence[float], width: float) -> TimeAxis:
    """Return the axis through the centres; visits of one day share the mean of theirs."""
    places: dict[int, list[float]] = {}
    for day, center in zip(days, centers, strict=True):
        places.setdefault(day.toordinal(), []).append(center)
    knots = [(ordinal, sum(each) / len(each)) for ordinal, each in places.items()]
    if len(knots) == 1:
        per_day = width / (2 * _LEAST_SPAN_DAYS)
        ordinal, x = knots[0]
        knots.append((ordinal + _LEAST_SPAN_DAYS, x + per_day * _LEAST_SPAN_DAYS))
    return TimeAxis(tuple(knots))
