"""Sessions on a chart: hatched healing days and numbered pins."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.transforms import ScaledTranslation

from skintrack.charts import sizes
from skintrack.charts.plan import PlannedSession
from skintrack.charts.theme import ChartTheme
from skintrack.model.session_pins import SessionPin, shared_pins

HEALING_HATCH = "////"

_HATCH_WIDTH_PT = 0.6


def draw_sessions(
    axes: Axes,
    sessions: Sequence[PlannedSession],
    theme: ChartTheme,
    *,
    width_pt: float,
    height_pt: float,
) -> None:
    """Shade the healing days and pin each session on top; those without room share a pin.

    ``width_pt`` and ``height_pt`` are those of the axes.
    """
    low, high = axes.get_xlim()
    per_day = width_pt / (high - low)
    foot_of_pin = 1.0 + (sizes.PIN_RISE - sizes.PIN_RADIUS) * theme.size_pt / height_pt
    for session in sessions:
        _shade(axes, session, theme, foot_of_pin)

    def width(pin: SessionPin) -> float:
        return (2 * sizes.PIN_RADIUS + sizes.LETTER * (len(pin.text) - 1)) * theme.size_pt / per_day

    places = [(session.number, session.start) for session in sessions]
    for pin in shared_pins(places, width, sizes.PIN_GAP * theme.size_pt / per_day):
        _pin(axes, pin, theme)


def _shade(axes: Axes, session: PlannedSession, theme: ChartTheme, top: float) -> None:
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
    axes.axvline(session.start, ymax=top, color=theme.pin, linewidth=0.8, clip_on=False, zorder=0.7)


def _pin(axes: Axes, pin: SessionPin, theme: ChartTheme) -> None:
    rise = ScaledTranslation(
        0.0, sizes.PIN_RISE * theme.size_pt / 72.0, axes.figure.dpi_scale_trans
    )
    transform = axes.get_xaxis_transform() + rise
    if not pin.is_shared:
        axes.plot(
            [pin.place],
            [1.0],
            marker="o",
            markersize=2 * sizes.PIN_RADIUS * theme.size_pt,
            markerfacecolor=theme.ground,
            markeredgecolor=theme.text_soft,
            markeredgewidth=0.8,
            transform=transform,
            clip_on=False,
            zorder=5,
        )
    text = axes.text(
        pin.place,
        1.0,
        pin.text,
        transform=transform,
        color=theme.text,
        ha="center",
        va="center_baseline",
        fontproperties=theme.font(scale=0.8, is_bold=True),
        zorder=6,
    )
    if pin.is_shared:
        text.set_bbox(
            {
                "boxstyle": "round,pad=0.3,rounding_size=0.75",
                "facecolor": theme.ground,
                "edgecolor": theme.text_soft,
                "linewidth": 0.8,
            }
        )
