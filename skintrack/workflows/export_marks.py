"""What the user set by hand on photos, for the export: pins, points of faces, regions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from skintrack.model.course import Course
from skintrack.model.face_point import FacePoint
from skintrack.model.measurement import Point
from skintrack.model.photo import PhotoId
from skintrack.model.pin import Pin
from skintrack.model.region import Anchors, Outline, Region

if TYPE_CHECKING:
    from skintrack.library import Library

PIN_COLUMNS = ("course", "pin", "label", "created_at", "photo_id", "is_first", "x", "y")
FACE_POINT_COLUMNS = ("course", "photo_id", "point", "x", "y")

README = """\
pin                   number of the pin; its label is the user's name for the scar or spot
is_first              True: the photo that the pin was set in first
x, y                  pixels of the upright photo; the centre of its first pixel is 0, 0
point                 a point of the face that the user set by hand, by the patient's side, such as
                      left_eye_outer or chin; the photo was measured with it
regions               in library.json: skin that the user outlined on one photo for all of its view
                      (skin), and untreated skin to measure against (untreated); anchors are pairs
                      of the same spot, in the outlined photo and in another one
"""


@dataclass(frozen=True)
class CourseMarks:
    """All that was set by hand in the photos of one course."""

    pins: tuple[Pin, ...] = ()
    face_points: Mapping[PhotoId, Mapping[FacePoint, Point]] = field(default_factory=dict)
    regions: tuple[Region, ...] = ()
    anchors: Mapping[PhotoId, Anchors] = field(default_factory=dict)


def marks_of(library: "Library", course: Course) -> CourseMarks:
    """Read what was set in a course."""
    return CourseMarks(
        library.pins.of_course(course.id),
        library.face_points.of_course(course.id),
        tuple(library.regions.of_course(course.id).values()),
        library.regions.anchors_of_course(course.id),
    )


def pin_rows(marks: CourseMarks) -> Iterable[Mapping[str, object]]:
    """Yield one row for each place of a pin that was set by hand."""
    for pin in marks.pins:
        for photo_id, place in pin.places.items():
            yield {
                "pin": pin.id,
                "label": pin.label,
                "created_at": pin.created_at.isoformat(),
                "photo_id": photo_id,
                "is_first": photo_id == pin.photo_id,
                "x": place.x,
                "y": place.y,
            }


def face_point_rows(marks: CourseMarks) -> Iterable[Mapping[str, object]]:
    """Yield one row for each point of a face that was set by hand."""
    for photo_id, points in marks.face_points.items():
        for point, place in points.items():
            yield {"photo_id": photo_id, "point": point.value, "x": place.x, "y": place.y}


def marks_document(marks: CourseMarks) -> dict[str, object]:
    """Return all that was set by hand as JSON can hold it."""
    return {
        "pins": list(pin_rows(marks)),
        "face_points": list(face_point_rows(marks)),
        "regions": [
            {
                "photo_id": region.photo_id,
                "skin": _outline(region.skin),
                "untreated": _outline(region.untreated),
            }
            for region in marks.regions
        ],
        "anchors": [
            {
                "photo_id": photo_id,
                "region_photo_id": anchors.region_photo_id,
                "pairs": [[[*pair.on_region_photo], [*pair.on_photo]] for pair in anchors.pairs],
            }
            for photo_id, anchors in sorted(marks.anchors.items())
        ],
    }


def _outline(outline: Outline | None) -> list[list[float]] | None:
    return None if outline is None else [[*point] for point in outline]
