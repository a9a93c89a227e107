"""Photos that enter no trend: which they are, and why, for the marks of the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skintrack.ui.words import said, tr

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from skintrack.model import Photo, PhotoId, View, Visit
    from skintrack.ui.course_state import CourseMeasurements

_MOST_REASONS = 2


def left_out_photos(
    photos: Iterable[Photo], measurements: CourseMeasurements
) -> frozenset[PhotoId]:
    """Return the measured photos that count in no series of their view.

    Photos that wait to be measured, once or again, are not among them: nothing is known of those.
    """
    views: set[View] = set()
    counted: set[PhotoId] = set()
    outdated: set[PhotoId] = set()
    for view, trend in measurements.trends.items():
        for series in trend.series:
            # A series without a baseline counts no photo at all.
            if series.baseline is not None:
                views.add(view)
                counted.update(series.counted_ids)
                outdated.update(point.photo_id for point in series.outdated)
    return frozenset(
        photo.id
        for photo in photos
        if photo.view in views
        and photo.captured_at is not None
        and not photo.is_calibration
        and photo.id in measurements.analyses
        and photo.id not in counted
        and photo.id not in outdated
    )


def is_left_out(visit: Visit, left_out: Collection[PhotoId]) -> bool:
    """Whether a visit has photos to compare and all of them are left out."""
    return bool(visit.photos) and all(
        photo.id in left_out for photo in visit.photos if not photo.is_calibration
    )


def healing_words() -> str:
    """Say why photos of the first days enter no trend."""
    return tr(
        "Redness and swelling are expected in the first days. These photos are kept for your "
        "record and are in no trend."
    )


def left_out_words(visit: Visit, photos: Iterable[Photo], measurements: CourseMeasurements) -> str:
    """Say why photos of a visit that are left out are so."""
    if visit.phase.is_healing:
        return healing_words()
    # Not at the top: the window opens without scores.
    from skintrack.ui.photo_values import exclusions

    reasons = [said(text) for photo in photos for text in exclusions(photo, measurements)]
    told = " ".join(list(dict.fromkeys(reasons))[:_MOST_REASONS])
    return tr("Left out of the trends. {reasons}").format(reasons=told).rstrip()
