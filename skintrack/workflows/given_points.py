"""The points of a face that the user set by hand, and the face that goes through them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.face_mesh import FaceMesh
from skintrack.analysis.given_face import can_fit, given_mesh, named_points, read_mean_face
from skintrack.analysis.regions import region_outlines
from skintrack.imaging.decode import decode_bytes
from skintrack.model import Outline, Point, RegionName
from skintrack.model.face_point import FacePoint
from skintrack.resources import asset
from skintrack.workflows.face_finders import FaceFinders

Points = Mapping[FacePoint, Point]
_MEAN_FACE = "face/mean_face.csv"


@dataclass(frozen=True)
class PlacedFace:
    """Where a face is: its points by name and its regions, in pixels of the photo."""

    points: dict[FacePoint, Point]
    outlines: dict[RegionName, Outline]


class FaceInPhoto:
    """A photo in which the points of a face are being set; any thread may ask it.

    Parameters
    ----------
    found : FaceMesh or None
        What the program found.
    """

    def __init__(self, found: FaceMesh | None) -> None:
        self._found = found

    @property
    def is_found(self) -> bool:
        """Whether the program found a face by itself."""
        return self._found is not None

    def place(self, points: Points) -> PlacedFace | None:
        """Return the face that goes through points; None where they do not tell where it is."""
        mesh = mesh_through(points, self._found)
        if mesh is None:
            return None
        named = {FacePoint(name): Point(*place) for name, place in named_points(mesh).items()}
        outlines = {
            RegionName(name): tuple(Point(float(x), float(y)) for x, y in outline)
            for name, outline in region_outlines(mesh.outline).items()
        }
        return PlacedFace(named, outlines)


def look_for_face(data: bytes, name: str, finders: FaceFinders | None = None) -> FaceInPhoto:
    """Look for a face in a photo's file.

    Raises
    ------
    PhotoError
        If the file cannot be read as a photo.
    """
    image = decode_bytes(data, name).image
    return FaceInPhoto(see_face(image, finders or FaceFinders()))


def see_face(
    image: NDArray[np.uint8], finders: FaceFinders, points: Points | None = None
) -> FaceMesh | None:
    """Return the face in a picture: the one found, taken through the points set by hand."""
    with finders.lend() as finder:
        found = None if finder is None else finder.find(image)
    return mesh_through(points, found) if points else found


def mesh_through(points: Points, found: FaceMesh | None) -> FaceMesh | None:
    """Return a mesh through points set by hand; see ``given_face.given_mesh``."""
    named = {point.value: (place.x, place.y) for point, place in points.items()}
    mean_face = read_mean_face(asset(_MEAN_FACE).read_text(encoding="utf-8"))
    return given_mesh(named, found, mean_face)


def tell_a_face(points: Points) -> bool:
    """Whether points alone tell where a face is, also where the program finds none."""
    return can_fit({point.value: (place.x, place.y) for point, place in points.items()})
