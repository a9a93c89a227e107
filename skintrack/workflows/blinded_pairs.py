"""Which photos stand side by side in a blinded comparison."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from secrets import randbelow
from typing import TYPE_CHECKING

from skintrack.analysis import ALGORITHM
from skintrack.model import CourseId, Phase, Photo, PhotoAnalysis, PhotoId, Visit
from skintrack.treatment import sorted_sessions, visits
from skintrack.workflows.compare_photos import compare_analyses
from skintrack.workflows.kept_relations import KeptRelations
from skintrack.workflows.pair_relation import Relate
from skintrack.workflows.photo_notes import PairNotes, notes_of

if TYPE_CHECKING:
    from skintrack.library import Library

LEAST_DAYS_APART = 21
"""Skin changes slowly; photos that lie closer together show the same skin."""

MOST_TRIALS = 12
_MOST_CANDIDATES = 2000
_MOST_COMPARED = 300

Shuffle = Callable[[int], int]
"""Returns a random whole number below another one."""


@dataclass(frozen=True)
class BlindedPair:
    """Two photos of one view; ``is_later_left`` says where the later one stands."""

    earlier: Photo
    later: Photo
    is_later_left: bool

    @property
    def left(self) -> Photo:
        """The photo at the left."""
        return self.later if self.is_later_left else self.earlier

    @property
    def right(self) -> Photo:
        """The photo at the right."""
        return self.earlier if self.is_later_left else self.later


def run(
    library: "Library",
    *,
    course_id: CourseId,
    most: int = MOST_TRIALS,
    shuffle: Shuffle = randbelow,
) -> tuple[BlindedPair, ...]:
    """Return pairs of a course in random order, with sides at random; none twice.

    Both photos of a pair are of one view, of different stages of the course and of no healing day,
    aligned on the face, and comparable in at least one metric: other light or another angle would
    decide, not the skin.
    """
    photos = library.photos.of_course(course_id)
    sessions = sorted_sessions(library.sessions.of_course(course_id))
    analyses = library.analyses.of_course(course_id)
    candidates = pair_candidates(visits(photos, sessions))
    with KeptRelations(library) as relate:
        chosen = _choose(candidates, most, analyses, relate)
    return _shuffled(chosen, shuffle)


def pair_candidates(seen: Sequence[Visit]) -> list[tuple[Photo, Photo]]:
    """Return every pair of a course that could be asked about, widest apart first."""
    counting = [visit for visit in seen if not visit.phase.is_healing]
    found = [
        (earlier, later, (second.day - first.day).days)
        for place, first in enumerate(counting)
        for second in counting[place + 1 :]
        if (second.day - first.day).days >= LEAST_DAYS_APART
        and _sessions_before(first) != _sessions_before(second)
        for earlier in first.photos
        for later in second.photos
        if earlier.view is later.view and not (earlier.is_calibration or later.is_calibration)
    ]
    found.sort(key=lambda pair: -pair[2])
    return [(earlier, later) for earlier, later, _days in found[:_MOST_CANDIDATES]]


def _sessions_before(visit: Visit) -> int:
    """Return how many sessions the skin of a visit has behind it."""
    number = visit.phase.session_number or 0
    return number - 1 if visit.phase.phase is Phase.BEFORE else number


def _choose(
    candidates: Sequence[tuple[Photo, Photo]],
    most: int,
    analyses: Mapping[PhotoId, PhotoAnalysis],
    relate: Relate,
) -> list[tuple[Photo, Photo]]:
    """Return comparable pairs; those of photos that were used least come first.

    A photo that is seen again and again is recognised.
    """
    used: Counter[PhotoId] = Counter()
    waiting = list(candidates)
    chosen: list[tuple[Photo, Photo]] = []
    most_left = max(len(waiting) - _MOST_COMPARED, 0)
    while len(waiting) > most_left and len(chosen) < most:
        pair = min(waiting, key=lambda each: used[each[0].id] + used[each[1].id])
        waiting.remove(pair)
        if _is_comparable(*pair, analyses, relate):
            chosen.append(pair)
            used.update(photo.id for photo in pair)
    return chosen


def _is_comparable(
    earlier: Photo, later: Photo, analyses: Mapping[PhotoId, PhotoAnalysis], relate: Relate
) -> bool:
    first, second = analyses.get(earlier.id), analyses.get(later.id)
    if first is None or second is None or {first.algorithm, second.algorithm} != {ALGORITHM}:
        return False
    if first.to_frame is None or second.to_frame is None:
        return False
    notes = PairNotes(notes_of(earlier), notes_of(later))
    comparison = compare_analyses(first, second, same_view=True, notes=notes, relate=relate)
    return any(comparison.comparable.values())


def _shuffled(pairs: list[tuple[Photo, Photo]], shuffle: Shuffle) -> tuple[BlindedPair, ...]:
    waiting, found = list(pairs), []
    while waiting:
        earlier, later = waiting.pop(shuffle(len(waiting)))
        found.append(BlindedPair(earlier, later, is_later_left=bool(shuffle(2))))
    return tuple(found)
