"""What the shapes of a chart mean, in one or two lines below it."""

from collections.abc import Iterable, Sequence

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from skintrack.charts.scale import noise_band, point_band, point_height
from skintrack.charts.sessions import HEALING_HATCH
from skintrack.charts.theme import ChartTheme
from skintrack.charts.values import TREND_DASHES, mark_of
from skintrack.model import Series, Shown

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
) -> None:
    """Explain those shapes that the series really use."""
    handles = [*_point_handles(series, theme, shown)]
    if any(noise_band(one, shown) for one in series):
        handles.append(Patch(facecolor=theme.band, label="No change that photos can show"))
    if has_sessions:
        handles.append(
            Patch(
                facecolor="none", edgecolor=theme.hatch, hatch=HEALING_HATCH, label="Healing days"
            )
        )
    if any(one.line is not None for one in series):
        handles.append(Line2D([], [], color=theme.trend, dashes=TREND_DASHES, label="Trend"))
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


def _point_handles(
    series: Iterable[Series], theme: ChartTheme, shown: Shown
) -> list[Line2D | Patch]:
    used = set()
    has_left_out = False
    for one in series:
        for point in one.points:
            height = point_height(one, point, shown)
            if height is not None and point.is_included:
                used.add(mark_of(height, point_band(one, point, shown), theme).marker)
            has_left_out |= height is not None and not point.is_included
    entries = [
        ("v", theme.improved, theme.improved, "Better, beyond noise"),
        ("o", theme.text, theme.text, "Baseline, or within noise"),
        ("^", theme.worse, theme.worse, "Worse, beyond noise"),
    ]
    entries = [entry for entry in entries if entry[0] in used]
    if has_left_out:
        entries.append(("o", theme.ground, theme.unknown, "Left out"))
    return [
        Line2D(
            [],
            [],
            marker=marker,
            markersize=0.7 * theme.size_pt,
            markerfacecolor=face,
            markeredgecolor=edge,
            linestyle="none",
            label=label,
        )
        for marker, face, edge, label in entries
    ]
