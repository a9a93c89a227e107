"""What was measured in each photo, and the regions that users drew.

A photo whose file is damaged has no values until that is mended: what it showed cannot be seen
again.
"""

import json
from collections.abc import Sequence
from itertools import groupby

from skintrack.errors import InternalError
from skintrack.library.analysis_records import (
    SharedValues,
    analysis_columns,
    analysis_of,
    measurement_of,
    outline_json,
    outline_of,
)
from skintrack.library.damage import damaged_photos, withheld
from skintrack.library.database import Database, Row
from skintrack.library.packed_analyses import PackedAnalyses
from skintrack.model.course import CourseId
from skintrack.model.measurement import PhotoAnalysis, Point
from skintrack.model.photo import PhotoId
from skintrack.model.skin_print import SkinPrint

_PENDING = """
WITH current AS (
    SELECT q.course_id, q.view, max(r.revision) AS revision
    FROM region r JOIN photo q ON q.id = r.photo_id
    GROUP BY q.course_id, q.view
)
SELECT p.id AS photo_id
FROM photo p
LEFT JOIN analysis a ON a.photo_id = p.id
LEFT JOIN current c ON c.course_id = p.course_id AND c.view = p.view
WHERE p.deleted_at IS NULL
AND p.course_id NOT IN (SELECT id FROM course WHERE course.deleted_at IS NOT NULL) AND (
    a.algorithm IS NOT ? OR a.sha256 IS NOT p.sha256 OR a.region_revision IS NOT c.revision
)
ORDER BY p.captured_utc IS NULL, p.captured_utc, p.id
"""
_SKIN = "a.skin_print"
_WHETHER_SKIN = "CASE WHEN a.skin_print IS NULL THEN NULL ELSE 1 END AS skin_print"
# All columns of ``analysis`` but the skin; how much of that is read comes after them.
_COLUMNS = """
SELECT a.photo_id, a.algorithm, a.sha256, a.view, a.to_canonical, a.outlines, a.valid_fraction,
    a.usable_for, a.issues, a.conditions, a.reference, a.card, a.region_revision, a.to_region,
    a.region_conditions, f.points AS face_points, e.number,
"""
_TABLES = """
FROM analysis a LEFT JOIN analysis_edition e ON e.photo_id = a.photo_id
LEFT JOIN face_points f ON f.photo_id = a.photo_id
"""

_MEASURED = """
SELECT a.photo_id FROM photo p JOIN analysis a ON a.photo_id = p.id
WHERE p.course_id = ? AND p.deleted_at IS NULL
"""
_VALUES = "SELECT photo_id, metric, region, value FROM measurement WHERE photo_id"
_GIVEN = "(SELECT value FROM json_each(?))"
_AT_A_TIME = 256


