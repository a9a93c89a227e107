"""What stands on a chart in words: its heading, its axis."""

from skintrack.charts.plan import ChartPlan
from skintrack.charts.scale import Quantity
from skintrack.model import Series
from skintrack.model.display import change_unit, metric_name, raw_unit, region_in_sentence
from skintrack.model.phrase import Phrase


def heading_text(series: Series) -> Phrase:
    """Return metric and region."""
    metric, region = metric_name(series.metric), region_in_sentence(series.region)
    return Phrase("{metric}, {region}", metric=metric, region=region)


def axis_text(plan: ChartPlan) -> Phrase:
    """Return what stands on the value axis, and which way is better."""
    metric = plan.series.metric
    if plan.quantity is Quantity.INDEX:
        return Phrase("Index, baseline = 100 (lower is better)")
    if plan.quantity is Quantity.CHANGE:
        unit = change_unit(metric)
        return Phrase("Change from baseline, {unit} (lower is better)", unit=unit)
    return Phrase(
        "{metric}, {unit} (lower is better)", metric=metric_name(metric), unit=raw_unit(metric)
    )
