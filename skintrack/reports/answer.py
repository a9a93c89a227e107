"""The answer of a report: what changed and what cannot be told, grouped into few sentences."""

from collections.abc import Iterable, Mapping, Sequence

from skintrack.model import Comparison, Metric, RegionName, Series, Verdict
from skintrack.model.display import (
    metric_in_sentence,
    region_in_sentence,
    region_name,
)
from skintrack.model.index_text import index_text, score_sentence, score_series
from skintrack.model.phrase import Phrase
from skintrack.reports import wording
from skintrack.reports.listing import listed
from skintrack.reports.summary_parts import AnswerLine

CHEEKS = (RegionName.RIGHT_CHEEK, RegionName.LEFT_CHEEK)
_MOST_REGIONS = 2
_ANSWERS = {
    Verdict.IMPROVED: Phrase("Better, beyond noise: {metrics}."),
    Verdict.WORSE: Phrase("Worse, beyond noise: {metrics}."),
    Verdict.WITHIN_NOISE: Phrase("No change that these photos can show: {metrics}."),
    Verdict.NOT_COMPARABLE: Phrase("Not comparable: {metrics}."),
    None: Phrase("Nothing to compare yet: {metrics}."),
}
_SYMBOLS = {
    Verdict.IMPROVED: "▼",
    Verdict.WORSE: "▲",
    Verdict.WITHIN_NOISE: "●",
    Verdict.NOT_COMPARABLE: "○",
}
Verdicts = Mapping[tuple[Metric, RegionName], Verdict | None]


def symbol_of(verdict: Verdict | None) -> str:
    """Return the shape of a verdict."""
    return _SYMBOLS[Verdict.NOT_COMPARABLE if verdict is None else verdict]


def main_regions(series: Iterable[Series]) -> tuple[RegionName, ...]:
    """Return the regions of the summary: the cheeks, else what was drawn, else the first two."""
    return _main_of(dict.fromkeys(one.region for one in series))


def answer_lines(series: Sequence[Series], *, has_photos: bool) -> tuple[AnswerLine, ...]:
    """Return what changed, in words: what is better, what is worse, what cannot be told."""
    if not has_photos:
        return (AnswerLine("", wording.NO_PHOTOS),)
    if not series:
        return (AnswerLine("", wording.NOT_MEASURED),)
    if all(one.change is None for one in series):
        return (AnswerLine("", _why_nothing(series)),)
    return verdict_lines({(one.metric, one.region): one.verdict for one in series})


def pair_lines(comparison: Comparison) -> tuple[AnswerLine, ...]:
    """Return what two photos show by themselves, in the regions of the summary."""
    regions = _main_of(dict.fromkeys(change.region for change in comparison.changes))
    return verdict_lines(
        {
            (change.metric, change.region): change.verdict
            for change in comparison.changes
            if change.region in regions
        }
    )


def verdict_lines(verdicts: Verdicts) -> tuple[AnswerLine, ...]:
    """Return one sentence for each verdict, with the metrics that share their places together."""
    return tuple(
        AnswerLine(symbol_of(verdict), sentence.filled(metrics=_listing(found, verdicts)))
        for verdict, sentence in _ANSWERS.items()
        if (found := [key for key, each in verdicts.items() if each is verdict])
    )


def score_lines(series: Iterable[Series]) -> tuple[str, ...]:
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


def _main_of(present: Iterable[RegionName]) -> tuple[RegionName, ...]:
    known = list(present)
    cheeks = tuple(region for region in CHEEKS if region in known)
    if cheeks:
        return cheeks
    if RegionName.DRAWN in known:
        return (RegionName.DRAWN,)
    return tuple(known[:_MOST_REGIONS])


def _why_nothing(series: Sequence[Series]) -> str:
    if all(one.baseline is None for one in series):
        return wording.NOT_MEASURED
    days = {point.captured_at.date() for one in series for point in one.points}
    return wording.ONE_VISIT if len(days) == 1 else wording.NOT_COMPARABLE


def _listing(found: Iterable[tuple[Metric, RegionName]], verdicts: Verdicts) -> str:
    regions: dict[Metric, tuple[RegionName, ...]] = {}
    for metric, region in found:
        regions[metric] = (*regions.get(metric, ()), region)
    together: dict[str, list[str]] = {}
    for metric, where in regions.items():
        known = {region for each, region in verdicts if each is metric}
        together.setdefault(_places(where, known), []).append(metric_in_sentence(metric))
    return Phrase.joined(
        "; ",
        (
            Phrase("{metric} ({places})", metric=listed(metrics), places=places)
            for places, metrics in together.items()
        ),
    )


def _places(regions: Sequence[RegionName], known: Iterable[RegionName]) -> str:
    if set(regions) == set(CHEEKS) == set(known):
        return Phrase("both cheeks")
    return Phrase.joined(", ", (region_in_sentence(region) for region in regions))
