"""Values on a chart: noise band, trend line and points."""

from dataclasses import dataclass

from matplotlib.axes import Axes

from skintrack.charts.plan import ChartPlan, Meaning, PlannedPoint
from skintrack.charts.theme import ChartTheme

TREND_DASHES = (5, 3)


@dataclass(frozen=True)
class Mark:
    """How a point is drawn: a matplotlib marker and its colour."""

    marker: str
    color: str
    is_filled: bool = True


def draw_values(axes: Axes, plan: ChartPlan, level: float, theme: ChartTheme) -> None:
    """Draw band, line and points round the height of the baseline."""
    axes.axhline(level, color=theme.text_soft, linewidth=0.8, zorder=1.2)
    _draw_band(axes, plan, theme)
    if plan.line:
        days, heights = zip(*plan.line, strict=True)
        axes.plot(days, heights, color=theme.trend, linewidth=1.3, dashes=TREND_DASHES, zorder=2)
    for point in plan.points:
        _plot(axes, point, mark_of(point.meaning, point.beyond, theme), theme)


def _draw_band(axes: Axes, plan: ChartPlan, theme: ChartTheme) -> None:
    if not plan.band:
        return
    left, right = plan.days
    days = [left, *(day for day, _ in plan.band), right]
    ranges = [plan.band[0][1], *(band for _, band in plan.band), plan.band[-1][1]]
    axes.fill_between(
        days,
        [band.low for band in ranges],
        [band.high for band in ranges],
        facecolor=theme.band,
        linewidth=0,
        zorder=0.4,
    )


def mark_of(meaning: Meaning, beyond: int, theme: ChartTheme) -> Mark:
    """Return how a point is drawn; at the edge of the axis it points to where its value lies."""
    if meaning is Meaning.LEFT_OUT:
        marker = {1: "^", -1: "v"}.get(beyond, "o")
        return Mark(marker, theme.unknown, is_filled=False)
    return {
        Meaning.BETTER: Mark("v", theme.improved),
        Meaning.WORSE: Mark("^", theme.worse),
        Meaning.EARLIER: Mark("o", theme.hatch),
    }.get(meaning, Mark("o", theme.text))


def _plot(axes: Axes, point: PlannedPoint, mark: Mark, theme: ChartTheme) -> None:
    size = (0.62 if mark.marker == "o" else 0.78) * theme.size_pt
    axes.plot(
        [point.day],
        [point.height],
        marker=mark.marker,
        markersize=size,
        markerfacecolor=mark.color if mark.is_filled else theme.ground,
        markeredgecolor=theme.ground if mark.is_filled else mark.color,
        markeredgewidth=0.5 if mark.is_filled else 0.9,
        linestyle="none",
        clip_on=False,
        zorder=4 if mark.is_filled else 3,
    )
