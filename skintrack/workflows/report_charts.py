"""The charts of a report, as SVG that is sharp on paper."""

from collections.abc import Callable, Sequence

from skintrack.charts import chart_svg, describe_series, plan_chart, shared_range, shares_axis
from skintrack.model import HealingWindow, Paper, Series
from skintrack.reports import Chart, main_regions

# Four rows of two fill a page below their heading.
_SIZES_IN = {Paper.A4: (3.29, 2.1), Paper.LETTER: (3.4, 1.93)}


def charts_of(
    series: Sequence[Series],
    windows: Sequence[HealingWindow],
    say: Callable[[str], str],
    paper: Paper,
) -> tuple[Chart, ...]:
    """Return the charts of the main regions; none while there is nothing to compare."""
    regions = main_regions(series)
    main = [one for one in series if one.region in regions]
    if all(one.change is None for one in main):
        return ()  # an axis without a change to show would only look broken
    charts = []
    for one in main:
        limits = shared_range(other for other in main if shares_axis(one, other))
        plan = plan_chart(one, windows, values=limits)
        svg = chart_svg(plan, _SIZES_IN[paper], say=say)
        charts.append(Chart(svg, describe_series(one, windows), bool(plan.beyond)))
    return tuple(charts)
