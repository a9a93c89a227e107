"""One metric in one region and view over time.

The rules:

- The baseline is the first visit with a photo that counts.
- Photos of healing days, photos without a value and photos not comparable with the baseline photo
  are kept, drawn hollow and say why; they enter no number.
- Several photos of one visit share light and place, so they are no independent evidence: change,
  verdict and line use the median of each visit.
- No line below four visits, and numbers of different algorithm versions never meet.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from statistics import median

from skintrack.errors import InternalError
from skintrack.model import (
    Change,
    Comparison,
    Metric,
    NoiseSource,
    Photo,
    PhotoAnalysis,
    QualityIssue,
    RegionName,
    Series,
    SeriesPoint,
    TrendLine,
    Verdict,
    View,
    VisitPhase,
)
from skintrack.model.phrase import Phrase
from skintrack.trends.statistics import kendall, slope_interval, theil_sen

FEWEST_VISITS_FOR_LINE = 4
_SECONDS_PER_WEEK = 7 * 24 * 3600.0

Compare = Callable[[PhotoAnalysis, PhotoAnalysis], Comparison]
"""Compares a baseline with a follow-up; ``workflows.compare_photos`` has it."""


@dataclass(frozen=True)
class Reading:
    """One photo as a candidate of a series.

    ``phase_label`` is the phase in words; ``analysis`` is None while the photo is not measured.
    """

    photo: Photo
    phase: VisitPhase
    phase_label: str
    analysis: PhotoAnalysis | None


def build_series(
    readings: Iterable[Reading],
    *,
    metric: Metric,
    region: RegionName,
    view: View,
    algorithm: str,
    compare: Compare,
) -> Series:
    """Return one metric in one region and view over time.

    Parameters
    ----------
    readings : iterable of Reading
        Photos of the course in any order; other views and photos without a date are left out.
    metric, region, view : Metric, RegionName, View
        What the series shows.
    algorithm : str
        The algorithm version of the series; photos measured with another one are excluded.
    compare : callable
        Compares two analyses; gives comparability, corrected values and noise.
    """
    dated = sorted(
        (r for r in readings if r.photo.captured_at is not None and r.photo.view is view),
        key=_capture_order,
    )
    question = _Question(metric, region, algorithm, compare)
    reasons = [_own_reason(reading, question) for reading in dated]
    first = next((r for r, reason in zip(dated, reasons, strict=True) if reason is None), None)
    judged = [
        _judge(reading, reason, first, question)
        for reading, reason in zip(dated, reasons, strict=True)
    ]
    visit_values = _visit_values([entry.point for entry in judged if entry.point.is_included])
    change = visit_values[-1][1] - visit_values[0][1] if len(visit_values) > 1 else None
    noise, noise_source = _noise(judged) if change is not None else (None, None)
    return Series(
        metric=metric,
        region=region,
        view=view,
        points=tuple(entry.point for entry in judged),
        baseline_photo_id=first.photo.id if first else None,
        baseline=visit_values[0][1] if visit_values else None,
        change=change,
        noise=noise,
        noise_source=noise_source,
        verdict=verdict_of(change, noise),
        line=_line(visit_values),
        algorithm=algorithm,
    )


def verdict_of(change: float | None, noise: float | None) -> Verdict | None:
    """Return what a change means against its noise; None where either is missing."""
    if change is None or noise is None:
        return None
    if abs(change) <= noise:
        return Verdict.WITHIN_NOISE
    return Verdict.IMPROVED if change < 0 else Verdict.WORSE


@dataclass(frozen=True)
class _Question:
    metric: Metric
    region: RegionName
    algorithm: str
    compare: Compare


@dataclass(frozen=True)
class _Judged:
    point: SeriesPoint
    change: Change | None = None


def _captured_at(reading: Reading) -> datetime:
    if reading.photo.captured_at is None:
        raise InternalError("A photo without a date is in no series.")
    return reading.photo.captured_at


def _capture_order(reading: Reading) -> tuple[datetime, str]:
    return _captured_at(reading), reading.photo.id


def _own_reason(reading: Reading, question: _Question) -> str | None:
    """Say why a photo cannot count, whatever the baseline is; None where it can."""
    if reading.phase.is_healing:
        return Phrase("{phase}: redness and swelling are expected now.", phase=reading.phase_label)
    analysis = reading.analysis
    if analysis is None:
        return Phrase("This photo has not been measured yet.")
    if _is_outdated(analysis, question):
        return Phrase("Measured with another version of the method.")
    if analysis.value(question.metric, question.region) is None:
        issues = _issue_text(analysis.issues, question)
        return issues or Phrase("This region could not be measured.")
    return None


def _judge(
    reading: Reading, own_reason: str | None, first: Reading | None, question: _Question
) -> _Judged:
    """Make the point of one photo: its value, corrected to the baseline, and whether it counts."""
    value = _raw_value(reading, question)
    change = None
    reason = own_reason
    if value is not None and first is not None and reading is not first:
        change, pair_reason = _against(first, reading, question)
        reason = own_reason or pair_reason
        value = _corrected(first, change, question) if pair_reason is None else value
    point = SeriesPoint(
        photo_id=reading.photo.id,
        captured_at=_captured_at(reading),
        value=value,
        phase=reading.phase,
        is_included=reason is None,
        excluded_reason=reason,
        noise=None if reason is not None or change is None else change.noise,
        is_outdated=_is_outdated(reading.analysis, question),
    )
    return _Judged(point, change)


def _is_outdated(analysis: PhotoAnalysis | None, question: _Question) -> bool:
    return analysis is not None and analysis.algorithm != question.algorithm


def _raw_value(reading: Reading, question: _Question) -> float | None:
    analysis = reading.analysis
    if analysis is None or _is_outdated(analysis, question):
        return None
    return analysis.value(question.metric, question.region)


def _against(
    first: Reading, reading: Reading, question: _Question
) -> tuple[Change | None, str | None]:
    """Compare with the baseline photo; the second part says why that cannot be done."""
    if first.analysis is None or reading.analysis is None:
        raise InternalError("Only measured photos can be compared.")
    comparison = question.compare(first.analysis, reading.analysis)
    change = comparison.change(question.metric, question.region)
    if change is not None and change.change is not None:
        return change, None
    text = _issue_text(comparison.issues, question)
    return change, text or Phrase("Not comparable with the baseline photo.")


def _corrected(first: Reading, change: Change | None, question: _Question) -> float | None:
    """Return the value as the comparison sees it, on the scale of the baseline photo."""
    baseline = _raw_value(first, question)
    if baseline is None or change is None or change.change is None:
        return None
    return baseline + change.change


def _issue_text(issues: Iterable[QualityIssue], question: _Question) -> str | None:
    """Return the first message that withholds this metric in this region."""
    for issue in issues:
        if question.metric in issue.metrics and (
            not issue.regions or question.region in issue.regions
        ):
            return issue.text
    return None


def _noise(judged: Sequence[_Judged]) -> tuple[float | None, NoiseSource | None]:
    """Return the noise of the latest visit's change; the largest where its photos differ."""
    included = [entry for entry in judged if entry.point.is_included]
    latest = _visit_key(included[-1].point)
    changes = [
        entry.change
        for entry in included
        if entry.change is not None and _visit_key(entry.point) == latest
    ]
    known = [change for change in changes if change.noise is not None]
    if not known:
        return None, None
    noisiest = max(known, key=lambda change: change.noise or 0.0)
    return noisiest.noise, noisiest.noise_source


def _visit_key(point: SeriesPoint) -> tuple[date, VisitPhase]:
    return point.captured_at.date(), point.phase


def _visit_values(included: Sequence[SeriesPoint]) -> list[tuple[datetime, float]]:
    """Return the first capture time and the median value of each visit, oldest first."""
    values = []
    for _, group in groupby(included, key=_visit_key):
        photos = list(group)
        values.append(
            (
                photos[0].captured_at,
                median(point.value for point in photos if point.value is not None),
            )
        )
    return values


def _line(visit_values: Sequence[tuple[datetime, float]]) -> TrendLine | None:
    """Return the line through the visits; None below four. Weeks count from the first visit."""
    if len(visit_values) < FEWEST_VISITS_FOR_LINE:
        return None
    start = visit_values[0][0]
    weeks = [(time - start).total_seconds() / _SECONDS_PER_WEEK for time, _ in visit_values]
    values = [value for _, value in visit_values]
    slope, intercept = theil_sen(weeks, values)
    test = kendall(weeks, values)
    interval = slope_interval(weeks, values) or (None, None)
    return TrendLine(slope, intercept, test.tau, test.p_value, *interval)
