"""All regions of the view in one small table, metrics side by side."""

from collections.abc import Mapping, Sequence

from skintrack.model import Metric, RegionName, Series, Verdict
from skintrack.model.display import (
    change_text,
    change_unit,
    even_decimals,
    metric_name,
    region_name,
    value_text,
    verdict_label,
)
from skintrack.model.phrase import Phrase
from skintrack.reports.answer import symbol_of
from skintrack.reports.summary import latest_value
from skintrack.reports.summary_parts import RegionCell, RegionRow, RegionTable

# One word each; the note below the table says what they mean.
_VERDICTS: dict[Verdict | None, Phrase] = {
    Verdict.IMPROVED: Phrase("better"),
    Verdict.WORSE: Phrase("worse"),
}


def region_table(series: Sequence[Series]) -> RegionTable | None:
    """Return the table; None while no region has anything to compare."""
    if all(one.change is None for one in series):
        return None
    known = {(one.metric, one.region): one for one in series if one.baseline is not None}
    metrics = list(dict.fromkeys(one.metric for one in series))
    decimals = even_decimals(known.values())
    regions = [region for region in RegionName if any(place is region for _, place in known)]
    if not regions:
        return None
    return RegionTable(
        columns=(Phrase("Region"), *(_heading(metric) for metric in metrics)),
        rows=tuple(
            RegionRow(
                region_name(region),
                tuple(_cell(known.get((metric, region)), decimals) for metric in metrics),
            )
            for region in regions
        ),
    )


def _heading(metric: Metric) -> str:
    """Return a metric with the unit of its change, so that no cell repeats it."""
    name, unit = metric_name(metric), change_unit(metric)
    return name if unit == "%" else Phrase("{metric}, {unit}", metric=name, unit=unit)


def _change(series: Series, decimals: Mapping[Metric, int]) -> str:
    """Return a change with its noise, without a unit that stands in the heading."""
    text = change_text(series, decimals[series.metric])
    if change_unit(series.metric) == "%" or not isinstance(text, Phrase):
        return text
    return Phrase("{change} ± {noise}", **text.values)


def _cell(series: Series | None, decimals: Mapping[Metric, int]) -> RegionCell | None:
    if series is None:
        return None
    values = Phrase(
        "{baseline} to {latest}",
        baseline=value_text(series.metric, series.baseline),
        latest=value_text(series.metric, latest_value(series)),
    )
    return RegionCell(
        symbol_of(series.verdict),
        _change(series, decimals),
        values if series.change is not None else value_text(series.metric, series.baseline),
        _VERDICTS.get(series.verdict, verdict_label(series.verdict)),
    )
