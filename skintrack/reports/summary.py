"""The answer of a report: verdicts in sentences, and the numbers behind them in rows."""

from collections.abc import Iterable, Sequence

from skintrack.model import Metric, RegionName, Series, Verdict
from skintrack.model.display import (
    change_text,
    metric_in_sentence,
    metric_name,
    noise_source_text,
    region_in_sentence,
    region_name,
    short_day_text,
    value_text,
    verdict_label,
)
from skintrack.model.index_text import index_text, score_sentence, score_series
from skintrack.model.phrase import Phrase
from skintrack.reports import wording
from skintrack.reports.content import SummaryRow

_CHEEKS = (RegionName.RIGHT_CHEEK, RegionName.LEFT_CHEEK)
_MOST_REGIONS = 2
_ANSWERS = {
    Verdict.IMPROVED: Phrase("Better, beyond noise: {metrics}."),
    Verdict.WORSE: Phrase("Worse, beyond noise: {metrics}."),
    Verdict.WITHIN_NOISE: Phrase("No change that these photos can show: {metrics}."),
    None: Phrase("Nothing to compare yet: {metrics}."),
}
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
        index="" if series.index is None else _index(series),
        symbol=symbol_of(series.verdict),
        verdict=verdict_label(series.verdict),
    )


def _index(series: Series) -> Phrase:
    return Phrase("index {index}", index=index_text(series.index))


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
        sentence.filled(metrics=_listing(found, series))
        for verdict, sentence in _ANSWERS.items()
        if (found := [one for one in series if one.verdict is verdict])
    )


def score_sentences(series: Iterable[Series]) -> tuple[str, ...]:
    """Return the two simple scores, each with its index; nothing while nothing is compared."""
    return tuple(
        Phrase(
            "{region}: {score}, index {index}.",
            region=region_name(one.region),
            score=score_sentence(one, is_start=False),
            index=index_text(one.index),
        )
        for one in score_series(series)
        if one.index is not None
    )


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
        places = _places(regions, known)
        parts.append(
            Phrase("{metric} ({places})", metric=metric_in_sentence(metric), places=places)
        )
    return Phrase.joined("; ", parts)


def _places(regions: Sequence[RegionName], known: Sequence[RegionName]) -> str:
    if tuple(regions) == _CHEEKS and set(known) == set(_CHEEKS):
        return Phrase("both cheeks")
    return Phrase.joined(", ", (region_in_sentence(region) for region in regions))
