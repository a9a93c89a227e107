"""What people noted of a course, for the export: diary, ratings, blinded trials."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from skintrack.model.blinded import BlindedTrial
from skintrack.model.course import Course, SessionId, TreatmentSession
from skintrack.model.diary import DiaryEntry, Sign
from skintrack.model.rating import Rating
from skintrack.treatment import sorted_sessions

if TYPE_CHECKING:
    from skintrack.library import Library

DIARY_COLUMNS = (
    *("course", "session_number", "session_date", "day", "days_since"),
    *(sign.value for sign in Sign),
    *("pain", "asked_about", "notes"),
)
RATING_COLUMNS = ("course", "day", "scale", "value", "rater", "notes", "created_at")
TRIAL_COLUMNS = (
    *("course", "round_started_at", "earlier_photo_id", "later_photo_id", "was_later_left"),
    *("choice", "rater", "answered_at"),
)

README = """\
session_number        the session a diary day follows, counted from 1 by date
days_since            days since that session: 0 is its own day
redness … breakout    in the diary: 0 none, 1 a little, 2 clearly, 3 strongly
pain                  0 none to 10 the worst one can think of
asked_about           codes of what else was noticed and is worth a question to the practitioner
scale                 patient (0 to 10, higher is better), gais (1 very much improved to 5 worse) or
                      goodman_baron (grade of acne scars, 1 flat to 4 deep)
rater                 patient, practitioner or other
round_started_at      the answers of one sitting of a blinded comparison share it
choice                the photo that looked better, dates hidden: earlier or later; empty where the
                      two could not be told apart
"""


@dataclass(frozen=True)
class CourseNotes:
    """All that people noted of one course."""

    diary: tuple[DiaryEntry, ...] = ()
    ratings: tuple[Rating, ...] = ()
    trials: tuple[BlindedTrial, ...] = ()


def notes_of(library: "Library", course: Course) -> CourseNotes:
    """Read what was noted of a course."""
    return CourseNotes(
        library.diary.of_course(course.id),
        library.ratings.of_course(course.id),
        library.blinded_trials.of_course(course.id),
    )


def diary_rows(
    notes: CourseNotes, sessions: Sequence[TreatmentSession]
) -> Iterable[Mapping[str, object]]:
    """Yield one row for each day that something was noted of."""
    places = _places(sessions)
    for entry in notes.diary:
        number, session = places[entry.session_id]
        yield {
            "session_number": number,
            "session_date": session.date.isoformat(),
            "day": entry.day.isoformat(),
            "days_since": (entry.day - session.date).days,
            **{sign.value: _number(entry.signs.get(sign)) for sign in Sign},
            "pain": entry.pain,
            "asked_about": " ".join(sorted(entry.asked_about)) or None,
            "notes": entry.notes,
        }


def rating_rows(notes: CourseNotes) -> Iterable[Mapping[str, object]]:
    """Yield one row for each rating."""
    for rating in notes.ratings:
        yield {
            "day": rating.day.isoformat(),
            "scale": rating.scale.value,
            "value": rating.value,
            "rater": rating.rater.value,
            "notes": rating.notes,
            "created_at": rating.created_at.isoformat(),
        }


def trial_rows(notes: CourseNotes) -> Iterable[Mapping[str, object]]:
    """Yield one row for each answer of a blinded comparison."""
    for trial in notes.trials:
        yield {
            "round_started_at": trial.round_started_at.isoformat(),
            "earlier_photo_id": trial.earlier_photo_id,
            "later_photo_id": trial.later_photo_id,
            "was_later_left": trial.was_later_left,
            "choice": None if trial.choice is None else trial.choice.value,
            "rater": trial.rater.value,
            "answered_at": trial.answered_at.isoformat(),
        }


def notes_document(notes: CourseNotes, sessions: Sequence[TreatmentSession]) -> dict[str, object]:
    """Return the notes of a course as they stand in the JSON document."""
    return {
        "diary": [dict(row) for row in diary_rows(notes, sessions)],
        "ratings": [dict(row) for row in rating_rows(notes)],
        "blinded_trials": [dict(row) for row in trial_rows(notes)],
    }


def _places(
    sessions: Sequence[TreatmentSession],
) -> dict[SessionId, tuple[int, TreatmentSession]]:
    ordered = enumerate(sorted_sessions(sessions), start=1)
    return {session.id: (number, session) for number, session in ordered}


def _number(step: int | None) -> int | None:
    return None if step is None else int(step)
