"""One chart in a cell of a figure: index, stored value or change in EI over time.

Everything carries a shape besides its colour: the baseline band, hatched healing days, numbered
session pins, ● within noise, ▼ better, ▲ worse, ○ left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import fill

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from skintrack.charts import sizes
from skintrack.charts.chart_text import axis_text
from skintrack.charts.plan import ChartPlan, plan_chart
from skintrack.charts.scale import Say, ValueRange, time_ticks
from skintrack.charts.sessions import draw_sessions
from skintrack.charts.theme import ChartTheme
from skintrack.charts.values import draw_values
from skintrack.model import HealingWindow, Series, Shown


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
    say: Say = str,
) -> Axes:
    """Draw one series into a cell of a figure and return its axes."""
    plan = plan_chart(series, windows, shown, values=values)
    axes = _add_axes(figure, cell, theme)
    _draw_heading(figure, cell, heading, say(axis_text(plan)), theme)
    axes.set_xlim(*plan.days)
    axes.set_ylim(plan.values.low, plan.values.high)
    _draw_axes(axes, cell, plan, theme, say)
    width_pt, height_pt = _plot_size_pt(cell, theme)
    draw_sessions(axes, plan.sessions, theme, width_pt=width_pt, height_pt=height_pt)
    if plan.level is None:
        _draw_empty(axes, say(plan.why_empty), theme)
    else:
        draw_values(axes, plan, plan.level, theme)
    return axes


def _add_axes(figure: Figure, cell: Cell, theme: ChartTheme) -> Axes:
    width, height = figure.get_size_inches()
    line = theme.size_pt / 72.0
    axes = figure.add_axes(
        (
            (cell.left + sizes.LINES_LEFT * line) / width,
            (cell.bottom + sizes.LINES_BELOW * line) / height,
            (cell.width - (sizes.LINES_LEFT + sizes.LINES_RIGHT) * line) / width,
            (cell.height - (sizes.LINES_ABOVE + sizes.LINES_BELOW) * line) / height,
        )
    )
    axes.set_facecolor(theme.ground)
    return axes


def _plot_size_pt(cell: Cell, theme: ChartTheme) -> tuple[float, float]:
    width = cell.width * 72.0 - (sizes.LINES_LEFT + sizes.LINES_RIGHT) * theme.size_pt
    height = cell.height * 72.0 - (sizes.LINES_ABOVE + sizes.LINES_BELOW) * theme.size_pt
    return width, height


def _draw_heading(figure: Figure, cell: Cell, heading: str, axis: str, theme: ChartTheme) -> None:
    width, height = figure.get_size_inches()
    line = theme.size_pt / 72.0
    left = (cell.left + sizes.HEADING_LEFT * line) / width
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


def _draw_axes(axes: Axes, cell: Cell, plan: ChartPlan, theme: ChartTheme, say: Say) -> None:
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(theme.line)
    most = max(2, int(cell.width / sizes.TICK_WIDTH_IN))
    ticks = time_ticks(*plan.days, most, say=say)
    axes.set_xticks([place for place, _ in ticks], [label for _, label in ticks])
    axes.set_yticks([level for level, _ in plan.levels], [say(text) for _, text in plan.levels])
    axes.grid(axis="y", color=theme.line, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(axis="x", color=theme.line, labelcolor=theme.text_soft, length=3)
    axes.tick_params(axis="y", length=0, labelcolor=theme.text_soft)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_fontproperties(theme.font(scale=0.95))


def _draw_empty(axes: Axes, why: str, theme: ChartTheme) -> None:
    axes.text(
        0.5,
        0.5,
        fill(why, sizes.EMPTY_TEXT_WIDTH),
        transform=axes.transAxes,
        ha="center",
        va="center",
        color=theme.text_soft,
        fontproperties=theme.font(),
        linespacing=1.5,
        bbox={"facecolor": theme.ground, "edgecolor": "none", "pad": 6},
        zorder=7,
    )
