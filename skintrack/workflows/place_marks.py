"""Put what an export says was set by hand onto photos of a library: pins, points, regions."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from skintrack.library import Library
from skintrack.model.course import CourseId
from skintrack.model.measurement import Point
from skintrack.model.photo import Photo
from skintrack.model.pin import Pin
from skintrack.workflows.export_document import ExportedCourse

_HALF_PX = 0.5  # from a pixel's centre to its edge


def place_marks(
    library: Library, exported: ExportedCourse, course_id: CourseId, photos: Mapping[str, Photo]
) -> int:
    """Set all marks of a course where the library has none; ``photos`` are by the export's ids.

    Returns
    -------
    int
        How many were left out, because their photo is missing or they lie outside it.
    """
    steps: tuple[Callable[[Library, ExportedCourse, CourseId, Mapping[str, Photo]], int], ...]
    steps = (_face_points, _regions, _anchors, _pins)
    return sum(step(library, exported, course_id, photos) for step in steps)


def _face_points(
    library: Library, exported: ExportedCourse, _course: CourseId, photos: Mapping[str, Photo]
) -> int:
    lost = 0
    for key, points in exported.face_points.items():
        photo = photos.get(key)
        if photo is None or not _are_inside(points.values(), photo):
            lost += 1
        elif not library.face_points.of_photo(photo.id):
            library.face_points.save(photo.id, points)
    return lost


def _regions(
    library: Library, exported: ExportedCourse, course_id: CourseId, photos: Mapping[str, Photo]
) -> int:
    lost = 0
    for region in exported.regions:
        photo = photos.get(region.photo_id)
        points = (*(region.skin or ()), *(region.untreated or ()))
        if photo is None or photo.course_id != course_id or not _are_inside(points, photo):
            lost += 1
        elif library.regions.of_view(course_id, photo.view) is None:
            library.regions.save(photo, region.skin, region.untreated)
    return lost


def _anchors(
    library: Library, exported: ExportedCourse, _course: CourseId, photos: Mapping[str, Photo]
) -> int:
    lost = 0
    for key, anchors in exported.anchors.items():
        photo, outlined = photos.get(key), photos.get(anchors.region_photo_id)
        if (
            photo is None
            or outlined is None
            or not _are_inside((pair.on_photo for pair in anchors.pairs), photo)
            or not _are_inside((pair.on_region_photo for pair in anchors.pairs), outlined)
        ):
            lost += 1
        elif library.regions.anchors(photo.id) is None:
            ours = replace(anchors, region_photo_id=outlined.id)
            library.regions.save_anchors(photo.id, ours)
    return lost


def _pins(
    library: Library, exported: ExportedCourse, course_id: CourseId, photos: Mapping[str, Photo]
) -> int:
    here = {(pin.label, pin.created_at) for pin in library.pins.of_course(course_id)}
    lost = 0
    for pin in exported.pins:
        if (pin.label, pin.created_at) in here:
            continue
        places = _places(pin, photos)
        lost += len(pin.places) - len(places)
        if places:
            _set_pin(library, course_id, pin, places)
    return lost


def _places(pin: Pin, photos: Mapping[str, Photo]) -> list[tuple[Photo, Point]]:
    """Return where a pin can be set, the photo that it was set in first before the others."""
    ordered = sorted(pin.places.items(), key=lambda each: each[0] != pin.photo_id)
    found = ((photos.get(key), place) for key, place in ordered)
    return [(photo, at) for photo, at in found if photo is not None and _are_inside([at], photo)]


def _set_pin(
    library: Library, course_id: CourseId, pin: Pin, places: list[tuple[Photo, Point]]
) -> None:
    photo, first = places[0]
    made = library.pins.add(course_id, pin.label, photo.id, first, pin.created_at)
    for other, place in places[1:]:
        library.pins.set_place(made.id, other.id, place)


def _are_inside(points: Iterable[Point], photo: Photo) -> bool:
    return all(
        -_HALF_PX <= point.x <= photo.width - _HALF_PX
        and -_HALF_PX <= point.y <= photo.height - _HALF_PX
        for point in points
    )
