"""The noise of changes from a person's own repeats in a library."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations, groupby
from typing import TYPE_CHECKING

from skintrack.analysis import ALGORITHM
from skintrack.analysis.noise import FOR_95_PERCENT
from skintrack.errors import InternalError
from skintrack.model import CourseId, Photo, PhotoAnalysis, PhotoId, TreatmentSession, View
from skintrack.model.course import VisitPhase
from skintrack.model.noise import OwnNoise
from skintrack.treatment import photo_phase
from skintrack.trends import Cell, Occasion, own_noise
from skintrack.workflows.compare_photos import compare_analyses
from skintrack.workflows.kept_relations import KeptRelations
from skintrack.workflows.pair_relation import Relate
from skintrack.workflows.photo_notes import PairNotes, notes_of
from skintrack.workflows.relate_anew import relate_anew

if TYPE_CHECKING:
    from skintrack.library import Library

_LONGEST = timedelta(minutes=30)  # an occasion: a flush comes and goes within an hour
_LEAST_APART = timedelta(seconds=3)  # a burst, and a copy of a photo, are no repeats
_MOST_SHOTS = 6  # of one occasion and one light: the number of pairs grows with the square
_MOST_OCCASIONS = 24  # the latest, of each kind: enough for a bound, and a second of work


def run(library: "Library", *, course_id: CourseId, view: View) -> OwnNoise:
    """Return what the repeated shots of one view of a course say of its noise.

    Parameters
    ----------
    library : Library
        An open library.
    course_id : CourseId
        The course.
    view : View
        The view; each has its own noise.
    """
    with KeptRelations(library) as relate:
        return from_photos(
            library.photos.of_course(course_id),
            library.sessions.of_course(course_id),
            library.analyses.of_course(course_id),
            view,
            relate,
        )


def from_photos(
    photos: Iterable[Photo],
    sessions: Sequence[TreatmentSession],
    analyses: Mapping[PhotoId, PhotoAnalysis],
    view: View,
    relate: Relate = relate_anew,
) -> OwnNoise:
    """Return the noise of one view of a course from what was read of it.

    Photos of healing days are left out, and so are those measured by another version. Of many
    occasions the latest count: a person learns to take photos.
    """
    shots = [
        _Shot(photo, phase, analysis)
        for photo in photos
        if photo.view is view
        and (phase := photo_phase(photo, sessions)) is not None
        and not phase.is_healing
        and (analysis := analyses.get(photo.id)) is not None
        and analysis.algorithm == ALGORITHM
    ]
    cells: dict[Cell, list[Occasion]] = {}
    for occasion in _latest(tuple(_occasions(shots))):
        for cell, told in _told_by(occasion, relate).items():
            cells.setdefault(cell, []).append(told)
    return own_noise(cells)


@dataclass(frozen=True)
class _Shot:
    photo: Photo
    phase: VisitPhase
    analysis: PhotoAnalysis

    @property
    def moment(self) -> datetime:
        if self.photo.captured_at is None:
            raise InternalError("A photo without a date has no phase.")
        return self.photo.captured_at


def _occasions(shots: Iterable[_Shot]) -> Iterator[tuple[_Shot, ...]]:
    """Yield the shots of each occasion, in the order of taking, where there are at least two."""
    ordered = sorted(shots, key=lambda shot: (shot.moment, shot.photo.id))
    for _, visit in groupby(ordered, key=lambda shot: (shot.moment.date(), shot.phase)):
        occasion: list[_Shot] = []
        for shot in visit:
            if occasion and shot.moment - occasion[0].moment > _LONGEST:
                yield from _worth(occasion)
                occasion = []
            if not occasion or shot.moment - occasion[-1].moment >= _LEAST_APART:
                occasion.append(shot)
        yield from _worth(occasion)


def _latest(occasions: Sequence[tuple[_Shot, ...]]) -> Iterator[tuple[_Shot, ...]]:
    """Yield the latest occasions in one light, and the latest that were also in other light."""
    for is_lit in (False, True):
        kind = [each for each in occasions if _is_in_other_light(each) is is_lit]
        yield from kind[-_MOST_OCCASIONS:]


def _is_in_other_light(shots: Iterable[_Shot]) -> bool:
    return any(shot.photo.is_calibration for shot in shots)


def _worth(occasion: Sequence[_Shot]) -> Iterator[tuple[_Shot, ...]]:
    counts = {False: 0, True: 0}
    kept = []
    for shot in occasion:
        if counts[shot.photo.is_calibration] < _MOST_SHOTS:
            counts[shot.photo.is_calibration] += 1
            kept.append(shot)
    if len(kept) > 1:
        yield tuple(kept)


def _told_by(shots: Sequence[_Shot], relate: Relate) -> dict[Cell, Occasion]:
    """Compare every two shots of an occasion, and sort what they say by metric and region."""
    ratios: dict[Cell, dict[tuple[Hashable, Hashable], float]] = {}
    has_usual = not all(shot.photo.is_calibration for shot in shots)
    for earlier, later in combinations(shots, 2):
        if has_usual and earlier.photo.is_calibration and later.photo.is_calibration:
            continue  # perhaps in the same light, perhaps not
        for cell, ratio in _ratios(earlier, later, relate):
            ratios.setdefault(cell, {})[earlier.photo.id, later.photo.id] = ratio
    usual, other = (
        tuple(shot.photo.id for shot in shots if shot.photo.is_calibration is is_other)
        for is_other in (False, True)
    )
    return {cell: Occasion(usual, other, of_pairs) for cell, of_pairs in ratios.items()}


def _ratios(earlier: _Shot, later: _Shot, relate: Relate) -> Iterator[tuple[Cell, float]]:
    """Yield each change over the standard deviation that is assumed for this pair."""
    comparison = compare_analyses(
        earlier.analysis,
        later.analysis,
        same_view=True,
        notes=PairNotes(notes_of(earlier.photo), notes_of(later.photo)),
        relate=relate,
    )
    for change in comparison.changes:
        if change.change is not None and change.noise:
            yield (change.metric, change.region), change.change / change.noise * FOR_95_PERCENT
