"""Where the drawn features truly are, under the indices of the 468-point face mesh."""

import numpy as np

from skintrack.phantom.maps import Map, as_map
from skintrack.phantom.outlines import IRIS_Y, MOUTH_Y, face_y, lid_edges, mouth_lines
from skintrack.phantom.pose import Pose
from skintrack.phantom.subject import Subject

# Outer corner, inner corner, middle of the upper and of the lower lid, per side of the picture.
_EYES = ((-1.0, (33, 133, 159, 145)), (1.0, (263, 362, 386, 374)))
_MOUTH_MIDLINE = (0, 13, 17)  # upper edge, closing line, lower edge
_NOSE_TIP_Y, _NOSE_BASE_Y, _CHIN_Y = 39.0, 51.8, 115.5


def truth_landmarks(subject: Subject, pose: Pose) -> dict[int, tuple[float, float]]:
    """Return the picture positions of 16 drawn points by their face mesh index.

    Corners and lid middles of both eyes, corners and midline of the mouth, tip and base of the
    nose, and the chin, in pixels (the centre of the first pixel is (0, 0)). Points that the head
    hides are given where they would be.
    """
    places = _feature_places(subject)
    points = np.stack(
        [subject.surface.point_at(x, face_y(subject.person.shape, y)) for x, y in places.values()]
    )
    seen = pose.project(points)
    return {index: (float(x), float(y)) for index, (x, y) in zip(places, seen, strict=True)}


def eye_centres(subject: Subject) -> Map:
    """Return the middles of both irises (2, 3) in the head frame, left of the picture first."""
    spacing = subject.person.shape.eye_spacing
    return np.stack([subject.surface.point_at(side * spacing, IRIS_Y) for side in (-1, 1)])


def _feature_places(subject: Subject) -> dict[int, tuple[float, float]]:
    """Return feature x and feature y of the drawn points."""
    shape = subject.person.shape
    places: dict[int, tuple[float, float]] = {}
    for side, indices in _EYES:
        for index, along in zip(indices[:2], (1.0, -1.0), strict=True):
            corner, _ = lid_edges(shape, as_map(along))
            x = shape.eye_spacing + along * shape.eye_half_width
            places[index] = side * x, float(corner)
        lids = lid_edges(shape, as_map(0.0))
        for index, lid in zip(indices[2:], lids, strict=True):
            places[index] = side * shape.eye_spacing, float(lid)
    for index, line in zip(_MOUTH_MIDLINE, mouth_lines(shape, as_map(0.0)), strict=True):
        places[index] = 0.0, float(line)
    corner_y = MOUTH_Y - 0.3 - shape.smile
    places |= {61: (-shape.mouth_half_width, corner_y), 291: (shape.mouth_half_width, corner_y)}
    places |= {4: (0.0, _NOSE_TIP_Y), 2: (0.0, _NOSE_BASE_Y), 152: (0.0, _CHIN_Y)}
    return places
