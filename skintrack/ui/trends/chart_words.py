"""What stands on a chart, in the language of the window."""

from dataclasses import dataclass
from enum import StrEnum

from skintrack.charts.plan import ChartPlan, Meaning
from skintrack.charts.scale import Quantity
from skintrack.model import display
from skintrack.ui.words import metric_name, said, tr


class Sign(StrEnum):
    """What the legend explains besides the points."""

    ABOVE = "above"
    BELOW = "below"
    BAND = "band"
    HEALING = "healing"
    LINE = "line"


@dataclass(frozen=True)
class LegendEntry:
    """A shape and what it means."""

    sign: Meaning | Sign
    words: str


def axis_words(plan: ChartPlan) -> str:
    """Return what stands on the value axis, and which way is better."""
    metric = plan.series.metric
    if plan.quantity is Quantity.INDEX:
        return tr("Index, your baseline is 100. Lower is better.")
    if plan.quantity is Quantity.CHANGE:
        unit = said(display.change_unit(metric))
        return tr("Change from baseline in {unit}. Lower is better.").format(unit=unit)
    unit = said(display.raw_unit(metric))
    return tr("{metric} in {unit}. Lower is better.").format(metric=metric_name(metric), unit=unit)


def legend_entries(plan: ChartPlan, *, is_short: bool = False) -> tuple[LegendEntry, ...]:
    """Explain those shapes that the chart really uses; shortly, where there is little room."""
    words = (
        {
            Meaning.BETTER: tr("Better", "legend of a chart"),
            Meaning.SAME: tr("Within noise", "legend of a chart"),
            Meaning.WORSE: tr("Worse", "legend of a chart"),
            Meaning.LEFT_OUT: tr("Left out"),
            Meaning.EARLIER: tr("Earlier version", "legend of a chart"),
        }
        if is_short
        else {
            Meaning.BETTER: tr("Better, beyond noise"),
            Meaning.SAME: tr("Baseline, or within noise"),
            Meaning.WORSE: tr("Worse, beyond noise"),
            Meaning.LEFT_OUT: tr("Left out"),
            Meaning.EARLIER: tr("Measured by the earlier version"),
        }
    )
    entries = [LegendEntry(each, words[each]) for each in words if each in plan.meanings]
    if plan.beyond:
        sign = Sign.ABOVE if plan.beyond > 0 else Sign.BELOW
        entries.append(LegendEntry(sign, tr("Beyond the scale", "legend of a chart")))
    if plan.line:
        entries.append(LegendEntry(Sign.LINE, tr("Trend")))
    if plan.band:
        noise = tr("Noise", "legend of a chart")
        whole = tr("No change that these photos can show")
        entries.append(LegendEntry(Sign.BAND, noise if is_short else whole))
    if plan.sessions:
        entries.append(LegendEntry(Sign.HEALING, tr("Healing days")))
    return tuple(entries)
