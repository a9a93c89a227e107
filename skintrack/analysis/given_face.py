"""A face mesh from a few points that a person set by hand.

The mesh that was found in the photo, or an average face where none was, is turned to the points in
three dimensions and then bent until it goes through them. All other points follow smoothly.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.face_mesh import POINTS, FaceMesh

MESH_POINTS = {
    "right_eye_outer": 33,
    "left_eye_outer": 263,
    "right_eye_inner": 133,
    "left_eye_inner": 362,
    "nose_tip": 4,
    "mouth_right": 61,
    "mouth_left": 291,
    "chin": 152,
    "right_cheek_side": 234,
    "left_cheek_side": 454,
    "hairline": 10,
}
"""The points that can be set, as places of the mesh."""

FEWEST_POINTS = 4  # of a face that was not found
_LEAST_SPREAD_PX = 20.0
_LEAST_FLATNESS = 0.08  # of the points' spread across to along: nearly on a line tells no turn
_MOST_DISTANCE = 0.35  # eye distances from the found mesh to the points: farther is another face

Points = Mapping[str, tuple[float, float]]


def named_points(mesh: FaceMesh) -> dict[str, tuple[float, float]]:
    """Return where a mesh has the points that can be set, in pixels of its picture."""
    return {
        name: (float(mesh.points[index, 0]), float(mesh.points[index, 1]))
        for name, index in MESH_POINTS.items()
    }


def given_mesh(
    points: Points, found: FaceMesh | None, mean_face: NDArray[np.float64]
) -> FaceMesh | None:
    """Return a mesh that goes through points set by hand; None where they are too few.

    Parameters
    ----------
    points : mapping of str to (float, float)
        Names of ``MESH_POINTS`` to pixels of the picture.
    found : FaceMesh or None
        What the program found in the picture. The points that were not set stay where it has them,
        unless it is a mesh of something else.
    mean_face : ndarray, shape (468, 3)
        An average face, in any unit.
    """
    if not points:
        return found
    if found is not None and _is_same_face(points, found):
        given = named_points(found) | dict(points)
        return _fitted(found.points, given, found.logit)
    if not can_fit(points):
        return None
    return _fitted(mean_face, points, 0.0)


def can_fit(points: Points) -> bool:
    """Whether points tell where a face is that was not found: enough, and not on one line."""
    if len(points) < FEWEST_POINTS:
        return False
    across, along = _spread(np.array(list(points.values()), float))
    return along >= _LEAST_SPREAD_PX and across >= _LEAST_FLATNESS * along


def _spread(places: NDArray[np.float64]) -> tuple[float, float]:
    lengths = np.linalg.svd(places - places.mean(axis=0), compute_uv=False)
    return float(lengths[1]), float(lengths[0])


def _is_same_face(points: Points, found: FaceMesh) -> bool:
    named = named_points(found)
    width = np.hypot(*np.subtract(named["left_eye_outer"], named["right_eye_outer"]))
    distances = [np.hypot(*np.subtract(place, named[name])) for name, place in points.items()]
    return bool(np.median(distances) <= _MOST_DISTANCE * width)


def _fitted(base: NDArray[np.float64], points: Points, logit: float) -> FaceMesh | None:
    indices = [MESH_POINTS[name] for name in points]
    aims = np.array(list(points.values()), float)
    turned = _turned(base, indices, aims)
    if turned is None:
        return None
    moved = turned.copy()
    moved[:, :2] += _bend(turned[indices, :2], aims - turned[indices, :2], turned[:, :2])
    return FaceMesh(moved, logit)


def _turned(
    base: NDArray[np.float64], indices: list[int], aims: NDArray[np.float64]
) -> NDArray[np.float64] | None:
    """Return the base turned, scaled and shifted so that its points come closest to the aims.

    None where they would show the face from behind: right and left were mixed up.

    The two rows of an affine camera are fitted, then made a turn and a scale: the camera is far
    away compared with the depth of a face.
    """
    shape = base[indices]
    middle, aim = shape.mean(axis=0), aims.mean(axis=0)
    solved, *_ = np.linalg.lstsq(shape - middle, aims - aim, rcond=None)
    u, _weights, vt = np.linalg.svd(solved.T, full_matrices=False)
    rows = u @ vt
    rotation = np.vstack([rows, np.cross(rows[0], rows[1])])
    if rotation[2, 2] <= 0:
        return None
    flat = (shape - middle) @ rotation[:2].T
    scale = float((flat * (aims - aim)).sum() / max(float((flat**2).sum()), 1e-9))
    result = scale * (base - middle) @ rotation.T + [*aim, scale * middle[2]]
    return np.asarray(result, np.float64)


def _bend(
    places: NDArray[np.float64], shifts: NDArray[np.float64], wanted: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return shifts of all wanted places that are exact at the given ones.

    Thin-plate splines (Bookstein 1989, IEEE PAMI 11 (6)).
    """
    count = len(places)
    unit = max(_spread(places)[1], 1e-9)
    near, far = places / unit, wanted / unit
    affine = np.column_stack([np.ones(count), near])
    system = np.zeros((count + 3, count + 3))
    system[:count, :count] = _kernel(near, near)
    system[:count, count:], system[count:, :count] = affine, affine.T
    weights, *_ = np.linalg.lstsq(system, np.vstack([shifts, np.zeros((3, 2))]), rcond=None)
    reach = np.column_stack([_kernel(far, near), np.ones(len(far)), far])
    return np.asarray(reach @ weights, np.float64)


def _kernel(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    squared = ((one[:, None] - other[None]) ** 2).sum(axis=2)
    return np.asarray(squared * np.log(np.maximum(squared, 1e-12)) / 2, np.float64)


def read_mean_face(text: str) -> NDArray[np.float64]:
    """Read an average face from its table: a line of names, then x, y, z of each point."""
    rows = [[float(each) for each in line.split(",")] for line in text.split()[1:]]
    points = np.array(rows, np.float64)
    if points.shape != (POINTS, 3):
        raise ValueError(points.shape)
    return points
