"""One chart in a cell of a figure: index, stored value or change in EI over time.

Everything carries a shape besides its colour: the baseline band, hatched healing days, numbered
session pins, ● within noise, ▼ better, ▲ worse, ○ left out.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import fill

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from skintrack.charts.scale import (
    Quantity,
    ValueRange,
    quantity_of,
    time_range,
    time_ticks,
    value_range,
)
from skintrack.charts.sessions import draw_sessions
from skintrack.charts.theme import ChartTheme
from skintrack.charts.values import ValueAxis, draw_values
from skintrack.model import HealingWindow, Series, Shown
from skintrack.model.display import change_unit, metric_name, raw_unit

_EMPTY_TEXT_WIDTH = 48
_TICK_WIDTH_IN = 0.62
_LINES_ABOVE = 5.0
_LINES_BELOW = 3.4
_LINES_LEFT = 3.6
_HEADING_LEFT = 0.2
_LINES_RIGHT = 1.2


@dataclass(frozen=True)
class Cell:
    """A rectangle of a figure, in inches from its lower left corner."""

    left: float
    bottom: float
    width: float
    height: float


def draw_panel(
    figure: Figure,
    cell: Cell,
    series: Series,
    windows: Sequence[HealingWindow],
    *,
    theme: ChartTheme,
    heading: str,
    values: ValueRange | None = None,
    shown: Shown = Shown.INDEX,
) -> Axes:
    """Draw one series into a cell of a figure and return its axes."""
    axes = _add_axes(figure, cell, theme)
    _draw_heading(figure, cell, heading, _axis_text(series, shown), theme)
    axes.set_xlim(*time_range(series, windows))
    limits = values or value_range(series, shown)
    axes.set_ylim(limits.low, limits.high)
    _draw_axes(axes, cell, theme, is_signed=quantity_of(series, shown) is Quantity.CHANGE)
    draw_sessions(axes, windows, theme, width_pt=_plot_width_pt(cell, theme))
    if series.baseline is None:
        _draw_empty(axes, series, theme)
    else:
        draw_values(axes, series, ValueAxis(shown, limits), theme)
    return axes


def _add_axes(figure: Figure, cell: Cell, theme: ChartTheme) -> Axes:
    width, height = figure.get_size_inches()
    line = theme.size_pt / 72.0
    axes = figure.add_axes(
        (
            (cell.left + _LINES_LEFT * line) / width,
            (cell.bottom + _LINES_BELOW * line) / height,
            (cell.width - (_LINES_LEFT + _LINES_RIGHT) * line) / width,
            (cell.height - (_LINES_ABOVE + _LINES_BELOW) * line) / height,
        )
    )
    axes.set_facecolor(theme.ground)
    return axes


def _plot_width_pt(cell: Cell, theme: ChartTheme) -> float:
    return cell.width * 72.0 - (_LINES_LEFT + _LINES_RIGHT) * theme.size_pt


def _axis_text(series: Series, shown: Shown) -> str:
    what = {
        Quantity.INDEX: "Index, baseline = 100",
        Quantity.RAW: f"{metric_name(series.metric)}, {raw_unit(series.metric)}",
        Quantity.CHANGE: f"Change from baseline, {change_unit(series.metric)}",
    }[quantity_of(series, shown)]
    return f"{what} (lower is better)"


def _draw_heading(figure: Figure, cell: Cell, heading: str, axis: str, theme: ChartTheme) -> None:
    width, height = figure.get_size_inches()
    line = theme.size_pt / 72.0
    left = (cell.left + _HEADING_LEFT * line) / width
    top = cell.bottom + cell.height
    figure.text(
        left,
        (top - 1.3 * line) / height,
        heading,
        color=theme.text,
        va="baseline",
        fontproperties=theme.font(scale=1.1, is_bold=True),
    )
    figure.text(
        left,
        (top - 2.8 * line) / height,
        axis,
        color=theme.text_soft,
        va="baseline",
        fontproperties=theme.font(scale=0.95),
    )


def _draw_axes(axes: Axes, cell: Cell, theme: ChartTheme, *, is_signed: bool) -> None:
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(theme.line)
    ticks = time_ticks(*axes.get_xlim(), most=max(2, int(cell.width / _TICK_WIDTH_IN)))
    axes.set_xticks([place for place, _ in ticks], [label for _, label in ticks])
    low, high = axes.get_ylim()
    levels = [level for level in MaxNLocator(5).tick_values(low, high) if low <= level <= high]
    axes.set_yticks(levels, _level_texts(levels, is_signed=is_signed))
    axes.grid(axis="y", color=theme.line, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(axis="x", color=theme.line, labelcolor=theme.text_soft, length=3)
    axes.tick_params(axis="y", length=0, labelcolor=theme.text_soft)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_fontproperties(theme.font(scale=0.95))


def _level_texts(levels: Sequence[float], *, is_signed: bool) -> list[str]:
    """Write levels with the decimals that the finest of them needs."""
    decimals = max((len(f"{level:.4g}".partition(".")[2]) for level in levels), default=0)
    sign = "+" if is_signed else ""
    return [
        f"{level:{sign}.{decimals}f}".replace("-", "\N{MINUS SIGN}") if level else "0"
        for level in levels
    ]


def _draw_empty(axes: Axes, series: Series, theme: ChartTheme) -> None:
    axes.set_yticks([])
    axes.text(
        0.5,
        0.5,
        fill(_why_empty(series), _EMPTY_TEXT_WIDTH),
        transform=axes.transAxes,
        ha="center",
        va="center",
        color=theme.text_soft,
        fontproperties=theme.font(),
        linespacing=1.5,
        bbox={"facecolor": theme.ground, "edgecolor": "none", "pad": 6},
        zorder=7,
    )


def _why_empty(series: Series) -> str:
    """Say why nothing can be drawn: the most frequent reason of photos outside healing days."""
    if not series.points:
        return "No photo of this view has a date yet."
    reasons = Counter(
        point.excluded_reason for point in series.points if not point.phase.is_healing
    )
    reason = reasons.most_common(1)[0][0] if reasons else None
    return reason or "So far there are only photos of healing days."
