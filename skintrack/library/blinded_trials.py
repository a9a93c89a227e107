"""Answers to "which looks better?", with sides shuffled and dates hidden."""

from collections.abc import Iterable
from datetime import datetime

from skintrack.errors import LibraryError
from skintrack.library.database import DAMAGED, Database, Row
from skintrack.library.records import now
from skintrack.model.blinded import BlindedTrial, Choice, TrialId
from skintrack.model.course import CourseId
from skintrack.model.photo import PhotoId
from skintrack.model.rating import Rater


class BlindedTrials:
    """The blinded trials of a library; a removed round is only marked."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_course(self, course_id: CourseId) -> tuple[BlindedTrial, ...]:
        """Return the answers of a course, oldest first."""
        sql = (
            "SELECT * FROM blinded_trial WHERE course_id = ? AND deleted_at IS NULL"
            " ORDER BY round_started_at, id"
        )
        return tuple(map(_trial_of, self._database.rows(sql, (course_id,))))

    def add_round(self, trials: Iterable[BlindedTrial]) -> tuple[TrialId, ...]:
        """Keep the answers of one round, all of them or none; their ids are given here."""
        with self._database.transaction():
            return tuple(
                TrialId(self._database.insert("blinded_trial", _columns(trial))) for trial in trials
            )

    def remove(self, trial_ids: Iterable[TrialId]) -> None:
        """Mark answers as removed."""
        with self._database.transaction():
            for trial_id in trial_ids:
                columns = {"deleted_at": now().isoformat()}
                self._database.update("blinded_trial", trial_id, columns)


def _columns(trial: BlindedTrial) -> dict[str, int | str | None]:
    return {
        "course_id": trial.course_id,
        "round_started_at": trial.round_started_at.isoformat(),
        "earlier_photo_id": trial.earlier_photo_id,
        "later_photo_id": trial.later_photo_id,
        "was_later_left": int(trial.was_later_left),
        "choice": None if trial.choice is None else trial.choice.value,
        "rater": trial.rater.value,
        "answered_at": trial.answered_at.isoformat(),
    }


def _trial_of(row: Row) -> BlindedTrial:
    try:
        choice = row["choice"]
        return BlindedTrial(
            id=TrialId(row["id"]),
            course_id=CourseId(row["course_id"]),
            round_started_at=datetime.fromisoformat(row["round_started_at"]),
            earlier_photo_id=PhotoId(row["earlier_photo_id"]),
            later_photo_id=PhotoId(row["later_photo_id"]),
            was_later_left=bool(row["was_later_left"]),
            choice=None if choice is None else Choice(choice),
            rater=Rater(row["rater"]),
            answered_at=datetime.fromisoformat(row["answered_at"]),
        )
    except (ValueError, TypeError) as error:
        raise LibraryError(DAMAGED, "database") from error
