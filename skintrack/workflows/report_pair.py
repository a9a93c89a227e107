"""Which two photos stand side by side on the first page of a report."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from skintrack.analysis import ALGORITHM
from skintrack.errors import InputError
from skintrack.model import Comparison, Photo, PhotoAnalysis, PhotoId, ReportChoices
from skintrack.model.display import day_text
from skintrack.model.noise import OwnNoise
from skintrack.model.phrase import Phrase
from skintrack.reports import ChosenPair, ReportVisit
from skintrack.workflows import own_noise
from skintrack.workflows.build_series import CourseTrend
from skintrack.workflows.compare_photos import compare_analyses
from skintrack.workflows.pair_relation import Relate
from skintrack.workflows.photo_notes import PairNotes, notes_of
from skintrack.workflows.relate_anew import relate_anew

_FIT_ENOUGH = 0.5  # of the metrics


def choose_pair(
    visits: Sequence[ReportVisit],
    analyses: Mapping[PhotoId, PhotoAnalysis],
    trend: CourseTrend,
    *,
    relate: Relate = relate_anew,
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
    after, comparison = _latest_comparable(baseline, later, analyses, (trend.noise, relate))
    return ChosenPair(
        trend.view, baseline.id, after.id, comparison, _are_aligned((baseline, after), analyses)
    )


def pair_by_hand(
    course_photos: Iterable[Photo],
    shown: Sequence[ReportVisit],
    analyses: Mapping[PhotoId, PhotoAnalysis],
    trend: CourseTrend,
    choices: ReportChoices,
    *,
    relate: Relate = relate_anew,
) -> ChosenPair | None:
    """Return the pair that the user chose, the earlier photo first; None where nobody chose.

    Raises
    ------
    InputError
        If one of the two is not in this report, both are the same, or they show different views.
    """
    if choices.pair is None:
        return None
    course_photos = tuple(course_photos)
    in_report = [photo for visit in shown for photo in visit.visit.photos]
    first, second = (_found(photo_id, in_report, course_photos) for photo_id in choices.pair)
    if first.id == second.id:
        raise InputError("Both photos of the pair are the same. Choose two different ones.")
    if first.view is not second.view:
        raise InputError(
            "The two photos of the pair show different views, so they cannot be compared. "
            "Choose two of one view."
        )
    before, after = sorted((first, second), key=in_report.index)
    noise = own_noise.from_photos(course_photos, trend.sessions, analyses, before.view, relate)
    return ChosenPair(
        before.view,
        before.id,
        after.id,
        _compare(before, after, analyses, (noise, relate)),
        _are_aligned((before, after), analyses),
        is_by_hand=True,
    )


def _found(photo_id: PhotoId, in_report: Iterable[Photo], course_photos: Iterable[Photo]) -> Photo:
    for photo in in_report:
        if photo.id == photo_id:
            return photo
    known = next((photo for photo in course_photos if photo.id == photo_id), None)
    if known is None:
        raise InputError("A photo chosen for the pair is not in this course. Choose another one.")
    if known.captured_at is None:
        raise InputError("A photo chosen for the pair has no date. Give it one, or choose another.")
    raise InputError(
        Phrase(
            "The photo of {day} was chosen for the pair, but it is not in this report. Take it in "
            "again, or choose another one.",
            day=day_text(known.captured_at.date()),
        )
    )


def _are_aligned(photos: Iterable[Photo], analyses: Mapping[PhotoId, PhotoAnalysis]) -> bool:
    return all(photo.id in analyses and analyses[photo.id].to_frame is not None for photo in photos)


def _latest_comparable(
    baseline: Photo,
    later: Sequence[Photo],
    analyses: Mapping[PhotoId, PhotoAnalysis],
    means: tuple[OwnNoise, Relate],
) -> tuple[Photo, Comparison | None]:
    """Return the latest photo comparable for half of the metrics, else for any, else the latest."""
    compared = []
    for photo in reversed(later):
        comparison = _compare(baseline, photo, analyses, means)
        if _fit_share(comparison) >= _FIT_ENOUGH:
            return photo, comparison  # nothing older needs to be looked at
        compared.append((photo, comparison))
    return next((one for one in compared if _fit_share(one[1]) > 0), compared[0])


def _fit_share(comparison: Comparison | None) -> float:
    """Return for how much of the metrics two photos can be compared."""
    if comparison is None or not comparison.comparable:
        return 0.0
    return sum(comparison.comparable.values()) / len(comparison.comparable)


def _baseline(photos: Sequence[Photo], trend: CourseTrend) -> Photo:
    """Return the photo that is the baseline of most series, else the first one."""
    votes = Counter(one.baseline_photo_id for one in trend.series if one.baseline_photo_id)
    chosen = votes.most_common(1)[0][0] if votes else None
    return next((photo for photo in photos if photo.id == chosen), photos[0])


def _compare(
    before: Photo,
    after: Photo,
    analyses: Mapping[PhotoId, PhotoAnalysis],
    means: tuple[OwnNoise, Relate],
) -> Comparison | None:
    first, second = analyses.get(before.id), analyses.get(after.id)
    if first is None or second is None or {first.algorithm, second.algorithm} != {ALGORITHM}:
        return None
    notes = PairNotes(notes_of(before), notes_of(after))
    noise, relate = means
    return compare_analyses(first, second, same_view=True, notes=notes, noise=noise, relate=relate)
