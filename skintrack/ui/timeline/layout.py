"""Where everything stands on the time axis. Pure arithmetic: no widgets, no painting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise

_MONTH_STEPS = (1, 2, 3, 6, 12)
_MONTHS = 12
_LEAST_SPAN_DAYS = 28


@dataclass(frozen=True)
class Column:
    """One visit: its day on the axis, and the column that hangs under it (both x in pixels)."""

    day_x: float
    center_x: float
    width: float


@dataclass(frozen=True)
class TimeAxis:
    """A linear axis of days.

    Parameters
    ----------
    first, last : date
        Days at ``left`` and ``right``.
    left, right : float
        In pixels.
    """

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Return where a day stands."""
        span = max((self.last - self.first).days, 1)
        return self.left + (self.right - self.left) * (day - self.first).days / span

    def months(self, least_px: float) -> tuple[date, ...]:
        """Return the first days of months, at least so many pixels apart."""
        span = max((self.last - self.first).days, 1)
        month_px = (self.right - self.left) / span * 365.25 / _MONTHS
        step = next((step for step in _MONTH_STEPS if step * month_px >= least_px), None)
        if step is None:
            step = _MONTHS * max(1, round(least_px / (month_px * _MONTHS) + 0.5))
        begin = self.first.year * _MONTHS + self.first.month - 1
        end = self.last.year * _MONTHS + self.last.month - 1
        numbers = range(begin + (-begin) % step, end + 1, step)
        days = (date(number // _MONTHS, number % _MONTHS + 1, 1) for number in numbers)
        return tuple(day for day in days if self.first <= day <= self.last)


@dataclass(frozen=True)
class TimelineLayout:
    """The axis, the columns and the width they need in all."""

    axis: TimeAxis
    columns: tuple[Column, ...]
    width: float


def lay_out(
    days: Sequence[date], widths: Sequence[float], others: Sequence[date], available: float
) -> TimelineLayout:
    """Spread visits over the axis: each as near its day as its neighbours allow.

    Parameters
    ----------
    days, widths : sequences
        Day and column width of every visit, oldest first.
    others : sequence of date
        Further days that must be on the axis, such as sessions.
    available : float
        Width in pixels; more is taken where the columns do not fit.
    """
    width = max(available, sum(widths))
    all_days = [*days, *others]
    first, last = min(all_days), max(all_days)
    edge = max((max(widths) / 2 if widths else 0.0), 24.0)
    if (last - first).days < _LEAST_SPAN_DAYS:
        last = date.fromordinal(first.toordinal() + _LEAST_SPAN_DAYS)
    axis = TimeAxis(first, last, edge, width - edge)
    wanted = [axis.x(day) for day in days]
    centers = spread(wanted, widths, width)
    columns = tuple(map(Column, wanted, centers, widths))
    return TimelineLayout(axis, columns, width)


def spread(wanted: Sequence[float], widths: Sequence[float], total: float) -> tuple[float, ...]:
    """Return centres that keep the order and do not overlap, nearest to the wanted ones.

    Least squares by pooling adjacent violators, then held within ``total``.
    """
    if not wanted:
        return ()
    gaps = [(one + other) / 2 for one, other in pairwise(widths)]
    offsets = list(accumulate(gaps, initial=0.0))
    low, high = widths[0] / 2, total - widths[-1] / 2 - offsets[-1]
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
