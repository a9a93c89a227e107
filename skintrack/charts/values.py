"""Values on a chart: noise band, trend line and points."""

from dataclasses import dataclass

from matplotlib.axes import Axes

from skintrack.charts.scale import ValueRange, day_number, noise_band, shown_value, trend_points
from skintrack.charts.theme import ChartTheme
from skintrack.model import Series, SeriesPoint

TREND_DASHES = (5, 3)


@dataclass(frozen=True)
class Mark:
    """How a point is drawn: a matplotlib marker and its colour."""

    marker: str
    color: str


def draw_values(axes: Axes, series: Series, limits: ValueRange, theme: ChartTheme) -> None:
    """Draw band, line and points of a series that has a baseline."""
    axes.axhline(0.0, color=theme.text_soft, linewidth=0.8, zorder=1.2)
    band = noise_band(series)
    if band is not None:
        axes.axhspan(band.low, band.high, facecolor=theme.band, linewidth=0, zorder=0.4)
    line = trend_points(series)
    if line:
        days, heights = zip(*line, strict=True)
        axes.plot(days, heights, color=theme.trend, linewidth=1.3, dashes=TREND_DASHES, zorder=2)
    for point in series.points:
        _draw_point(axes, series, point, limits, theme)


def mark_of(shown: float, band: ValueRange | None, theme: ChartTheme) -> Mark:
    """Return the mark of a counted point: better, worse, or not to be told from the baseline."""
    if band is None or band.low <= shown <= band.high:
        return Mark("o", theme.text)
    return Mark("v", theme.improved) if shown < 0 else Mark("^", theme.worse)


def _draw_point(
    axes: Axes, series: Series, point: SeriesPoint, limits: ValueRange, theme: ChartTheme
) -> None:
    shown = shown_value(series, point)
    if shown is None:
        return
    height = min(max(shown, limits.low), limits.high)
    if point.is_included:
        mark = mark_of(shown, noise_band(series), theme)
        _plot(axes, point, height, mark, theme, is_filled=True)
        return
    # A hollow triangle at the edge points to where a far-away value lies.
    beyond = "^" if shown > height else "v"
    marker = "o" if height == shown else beyond
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
