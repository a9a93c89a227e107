"""Where one looks on the face: in canonical coordinates, shared by both sides.

Zoom and pan act on the FACE, so photos of another framing, size or turn stay aligned. What the
user moved by hand comes on top, for each photo.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from skintrack.model import Photo, PhotoAnalysis, Point, View
from skintrack.model.nudge import NO_NUDGE, Nudge
from skintrack.ui.widgets.photo_painter import similarity_transform

# The canonical frame is 640 x 760; this much of it, with some hair and neck, is shown at first.
FACE = QRectF(-30, -80, 700, 920)
# A face that is turned stands beside the middle of the frame, which is that of the nose.
_ASIDE = {View.LEFT_OBLIQUE: 60.0, View.RIGHT_OBLIQUE: -60.0}
LEAST_ZOOM = 0.2
MOST_ZOOM = 16.0


@dataclass(frozen=True)
class Camera:
    """``x`` and ``y`` are in the middle of the pane; ``zoom`` is in screen pixels per unit."""

    x: float
    y: float
    zoom: float

    def to_screen(self, pane: QRectF) -> QTransform:
        """Return the transform from canonical coordinates into a pane."""
        transform = QTransform.fromTranslate(-self.x, -self.y)
        transform *= QTransform.fromScale(self.zoom, self.zoom)
        return transform * QTransform.fromTranslate(pane.center().x(), pane.center().y())

    def on_face(self, at: QPointF, pane: QRectF) -> Point:
        """Return which point of the canonical frame a point of a pane shows."""
        offset = at - pane.center()
        return Point(self.x + offset.x() / self.zoom, self.y + offset.y() / self.zoom)

    def moved(self, dx_px: float, dy_px: float) -> "Camera":
        """Return the camera after the picture was dragged by so many screen pixels."""
        return replace(self, x=self.x - dx_px / self.zoom, y=self.y - dy_px / self.zoom)

    def zoomed(self, factor: float, at: QPointF, pane: QRectF) -> "Camera":
        """Return the camera zoomed round a point of a pane, which stays where it is."""
        zoom = min(max(self.zoom * factor, LEAST_ZOOM), MOST_ZOOM)
        offset = at - pane.center()
        x = self.x + offset.x() / self.zoom - offset.x() / zoom
        y = self.y + offset.y() / self.zoom - offset.y() / zoom
        return Camera(x, y, zoom)


def face_camera(pane: QRectF) -> Camera:
    """Return the camera that shows the whole face in a pane."""
    zoom = min(pane.width() / FACE.width(), pane.height() / FACE.height())
    return Camera(FACE.center().x(), FACE.center().y(), max(zoom, LEAST_ZOOM))


@dataclass(frozen=True)
class Look:
    """What is looked at, whatever the size of the pane; ``magnification`` 1 is the whole face."""

    x: float = FACE.center().x()
    y: float = FACE.center().y()
    magnification: float = 1.0

    def camera(self, pane: QRectF) -> Camera:
        """Return the camera of a pane."""
        return Camera(self.x, self.y, face_camera(pane).zoom * self.magnification)

    @staticmethod
    def through(camera: Camera, pane: QRectF) -> "Look":
        """Return what a camera looks at."""
        return Look(camera.x, camera.y, camera.zoom / face_camera(pane).zoom)


WHOLE_FACE = Look()


def whole_face(view: View | None) -> Look:
    """Return the look with the whole face in the middle."""
    aside = 0.0 if view is None else _ASIDE.get(view, 0.0)
    return replace(WHOLE_FACE, x=WHOLE_FACE.x + aside)


def to_canonical(
    photo: Photo, analysis: PhotoAnalysis | None, nudge: Nudge = NO_NUDGE
) -> tuple[QTransform, bool]:
    """Return the transform from photo pixels to canonical coordinates, and whether it is aligned.

    The frame is that of the face, or of the drawn region. Without either the whole photo takes its
    place, so that it can be looked at. The nudge comes after.
    """
    if analysis is not None and analysis.to_frame is not None:
        transform, is_aligned = similarity_transform(analysis.to_frame), True
    else:
        scale = min(FACE.width() / photo.width, FACE.height() / photo.height)
        transform = QTransform.fromTranslate(-photo.width / 2, -photo.height / 2)
        transform *= QTransform.fromScale(scale, scale)
        middle = whole_face(photo.view)
        transform *= QTransform.fromTranslate(middle.x, middle.y)
        is_aligned = False
    if nudge.is_none:
        return transform, is_aligned
    return transform * similarity_transform(nudge.similarity), is_aligned
