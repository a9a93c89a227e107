"""Whole figures: one series, or all series of a view as small multiples."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from skintrack.charts.chart_text import heading_text
from skintrack.charts.legend import LEGEND_LINES, draw_legend
from skintrack.charts.panel import Cell, draw_panel
from skintrack.charts.scale import Say, ValueRange, shared_range, shares_axis
from skintrack.charts.theme import LIGHT, ChartTheme
from skintrack.model import HealingWindow, Series, Shown

_PANEL_IN = (4.4, 2.6)
_EDGE_IN = 0.15


def draw_series(
    series: Series,
    windows: Sequence[HealingWindow] = (),
    *,
    theme: ChartTheme = LIGHT,
    size_in: tuple[float, float] = (8.0, 4.2),
    values: ValueRange | None = None,
    heading: str | None = None,
    has_legend: bool = True,
    shown: Shown = Shown.INDEX,
    say: Say = str,
) -> Figure:
    """Return the chart of one series as a matplotlib figure.

    Parameters
    ----------
    series : Series
        What to draw.
    windows : sequence of HealingWindow
        Healing days of the sessions; each start carries a numbered pin.
    theme : ChartTheme
        Colours and text size.
    size_in : tuple of float
        Width and height in inches.
    values : ValueRange, optional
        Value axis in what is shown; without it the axis fits the series.
    heading : str, optional
        Heading; without it metric and region.
    has_legend : bool
        Whether the shapes are explained below the chart.
    shown : Shown
        Index or stored value; regional redness always shows its change in EI units.
    say : callable
        Says every text of the chart in another language.
    """
    figure = Figure(figsize=size_in, facecolor=theme.ground)
    foot = LEGEND_LINES * theme.size_pt / 72.0 if has_legend else 0.0
    draw_panel(
        figure,
        Cell(0.0, foot, size_in[0], size_in[1] - foot),
        series,
        windows,
        theme=theme,
        heading=say(heading_text(series)) if heading is None else heading,
        values=values,
        shown=shown,
        say=say,
    )
    if has_legend:
        draw_legend(figure, [series], theme, has_sessions=bool(windows), shown=shown, say=say)
    return figure


def draw_all_series(
    series: Sequence[Series],
    windows: Sequence[HealingWindow] = (),
    *,
    theme: ChartTheme = LIGHT,
) -> Figure:
    """Return all series as small multiples: a row for each metric, a column for each region.

    The charts of a row share their value axis, so that regions compare by eye.
    """
    metrics = list(dict.fromkeys(one.metric for one in series))
    regions = list(dict.fromkeys(one.region for one in series))
    width, height = _PANEL_IN
    foot = LEGEND_LINES * theme.size_pt / 72.0
    size = (
        max(1, len(regions)) * width + 2 * _EDGE_IN,
        max(1, len(metrics)) * height + foot + _EDGE_IN,
    )
    figure = Figure(figsize=size, facecolor=theme.ground)
    for one in series:
        row, column = metrics.index(one.metric), regions.index(one.region)
        bottom = foot + (len(metrics) - 1 - row) * height
        draw_panel(
            figure,
            Cell(_EDGE_IN + column * width, bottom, width, height),
            one,
            windows,
            theme=theme,
            heading=heading_text(one),
            values=shared_range(other for other in series if shares_axis(one, other)),
        )
    draw_legend(figure, series, theme, has_sessions=bool(windows))
    return figure
