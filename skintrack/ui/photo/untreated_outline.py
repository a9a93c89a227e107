"""Where a photo shows the untreated skin that was marked on another photo of its view."""

from PySide6.QtCore import QPointF

from skintrack.model import Outline, Photo, Point
from skintrack.ui.course_state import CourseMeasurements
from skintrack.ui.widgets.photo_painter import similarity_transform


def untreated_outline(photo: Photo, measurements: CourseMeasurements) -> Outline:
    """Return the outline in pixels of a photo; empty where nothing is marked or it is not known.

    It is carried over by the frame that both photos share, that of the face or of the region.
    """
    region = measurements.drawn.get(photo.view)
    if region is None or region.untreated is None:
        return ()
    if region.photo_id == photo.id:
        return region.untreated
    here = measurements.analyses.get(photo.id)
    there = measurements.analyses.get(region.photo_id)
    if here is None or there is None or here.to_frame is None or there.to_frame is None:
        return ()
    if (here.to_canonical is None) is not (there.to_canonical is None):
        return ()
    back, _is_invertible = similarity_transform(here.to_frame).inverted()
    way = similarity_transform(there.to_frame) * back
    moved = (way.map(QPointF(point.x, point.y)) for point in region.untreated)
    return tuple(Point(point.x(), point.y()) for point in moved)
