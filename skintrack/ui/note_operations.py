"""Diary, ratings and blinded trials as operations on the library; see ``operations``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from skintrack.model import (
    Changes,
    DiaryEntry,
)
from skintrack.ui.note_reading import read_notes
from skintrack.ui.operations import Operation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from skintrack.library import Library
    from skintrack.model import (
        BlindedTrial,
        Cancelled,
        CourseId,
        Progress,
        Rater,
        RatingId,
        Scale,
        SessionId,
        TrialId,
    )
    from skintrack.model.blinded import OpenRound
    from skintrack.ui.course_state import CourseNotes
    from skintrack.workflows.blinded_pairs import BlindedPair


@dataclass(frozen=True)
class DiaryEdit:
    """A day that was noted, and what was noted of it before."""

    before: DiaryEntry
    after: DiaryEntry
    changes: Changes


@dataclass(frozen=True)
class RatingEdit:
    """Ratings that were added or removed."""

    ids: tuple[RatingId, ...]
    changes: Changes


@dataclass(frozen=True)
class TrialEdit:
    """A round of blinded trials that was added."""

    ids: tuple[TrialId, ...]
    changes: Changes


def load_notes(course_id: CourseId) -> Operation[CourseNotes]:
    """Read what people noted of a course."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> CourseNotes:
        return read_notes(library, course_id)

    return Operation("", work)


def load_diary(session_id: SessionId) -> Operation[tuple[DiaryEntry, ...]]:
    """Read the diary of one session."""

    def work(
        library: Library, _progress: Progress, _cancelled: Cancelled
    ) -> tuple[DiaryEntry, ...]:
        return library.diary.of_session(session_id)

    return Operation("", work)


def save_day(course_id: CourseId, entry: DiaryEntry) -> Operation[DiaryEdit]:
    """Keep one day of the diary; an empty one takes the day back."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> DiaryEdit:
        before = library.diary.get(entry.session_id, entry.day)
        library.diary.save(entry)
        nothing = DiaryEntry(entry.session_id, entry.day)
        return DiaryEdit(before or nothing, entry, _noted(course_id))

    return Operation("", work)


def add_ratings(
    course_id: CourseId,
    day: date,
    answers: Sequence[tuple[Scale, int, Rater]],
    notes: str | None,
) -> Operation[RatingEdit]:
    """Keep ratings that were given at one time."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> RatingEdit:
        ids = library.ratings.add(course_id, day, answers, notes)
        return RatingEdit(ids, _noted(course_id))

    return Operation("", work)


def remove_ratings(course_id: CourseId, ids: Sequence[RatingId]) -> Operation[RatingEdit]:
    """Remove ratings, so that they can be taken back."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> RatingEdit:
        library.ratings.remove(ids)
        return RatingEdit(tuple(ids), _noted(course_id))

    return Operation("", work)


def take_ratings_back(course_id: CourseId, ids: Sequence[RatingId]) -> Operation[RatingEdit]:
    """Bring removed ratings back."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> RatingEdit:
        library.ratings.take_back(ids)
        return RatingEdit(tuple(ids), _noted(course_id))

    return Operation("", work)


def find_pairs(course_id: CourseId, most: int | None = None) -> Operation[tuple[BlindedPair, ...]]:
    """Choose the pairs of a blinded comparison."""

    def work(
        library: Library, _progress: Progress, _cancelled: Cancelled
    ) -> tuple[BlindedPair, ...]:
        from skintrack.workflows import blinded_pairs

        count = blinded_pairs.MOST_TRIALS if most is None else most
        return blinded_pairs.run(library, course_id=course_id, most=count)

    return Operation("", work, is_urgent=False)


def add_round(course_id: CourseId, trials: Sequence[BlindedTrial]) -> Operation[TrialEdit]:
    """Keep the answers of a round of blinded comparisons."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> TrialEdit:
        return TrialEdit(library.blinded_trials.add_round(trials), _noted(course_id))

    return Operation("", work)


def keep_open_round(waiting: OpenRound) -> Operation[Changes]:
    """Keep a round that is not finished."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> Changes:
        library.blinded_trials.keep_open(waiting)
        return _noted(waiting.course_id)

    return Operation("", work)


def drop_open_round(course_id: CourseId) -> Operation[Changes]:
    """Let go of a round that is not finished."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> Changes:
        library.blinded_trials.drop_open(course_id)
        return _noted(course_id)

    return Operation("", work)


def remove_trials(course_id: CourseId, ids: Sequence[TrialId]) -> Operation[Changes]:
    """Remove the answers of a round."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> Changes:
        library.blinded_trials.remove(ids)
        return _noted(course_id)

    return Operation("", work)


def hide_scores(course_id: CourseId, *, is_hidden: bool) -> Operation[Changes]:
    """Keep scores back until the next milestone photo, or show them again."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> Changes:
        course = library.courses.get(course_id)
        library.courses.update(replace(course, hides_scores=is_hidden))
        return Changes(courses=frozenset({course_id}))

    return Operation("", work)


def _noted(course_id: CourseId) -> Changes:
    return Changes(notes=frozenset({course_id}))
