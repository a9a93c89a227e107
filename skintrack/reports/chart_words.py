"""What stands below a chart: how many photos count, and why the others do not."""

from collections.abc import Sequence

from skintrack.model import Series
from skintrack.model.phrase import Phrase
from skintrack.reports.pictures import Chart
from skintrack.reports.summary_parts import ChartPanel
from skintrack.reports.wording import BEYOND_NOTE, CHART_NOTE


def chart_panels(charts: Sequence[Chart], series: Sequence[Series]) -> tuple[ChartPanel, ...]:
    """Return the charts with the photos behind each; both in the same order."""
    if not charts:
        return ()
    return tuple(
        ChartPanel(chart, photos_text(one)) for chart, one in zip(charts, series, strict=True)
    )


def chart_notes(charts: Sequence[Chart]) -> tuple[str, ...]:
    """Return what explains the shapes of the charts; points beyond a scale where there are any."""
    if not any(chart.reaches_beyond for chart in charts):
        return (CHART_NOTE,)
    return (Phrase.joined(" ", (CHART_NOTE, BEYOND_NOTE)),)


def photos_text(series: Series) -> Phrase:
    """Return how many photos count and how many do not, those of healing days by themselves."""
    count = Phrase.counted("{count} photo counts", "{count} photos count", len(series.included))
    left_out = [point for point in series.points if not point.is_included]
    if not left_out:
        return Phrase("{count}, none is left out.", count=count)
    healing = sum(point.phase.is_healing for point in left_out)
    others = len(left_out) - healing
    reasons: list[str] = []
    if healing:
        reasons.append(Phrase("{count} of healing days", count=healing))
    if others:
        reasons.append(Phrase("{count} listed below", count=others))
    return Phrase(
        "{count}; left out: {reasons}.", count=count, reasons=Phrase.joined(", ", reasons)
    )
