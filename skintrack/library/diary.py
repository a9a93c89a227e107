"""The diary of the days after each session."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from skintrack.errors import InputError, LibraryError
from skintrack.library.database import DAMAGED, Database, Row
from skintrack.model.course import CourseId, SessionId
from skintrack.model.limits import MOST_PAIN
from skintrack.model.phrase import Phrase
from skintrack.model.text import storable_text

if TYPE_CHECKING:
    from skintrack.model.diary import DiaryEntry


class Diary:
    """The diary entries of a library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_session(self, session_id: SessionId) -> tuple[DiaryEntry, ...]:
        """Return what was noted after a session, by day; days without an entry are missing."""
        sql = "SELECT * FROM diary_entry WHERE session_id = ? ORDER BY day"
        return tuple(map(_entry_of, self._database.rows(sql, (session_id,))))

    def of_course(self, course_id: CourseId) -> tuple[DiaryEntry, ...]:
        """Return what was noted after the sessions of a course that are not removed, by day."""
        sql = (
            "SELECT diary_entry.* FROM diary_entry"
            " JOIN treatment_session ON treatment_session.id = diary_entry.session_id"
            " WHERE treatment_session.course_id = ? AND treatment_session.deleted_at IS NULL"
            " ORDER BY diary_entry.day, treatment_session.date, diary_entry.id"
        )
        return tuple(map(_entry_of, self._database.rows(sql, (course_id,))))

    def get(self, session_id: SessionId, day: date) -> DiaryEntry | None:
        """Return one day, or None where nothing is noted."""
        sql = "SELECT * FROM diary_entry WHERE session_id = ? AND day = ?"
        row = self._database.row(sql, (session_id, day.isoformat()))
        return None if row is None else _entry_of(row)

    def save(self, entry: DiaryEntry) -> None:
        """Keep one day instead of what was noted of it; an empty one is no entry at all.

        Raises
        ------
        InputError
            With code ``pain`` unless it is from 0 to 10.
        """
        if entry.pain is not None and entry.pain not in range(MOST_PAIN + 1):
            raise InputError(
                Phrase("Pain is noted from 0 to {most_pain}.", most_pain=MOST_PAIN), "pain"
            )
        columns = _columns(entry)
        with self._database.transaction():
            self._database.execute(
                "DELETE FROM diary_entry WHERE session_id = ? AND day = ?",
                (entry.session_id, entry.day.isoformat()),
            )
            if not entry.is_empty:
                self._database.insert("diary_entry", columns)


# What no course without a diary needs is imported with the first entry: the window opens sooner.


def _columns(entry: DiaryEntry) -> dict[str, int | str | None]:
    from skintrack.model.diary import Sign

    noticed = sorted(entry.asked_about)
    return {
        "session_id": entry.session_id,
        "day": entry.day.isoformat(),
        **{sign.value: entry.signs.get(sign) for sign in Sign},
        "pain": entry.pain,
        "asked_about": json.dumps(noticed) if noticed else None,
        "notes": None if entry.notes is None else storable_text(entry.notes),
    }


def _entry_of(row: Row) -> DiaryEntry:
    from skintrack.model.diary import DiaryEntry, Sign, Step

    try:
        noticed = row["asked_about"]
        return DiaryEntry(
            session_id=SessionId(row["session_id"]),
            day=date.fromisoformat(row["day"]),
            signs={sign: Step(row[sign.value]) for sign in Sign if row[sign.value] is not None},
            pain=row["pain"],
            asked_about=frozenset() if noticed is None else frozenset(json.loads(noticed)),
            notes=row["notes"],
        )
    except (ValueError, TypeError) as error:
        raise LibraryError(DAMAGED, "database") from error
