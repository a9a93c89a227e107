"""Values on a chart: noise band, trend line and points."""

from dataclasses import dataclass

from matplotlib.axes import Axes

from skintrack.charts.scale import (
    ValueRange,
    baseline_height,
    day_number,
    noise_band,
    point_band,
    point_height,
    trend_points,
)
from skintrack.charts.theme import ChartTheme
from skintrack.model import Series, SeriesPoint, Shown

TREND_DASHES = (5, 3)


@dataclass(frozen=True)
class Mark:
    """How a point is drawn: a matplotlib marker and its colour."""

    marker: str
    color: str


@dataclass(frozen=True)
class ValueAxis:
    """What stands on the value axis, and from where to where."""

    shown: Shown
    limits: ValueRange


def draw_values(axes: Axes, series: Series, axis: ValueAxis, theme: ChartTheme) -> None:
    """Draw band, line and points of a series that has a baseline."""
    level = baseline_height(series, axis.shown)
    axes.axhline(level, color=theme.text_soft, linewidth=0.8, zorder=1.2)
    _draw_band(axes, series, axis.shown, theme)
    line = trend_points(series, axis.shown)
    if line:
        days, heights = zip(*line, strict=True)
        axes.plot(days, heights, color=theme.trend, linewidth=1.3, dashes=TREND_DASHES, zorder=2)
    for point in series.points:
        _draw_point(axes, series, point, axis, theme)


def _draw_band(axes: Axes, series: Series, shown: Shown, theme: ChartTheme) -> None:
    bands = noise_band(series, shown)
    if not bands:
        return
    left, right = axes.get_xlim()
    days = [left, *(day for day, _ in bands), right]
    ranges = [bands[0][1], *(band for _, band in bands), bands[-1][1]]
    axes.fill_between(
        days,
        [band.low for band in ranges],
        [band.high for band in ranges],
        facecolor=theme.band,
        linewidth=0,
        zorder=0.4,
    )


def mark_of(height: float, band: ValueRange | None, theme: ChartTheme) -> Mark:
    """Return the mark of a counted point: better, worse, or not to be told from the baseline."""
    if band is None or band.low <= height <= band.high:
        return Mark("o", theme.text)
    return Mark("v", theme.improved) if height < band.low else Mark("^", theme.worse)


def _draw_point(
    axes: Axes, series: Series, point: SeriesPoint, axis: ValueAxis, theme: ChartTheme
) -> None:
    place = point_height(series, point, axis.shown)
    if place is None:
        return
    height = min(max(place, axis.limits.low), axis.limits.high)
    if point.is_included:
        mark = mark_of(place, point_band(series, point, axis.shown), theme)
        _plot(axes, point, height, mark, theme, is_filled=True)
        return
    # A hollow triangle at the edge points to where a far-away value lies.
    beyond = "^" if place > height else "v"
    marker = "o" if height == place else beyond
    _plot(axes, point, height, Mark(marker, theme.unknown), theme, is_filled=False)


def _plot(
    axes: Axes,
    point: SeriesPoint,
    height: float,
    mark: Mark,
    theme: ChartTheme,
    *,
    is_filled: bool,
) -> None:
    size = (0.62 if mark.marker == "o" else 0.78) * theme.size_pt
    axes.plot(
        [day_number(point.captured_at)],
        [height],
        marker=mark.marker,
        markersize=size,
        markerfacecolor=mark.color if is_filled else theme.ground,
        markeredgecolor=theme.ground if is_filled else mark.color,
        markeredgewidth=0.5 if is_filled else 0.9,
        linestyle="none",
        clip_on=False,
        zorder=4 if is_filled else 3,
    )
