"""Points of faces that users set by hand."""

import json
from collections.abc import Mapping

from skintrack.library.analysis_records import face_points_of
from skintrack.library.database import Database
from skintrack.model.course import CourseId
from skintrack.model.face_point import FacePoint
from skintrack.model.measurement import Point
from skintrack.model.photo import PhotoId


class FacePoints:
    """The points of a library, for the photos that have any."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_photo(self, photo_id: PhotoId) -> dict[FacePoint, Point]:
        """Return the points that were set in a photo, in its pixels; empty without any."""
        sql = "SELECT points FROM face_points WHERE photo_id = ?"
        row = self._database.row(sql, (photo_id,))
        return {} if row is None else face_points_of(row["points"])

    def of_course(self, course_id: CourseId) -> dict[PhotoId, dict[FacePoint, Point]]:
        """Return the points of a course's photos that are not in the bin."""
        sql = (
            "SELECT f.* FROM face_points f JOIN photo p ON p.id = f.photo_id"
            " WHERE p.course_id = ? AND p.deleted_at IS NULL ORDER BY f.photo_id"
        )
        rows = self._database.rows(sql, (course_id,))
        return {PhotoId(row["photo_id"]): face_points_of(row["points"]) for row in rows}

    def save(self, photo_id: PhotoId, points: Mapping[FacePoint, Point]) -> None:
        """Store points in place of earlier ones; the photo waits to be measured again."""
        stored = {point.value: [*place] for point, place in points.items()}
        with self._database.transaction():
            self._database.execute("DELETE FROM face_points WHERE photo_id = ?", (photo_id,))
            self._database.execute("DELETE FROM analysis WHERE photo_id = ?", (photo_id,))
            if stored:
                text = json.dumps(stored, allow_nan=False)
                self._database.insert("face_points", {"photo_id": photo_id, "points": text})
