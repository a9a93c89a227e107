"""Verdicts as lines of text: changes with their numbers first, then what stayed within noise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from skintrack.model import Metric, RegionName, Series, SeriesPoint, Verdict, View, display
from skintrack.model.phrase import Phrase
from skintrack.ui.course_state import CourseMeasurements
from skintrack.ui.words import (
    change_words,
    metric_name,
    said,
    tr,
    verdict_role,
)

_BOTH_CHEEKS = (RegionName.RIGHT_CHEEK, RegionName.LEFT_CHEEK)
# From the side, only the cheek that faces the camera.
_CHEEKS = {
    View.LEFT_OBLIQUE: (RegionName.LEFT_CHEEK,),
    View.LEFT_PROFILE: (RegionName.LEFT_CHEEK,),
    View.RIGHT_OBLIQUE: (RegionName.RIGHT_CHEEK,),
    View.RIGHT_PROFILE: (RegionName.RIGHT_CHEEK,),
}
_UNSURE = {
    Verdict.WITHIN_NOISE: Phrase("●  No change that these photos can show: {metrics}"),
    None: Phrase("○  No verdict yet: {metrics}"),
    Verdict.NOT_COMPARABLE: Phrase("○  Not comparable: {metrics}"),
}


@dataclass(frozen=True)
class Line:
    """One sentence with its style role."""

    text: str
    role: str


@dataclass(frozen=True)
class Finding:
    """What one metric in one region says against its baseline; numbers in stored units.

    ``verdict`` is None where the noise is not known: nothing can be said then.
    """

    metric: Metric
    region: RegionName
    verdict: Verdict | None
    change: float | None
    noise: float | None
    baseline: float | None


def main_regions(measurements: CourseMeasurements, view: View) -> tuple[RegionName, ...]:
    """Return the regions that answers speak of: the cheeks, else what was drawn, else all."""
    known = {region for metric in Metric for region in measurements.regions(view, metric)}
    cheeks = tuple(region for region in _CHEEKS.get(view, _BOTH_CHEEKS) if region in known)
    if cheeks:
        return cheeks
    if RegionName.DRAWN in known:
        return (RegionName.DRAWN,)
    return tuple(region for region in RegionName if region in known)


def point_finding(series: Series, point: SeriesPoint) -> Finding | None:
    """Return what a point says against the baseline; None for the baseline itself."""
    if point.photo_id == series.baseline_photo_id:
        return None
    change, noise = series.change_of(point), series.noise_of(point)
    verdict = Verdict.NOT_COMPARABLE if change is None else _verdict(change, noise)
    return Finding(series.metric, series.region, verdict, change, noise, series.baseline)


def series_finding(series: Series) -> Finding:
    """Return what the latest included point says against the baseline."""
    return Finding(
        series.metric, series.region, series.verdict, series.change, series.noise, series.baseline
    )


def finding_lines(findings: Sequence[Finding]) -> list[Line]:
    """Say findings: a line per metric that changed, one for all that did not, one for the rest."""
    regions = list(dict.fromkeys(finding.region for finding in findings))
    lines = []
    for verdict in (Verdict.IMPROVED, Verdict.WORSE):
        for metric in Metric:
            found = [each for each in findings if (each.metric, each.verdict) == (metric, verdict)]
            if found:
                lines.append(_changed(found, verdict, has_places=len(regions) > 1))
    for unsure, words in _UNSURE.items():
        found = [each for each in findings if each.verdict is unsure]
        if found:
            text = words.filled(metrics=_listing(found, regions))
            lines.append(Line(said(text), verdict_role(unsure)))
    return lines


def _verdict(change: float, noise: float | None) -> Verdict | None:
    if noise is None:
        return None
    if abs(change) <= noise:
        return Verdict.WITHIN_NOISE
    return Verdict.IMPROVED if change < 0 else Verdict.WORSE


def _changed(found: Sequence[Finding], verdict: Verdict, *, has_places: bool) -> Line:
    metric = found[0].metric
    unit = "" if display.change_unit(metric) == "%" else f" {said(display.change_unit(metric))}"
    parts = []
    numbers = [(metric, each.change, each.noise, each.baseline) for each in found]
    needed = (display.change_decimals(*each) for each in numbers)
    decimals = display.decimals_together(metric, needed)
    for each in found:
        number = change_words(metric, each.change, each.noise, each.baseline, decimals) + unit
        place = f" ({said(display.region_in_sentence(each.region))})" if has_places else ""
        parts.append(number + place)
    pattern = tr("▼  {name} better: {numbers}")
    if verdict is Verdict.WORSE:
        pattern = tr("▲  {name} worse: {numbers}")
    text = pattern.format(name=metric_name(metric), numbers=", ".join(parts))
    return Line(text, verdict_role(verdict))


def _listing(found: Iterable[Finding], regions: Sequence[RegionName]) -> str:
    """Name metrics; a region only where the metric's other regions say something else."""
    places: dict[Metric, list[RegionName]] = {}
    for each in found:
        places.setdefault(each.metric, []).append(each.region)
    parts = []
    for metric, named in places.items():
        text = said(display.metric_in_sentence(metric))
        if len(named) < len(regions):
            where = ", ".join(said(display.region_in_sentence(region)) for region in named)
            text = f"{text} ({where})"
        parts.append(text)
    return ", ".join(parts)
