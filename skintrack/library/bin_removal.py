"""How things leave the bin for good: files and records go together, whenever the program ends.

In one step the records go and the files are named as unsettled. Then the files go and the folders
are synced, and only then the names are struck. After a sudden end in between, the next opening
finds the names without records and removes the files (``Originals.settle``).
"""

from collections.abc import Sequence
from contextlib import suppress

from skintrack.errors import EnvironmentalError
from skintrack.library.database import Database
from skintrack.library.originals import Originals
from skintrack.library.previews import Previews
from skintrack.library.storage import sync_folder
from skintrack.model.bin import BinItem, BinKind
from skintrack.model.photo import PhotoId

_PHOTOS_OF = {
    BinKind.PHOTO: "SELECT id, file_name FROM photo WHERE id = ? AND deleted_at IS NOT NULL",
    BinKind.COURSE: "SELECT id, file_name FROM photo WHERE course_id = ?",
}
_REMOVALS: dict[BinKind, tuple[str, ...]] = {
    BinKind.PHOTO: (
        # A pin that was first set in this photo stays where it is in others.
        """
        UPDATE pin SET photo_id = (
            SELECT s.photo_id FROM pin_place s JOIN photo p ON p.id = s.photo_id
            WHERE s.pin_id = pin.id AND s.photo_id <> ?1
            ORDER BY p.deleted_at IS NOT NULL, p.captured_utc, p.id LIMIT 1
        )
        WHERE photo_id = ?1 AND EXISTS (
            SELECT 1 FROM pin_place s WHERE s.pin_id = pin.id AND s.photo_id <> ?1
        )
        """,
        "DELETE FROM photo WHERE id = ?1",
    ),
    BinKind.COURSE: (
        "DELETE FROM open_round WHERE course_id = ?1",
        "DELETE FROM blinded_trial WHERE course_id = ?1",
        "DELETE FROM rating WHERE course_id = ?1",
        "DELETE FROM pin WHERE course_id = ?1",
        "DELETE FROM photo WHERE course_id = ?1",
        "DELETE FROM treatment_session WHERE course_id = ?1",
        # The name of a person goes with the last course of theirs; the course itself comes next.
        """
        DELETE FROM person WHERE id = (SELECT person_id FROM course WHERE id = ?1)
        AND NOT EXISTS (SELECT 1 FROM course WHERE person_id = person.id AND id <> ?1)
        """,
        "DELETE FROM course WHERE id = ?1",
    ),
    BinKind.SESSION: ("DELETE FROM treatment_session WHERE id = ?1",),
    BinKind.RATING: ("DELETE FROM rating WHERE id = ?1",),
    BinKind.ROUND: ("DELETE FROM blinded_trial WHERE course_id || '@' || round_started_at = ?1",),
    BinKind.PIN: ("DELETE FROM pin WHERE id = ?1",),
}


class BinRemoval:
    """Removes things of the bin for good."""

    def __init__(self, database: Database, originals: Originals, previews: Previews) -> None:
        self._database = database
        self._originals = originals
        self._previews = previews

    def remove(self, items: Sequence[BinItem]) -> None:
        """Remove all of these, or none if the database refuses."""
        photos = {
            row["id"]: row["file_name"]
            for item in items
            if item.kind in _PHOTOS_OF
            for row in self._database.rows(_PHOTOS_OF[item.kind], (item.id,))
        }
        # Small copies can be made again as long as the record is there; without it nobody would
        # know of them any more.
        for photo_id in photos:
            self._previews.remove(PhotoId(photo_id))
        # What is deleted is overwritten in the file too, not only forgotten.
        self._database.execute("PRAGMA secure_delete = ON")
        with self._database.transaction():
            self._database.execute("PRAGMA defer_foreign_keys = ON")
            for name in photos.values():
                self._originals.unsettled(name)
            for item in items:
                for statement in _REMOVALS[item.kind]:
                    self._database.execute(statement, (item.id,))
            self._forget_rests(items)
        self._remove_files(list(photos.values()))

    def _forget_rests(self, items: Sequence[BinItem]) -> None:
        for item in items:
            self._database.execute(
                "DELETE FROM bin_rest WHERE kind = ? AND item_id = ?", (item.kind.value, item.id)
            )

    def _remove_files(self, names: Sequence[str]) -> None:
        """Remove files whose records are gone; where that fails, the next opening does it."""
        if not names:
            return
        with suppress(OSError, EnvironmentalError):
            paths = [self._originals.path(name) for name in names]
            for path in paths:
                path.unlink(missing_ok=True)
            for folder in {path.parent for path in paths}:
                if folder.is_dir():
                    sync_folder(folder)
            with self._database.transaction():
                for name in names:
                    self._originals.settled(name)
