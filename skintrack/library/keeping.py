"""When each photo was verified, what is damaged, and which photos are looked at today."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from skintrack.library.damage import damaged_photos
from skintrack.library.database import Database
from skintrack.library.photo_rows import SELECT_PHOTOS, photo_of
from skintrack.library.records import said_if_damaged
from skintrack.model.keeping import LATELY_DAYS, DamageKind, KeepingState
from skintrack.model.photo import Photo, PhotoId

ROUND_DAYS = 30
"""So many daily parts are the whole library."""

_MOST_DAYS_AT_ONCE = 7
_PART_DONE = "part_verified_on"

# What was just imported was read back and compared.
_STATE = """
WITH checked AS (
    SELECT c.damage, coalesce(unixepoch(c.verified_at), unixepoch(p.imported_at), 0) AS since
    FROM photo p LEFT JOIN photo_check c ON c.photo_id = p.id
)
SELECT count(*) AS photos, min(since) AS oldest,
    sum(damage IS NULL AND since BETWEEN ? AND ?) AS verified
FROM checked
"""
# A time that lies ahead is that of a wrong clock and counts as never.
_NEXT = """
WITH checked AS (
    SELECT p.id, c.damage,
        coalesce(unixepoch(c.verified_at), unixepoch(p.imported_at), 0) AS since
    FROM photo p LEFT JOIN photo_check c ON c.photo_id = p.id
)
SELECT id FROM checked ORDER BY damage IS NULL, since <= ?, since, id LIMIT ?
"""
_NOTE_WHOLE = """
INSERT INTO photo_check (verified_at, photo_id) SELECT ?, id FROM photo WHERE id = ?
ON CONFLICT (photo_id) DO UPDATE
SET verified_at = excluded.verified_at, damage = NULL, damaged_at = NULL
"""
_NOTE_DAMAGE = """
INSERT INTO photo_check (damage, damaged_at, photo_id) SELECT ?, ?, id FROM photo WHERE id = ?
ON CONFLICT (photo_id) DO UPDATE
SET damage = excluded.damage, damaged_at = coalesce(damaged_at, excluded.damaged_at)
"""
# Whatever was worked out with its values is worked out again without them, or with them again.
_ALTERED = "UPDATE analysis SET analysed_at = analysed_at WHERE photo_id = ?"
_A_DAY_S = 86_400


class Keeping:
    """What is known of the state of a library's files."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @said_if_damaged
    def state(self, now: datetime) -> KeepingState:
        """Return how many photos were verified lately, and what is damaged."""
        earliest = _seconds(now - timedelta(days=LATELY_DAYS))
        row = self._database.row(_STATE, (earliest, _seconds(now) + _A_DAY_S))
        photos = 0 if row is None else int(row["photos"])
        if row is None or not photos:
            return KeepingState(0, 0, None)
        oldest = datetime.fromtimestamp(row["oldest"], UTC) if row["oldest"] else None
        return KeepingState(photos, int(row["verified"]), oldest, self.damaged())

    def damaged(self) -> dict[PhotoId, DamageKind]:
        """Return what is wrong with which photos."""
        return damaged_photos(self._database)

    def damaged_photos(self) -> tuple[Photo, ...]:
        """Return the photos whose files are damaged, those in the bin too."""
        return self._photos(self.damaged())

    def note(self, found: Mapping[PhotoId, DamageKind | None], at: datetime) -> frozenset[PhotoId]:
        """Keep what a look at photos found: None where the file was as imported.

        Returns
        -------
        frozenset of PhotoId
            The photos that were whole before and are damaged now, or the other way round.
        """
        before = self.damaged()
        changed = frozenset(each for each, damage in found.items() if before.get(each) != damage)
        moment = at.astimezone(UTC).isoformat(timespec="seconds")
        with self._database.transaction():
            whole = ((moment, each) for each, damage in found.items() if damage is None)
            self._database.execute_many(_NOTE_WHOLE, whole)
            for photo_id, damage in found.items():
                if damage is not None:
                    self._database.execute(_NOTE_DAMAGE, (damage.value, moment, photo_id))
            for photo_id in changed:
                self._database.execute(_ALTERED, (photo_id,))
        return changed

    def part_of_today(self, now: datetime) -> tuple[Photo, ...]:
        """Return the photos that are to be verified today, the longest unverified first.

        A thirtieth of the library for each day since the last part, but not more than a week's at
        once; none if the part of this day was verified. Damaged photos are always looked at.
        """
        last = self.fact(_PART_DONE)
        today = now.date()
        days = _MOST_DAYS_AT_ONCE
        if last is not None:
            days = (today - datetime.fromisoformat(last).date()).days
            if days == 0:
                return ()
            # A clock that was moved back must not stop this for good.
            days = min(days, _MOST_DAYS_AT_ONCE) if days > 0 else 1
        row = self._database.row("SELECT count(*) FROM photo")
        count = 0 if row is None else -(-int(row[0]) * days // ROUND_DAYS)
        most = count + len(self.damaged())
        rows = self._database.rows(_NEXT, (_seconds(now), most))
        return self._photos(row["id"] for row in rows)

    def end_part(self, now: datetime) -> None:
        """Note that the part of this day was verified."""
        self.keep_fact(_PART_DONE, now.date().isoformat())

    def _photos(self, ids: Iterable[str]) -> tuple[Photo, ...]:
        sql = f"{SELECT_PHOTOS} WHERE id = ?"
        found = (self._database.row(sql, (each,)) for each in ids)
        return tuple(photo_of(row) for row in found if row is not None)

    def fact(self, name: str) -> str | None:
        """Return a single fact about the library, or None."""
        row = self._database.row("SELECT value FROM keeping WHERE name = ?", (name,))
        return None if row is None else str(row["value"])

    def keep_fact(self, name: str, value: str | None) -> None:
        """Keep a single fact in place of an earlier one; None forgets it."""
        with self._database.transaction():
            self._database.execute("DELETE FROM keeping WHERE name = ?", (name,))
            if value is not None:
                self._database.insert("keeping", {"name": name, "value": value})


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
