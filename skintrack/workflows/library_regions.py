"""The regions of a library, prepared once for all photos of their view."""

from typing import TYPE_CHECKING

from skintrack.errors import EnvironmentalError
from skintrack.imaging.decode import decode_bytes
from skintrack.model import CourseId, FileFailure, Photo, PhotoId, Region, View
from skintrack.workflows.face_finders import FaceFinders
from skintrack.workflows.region_finder import RegionInPhoto, RegionReference, prepare_region

if TYPE_CHECKING:
    from skintrack.library import Library


class LibraryRegions:
    """Hands out the region of each photo; used in the library's thread only.

    ``failures`` names the photos of regions that cannot be read. Photos of their views are then
    measured without the region, and wait for it.
    """

    def __init__(self, library: "Library", finders: FaceFinders) -> None:
        self._library = library
        self.finders = finders
        self._prepared: dict[tuple[CourseId, View], tuple[RegionReference, PhotoId] | None] = {}
        self.failures: list[FileFailure] = []

    def of_photo(self, photo: Photo) -> RegionInPhoto | None:
        """Return the region of a photo's view with the photo's anchors; None where there is none.

        Decodes the region's photo when a view is asked for the first time.
        """
        key = photo.course_id, photo.view
        if key not in self._prepared:
            region = self._library.regions.of_view(*key)
            self._prepared[key] = None if region is None else self._prepare(region)
        prepared = self._prepared[key]
        if prepared is None:
            return None
        reference, region_photo_id = prepared
        anchors = self._library.regions.anchors(photo.id)
        is_meant = anchors is not None and anchors.region_photo_id == region_photo_id
        return RegionInPhoto(reference, anchors.pairs if anchors is not None and is_meant else ())

    def _prepare(self, region: Region) -> tuple[RegionReference, PhotoId] | None:
        photo = self._library.photos.get(region.photo_id)
        try:
            data = self._library.photos.read_original(photo)
            image = decode_bytes(data, photo.original_name).image
        except EnvironmentalError as error:
            self.failures.append(FileFailure(photo.original_name, error.code, error.message))
            return None
        reference = prepare_region(
            image,
            photo.sha256,
            region.skin,
            region.untreated,
            self.finders,
            revision=region.revision,
            face_points=self._library.face_points.of_photo(photo.id),
        )
        return reference, photo.id
