"""The points of a face that the user sets, as operations on the library; see ``operations``."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from skintrack.model import Cancelled, Changes, Photo, PhotoId, Point, Progress
from skintrack.model.face_point import FacePoint
from skintrack.ui.operations import Operation

if TYPE_CHECKING:
    from skintrack.library import Library


@dataclass(frozen=True)
class FacePointsEdit:
    """An edit of a photo's face points, and what was there before."""

    before: dict[FacePoint, Point]
    changes: Changes


def load_face_points(photo_id: PhotoId) -> Operation[dict[FacePoint, Point]]:
    """Read the points that were set in a photo."""

    def work(
        library: "Library", _progress: Progress, _cancelled: Cancelled
    ) -> dict[FacePoint, Point]:
        return library.face_points.of_photo(photo_id)

    return Operation("", work)


def save_face_points(photo: Photo, points: Mapping[FacePoint, Point]) -> Operation[FacePointsEdit]:
    """Keep points of a photo; it then waits to be measured again.

    With it wait the photos of its view, if their region was drawn on this one.
    """

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> FacePointsEdit:
        before = library.face_points.of_photo(photo.id)
        library.face_points.save(photo.id, points)
        region = library.regions.of_view(photo.course_id, photo.view)
        if region is not None and region.photo_id == photo.id:
            # The frame of the region's photo has changed: so has what its outlines mean elsewhere.
            library.regions.save(photo, region.skin, region.untreated)
        one = frozenset({photo.id})
        return FacePointsEdit(before, Changes(photos=one, analyses=one))

    return Operation("", work)
