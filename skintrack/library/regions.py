"""Regions that users outlined once for all photos of a course and view, and matched points."""

from skintrack.library.analysis_records import (
    anchors_json,
    anchors_of,
    outline_json,
    region_of,
)
from skintrack.library.database import Database
from skintrack.model.course import CourseId
from skintrack.model.photo import Photo, PhotoId, View
from skintrack.model.region import Anchors, Outline, OutlineKind, Region

_OF_VIEW = """
SELECT r.* FROM region r JOIN photo p ON p.id = r.photo_id
WHERE p.course_id = ? AND p.view = ? ORDER BY r.revision DESC LIMIT 1
"""
_FORGET_VIEW = """
DELETE FROM region WHERE photo_id IN (SELECT id FROM photo WHERE course_id = ? AND view = ?)
"""


class Regions:
    """The regions of a library, one for each course and view that has one.

    A region belongs to the view of the photo it was drawn on, and follows that photo.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_view(self, course_id: CourseId, view: View) -> Region | None:
        """Return the region of a view, or None; of two, the one edited last."""
        row = self._database.row(_OF_VIEW, (course_id, view.value))
        return None if row is None else region_of(row)

    def of_course(self, course_id: CourseId) -> dict[View, Region]:
        """Return the regions of a course by view."""
        found = ((view, self.of_view(course_id, view)) for view in View)
        return {view: region for view, region in found if region is not None}

    def save_outline(self, photo: Photo, kind: OutlineKind, outline: Outline | None) -> None:
        """Store an outline drawn on this photo for its view; None forgets it."""
        start = self._start(photo)
        if kind is OutlineKind.SKIN:
            self.save(photo, outline, start.untreated)
        else:
            self.save(photo, start.skin, outline)

    def save(self, photo: Photo, skin: Outline | None, untreated: Outline | None) -> None:
        """Put outlines on this photo in place of its view's region; without any it is gone."""
        with self._database.transaction():
            self._database.execute(_FORGET_VIEW, (photo.course_id, photo.view.value))
            if skin is None and untreated is None:
                return
            outlines = {"skin": skin, "untreated": untreated}
            columns = {
                name: None if outline is None else outline_json(outline)
                for name, outline in outlines.items()
            }
            self._database.insert("region", {"photo_id": photo.id, **columns})

    def anchors(self, photo_id: PhotoId) -> Anchors | None:
        """Return the points that the user matched in a photo, or None."""
        row = self._database.row("SELECT * FROM photo_anchors WHERE photo_id = ?", (photo_id,))
        return None if row is None else anchors_of(row)

    def anchors_of_course(self, course_id: CourseId) -> dict[PhotoId, Anchors]:
        """Return the matched points of a course's photos."""
        sql = (
            "SELECT a.* FROM photo_anchors a JOIN photo p ON p.id = a.photo_id"
            " WHERE p.course_id = ?"
        )
        rows = self._database.rows(sql, (course_id,))
        return {PhotoId(row["photo_id"]): anchors_of(row) for row in rows}

    def save_anchors(self, photo_id: PhotoId, anchors: Anchors | None) -> None:
        """Store matched points, or forget them; the photo waits to be measured again."""
        with self._database.transaction():
            self._database.execute("DELETE FROM photo_anchors WHERE photo_id = ?", (photo_id,))
            self._database.execute("DELETE FROM analysis WHERE photo_id = ?", (photo_id,))
            if anchors is not None:
                self._database.insert(
                    "photo_anchors",
                    {
                        "photo_id": photo_id,
                        "region_photo_id": anchors.region_photo_id,
                        "pairs": anchors_json(anchors.pairs),
                    },
                )

    def _start(self, photo: Photo) -> Region:
        """Return what the view has now, if it was drawn on this photo; else nothing yet."""
        now = self.of_view(photo.course_id, photo.view)
        if now is not None and now.photo_id == photo.id:
            return now
        return Region(photo.id, 0, None, None)
