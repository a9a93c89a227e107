"""What the library remembers of its backups; nothing of it lies outside the library."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from skintrack.library.database import Database, Row
from skintrack.library.records import now, said_if_damaged
from skintrack.model.backup import BackupId, BackupState, BackupWishes, MadeBackup
from skintrack.model.text import storable_text

_KEPT_RECORDS = 100


class Backups:
    """The backups of a library and what is wanted of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def library_id(self) -> str:
        """The random id by which a backup proves of which library it is."""
        row = self._database.row("SELECT id FROM library_identity")
        return "" if row is None else str(row["id"])

    def all(self) -> tuple[MadeBackup, ...]:
        """Return the backups that are remembered, the latest first."""
        rows = self._database.rows("SELECT * FROM made_backup ORDER BY id DESC")
        return tuple(map(_made_of, rows))

    def last(self) -> MadeBackup | None:
        """Return the latest backup, or None before the first."""
        row = self._database.row("SELECT * FROM made_backup ORDER BY id DESC LIMIT 1")
        return None if row is None else _made_of(row)

    def remember(
        self, place: Path, photos: int, left_out: int, byte_size: int, *, is_automatic: bool
    ) -> MadeBackup:
        """Remember a backup that was written and read back; the same place is there once."""
        columns = {
            "made_at": now().isoformat(),
            "place": _stored(place),
            "photos": photos,
            "left_out": left_out,
            "byte_size": byte_size,
            "is_automatic": int(is_automatic),
        }
        oldest = "DELETE FROM made_backup WHERE id NOT IN"
        latest = "(SELECT id FROM made_backup ORDER BY id DESC LIMIT ?)"
        with self._database.transaction():
            self._database.execute("DELETE FROM made_backup WHERE place = ?", (columns["place"],))
            number = self._database.insert("made_backup", columns)
            self._database.execute(" ".join((oldest, latest)), (_KEPT_RECORDS,))
            if not is_automatic:
                self._wish({"folder": _stored(place.parent)})
        return self._get(number)

    def forget(self, place: Path) -> None:
        """Forget a backup that is there no more."""
        with self._database.transaction():
            self._database.execute("DELETE FROM made_backup WHERE place = ?", (_stored(place),))

    def note_rehearsal(self, place: Path) -> None:
        """Remember that all of a backup was just found to restore."""
        sql = "UPDATE made_backup SET rehearsed_at = ? WHERE place = ?"
        with self._database.transaction():
            self._database.execute(sql, (now().isoformat(), _stored(place)))

    def wishes(self) -> BackupWishes:
        """Return what the user wants."""
        row = self._database.row("SELECT * FROM backup_wish")
        return BackupWishes() if row is None else _wishes_of(row)

    def set_weekly_folder(self, folder: Path | None) -> None:
        """Say where weekly backups go; None for nowhere."""
        with self._database.transaction():
            self._wish({"weekly_folder": None if folder is None else _stored(folder)})

    def put_off(self) -> None:
        """Let the reminder wait."""
        photos = self.state().photos
        with self._database.transaction():
            self._wish({"not_now_at": now().isoformat(), "not_now_photos": photos})

    def state(self) -> BackupState:
        """Return all that there is to say."""
        last = self.last()
        since = "" if last is None else last.made_at.isoformat()
        row = self._database.row(
            "SELECT count(*) AS photos, min(imported_at) AS first,"
            " count(*) FILTER (WHERE julianday(imported_at) >= ifnull(julianday(?), 0)) AS new"
            " FROM photo WHERE deleted_at IS NULL",
            (since,),
        )
        first = (
            None if row is None or row["first"] is None else datetime.fromisoformat(row["first"])
        )
        return BackupState(
            last,
            self.wishes(),
            0 if row is None else int(row["photos"]),
            0 if row is None else int(row["new"]),
            first,
        )

    def _get(self, number: int) -> MadeBackup:
        row = self._database.row("SELECT * FROM made_backup WHERE id = ?", (number,))
        return _made_of(row)

    def _wish(self, columns: Mapping[str, object]) -> None:
        self._database.update("backup_wish", 1, columns)


def _stored(path: Path) -> str:
    return storable_text(str(path))


@said_if_damaged
def _made_of(row: Row) -> MadeBackup:
    rehearsed_at = row["rehearsed_at"]
    return MadeBackup(
        id=BackupId(row["id"]),
        made_at=datetime.fromisoformat(row["made_at"]),
        place=Path(row["place"]),
        photos=row["photos"],
        left_out=row["left_out"],
        byte_size=row["byte_size"],
        is_automatic=bool(row["is_automatic"]),
        rehearsed_at=None if rehearsed_at is None else datetime.fromisoformat(rehearsed_at),
    )


@said_if_damaged
def _wishes_of(row: Row) -> BackupWishes:
    folder, weekly, put_off = row["folder"], row["weekly_folder"], row["not_now_at"]
    return BackupWishes(
        None if folder is None else Path(folder),
        None if weekly is None else Path(weekly),
        None if put_off is None else datetime.fromisoformat(put_off),
        row["not_now_photos"] or 0,
    )
