"""What can be said of one photo, in lines: its values against the baseline, its limits."""

from skintrack.model import Photo, Series, SeriesPoint
from skintrack.model.index_text import index_text, score_name, score_series
from skintrack.ui.course_state import CourseMeasurements
from skintrack.ui.findings import Finding, Line, finding_lines, main_regions, point_finding
from skintrack.ui.hidden_scores import hidden_words
from skintrack.ui.words import metric_in_sentence, said, tr

_MOST_REASONS = 5


def photo_lines(photo: Photo, measurements: CourseMeasurements) -> tuple[Line, ...]:
    """Say a photo's scores and its metrics against the baseline, then what limits them."""
    lines = list(value_lines(photo, measurements))
    analysis = measurements.analyses.get(photo.id)
    if analysis is not None and not photo.is_calibration:
        shown = frozenset(main_regions(measurements, photo.view))
        reasons = list(exclusions(photo, measurements))
        reasons += [
            issue.text for issue in analysis.issues if not issue.regions or issue.regions & shown
        ]
        lines += [Line(reason, "hint") for reason in list(dict.fromkeys(reasons))[:_MOST_REASONS]]
    return tuple(lines)


def exclusions(photo: Photo, measurements: CourseMeasurements) -> tuple[str, ...]:
    """Say why a photo is left out of the trends of its main regions."""
    reasons = [point.excluded_reason for _, point in _points(photo, measurements)]
    return tuple(dict.fromkeys(reason for reason in reasons if reason))


def value_lines(photo: Photo, measurements: CourseMeasurements) -> tuple[Line, ...]:
    """Say a photo's scores and its metrics against the baseline."""
    analysis = measurements.analyses.get(photo.id)
    if analysis is None or photo.is_calibration:
        is_waiting = analysis is None
        other_light = tr("Taken in other light, to learn the noise. In no trend.")
        return (Line(tr("Not measured yet.") if is_waiting else other_light, "hint"),)
    if measurements.are_scores_hidden:
        return (Line(hidden_words(), "hint"),)
    findings: list[Finding] = []
    baselines: list[str] = []
    for series, point in _points(photo, measurements):
        finding = point_finding(series, point)
        if finding is not None:
            findings.append(finding)
        elif metric_in_sentence(series.metric) not in baselines:
            baselines.append(metric_in_sentence(series.metric))
    lines = finding_lines(findings)
    if baselines:
        text = tr("●  Baseline for {names}").format(names=", ".join(baselines))
        lines.insert(0, Line(text, ""))
    lines[:0] = _score_lines(photo, measurements)
    return tuple(lines)


def _score_lines(photo: Photo, measurements: CourseMeasurements) -> list[Line]:
    """Return the simple scores of a photo that counts; none for the baseline, which is 100."""
    trend = measurements.trends.get(photo.view)
    told = [
        f"{tr(score_name(series.metric))} {said(index_text(index))}"
        for series in score_series(() if trend is None else trend.series)
        if (point := series.point_of(photo.id)) is not None
        and (index := series.index_interval_of(point)) is not None
    ]
    text = tr("{scores}. Baseline 100.").format(scores=", ".join(told))
    return [Line(text, "section")] if told else []


def _points(photo: Photo, measurements: CourseMeasurements) -> list[tuple[Series, SeriesPoint]]:
    """Return the photo's point in each series of its view's main regions."""
    regions = main_regions(measurements, photo.view)
    trend = measurements.trends.get(photo.view)
    return [
        (series, point)
        for series in (() if trend is None else trend.series)
        if series.region in regions and (point := series.point_of(photo.id)) is not None
    ]
