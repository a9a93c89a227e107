"""What the shapes of a chart mean, in one or two lines below it."""

from collections.abc import Sequence

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from skintrack.charts.plan import Meaning, plan_chart
from skintrack.charts.scale import Say
from skintrack.charts.sessions import HEALING_HATCH
from skintrack.charts.theme import ChartTheme
from skintrack.charts.values import TREND_DASHES, Mark, mark_of
from skintrack.model import Series, Shown
from skintrack.model.phrase import Phrase

LEGEND_LINES = 3.6
"""Room that a legend needs below a chart, in text sizes."""

_WIDEST_ENTRY = 15.0  # in text sizes


def draw_legend(
    figure: Figure,
    series: Sequence[Series],
    theme: ChartTheme,
    *,
    has_sessions: bool,
    shown: Shown = Shown.INDEX,
    say: Say = str,
) -> None:
    """Explain those shapes that the series really use."""
    plans = [plan_chart(one, shown=shown) for one in series]
    used = {meaning for plan in plans for meaning in plan.meanings}
    handles: list[Line2D | Patch] = [*_point_handles(used, theme, say)]
    beyond = max((plan.beyond for plan in plans), key=abs, default=0)
    if beyond:
        mark = mark_of(Meaning.LEFT_OUT, beyond, theme)
        handles.append(_handle(mark, say(Phrase("Beyond the scale")), theme))
    if any(plan.band for plan in plans):
        handles.append(
            Patch(facecolor=theme.band, label=say(Phrase("No change that these photos can show")))
        )
    if has_sessions:
        handles.append(
            Patch(
                facecolor="none",
                edgecolor=theme.hatch,
                hatch=HEALING_HATCH,
                label=say(Phrase("Healing days")),
            )
        )
    if any(one.line is not None for one in series):
        handles.append(
            Line2D([], [], color=theme.trend, dashes=TREND_DASHES, label=say(Phrase("Trend")))
        )
    columns = max(1, int(figure.get_figwidth() * 72.0 / (_WIDEST_ENTRY * theme.size_pt)))
    figure.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(0.0, 0.0),
        ncols=min(columns, len(handles)) or 1,
        frameon=False,
        prop=theme.font(scale=0.95),
        labelcolor=theme.text_soft,
        handlelength=1.5,
        handletextpad=0.6,
        columnspacing=1.6,
        borderaxespad=0.3,
    )


def _point_handles(used: set[Meaning], theme: ChartTheme, say: Say) -> list[Line2D]:
    words = {
        Meaning.BETTER: Phrase("Better, beyond noise"),
        Meaning.SAME: Phrase("Baseline, or within noise"),
        Meaning.WORSE: Phrase("Worse, beyond noise"),
        Meaning.LEFT_OUT: Phrase("Left out"),
    }
    return [
        _handle(mark_of(meaning, 0, theme), say(words[meaning]), theme)
        for meaning in words
        if meaning in used
    ]


def _handle(mark: Mark, label: str, theme: ChartTheme) -> Line2D:
    return Line2D(
        [],
        [],
        marker=mark.marker,
        markersize=0.7 * theme.size_pt,
        markerfacecolor=mark.color if mark.is_filled else theme.ground,
        markeredgecolor=mark.color,
        linestyle="none",
        label=label,
    )
