"""Where everything of a chart stands, in days and values: the same for window and paper."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from skintrack.charts.scale import (
    Heights,
    Quantity,
    ValueRange,
    baseline_height,
    day_number,
    level_texts,
    noise_band,
    quantity_of,
    time_range,
    trend_points,
    value_levels,
    value_range,
    with_heights,
)
from skintrack.model import HealingWindow, PhotoId, Series, SeriesPoint, Shown
from skintrack.model.index import index_of
from skintrack.model.phrase import Figure, Phrase

_Band = Sequence[tuple[float, ValueRange]]


class Meaning(StrEnum):
    """What a point says; each has a shape and a word besides its colour.

    ``SAME`` is the baseline or within noise, ``LEFT_OUT`` is not comparable and hollow, and
    ``EARLIER`` is a value of an earlier version of the method, shown until it is measured anew.
    """

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    LEFT_OUT = "left_out"
    EARLIER = "earlier"


@dataclass(frozen=True)
class EarlierValues:
    """Values of an earlier version of the method, by photo, beside that of their baseline."""

    baseline: float
    values: Mapping[PhotoId, float]


class PlannedPoint(NamedTuple):
    """A point with its place; ``beyond`` is 1 or -1 where its value lies above or below the axis.

    ``height`` is then the edge of the axis.
    """

    point: SeriesPoint
    day: float
    height: float
    meaning: Meaning
    beyond: int = 0


@dataclass(frozen=True)
class PlannedSession:
    """The healing days of a session, from its day to the end of the last one."""

    number: int
    start: float
    end: float


@dataclass(frozen=True)
class ChartPlan:
    """A chart in days and values.

    ``level`` is the height of the baseline and None where there is nothing to draw; ``why_empty``
    then says why. ``band`` is the noise round the baseline on each day that counts, ``line`` the
    trend.
    """

    series: Series
    quantity: Quantity
    days: tuple[float, float]
    values: ValueRange
    levels: tuple[tuple[float, Figure], ...]
    level: float | None
    why_empty: str
    band: tuple[tuple[float, ValueRange], ...]
    line: tuple[tuple[float, float], ...]
    points: tuple[PlannedPoint, ...]
    sessions: tuple[PlannedSession, ...]

    @property
    def meanings(self) -> frozenset[Meaning]:
        """What the points say, for the legend."""
        return frozenset(point.meaning for point in self.points)

    @property
    def beyond(self) -> int:
        """Where hollow points show by their shape that their values lie beyond the axis.

        1 where any lies above it, -1 where there are only some below, 0 for none.
        """
        left_out = [point for point in self.points if point.meaning is Meaning.LEFT_OUT]
        if any(point.beyond > 0 for point in left_out):
            return 1
        return -1 if any(point.beyond < 0 for point in left_out) else 0


def plan_chart(
    series: Series,
    windows: Sequence[HealingWindow] = (),
    shown: Shown = Shown.INDEX,
    *,
    values: ValueRange | None = None,
    earlier: EarlierValues | None = None,
) -> ChartPlan:
    """Return where everything of a chart stands.

    Parameters
    ----------
    series : Series
        What is shown.
    windows : sequence of HealingWindow
        Healing days of the sessions.
    shown : Shown
        Index or stored value; regional redness always shows its change in EI units.
    values : ValueRange, optional
        Value axis in what is shown; without it the axis fits the series.
    earlier : EarlierValues, optional
        What photos that wait to be measured anew said before.
    """
    quantity = quantity_of(series, shown)
    before = _earlier_heights(series, earlier, quantity)
    level = _level(series, shown, earlier if before else None)
    band = noise_band(series, shown)
    limits = values or _limits(series, shown, level, list(before.values()), band)
    levels = value_levels(limits)
    is_empty = level is None
    return ChartPlan(
        series=series,
        quantity=quantity,
        days=time_range(series, windows),
        values=limits,
        levels=()
        if is_empty
        else tuple(
            zip(levels, level_texts(levels, is_signed=quantity is Quantity.CHANGE), strict=True)
        ),
        level=level,
        why_empty=why_empty(series) if is_empty else "",
        band=() if is_empty else tuple(band),
        line=() if is_empty else tuple(trend_points(series, shown)),
        points=() if is_empty else tuple(_points(series, shown, limits, before)),
        sessions=tuple(
            PlannedSession(each.session_number, day_number(each.start), day_number(each.end) + 0.5)
            for each in windows
        ),
    )


def meaning_of(height: float, band: ValueRange | None) -> Meaning:
    """Return what a counted point says: better, worse, or not to be told from the baseline."""
    if band is None or band.low <= height <= band.high:
        return Meaning.SAME
    return Meaning.BETTER if height < band.low else Meaning.WORSE


def why_empty(series: Series) -> str:
    """Say why nothing can be drawn: the most frequent reason of photos outside healing days."""
    if not series.points:
        return Phrase("No photo of this view has a date yet.")
    reasons = Counter(
        point.excluded_reason for point in series.points if not point.phase.is_healing
    )
    reason = reasons.most_common(1)[0][0] if reasons else None
    return reason or Phrase("So far there are only photos of healing days.")


def _points(
    series: Series, shown: Shown, limits: ValueRange, before: Mapping[PhotoId, float]
) -> list[PlannedPoint]:
    planned = []
    heights = Heights(series, shown)
    for point in series.points:
        place = heights.of(point.value)
        meaning = Meaning.LEFT_OUT
        if place is None:
            place, meaning = before.get(point.photo_id), Meaning.EARLIER
        elif point.is_included:
            meaning = meaning_of(place, heights.band(point))
        if place is None:
            continue
        height = min(max(place, limits.low), limits.high)
        beyond = (place > height) - (place < height)
        planned.append(PlannedPoint(point, day_number(point.captured_at), height, meaning, beyond))
    return planned


def _earlier_heights(
    series: Series, earlier: EarlierValues | None, quantity: Quantity
) -> dict[PhotoId, float]:
    """Return where earlier values stand; stored values of two versions never share an axis."""
    if earlier is None or (quantity is Quantity.RAW and series.baseline is not None):
        return {}
    heights = {}
    for point in series.outdated:
        value = earlier.values.get(point.photo_id)
        if value is None:
            continue
        height: float | None = value
        if quantity is Quantity.INDEX:
            height = index_of(series.metric, value, earlier.baseline)
        elif quantity is Quantity.CHANGE:
            height = value - earlier.baseline
        if height is not None:
            heights[point.photo_id] = height
    return heights


def _level(series: Series, shown: Shown, earlier: EarlierValues | None) -> float | None:
    if series.baseline is not None:
        return baseline_height(series, shown)
    if earlier is None:
        return None
    is_raw = quantity_of(series, shown) is Quantity.RAW
    return earlier.baseline if is_raw else baseline_height(series, shown)


def _limits(
    series: Series, shown: Shown, level: float | None, before: list[float], band: _Band
) -> ValueRange:
    if not before or level is None:
        return value_range(series, shown, band)
    if series.baseline is None:
        return with_heights(None, [level, *before], quantity_of(series, shown))
    return with_heights(value_range(series, shown, band), before, quantity_of(series, shown))
