"""The bin: what was deleted rests here for a while, is brought back, or goes for good."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from skintrack.errors import LibraryError
from skintrack.library.bin_queries import BRING_BACK, ITEMS, NEEDED, PUT_BACK
from skintrack.library.bin_removal import BinRemoval
from skintrack.library.database import Database, Row
from skintrack.library.keeping import Keeping
from skintrack.library.known_clock import KnownClock
from skintrack.library.originals import Originals
from skintrack.library.photo_rows import SELECT_PHOTOS, photo_of
from skintrack.library.previews import Previews
from skintrack.library.records import said_if_damaged
from skintrack.model.bin import BIN_DAYS, BinItem, BinKind, Emptied
from skintrack.model.course import CourseId
from skintrack.model.photo import View


@dataclass(frozen=True)
class _Rest:
    """Since when something rests in the bin, by a clock that could be right."""

    deleted_at: str
    since: datetime


class Bin:
    """The bin of a library."""

    def __init__(self, database: Database, originals: Originals, previews: Previews) -> None:
        self._database = database
        self._removal = BinRemoval(database, originals, previews)
        self._keeping = Keeping(database)
        self._clock = KnownClock(self._keeping)

    def items(self) -> tuple[BinItem, ...]:
        """Return what can be brought back, the latest first."""
        rests, needed, trusted = self._rests(), self._needed(), self._clock.trusted
        found = [
            self._item(
                kind, row, _rests_since(row, rests.get((kind, str(row["id"]))), trusted), needed
            )
            for kind, row in self._rows()
        ]
        return tuple(sorted(found, key=_deleted, reverse=True))

    def restore(self, items: Iterable[BinItem]) -> None:
        """Bring things back as they were; those that are there already stay."""
        with self._database.transaction():
            for item in items:
                self._database.execute(BRING_BACK[item.kind], (item.id,))

    def put_back(self, items: Iterable[BinItem]) -> None:
        """Undo ``restore``: things lie in the bin since when they lay there before."""
        with self._database.transaction():
            for item in items:
                values = (item.deleted_at.isoformat(), item.id)
                self._database.execute(PUT_BACK[item.kind], values)

    def remove_for_good(self, items: Iterable[BinItem]) -> int:
        """Remove things, and the files of photos, so that nothing brings them back.

        Returns
        -------
        int
            How many things went.

        Raises
        ------
        LibraryError
            With code ``not_in_bin`` if one was brought back meanwhile; nothing is removed then.
        """
        wanted = [item.key for item in items]
        there = {item.key: item for item in self.items()}
        if any(key not in there for key in wanted):
            raise LibraryError("This does not lie in the bin any more.", "not_in_bin")
        self._removal.remove([there[key] for key in wanted])
        return len(wanted)

    def remove_expired(self, now: datetime) -> Emptied:
        """Remove what has rested for ``BIN_DAYS``, unless the clock looks wrong.

        What was not seen here before is noted. Call it when the library was opened.
        """
        before = self._clock.trusted
        seen = self._clock.look(now)
        if not seen.is_right:
            return Emptied(0, is_clock_doubted=True)
        self._note(now, None if seen.jumped else before, seen.jumped)
        expired = [
            item
            for item in self.items()
            if item.goes_at is not None and item.goes_at <= now and not item.is_needed
        ]
        if expired:
            self._removal.remove(expired)
        return Emptied(len(expired))

    def _note(self, now: datetime, before: datetime | None, jumped: timedelta) -> None:
        """Keep since when each thing rests here."""
        known, rests = self._rests(), dict[tuple[BinKind, str], _Rest]()
        for kind, row in self._rows():
            key, deleted_at = (kind, str(row["id"])), str(row["deleted_at"])
            rest = known.get(key)
            if rest is None or rest.deleted_at != deleted_at:
                rests[key] = _Rest(deleted_at, _since(deleted_at, before, now))
            else:
                rests[key] = _Rest(deleted_at, min(rest.since + jumped, now))
        if rests == known:
            return
        with self._database.transaction():
            self._database.execute("DELETE FROM bin_rest")
            for (kind, item_id), rest in rests.items():
                columns = {
                    "kind": kind.value,
                    "item_id": item_id,
                    "deleted_at": rest.deleted_at,
                    "since": rest.since.isoformat(),
                }
                self._database.insert("bin_rest", columns)

    def _rows(self) -> Iterator[tuple[BinKind, Row]]:
        for kind in BinKind:
            for row in self._database.rows(ITEMS[kind]):
                yield kind, row

    @said_if_damaged
    def _rests(self) -> dict[tuple[BinKind, str], _Rest]:
        rows = self._database.rows("SELECT * FROM bin_rest")
        return {
            (BinKind(row["kind"]), row["item_id"]): _Rest(
                row["deleted_at"], datetime.fromisoformat(row["since"])
            )
            for row in rows
        }

    def _needed(self) -> frozenset[str]:
        return frozenset(row["photo_id"] for row in self._database.rows(NEEDED))

    @said_if_damaged
    def _item(
        self, kind: BinKind, row: Row, since: datetime | None, needed: frozenset[str]
    ) -> BinItem:
        item_id = str(row["id"])
        photo = None
        if kind is BinKind.PHOTO:
            photo = photo_of(self._database.row(f"{SELECT_PHOTOS} WHERE id = ?", (item_id,)))
        return BinItem(
            kind=kind,
            id=item_id,
            course_id=CourseId(row["course_id"]),
            course=row["course"],
            name=row["name"],
            day=None if row["day"] is None else date.fromisoformat(row["day"]),
            deleted_at=datetime.fromisoformat(row["deleted_at"]),
            goes_at=None if since is None else since + timedelta(days=BIN_DAYS),
            count=row["count"],
            view=None if row["view"] is None else View(row["view"]),
            photo=photo,
            is_needed=item_id in needed,
        )


def _rests_since(row: Row, rest: _Rest | None, trusted: datetime | None) -> datetime | None:
    """Return from when on something rests here, also before that is noted at the next opening."""
    deleted_at = str(row["deleted_at"])
    if rest is not None and rest.deleted_at == deleted_at:
        return rest.since
    moment = datetime.fromisoformat(deleted_at)
    return None if trusted is None or moment < trusted else moment


def _since(deleted_at: str, before: datetime | None, now: datetime) -> datetime:
    """Return from when on something counts as resting: its own time, if that can be right."""
    moment = datetime.fromisoformat(deleted_at)
    return moment if before is not None and before <= moment <= now else now


def _deleted(item: BinItem) -> datetime:
    return item.deleted_at
