"""Answers to "which looks better?", with sides shuffled and dates hidden."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from skintrack.errors import LibraryError
from skintrack.library.database import DAMAGED, Database, Row
from skintrack.library.records import now
from skintrack.model.course import CourseId
from skintrack.model.photo import PhotoId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skintrack.model.blinded import BlindedTrial, OpenPair, OpenRound, TrialId


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
        """Keep the answers of one round, all of them or none; their ids are given here.

        The round is finished with that and waits no more.
        """
        given = tuple(trials)
        with self._database.transaction():
            for course_id in {trial.course_id for trial in given}:
                self._database.execute("DELETE FROM open_round WHERE course_id = ?", (course_id,))
            return self.add_finished(given)

    def add_finished(self, trials: Iterable[BlindedTrial]) -> tuple[TrialId, ...]:
        """Keep answers of rounds that were finished elsewhere; a round that waits goes on."""
        from skintrack.model.blinded import TrialId

        with self._database.transaction():
            return tuple(
                TrialId(self._database.insert("blinded_trial", _columns(trial))) for trial in trials
            )

    def open_round(self, course_id: CourseId) -> OpenRound | None:
        """Return the round of a course that is not finished, or None."""
        row = self._database.row("SELECT * FROM open_round WHERE course_id = ?", (course_id,))
        return None if row is None else _open_round_of(row)

    def keep_open(self, waiting: OpenRound) -> None:
        """Keep a round that is not finished, in place of an earlier one of its course."""
        columns = {
            "course_id": waiting.course_id,
            "started_at": waiting.started_at.isoformat(),
            "rater": waiting.rater.value,
            "pairs": json.dumps([_pair_json(pair) for pair in waiting.pairs]),
        }
        with self._database.transaction():
            self._database.execute(
                "DELETE FROM open_round WHERE course_id = ?", (waiting.course_id,)
            )
            self._database.insert("open_round", columns)

    def drop_open(self, course_id: CourseId) -> None:
        """Let go of a round that is not finished; without one nothing happens."""
        with self._database.transaction():
            self._database.execute("DELETE FROM open_round WHERE course_id = ?", (course_id,))

    def remove(self, trial_ids: Iterable[TrialId]) -> None:
        """Mark answers as removed."""
        with self._database.transaction():
            for trial_id in trial_ids:
                columns = {"deleted_at": now().isoformat()}
                self._database.update("blinded_trial", trial_id, columns)


# What no course without trials needs is imported with the first one: the window opens sooner.


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


def _pair_json(pair: OpenPair) -> list[str | bool | None]:
    asked: list[str | bool | None] = [
        pair.earlier_photo_id,
        pair.later_photo_id,
        pair.was_later_left,
    ]
    if pair.answered_at is None:
        return asked
    choice = None if pair.choice is None else pair.choice.value
    return [*asked, choice, pair.answered_at.isoformat()]


def _open_round_of(row: Row) -> OpenRound:
    from skintrack.model.blinded import OpenRound
    from skintrack.model.rating import Rater

    try:
        return OpenRound(
            course_id=CourseId(row["course_id"]),
            rater=Rater(row["rater"]),
            started_at=datetime.fromisoformat(row["started_at"]),
            pairs=tuple(_pair_of(*stored) for stored in json.loads(row["pairs"])),
        )
    except (ValueError, TypeError) as error:
        raise LibraryError(DAMAGED, "database") from error


def _pair_of(
    earlier: str,
    later: str,
    was_later_left: bool,
    choice: str | None = None,
    answered_at: str | None = None,
) -> OpenPair:
    from skintrack.model.blinded import Choice, OpenPair

    return OpenPair(
        PhotoId(earlier),
        PhotoId(later),
        bool(was_later_left),
        None if choice is None else Choice(choice),
        None if answered_at is None else datetime.fromisoformat(answered_at),
    )


def _trial_of(row: Row) -> BlindedTrial:
    from skintrack.model.blinded import BlindedTrial, Choice, TrialId
    from skintrack.model.rating import Rater

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