class Analyses:
    """The analyses of a library, one per photo."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, photo_id: PhotoId) -> PhotoAnalysis | None:
        """Return the analysis of a photo, or None if there is none yet."""
        row = self._database.row(f"{_COLUMNS} {_SKIN} {_TABLES} WHERE a.photo_id = ?", (photo_id,))
        if row is None:
            return None
        sql = "SELECT * FROM measurement WHERE photo_id = ? ORDER BY id"
        rows = self._database.rows(sql, (photo_id,))
        analysis = analysis_of(row, tuple(map(measurement_of, rows)))
        damage = damaged_photos(self._database).get(photo_id)
        return analysis if damage is None else withheld(analysis, damage)

    def of_course(self, course_id: CourseId) -> PackedAnalyses:
        """Return the analyses of a course's photos that are not in the bin.

        The skin of those that have it is left behind (``NOT_READ``): it is nine tenths of them, and
        only a pair that was never related needs it (``skin_print``).
        """
        shared = SharedValues()
        found = PackedAnalyses()
        rows = self._database.rows(_MEASURED, (course_id,))
        ids = [_photo_id(row) for row in rows]
        # Some hundred at a time: what is left of reading them is room for the next.
        for start in range(0, len(ids), _AT_A_TIME):
            self._read_into(found, ids[start : start + _AT_A_TIME], shared)
        for photo_id, damage in damaged_photos(self._database).items():
            if photo_id in found:
                found.put_instead(photo_id, withheld(found[photo_id], damage))
        return found

    def _read_into(
        self, found: PackedAnalyses, ids: Sequence[PhotoId], shared: SharedValues
    ) -> None:
        wanted = (json.dumps(ids),)
        measured = self._database.each(f"{_VALUES} IN {_GIVEN} ORDER BY photo_id, id", wanted)
        values = {
            photo_id: shared.measurements(rows) for photo_id, rows in groupby(measured, _photo_id)
        }
        nothing = shared.measurements(())
        sql = f"{_COLUMNS} {_WHETHER_SKIN} {_TABLES} WHERE a.photo_id IN {_GIVEN}"
        for row in self._database.each(sql, wanted):
            photo_id = _photo_id(row)
            found.put(photo_id, analysis_of(row, values.get(photo_id, nothing), shared))

    def skin_print(self, number: int) -> SkinPrint | None:
        """Return the skin of an analysis that was read without it, by its number.

        Raises
        ------
        InternalError
            If it was altered since it was read.
        """
        sql = (
            "SELECT a.skin_print FROM analysis a JOIN analysis_edition e ON e.photo_id = a.photo_id"
            " WHERE e.number = ?"
        )
        row = self._database.row(sql, (number,))
        if row is None:
            raise InternalError("An analysis was altered while it was in use.")
        return None if row["skin_print"] is None else SkinPrint(row["skin_print"])

    def save(self, photo_id: PhotoId, analysis: PhotoAnalysis) -> None:
        """Store the analysis of a photo in place of an earlier one."""
        columns = analysis_columns(analysis)
        with self._database.transaction():
            self._database.execute("DELETE FROM analysis WHERE photo_id = ?", (photo_id,))
            self._database.insert("analysis", {"photo_id": photo_id, **columns})
            for measurement in analysis.measurements:
                self._database.insert(
                    "measurement",
                    {
                        "photo_id": photo_id,
                        "metric": measurement.metric.value,
                        "region": measurement.region.value,
                        "value": measurement.value,
                        "algorithm": analysis.algorithm,
                    },
                )

    def pending(self, algorithm: str) -> tuple[PhotoId, ...]:
        """Return the photos that wait to be measured, oldest first.

        They have no analysis of these bytes by this algorithm, or the region of their view has
        changed since.
        """
        return tuple(map(_photo_id, self._database.rows(_PENDING, (algorithm,))))

    def outdated(self, algorithm: str) -> frozenset[PhotoId]:
        """Return the photos whose numbers are of another algorithm; their numbers join no others.

        Each is also ``pending``.
        """
        sql = (
            "SELECT a.photo_id FROM analysis a JOIN photo p ON p.id = a.photo_id"
            " WHERE p.deleted_at IS NULL AND a.algorithm <> ?"
            " AND p.course_id NOT IN (SELECT id FROM course WHERE course.deleted_at IS NOT NULL)"
        )
        return frozenset(map(_photo_id, self._database.rows(sql, (algorithm,))))

    def drawn_region(self, photo_id: PhotoId) -> tuple[Point, ...] | None:
        """Return the outline that holds for this photo alone, before any region, or None."""
        sql = "SELECT outline FROM drawn_region WHERE photo_id = ?"
        row = self._database.row(sql, (photo_id,))
        return None if row is None else outline_of(row["outline"])

    def save_drawn_region(self, photo_id: PhotoId, outline: tuple[Point, ...] | None) -> None:
        """Store an outline for one photo, or forget it; the photo waits for analysis again."""
        with self._database.transaction():
            self._database.execute("DELETE FROM drawn_region WHERE photo_id = ?", (photo_id,))
            self._database.execute("DELETE FROM analysis WHERE photo_id = ?", (photo_id,))
            if outline is not None:
                columns = {"photo_id": photo_id, "outline": outline_json(outline)}
                self._database.insert("drawn_region", columns)


def _photo_id(row: Row) -> PhotoId:
    return PhotoId(row["photo_id"])
