"""Looks for the face of a photo, and lays it through points, off the GUI thread."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from skintrack.model import Photo, PhotoId, Point
from skintrack.model.face_point import FacePoint
from skintrack.ui.desk import PhotoFiles
from skintrack.ui.services import Services

if TYPE_CHECKING:
    from skintrack.workflows.given_points import FaceInPhoto, PlacedFace


class FaceFinding(QObject):
    """One face at a time. Of several wishes for a placed face the latest counts.

    Parameters
    ----------
    services : Services
    """

    looked = Signal(bool)
    placed = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._photo_id: PhotoId | None = None
        self._face: FaceInPhoto | None = None
        self._wanted: dict[FacePoint, Point] | None = None
        self._is_placing = False

    @property
    def is_working(self) -> bool:
        """Whether a face is being looked for or placed."""
        return self._is_placing or (self._photo_id is not None and self._face is None)

    def look(self, photo: Photo) -> None:
        """Look for the face of a photo; ``looked`` says whether there is one."""
        self.leave()
        photos = self._services.desk.photo_files
        if photos is None:
            return
        self._photo_id = photo.id
        work = partial(_look, photos, photo)
        take = partial(self._take_face, photo.id)
        self._services.cpu_tasks.run(work, done=take, failed=self._services.desk.failed.emit)

    def leave(self) -> None:
        """Forget the photo; what is still on its way is not told."""
        self._photo_id = self._face = self._wanted = None

    def place(self, points: Mapping[FacePoint, Point]) -> None:
        """Ask for the face that goes through points; ``placed`` brings it, or None."""
        self._wanted = dict(points)
        self._place_next()

    def _take_face(self, photo_id: PhotoId, face: "FaceInPhoto") -> None:
        if photo_id == self._photo_id:
            self._face = face
            self.looked.emit(face.is_found)
            self._place_next()

    def _place_next(self) -> None:
        if self._face is None or self._wanted is None or self._is_placing:
            return
        self._is_placing = True
        work = partial(self._face.place, self._wanted)
        self._wanted = None
        take = partial(self._take_placed, self._photo_id)
        self._services.cpu_tasks.run(work, done=take, failed=self._fail)

    def _take_placed(self, photo_id: PhotoId | None, face: "PlacedFace | None") -> None:
        self._is_placing = False
        if photo_id == self._photo_id:
            self.placed.emit(face)
        self._place_next()

    def _fail(self, error: BaseException) -> None:
        self._is_placing = False
        self._services.desk.failed.emit(error)


def _look(photos: PhotoFiles, photo: Photo) -> "FaceInPhoto":
    from skintrack.workflows import given_points

    return given_points.look_for_face(photos.read_original(photo), photo.original_name)
