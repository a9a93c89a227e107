"""Photos as reports print them, kept so that the next report need not open any photo."""

from collections.abc import Iterable
from dataclasses import dataclass

from skintrack.library.database import Database
from skintrack.library.memory import Memory
from skintrack.model.photo import PhotoId

MOST_LARGE = 24
"""Of the large prints so many are kept: a report shows two, and others next time."""

_OTHERS = "DELETE FROM photo_print WHERE photo_id = ? AND form GLOB ? AND form <> ?"
_OLDER = """
DELETE FROM photo_print WHERE form GLOB ? AND rowid NOT IN (
    SELECT rowid FROM photo_print WHERE form GLOB ? ORDER BY rowid DESC LIMIT ?
)
"""


@dataclass(frozen=True)
class KeptPrint:
    """A print: ``form`` is all that its pixels depend on besides the photo's bytes."""

    photo_id: PhotoId
    height_px: int
    form: str
    jpeg: bytes

    @property
    def key(self) -> str:
        """What tells this print from others of its photo."""
        return f"{self.height_px}/{self.form}"


class Prints:
    """The kept prints of a library's photos: one of each photo and height.

    Parameters
    ----------
    database : Database
    memory : Memory
        Goes on remembering: keeping a print alters no record.
    """

    def __init__(self, database: Database, memory: Memory) -> None:
        self._database = database
        self._memory = memory

    def get(self, photo_id: PhotoId, height_px: int, form: str) -> bytes | None:
        """Return the print of a photo, if it was made in just this form."""
        sql = "SELECT jpeg FROM photo_print WHERE photo_id = ? AND form = ?"
        row = self._database.row(sql, (photo_id, f"{height_px}/{form}"))
        return None if row is None else bytes(row["jpeg"])

    def keep(self, prints: Iterable[KeptPrint], *, large_px: int) -> None:
        """Keep prints in place of earlier ones of the same height.

        Parameters
        ----------
        prints : iterable of KeptPrint
        large_px : int
            Of this height only the latest are kept.

        Raises
        ------
        StorageError
            If the disk refuses; nothing is kept then.
        """
        with self._memory.holding_on(), self._database.transaction():
            for each in prints:
                values = (each.photo_id, f"{each.height_px}/*", each.key)
                self._database.execute(_OTHERS, values)
                self._database.execute(
                    "INSERT OR REPLACE INTO photo_print (photo_id, form, jpeg) VALUES (?, ?, ?)",
                    (each.photo_id, each.key, each.jpeg),
                )
            large = f"{large_px}/*"
            self._database.execute(_OLDER, (large, large, MOST_LARGE))
