"""The answer of a report: verdicts in sentences, and the numbers behind them in rows."""

from collections.abc import Iterable, Sequence

from skintrack.model import Metric, RegionName, Series, Verdict
from skintrack.model.display import (
    change_text,
    metric_name,
    noise_source_text,
    region_name,
    short_day_text,
    value_text,
    verdict_label,
    verdict_text,
)
from skintrack.model.index_text import index_text, score_sentence, score_series
from skintrack.reports import wording
from skintrack.reports.content import SummaryRow

_CHEEKS = (RegionName.RIGHT_CHEEK, RegionName.LEFT_CHEEK)
_MOST_REGIONS = 2
_SYMBOLS = {
    Verdict.IMPROVED: "▼",
    Verdict.WORSE: "▲",
    Verdict.WITHIN_NOISE: "●",
    Verdict.NOT_COMPARABLE: "○",
}


def main_regions(series: Iterable[Series]) -> tuple[RegionName, ...]:
    """Return the regions of the summary: the cheeks, else what was drawn, else the first two."""
    present = list(dict.fromkeys(one.region for one in series))
    cheeks = tuple(region for region in _CHEEKS if region in present)
    if cheeks:
        return cheeks
    if RegionName.DRAWN in present:
        return (RegionName.DRAWN,)
    return tuple(present[:_MOST_REGIONS])


def summary_row(series: Series) -> SummaryRow:
    """Return one line of numbers."""
    latest = None
    if series.baseline is not None and series.change is not None:
        latest = series.baseline + series.change
    return SummaryRow(
        metric=metric_name(series.metric),
        region=region_name(series.region),
        baseline=value_text(series.metric, series.baseline),
        baseline_day=_day(series, 0),
        latest=value_text(series.metric, latest),
        latest_day=_day(series, -1) if latest is not None else "",
        change=change_text(series),
        index="" if series.index is None else f"index {index_text(series.index)}",
        symbol=symbol_of(series.verdict),
        verdict=verdict_label(series.verdict),
    )


def _day(series: Series, place: int) -> str:
    included = series.included
    return short_day_text(included[place].captured_at.date()) if included else ""


def symbol_of(verdict: Verdict | None) -> str:
    """Return the shape of a verdict."""
    return _SYMBOLS[Verdict.NOT_COMPARABLE if verdict is None else verdict]


def answer_sentences(series: Sequence[Series], *, has_photos: bool) -> tuple[str, ...]:
    """Return what changed, in words: what is better, what is worse, what cannot be told."""
    if not has_photos:
        return (wording.NO_PHOTOS,)
    if not series:
        return (wording.NOT_MEASURED,)
    if all(one.change is None for one in series):
        return (_why_nothing(series),)
    return tuple(
        f"{verdict_text(verdict).capitalize()}: {_listing(found, series)}."
        for verdict in (Verdict.IMPROVED, Verdict.WORSE, Verdict.WITHIN_NOISE, None)
        if (found := [one for one in series if one.verdict is verdict])
    )


def score_sentences(series: Iterable[Series]) -> tuple[str, ...]:
    """Return the two simple scores, each with its index; nothing while nothing is compared."""
    return tuple(
        f"{region_name(one.region)}: {_lower_first(score_sentence(one))}, "
        f"index {index_text(one.index)}."
        for one in score_series(series)
        if one.index is not None
    )


def _lower_first(text: str) -> str:
    return text[0].lower() + text[1:]


def noise_notes(series: Iterable[Series]) -> tuple[str, ...]:
    """Return where the noise of the numbers comes from, and how to read them."""
    sources = list(dict.fromkeys(one.noise_source for one in series if one.noise is not None))
    notes = [wording.VALUE_NOTE]
    if sources:
        said = " and ".join(noise_source_text(source) for source in sources)
        notes.append(f"The noise after ± is {said}: see Method and limits.")
    return tuple(notes)


def _why_nothing(series: Sequence[Series]) -> str:
    if all(one.baseline is None for one in series):
        return wording.NOT_MEASURED
    days = {point.captured_at.date() for one in series for point in one.points}
    return wording.ONE_VISIT if len(days) == 1 else wording.NOT_COMPARABLE


def _listing(found: Sequence[Series], all_series: Sequence[Series]) -> str:
    by_metric: dict[Metric, list[RegionName]] = {}
    for one in found:
        by_metric.setdefault(one.metric, []).append(one.region)
    parts = []
    for metric, regions in by_metric.items():
        known = [one.region for one in all_series if one.metric is metric]
        parts.append(f"{metric_name(metric).lower()} ({_places(regions, known)})")
    return "; ".join(parts)


def _places(regions: Sequence[RegionName], known: Sequence[RegionName]) -> str:
    if tuple(regions) == _CHEEKS and set(known) == set(_CHEEKS):
        return "both cheeks"
    return ", ".join(region_name(region).lower() for region in regions)
