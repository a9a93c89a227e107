"""How photos were moved by hand in the compare view."""

from skintrack.library.database import Database, Row
from skintrack.model.course import CourseId
from skintrack.model.nudge import Nudge
from skintrack.model.photo import PhotoId

_COLUMNS = ("x", "y", "scale", "turn_deg")


class Nudges:
    """The nudges of a library, at most one for each photo."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_course(self, course_id: CourseId) -> dict[PhotoId, Nudge]:
        """Return the nudges of a course's photos that are not in the bin."""
        rows = self._database.rows(
            "SELECT n.* FROM photo_nudge n JOIN photo p ON p.id = n.photo_id"
            " WHERE p.course_id = ? AND p.deleted_at IS NULL",
            (course_id,),
        )
        return {PhotoId(row["photo_id"]): _nudge_of(row) for row in rows}

    def get(self, photo_id: PhotoId) -> Nudge | None:
        """Return the nudge of a photo; None where it was not moved."""
        row = self._database.row("SELECT * FROM photo_nudge WHERE photo_id = ?", (photo_id,))
        return None if row is None else _nudge_of(row)

    def save(self, photo_id: PhotoId, nudge: Nudge | None) -> None:
        """Store the nudge of a photo in place of the one before; None forgets it."""
        with self._database.transaction():
            self._database.execute("DELETE FROM photo_nudge WHERE photo_id = ?", (photo_id,))
            if nudge is not None and not nudge.is_none:
                values = {name: getattr(nudge, name) for name in _COLUMNS}
                self._database.insert("photo_nudge", {"photo_id": photo_id, **values})


def _nudge_of(row: Row) -> Nudge:
    return Nudge(*(row[name] for name in _COLUMNS))
