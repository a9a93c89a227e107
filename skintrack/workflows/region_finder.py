"""Find the region of a view in each of its photos, by registration, by the face or by hand."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.canonical_frame import fit_pose, to_canonical, transform_points
from skintrack.analysis.drawn_region import PlacedRegion, frame_of
from skintrack.analysis.face_mesh import FaceMesh
from skintrack.analysis.features import Features, find_features, shrunk
from skintrack.analysis.quality import assess_mesh
from skintrack.analysis.registration import (
    LEAST_CORRELATION,
    NotRegistered,
    Registration,
    from_anchors,
    refine_anchors,
    register,
)
from skintrack.analysis.similarity import chain
from skintrack.model import AnchorPair, Outline, Similarity
from skintrack.workflows.face_finders import FaceFinders
from skintrack.workflows.given_points import Points, see_face

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class RegionReference:
    """A region, and what its photo is recognised by; prepared once for all photos of the view.

    Attributes
    ----------
    revision : int or None
        Of the region; None outside a library.
    skin, untreated : ndarray, shape (N, 2), or None
        Outlines in pixels of the region's photo.
    sha256 : str
        Of the region's photo.
    features : Features
    face_frame : ndarray, shape (2, 3), or None
        From the region's photo to the canonical frame of its face; None without a face.
    """

    revision: int | None
    skin: Matrix | None
    untreated: Matrix | None
    sha256: str
    features: Features
    face_frame: Matrix | None


@dataclass(frozen=True)
class RegionInPhoto:
    """What a photo needs to be measured with a region: the region, and points matched by hand."""

    reference: RegionReference
    anchors: tuple[AnchorPair, ...] = ()


def prepare_region(
    image: NDArray[np.uint8],
    sha256: str,
    skin: Outline | None,
    untreated: Outline | None,
    finders: FaceFinders,
    *,
    revision: int | None = None,
    face_points: Points | None = None,
) -> RegionReference:
    """Look at the photo that a region was drawn on.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
        That photo: sRGB, upright.
    sha256 : str
        Of its file.
    skin, untreated : tuple of Point, optional
        Outlines in its pixels.
    finders : FaceFinders
    revision : int, optional
    face_points : mapping of FacePoint to Point, optional
        Set by hand in that photo.
    """
    small = shrunk(image)
    # A close-up is told from a face on a small copy, at half the cost.
    is_face = bool(face_points) or see_face(small, finders) is not None
    mesh = see_face(image, finders, face_points) if is_face else None
    return RegionReference(
        revision=revision,
        skin=None if skin is None else np.array(skin, float),
        untreated=None if untreated is None else np.array(untreated, float),
        sha256=sha256,
        features=find_features(image, small),
        face_frame=None if mesh is None else face_frame_of(mesh, image.shape),
    )


def face_frame_of(mesh: FaceMesh, photo_shape: tuple[int, ...]) -> Matrix | None:
    """Return the way into the frame of a face, or None where most of it is a guess.

    In a close-up of a cheek a face is found as well, but the photo's edge cuts it.
    """
    pose = fit_pose(mesh.points)
    doubts = assess_mesh(mesh, pose, photo_shape)
    return None if any(each.withholds for each in doubts) else to_canonical(pose)


def place_region(
    image: NDArray[np.uint8],
    sha256: str,
    region: RegionInPhoto,
    face_frame: Matrix | None = None,
) -> PlacedRegion | NotRegistered:
    """Return where a photo shows the region.

    Points matched by hand go first, then registration; where that fails, the frames of two faces
    may show it where to look.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
        sRGB, upright.
    sha256 : str
        Of the photo's file; the region's own photo needs no registration.
    region : RegionInPhoto
        With skin to measure.
    face_frame : ndarray, shape (2, 3), optional
        From this photo to the canonical frame of its face.
    """
    reference = region.reference
    if reference.skin is None:
        return NotRegistered("few_features", 0.0)
    frame = frame_of(reference.skin)
    if sha256 == reference.sha256:
        way: Registration | NotRegistered = Registration(np.eye(2, 3), 0, 0.0, 1.0)
    else:
        way = _way(find_features(image), region, reference.skin, face_frame)
    if isinstance(way, NotRegistered):
        return way
    untreated = reference.untreated
    return PlacedRegion(
        to_frame=chain(frame, way.similarity),
        outline=transform_points(reference.skin, frame),
        untreated=None if untreated is None else transform_points(untreated, frame),
    )


def untreated_on_face(reference: RegionReference) -> Matrix | None:
    """Return the untreated patch in the canonical frame of the face, or None."""
    if reference.untreated is None or reference.face_frame is None:
        return None
    return transform_points(reference.untreated, reference.face_frame)


def similarity_of(matrix: Matrix) -> Similarity:
    """Carry a (2, 3) similarity over into the model."""
    (a, _, tx), (b, _, ty) = matrix
    return Similarity(float(a), float(b), float(tx), float(ty))


def _way(
    features: Features, region: RegionInPhoto, skin: Matrix, face_frame: Matrix | None
) -> Registration | NotRegistered:
    """Return the way from the photo to the region's photo."""
    reference = region.reference
    if region.anchors:
        set_by_hand = from_anchors(
            np.array([pair.on_photo for pair in region.anchors], float),
            np.array([pair.on_region_photo for pair in region.anchors], float),
        )
        if isinstance(set_by_hand, NotRegistered):
            return set_by_hand
        return refine_anchors(set_by_hand, features, reference.features, skin)
    found = register(features, reference.features, skin)
    if isinstance(found, Registration) or face_frame is None or reference.face_frame is None:
        return found
    back = np.linalg.inv(np.vstack([reference.face_frame, [0, 0, 1]]))[:2]
    by_face = Registration(chain(back, face_frame), 0, 0.0, None)
    refined = refine_anchors(by_face, features, reference.features, skin)
    # Two faces always lie on one another; only the skin tells that they are one person's.
    return found if (refined.correlation or 0.0) < LEAST_CORRELATION else refined
