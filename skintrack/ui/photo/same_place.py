"""Keeps the same part of the face in sight when another photo is shown."""

from PySide6.QtCore import QObject

from skintrack.model import Photo, PhotoAnalysis, Point, Similarity
from skintrack.ui.photo.photo_canvas import PhotoCanvas
from skintrack.ui.services import Services
from skintrack.workflows.pin_places import carry

_AROUND_PX = 330.0  # of the common frame: about a tenth of a metre on a face


class SamePlace(QObject):
    """Carries what is shown from photo to photo, by the frame that both share.

    Parameters
    ----------
    services : Services
    canvas : PhotoCanvas
    """

    def __init__(self, services: Services, canvas: PhotoCanvas) -> None:
        super().__init__()
        self._services = services
        self._canvas = canvas
        self._before: tuple[Photo, Point, float] | None = None

    def remember(self) -> None:
        """Remember what is shown now, unless it is the whole photo."""
        photo, viewport = self._canvas.photo, self._canvas.viewport
        self._before = None
        if photo is not None and not viewport.is_whole:
            self._before = (photo, viewport.middle, viewport.scale)

    def restore(self) -> None:
        """Show the same place of the photo that is shown now, at the same size of the face."""
        photo = self._canvas.photo
        if self._before is None or photo is None:
            return
        there, middle, scale = self._before
        self._before = None
        one, other = self._analysis(there), self._analysis(photo)
        carried = None if one is None or other is None else carry(middle, one, other)
        if one is None or other is None or carried is None:
            return
        self._canvas.look_at(carried, scale * _scale(other.to_frame) / _scale(one.to_frame))

    def look_at(self, place: Point, frame: Similarity | None) -> None:
        """Show a place; where the whole photo was shown, as large as helps to see a spot."""
        scale = self._canvas.viewport.scale
        if self._canvas.viewport.is_whole and frame is not None:
            side = min(self._canvas.width(), self._canvas.height())
            scale = max(scale, side / _AROUND_PX * _scale(frame))
        self._canvas.look_at(place, scale)

    def _analysis(self, photo: Photo) -> PhotoAnalysis | None:
        return self._services.course.measurements.analyses.get(photo.id)


def _scale(frame: Similarity | None) -> float:
    return 1.0 if frame is None else abs(complex(frame.a, frame.b))
