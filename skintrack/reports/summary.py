"""The numbers behind the answer: a row for each metric and region, and where the noise is from."""

from collections.abc import Iterable, Sequence

from skintrack.model import Metric, Series, Verdict
from skintrack.model.display import (
    change_text,
    even_decimals,
    metric_name,
    noise_source_text,
    region_name,
    short_day_text,
    value_text,
    verdict_label,
)
from skintrack.model.index_text import index_text
from skintrack.model.phrase import Phrase
from skintrack.reports import wording
from skintrack.reports.answer import symbol_of
from skintrack.reports.summary_parts import SummaryRow

_DIRECTIONS = {
    (Metric.REDNESS, Verdict.IMPROVED): Phrase("less red than at baseline"),
    (Metric.REDNESS, Verdict.WORSE): Phrase("redder than at baseline"),
    (Metric.REDNESS_SPOTS, Verdict.IMPROVED): Phrase("red marks stand out less"),
    (Metric.REDNESS_SPOTS, Verdict.WORSE): Phrase("red marks stand out more"),
    (Metric.TEXTURE, Verdict.IMPROVED): Phrase("finer surface"),
    (Metric.TEXTURE, Verdict.WORSE): Phrase("coarser surface"),
    (Metric.RELIEF, Verdict.IMPROVED): Phrase("softer dents and pores"),
    (Metric.RELIEF, Verdict.WORSE): Phrase("harder dents and pores"),
}
_TOO_SMALL = Phrase("too small to tell a direction")


def summary_rows(series: Sequence[Series]) -> tuple[SummaryRow, ...]:
    """Return the numbers of each metric in each region; those of a metric have like decimals."""
    decimals = even_decimals(series)
    return tuple(_summary_row(one, decimals[one.metric]) for one in series)


def _summary_row(series: Series, decimals: int) -> SummaryRow:
    latest = latest_value(series)
    return SummaryRow(
        metric=metric_name(series.metric),
        region=region_name(series.region),
        baseline=value_text(series.metric, series.baseline),
        baseline_day=_day(series, 0),
        latest=value_text(series.metric, latest),
        latest_day=_day(series, -1) if latest is not None else "",
        change=change_text(series, decimals),
        index="" if series.index is None else _index(series),
        symbol=symbol_of(series.verdict),
        verdict=verdict_label(series.verdict),
        direction=direction_text(series),
    )


def latest_value(series: Series) -> float | None:
    """Return the value that the change leads to; None where there is no change."""
    if series.baseline is None or series.change is None:
        return None
    return series.baseline + series.change


def direction_text(series: Series) -> str:
    """Return which way a change goes, in the words of its metric; empty where there is none."""
    if series.verdict is Verdict.WITHIN_NOISE:
        return _TOO_SMALL
    if series.verdict is None:
        return ""
    return _DIRECTIONS.get((series.metric, series.verdict), "")


def noise_notes(series: Iterable[Series]) -> tuple[str, ...]:
    """Return where the noise of the numbers comes from, and how to read them."""
    sources = list(dict.fromkeys(one.noise_source for one in series if one.noise is not None))
    notes: list[str] = [wording.VALUE_NOTE]
    if sources:
        said = [noise_source_text(source) for source in sources]
        listed = said[0]
        for more in said[1:]:
            listed = Phrase("{first} and {last}", first=listed, last=more)
        notes.append(
            Phrase("The noise after ± is {sources}: see Method and limits.", sources=listed)
        )
    return tuple(notes)


def _index(series: Series) -> Phrase:
    return Phrase("index {index}", index=index_text(series.index))


def _day(series: Series, place: int) -> str:
    included = series.included
    return short_day_text(included[place].captured_at.date()) if included else ""
