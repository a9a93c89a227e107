"""What two photos say of each other, kept under the numbers of their analyses.

An analysis that is altered gets another number, and with its old one goes all that was kept under
it (``migrations/0010_kept_results.sql``): nothing here is ever of other numbers than it says.
"""

from collections.abc import Mapping
from typing import NamedTuple

from skintrack.library.database import Database
from skintrack.library.memory import Memory

_KEEP = """
INSERT OR REPLACE INTO pair_relation (earlier, later, is_same_view, method, found)
SELECT one.number, other.number, ?, ?, ?
FROM analysis_edition one, analysis_edition other
WHERE one.number = ? AND other.number = ?
"""


class PairKey(NamedTuple):
    """Two analyses by their numbers, and whether the user says that both show the same side."""

    earlier: int
    later: int
    is_same_view: bool


class Relations:
    """The kept relations of a library's photos.

    Parameters
    ----------
    database : Database
    memory : Memory
        Goes on remembering: keeping a relation alters no record.
    """

    def __init__(self, database: Database, memory: Memory) -> None:
        self._database = database
        self._memory = memory

    def get(self, key: PairKey, method: str) -> str | None:
        """Return what was kept of a pair, if it was made by this method."""
        row = self._database.row(
            "SELECT found FROM pair_relation"
            " WHERE earlier = ? AND later = ? AND is_same_view = ? AND method = ?",
            (*key, method),
        )
        return None if row is None else str(row["found"])

    def keep(self, found: Mapping[PairKey, str], method: str) -> None:
        """Keep what pairs say, in place of what was made by another method.

        A pair whose analyses are no longer as they were is left out.

        Raises
        ------
        StorageError
            If the disk refuses; nothing is kept then.
        """
        with self._memory.holding_on(), self._database.transaction():
            for key, text in found.items():
                values = (int(key.is_same_view), method, text, key.earlier, key.later)
                self._database.execute(_KEEP, values)
