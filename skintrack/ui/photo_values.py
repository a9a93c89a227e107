"""What can be said of one photo, in lines: its values against the baseline, its issues."""

from skintrack.model import Metric, Photo, RegionName, Series, SeriesPoint, Verdict
from skintrack.ui.answer import AnswerLine
from skintrack.ui.course_state import CourseMeasurements
from skintrack.ui.words import change_words, metric_name, tr, value_words, verdict_role


def photo_lines(
    photo: Photo, measurements: CourseMeasurements, region: RegionName = RegionName.FACE
) -> tuple[AnswerLine, ...]:
    """Say each metric of a photo in a region, then what limits it."""
    analysis = measurements.analyses.get(photo.id)
    if analysis is None:
        return (AnswerLine(tr("Not measured yet."), "hint"),)
    lines = []
    reasons: list[str] = []
    for metric in Metric:
        series = measurements.series(photo.view, metric, region)
        point = _point(series, photo)
        if series is None or point is None:
            continue
        lines.append(_metric_line(series, point))
        if point.excluded_reason and point.excluded_reason not in reasons:
            reasons.append(point.excluded_reason)
    for issue in analysis.issues:
        if issue.message not in reasons:
            reasons.append(issue.message)
    return (*lines, *(AnswerLine(reason, "hint") for reason in reasons))


def _point(series: Series | None, photo: Photo) -> SeriesPoint | None:
    points = () if series is None else series.points
    return next((point for point in points if point.photo_id == photo.id), None)


def point_verdict(series: Series, point: SeriesPoint) -> Verdict | None:
    """Return what a point says against the baseline; None for the baseline itself."""
    if point.photo_id == series.baseline_photo_id:
        return None
    if not point.is_included or point.value is None or series.baseline is None:
        return Verdict.NOT_COMPARABLE
    change = point.value - series.baseline
    if series.noise is None or abs(change) <= series.noise:
        return Verdict.WITHIN_NOISE
    return Verdict.IMPROVED if change < 0 else Verdict.WORSE


def _metric_line(series: Series, point: SeriesPoint) -> AnswerLine:
    name = metric_name(series.metric)
    value = value_words(series.metric, point.value)
    verdict = point_verdict(series, point)
    if verdict is None:
        return AnswerLine(tr("● {name} {value}: baseline").format(name=name, value=value), "")
    if verdict is Verdict.NOT_COMPARABLE:
        text = tr("○ {name} {value}: not in the trend").format(name=name, value=value)
        return AnswerLine(text, "unknown")
    baseline = series.baseline
    change = None if point.value is None or baseline is None else point.value - baseline
    words = change_words(series.metric, change, series.noise, baseline)
    pattern = {
        Verdict.IMPROVED: tr("▼ {name} {change}: better"),
        Verdict.WORSE: tr("▲ {name} {change}: worse"),
        Verdict.WITHIN_NOISE: tr("● {name} {change}: within noise"),
    }[verdict]
    return AnswerLine(pattern.format(name=name, change=words), verdict_role(verdict))
