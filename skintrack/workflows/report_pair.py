"""Which two photos stand side by side on the first page of a report."""

from collections import Counter
from collections.abc import Mapping, Sequence

from skintrack.analysis import ALGORITHM
from skintrack.model import Comparison, Photo, PhotoAnalysis, PhotoId
from skintrack.model.noise import OwnNoise
from skintrack.reports import ChosenPair, ReportVisit
from skintrack.workflows.build_series import CourseTrend
from skintrack.workflows.compare_photos import compare_analyses
from skintrack.workflows.photo_notes import PairNotes, notes_of


def choose_pair(
    visits: Sequence[ReportVisit],
    analyses: Mapping[PhotoId, PhotoAnalysis],
    trend: CourseTrend,
) -> ChosenPair | None:
    """Return the baseline and the latest photo of the view that can be compared with it.

    Photos of healing days never stand for progress. Where no later photo is comparable the latest
    one is shown, and the comparison says why it is not. None where the view has no such photo.
    """
    photos = [
        photo
        for visit in visits
        if not visit.visit.phase.is_healing
        for photo in visit.visit.photos
        if photo.view is trend.view and not photo.is_calibration
    ]
    if not photos:
        return None
    baseline = _baseline(photos, trend)
    later = photos[photos.index(baseline) + 1 :]
    if not later:
        return ChosenPair(trend.view, baseline.id, None, None, is_aligned=False)
    after, comparison = _latest_comparable(baseline, later, analyses, trend.noise)
    is_aligned = all(
        photo.id in analyses and analyses[photo.id].to_frame is not None
        for photo in (baseline, after)
    )
    return ChosenPair(trend.view, baseline.id, after.id, comparison, is_aligned)


def _latest_comparable(
    baseline: Photo,
    later: Sequence[Photo],
    analyses: Mapping[PhotoId, PhotoAnalysis],
    noise: OwnNoise,
) -> tuple[Photo, Comparison | None]:
    """Return the latest photo comparable for half of the metrics, else for any, else the latest."""
    compared = [(photo, _compare(baseline, photo, analyses, noise)) for photo in reversed(later)]
    for share in (0.5, 0.0):
        for photo, comparison in compared:
            if comparison is None:
                continue
            fit = sum(comparison.comparable.values())
            if fit > 0 and fit >= share * len(comparison.comparable):
                return photo, comparison
    return compared[0]


def _baseline(photos: Sequence[Photo], trend: CourseTrend) -> Photo:
    """Return the photo that is the baseline of most series, else the first one."""
    votes = Counter(one.baseline_photo_id for one in trend.series if one.baseline_photo_id)
    chosen = votes.most_common(1)[0][0] if votes else None
    return next((photo for photo in photos if photo.id == chosen), photos[0])


def _compare(
    before: Photo,
    after: Photo,
    analyses: Mapping[PhotoId, PhotoAnalysis],
    noise: OwnNoise,
) -> Comparison | None:
    first, second = analyses.get(before.id), analyses.get(after.id)
    if first is None or second is None or {first.algorithm, second.algorithm} != {ALGORITHM}:
        return None
    notes = PairNotes(notes_of(before), notes_of(after))
    return compare_analyses(first, second, same_view=True, notes=notes, noise=noise)
