"""Ratings by people, beside the measured numbers."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from skintrack.errors import InputError, LibraryError
from skintrack.library.database import DAMAGED, Database, Row
from skintrack.library.records import now
from skintrack.model.course import CourseId
from skintrack.model.phrase import Phrase
from skintrack.model.text import storable_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skintrack.model.rating import Rater, Rating, RatingId, Scale


class Ratings:
    """The ratings of a library; a removed one is only marked, so that it can be taken back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_course(self, course_id: CourseId) -> tuple[Rating, ...]:
        """Return the ratings of a course, oldest first."""
        sql = (
            "SELECT * FROM rating WHERE course_id = ? AND deleted_at IS NULL"
            " ORDER BY day, created_at, id"
        )
        return tuple(map(_rating_of, self._database.rows(sql, (course_id,))))

    def add(
        self,
        course_id: CourseId,
        day: date,
        answers: Iterable[tuple[Scale, int, Rater]],
        notes: str | None = None,
        created_at: datetime | None = None,
    ) -> tuple[RatingId, ...]:
        """Keep the answers that were given at one time, by default now; all of them or none.

        Raises
        ------
        InputError
            With code ``rating`` for an answer that its scale does not have.
        """
        from skintrack.model.rating import RatingId

        given = tuple(answers)
        for scale, value, _rater in given:
            if value not in scale.values:
                first, last = scale.values[0], scale.values[-1]
                raise InputError(
                    Phrase(
                        "A rating on this scale is from {first} to {last}.", first=first, last=last
                    ),
                    "rating",
                )
        common = {
            "course_id": course_id,
            "day": day.isoformat(),
            "notes": None if notes is None else storable_text(notes),
            "created_at": (now() if created_at is None else created_at).isoformat(),
        }
        with self._database.transaction():
            return tuple(
                RatingId(
                    self._database.insert(
                        "rating",
                        {**common, "scale": scale.value, "value": value, "rater": rater.value},
                    )
                )
                for scale, value, rater in given
            )

    def remove(self, rating_ids: Iterable[RatingId]) -> None:
        """Mark ratings as removed."""
        self._mark(rating_ids, now().isoformat())

    def take_back(self, rating_ids: Iterable[RatingId]) -> None:
        """Bring removed ratings back as they were."""
        self._mark(rating_ids, None)

    def _mark(self, rating_ids: Iterable[RatingId], deleted_at: str | None) -> None:
        with self._database.transaction():
            for rating_id in rating_ids:
                self._database.update("rating", rating_id, {"deleted_at": deleted_at})


def _rating_of(row: Row) -> Rating:
    # Not at the top: the window of a course without ratings opens sooner.
    from skintrack.model.rating import Rater, Rating, RatingId, Scale

    try:
        return Rating(
            id=RatingId(row["id"]),
            course_id=CourseId(row["course_id"]),
            day=date.fromisoformat(row["day"]),
            scale=Scale(row["scale"]),
            value=row["value"],
            rater=Rater(row["rater"]),
            notes=row["notes"],
            created_at=datetime.fromisoformat(row["created_at"]),
        )
    except (ValueError, TypeError) as error:
        raise LibraryError(DAMAGED, "database") from error
