"""From stored values and dates to the axes of a chart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from skintrack.model import HealingWindow, Series, SeriesPoint
from skintrack.model.display import MONTHS, shown_change

_LEFT_OUT_REACH = 1.2
"""Left-out points widen the value axis by at most this many times the span of the others."""

_LINE_STEPS = 40
_MARGIN = 0.10
_LEAST_DAYS = 28.0
_DAILY_TICKS_UP_TO_DAYS = 75


@dataclass(frozen=True)
class ValueRange:
    """Lowest and highest value on the axis, in shown units (EI units or per cent)."""

    low: float
    high: float

    def __or__(self, other: "ValueRange") -> "ValueRange":
        """Return the range that holds both."""
        return ValueRange(min(self.low, other.low), max(self.high, other.high))


def day_number(moment: date | datetime) -> float:
    """Return the position of a local moment on the time axis; a plain date means its noon."""
    if isinstance(moment, datetime):
        return moment.toordinal() + (moment.hour + moment.minute / 60) / 24
    return moment.toordinal() + 0.5


def shown_value(series: Series, point: SeriesPoint) -> float | None:
    """Return a point's change from baseline in shown units; None where it has no place."""
    if point.value is None or series.baseline is None:
        return None
    return shown_change(series.metric, point.value - series.baseline, series.baseline)


def noise_band(series: Series) -> ValueRange | None:
    """Return the band round the baseline within which a change cannot be told from noise."""
    if series.noise is None or series.baseline is None:
        return None
    low, high = (
        shown_change(series.metric, side, series.baseline) for side in (-series.noise, series.noise)
    )
    return ValueRange(low, high)


def trend_points(series: Series) -> list[tuple[float, float]]:
    """Return the trend line in shown units, from the first to the last visit that counts.

    A ratio bends the line slightly, so it is told in steps. Empty where there is no line.
    """
    line, baseline = series.line, series.baseline
    if line is None or baseline is None:
        return []
    included = series.included
    start, end = day_number(included[0].captured_at), day_number(included[-1].captured_at)
    days = [start + (end - start) * step / _LINE_STEPS for step in range(_LINE_STEPS + 1)]
    changes = [line.intercept + line.slope_per_week * (day - start) / 7 - baseline for day in days]
    return [
        (day, shown_change(series.metric, change, baseline))
        for day, change in zip(days, changes, strict=True)
    ]


def value_range(series: Series) -> ValueRange:
    """Return the value axis of a series: its points, the band and zero, with a margin.

    A left-out point far away (redness on the day after a session) does not flatten the others; it
    is drawn at the edge.
    """
    values = [v for p in series.included if (v := shown_value(series, p)) is not None]
    band = noise_band(series)
    if band is not None:
        values += [band.low, band.high]
    values += [height for _, height in trend_points(series)]
    low, high = min([0.0, *values]), max([0.0, *values])
    span = (high - low) or 1.0
    left_out = [
        value
        for point in series.points
        if not point.is_included and (value := shown_value(series, point)) is not None
    ]
    reach = _LEFT_OUT_REACH * span
    low = min([low, *(max(value, low - reach) for value in left_out)])
    high = max([high, *(min(value, high + reach) for value in left_out)])
    margin = _MARGIN * (high - low or span)
    return ValueRange(low - margin, high + margin)


def shared_range(series: Iterable[Series]) -> ValueRange | None:
    """Return one value axis for several series of a metric, so that charts compare by eye."""
    shared: ValueRange | None = None
    for one in series:
        shared = value_range(one) if shared is None else shared | value_range(one)
    return shared


def time_range(series: Series, windows: Sequence[HealingWindow]) -> tuple[float, float]:
    """Return the time axis as day numbers: all points and sessions, four weeks at least."""
    moments = [day_number(point.captured_at) for point in series.points]
    moments += [day_number(window.start) for window in windows]
    if not moments:
        return 1.0, 1.0 + _LEAST_DAYS
    start, end = min(moments), max(moments)
    missing = max(0.0, _LEAST_DAYS - (end - start))
    margin = 0.03 * max(end - start, _LEAST_DAYS) + missing / 2
    return start - margin, end + margin


def time_ticks(start: float, end: float, most: int) -> list[tuple[float, str]]:
    """Return places and labels of the time axis: weeks in short ranges, else months.

    Labels carry the month in words; the year stands below the first one and below each January.
    """
    first = date.fromordinal(max(1, ceil(start)))
    last = date.fromordinal(max(1, int(end)))
    if (last - first).days <= _DAILY_TICKS_UP_TO_DAYS:
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        step = 7 * max(1, -(-len(days) // (7 * most)))
        return _with_years(
            [(day, f"{day.day} {MONTHS[day.month - 1][:3]}") for day in days[::step]]
        )
    months = [
        date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if first <= date(year, month, 1) <= last
    ]
    step = next((s for s in (1, 2, 3, 6, 12, 24) if len(months) / s <= most), 60)
    chosen = [month for month in months if (month.year * 12 + month.month - 1) % step == 0]
    return _with_years([(day, MONTHS[day.month - 1][:3]) for day in chosen])


def _with_years(days: Sequence[tuple[date, str]]) -> list[tuple[float, str]]:
    ticks = []
    year = None
    for day, label in days:
        text = label if day.year == year else f"{label}\n{day.year}"
        year = day.year
        ticks.append((float(day.toordinal()), text))
    return ticks
