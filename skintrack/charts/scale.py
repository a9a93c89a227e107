"""From stored values and dates to the axes of a chart."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import ceil, floor, log10
from typing import NamedTuple

from skintrack.model import HealingWindow, Series, SeriesPoint, Shown
from skintrack.model.display import month_text, short_day_text
from skintrack.model.index import BASELINE_INDEX, has_index, index_of
from skintrack.model.phrase import Figure

_LEFT_OUT_REACH = 1.2
"""Left-out points widen the value axis by at most this many times the span of the others."""

_LINE_STEPS = 40
_MARGIN = 0.10
_LEAST_DAYS = 28.0
_DAILY_TICKS_UP_TO_DAYS = 75
_MOST_LEVELS = 5
_ROUND_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


Say = Callable[[str], str]
"""Says a phrase in the language that a chart is drawn in; ``str`` leaves it English."""


class Quantity(StrEnum):
    """What stands on a value axis."""

    INDEX = "index"
    RAW = "raw"
    CHANGE = "change"


_LEAST_SPAN = {Quantity.INDEX: 10.0, Quantity.RAW: 0.1, Quantity.CHANGE: 1.0}
"""Height of an axis on which nothing differs, before its margin."""


class ValueRange(NamedTuple):
    """Lowest and highest value on the axis: an index, a stored value or a change in EI units."""

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


def quantity_of(series: Series, shown: Shown) -> Quantity:
    """Return what stands on the axis: a metric without an index shows its change in EI units.

    Where the baseline is zero nothing is a share of it, so the stored values are shown.
    """
    if not has_index(series.metric):
        return Quantity.CHANGE
    can_be_share = index_of(series.metric, series.baseline, series.baseline) is not None
    has_no_baseline = series.baseline is None
    is_index = shown is Shown.INDEX and (can_be_share or has_no_baseline)
    return Quantity.INDEX if is_index else Quantity.RAW


def baseline_height(series: Series, shown: Shown) -> float:
    """Return where the baseline stands on the axis."""
    quantity = quantity_of(series, shown)
    if quantity is Quantity.RAW and series.baseline is not None:
        return series.baseline
    return BASELINE_INDEX if quantity is Quantity.INDEX else 0.0


class Heights:
    """Where values of one series stand on the axis: what is the same for all is found once.

    Parameters
    ----------
    series : Series
    shown : Shown
        Index or stored value.
    """

    def __init__(self, series: Series, shown: Shown) -> None:
        self._metric = series.metric
        self._baseline = series.baseline
        self._noise = series.noise
        self.quantity = quantity_of(series, shown)

    def of(self, value: float | None) -> float | None:
        """Return where a stored value stands; None where it has no place."""
        baseline = self._baseline
        if value is None or baseline is None:
            return None
        if self.quantity is Quantity.INDEX:
            return index_of(self._metric, value, baseline)
        return value if self.quantity is Quantity.RAW else value - baseline

    def band(self, point: SeriesPoint) -> ValueRange | None:
        """Return the band round the baseline that a point's change cannot be told from.

        Where the point has no noise of its own it is that of the latest visit.
        """
        noise = self._noise if point.noise is None else point.noise
        if noise is None or self._baseline is None:
            return None
        low, high = self.of(self._baseline - noise), self.of(self._baseline + noise)
        if low is None or high is None:
            return None
        return ValueRange(max(low, 0.0) if self.quantity is Quantity.INDEX else low, high)


def noise_band(series: Series, shown: Shown) -> list[tuple[float, ValueRange]]:
    """Return the band round the baseline on each day that counts; empty where no noise is known.

    Two photos that differ more in light and pose have more noise, so the band is not everywhere
    alike.
    """
    heights = Heights(series, shown)
    return [
        (day_number(point.captured_at), band)
        for point in series.points
        if point.is_included
        and point.photo_id != series.baseline_photo_id
        and (band := heights.band(point)) is not None
    ]


def trend_points(series: Series, shown: Shown) -> list[tuple[float, float]]:
    """Return the trend line on the axis, from the first to the last visit that counts.

    A ratio bends the line slightly, so it is told in steps. Empty where there is no line.
    """
    line = series.line
    if line is None or series.baseline is None:
        return []
    included = series.included
    start, end = day_number(included[0].captured_at), day_number(included[-1].captured_at)
    days = [start + (end - start) * step / _LINE_STEPS for step in range(_LINE_STEPS + 1)]
    heights = Heights(series, shown)
    places = [heights.of(line.intercept + line.slope_per_week * (day - start) / 7) for day in days]
    return [(day, height) for day, height in zip(days, places, strict=True) if height is not None]


def value_range(
    series: Series,
    shown: Shown = Shown.INDEX,
    known_band: Sequence[tuple[float, ValueRange]] | None = None,
) -> ValueRange:
    """Return the value axis of a series: its points, the band and the baseline, with a margin.

    A left-out point far away (redness on the day after a session) does not flatten the others; it
    is drawn at the edge. ``known_band`` is ``noise_band`` of the same, where it was found before.
    """
    heights = Heights(series, shown)
    values: list[float] = []
    left_out: list[float] = []
    for point in series.points:
        height = heights.of(point.value)
        if height is not None:
            (values if point.is_included else left_out).append(height)
    for _, band in noise_band(series, shown) if known_band is None else known_band:
        values += [band.low, band.high]
    values += [height for _, height in trend_points(series, shown)]
    level = baseline_height(series, shown)
    low, high = min([level, *values]), max([level, *values])
    span = (high - low) or _LEAST_SPAN[heights.quantity]
    if low == high and heights.quantity is not Quantity.RAW:
        # A first photo alone, on an axis as it will look with the next ones.
        low, high = low - span, high + span
    reach = _LEFT_OUT_REACH * span
    low = min([low, *(max(value, low - reach) for value in left_out)])
    high = max([high, *(min(value, high + reach) for value in left_out)])
    margin = _MARGIN * (high - low or span)
    return ValueRange(low - margin, high + margin)


def with_heights(
    limits: ValueRange | None, heights: Sequence[float], quantity: Quantity
) -> ValueRange:
    """Return an axis that holds these heights too, with a margin."""
    low, high = min(heights), max(heights)
    margin = _MARGIN * (high - low or _LEAST_SPAN[quantity])
    own = ValueRange(low - margin, high + margin)
    return own if limits is None else limits | own


def value_levels(limits: ValueRange) -> list[float]:
    """Return round values within an axis, six at most."""
    least = (limits.high - limits.low) / _MOST_LEVELS
    power = 10.0 ** floor(log10(least))
    step = next(power * factor for factor in _ROUND_STEPS if power * factor >= least)
    return [n * step for n in range(ceil(limits.low / step), floor(limits.high / step) + 1)]


def level_texts(levels: Sequence[float], *, is_signed: bool) -> list[Figure]:
    """Write levels with the decimals that the finest of them needs."""
    decimals = max((len(f"{level:.4g}".partition(".")[2]) for level in levels), default=0)
    sign = "+" if is_signed else ""
    return [
        Figure(f"{level:{sign}.{decimals}f}".replace("-", "\N{MINUS SIGN}") if level else "0")
        for level in levels
    ]


def shared_range(series: Iterable[Series], shown: Shown = Shown.INDEX) -> ValueRange | None:
    """Return one value axis for several series of a metric, so that charts compare by eye."""
    shared: ValueRange | None = None
    for one in series:
        own = value_range(one, shown)
        shared = own if shared is None else shared | own
    return shared


def shares_axis(one: Series, other: Series, shown: Shown = Shown.INDEX) -> bool:
    """Whether two series can stand on one value axis."""
    is_same_metric = one.metric is other.metric
    return is_same_metric and quantity_of(one, shown) is quantity_of(other, shown)


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


def time_ticks(start: float, end: float, most: int, *, say: Say = str) -> list[tuple[float, str]]:
    """Return places and labels of the time axis: weeks in short ranges, else months.

    Labels carry the month in words, as ``say`` says it; the year stands below the first one and
    below each January.
    """
    first = date.fromordinal(max(1, ceil(start)))
    last = date.fromordinal(max(1, int(end)))
    if (last - first).days <= _DAILY_TICKS_UP_TO_DAYS:
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        step = 7 * max(1, -(-len(days) // (7 * most)))
        return _with_years(
            [(day, say(short_day_text(day, with_year=False))) for day in days[::step]]
        )
    months = [
        date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if first <= date(year, month, 1) <= last
    ]
    step = next((s for s in (1, 2, 3, 6, 12, 24) if len(months) / s <= most), 60)
    chosen = [month for month in months if (month.year * 12 + month.month - 1) % step == 0]
    return _with_years([(day, say(month_text(day))) for day in chosen])


def _with_years(days: Sequence[tuple[date, str]]) -> list[tuple[float, str]]:
    ticks = []
    year = None
    for day, label in days:
        text = label if day.year == year else f"{label}\n{day.year}"
        year = day.year
        ticks.append((float(day.toordinal()), text))
    return ticks
