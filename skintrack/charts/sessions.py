"""Sessions on a chart: hatched healing days and numbered pins."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from skintrack.charts.plan import PlannedSession
from skintrack.charts.theme import ChartTheme

HEALING_HATCH = "////"

_PIN_RADIUS = 0.62  # in text sizes
_HATCH_WIDTH_PT = 0.6


def draw_sessions(
    axes: Axes, sessions: Sequence[PlannedSession], theme: ChartTheme, *, width_pt: float
) -> None:
    """Shade the healing days and pin each session on top; numbered where there is room."""
    low, high = axes.get_xlim()
    last_pin = -float("inf")
    for session in sessions:
        _shade(axes, session, theme)
        place_pt = (session.start - low) / (high - low) * width_pt
        if place_pt - last_pin >= 2.3 * _PIN_RADIUS * theme.size_pt:
            last_pin = place_pt
            _pin(axes, session, theme)


def _shade(axes: Axes, session: PlannedSession, theme: ChartTheme) -> None:
    shade = axes.axvspan(
        session.start,
        session.end,
        facecolor="none",
        edgecolor=theme.hatch,
        hatch=HEALING_HATCH,
        linewidth=0,
        zorder=0.6,
    )
    shade.set_hatch_linewidth(_HATCH_WIDTH_PT)
    axes.axvline(session.start, color=theme.pin, linewidth=0.8, zorder=0.7)


def _pin(axes: Axes, session: PlannedSession, theme: ChartTheme) -> None:
    transform = axes.get_xaxis_transform()
    place = session.start
    axes.plot(
        [place],
        [1.0],
        marker="o",
        markersize=2 * _PIN_RADIUS * theme.size_pt,
        markerfacecolor=theme.ground,
        markeredgecolor=theme.text_soft,
        markeredgewidth=0.8,
        transform=transform,
        clip_on=False,
        zorder=5,
    )
    axes.text(
        place,
        1.0,
        str(session.number),
        transform=transform,
        color=theme.text,
        ha="center",
        va="center_baseline",
        fontproperties=theme.font(scale=0.8, is_bold=True),
        zorder=6,
    )
