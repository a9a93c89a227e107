"""The quality of one photo, and whether it can be compared with the baseline, in one line each."""

from skintrack.model import Photo, PhotoAnalysis, QualityIssue
from skintrack.ui.course_state import CourseMeasurements
from skintrack.ui.findings import main_regions
from skintrack.ui.words import plural, said, tr


def limits_of(analysis: PhotoAnalysis) -> list[QualityIssue]:
    """Return what limits a photo, the gravest first.

    That the redness of a whole face needs a card is so of nearly every photo, and left out.
    """
    limits = [issue for issue in analysis.issues if not issue.is_of_face]
    return sorted(limits, key=lambda issue: -len(issue.metrics))


def quality_words(analysis: PhotoAnalysis) -> tuple[str, tuple[str, ...]]:
    """Say what limits a photo most, and everything that does."""
    issues = limits_of(analysis)
    if not issues:
        return tr("Good to measure"), ()
    everything = tuple(said(issue.text) for issue in issues)
    first = said(issues[0].message)
    if len(issues) == 1:
        return first, everything
    more = plural(
        "{first} And {count} more.", "{first} And {count} more.", len(issues) - 1, first=first
    )
    return more, everything


def comparable_words(photo: Photo, measurements: CourseMeasurements) -> tuple[str, tuple[str, ...]]:
    """Say whether a measured photo is compared with the baseline, or why not."""
    if photo.captured_at is None:
        return tr("Compared once it has a date"), ()
    trend = measurements.trends.get(photo.view)
    regions = main_regions(measurements, photo.view)
    found = [
        (series, point)
        for series in (() if trend is None else trend.series)
        if series.region in regions and (point := series.point_of(photo.id)) is not None
    ]
    if not found:
        return "", ()
    if any(series.baseline_photo_id == photo.id for series, _ in found):
        return tr("The baseline of its view"), ()
    reasons = tuple(
        dict.fromkeys(said(point.excluded_reason) for _, point in found if point.excluded_reason)
    )
    if not reasons:
        return tr("Comparable to the baseline"), ()
    is_in_part = any(point.is_included for _, point in found)
    verdict = tr("Comparable in part.") if is_in_part else tr("Not compared.")
    # What stands in the line above is not said twice: there is room for what helps.
    gravest = next(iter(limits_of(measurements.analyses[photo.id])), None)
    told = "" if gravest is None else said(gravest.message)
    others = [each for each in reasons if not told or not each.startswith(told)]
    if gravest is not None and gravest.advice and len(others) < len(reasons):
        return f"{verdict} {said(gravest.advice)}", reasons
    return " ".join((verdict, *others[:1])), reasons
