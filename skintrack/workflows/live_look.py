"""Looks at frames of a camera: the face in them, and the face that they should repeat."""

from collections.abc import Mapping
from dataclasses import asdict

import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.canonical_frame import fit_pose
from skintrack.analysis.face_mesh import FaceMesh
from skintrack.analysis.given_face import read_mean_face
from skintrack.analysis.measure import measure_face
from skintrack.analysis.regions import LEFT_EYE, MOUTH, RIGHT_EYE
from skintrack.capture.drawing import FaceDrawing
from skintrack.capture.seen_face import SeenFace
from skintrack.model import CaptureConditions, Point, View
from skintrack.model.face_point import FacePoint
from skintrack.resources import asset
from skintrack.workflows.face_finders import FaceFinders
from skintrack.workflows.given_points import see_face

_JAW = (127, 234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152,
        377, 400, 378, 379, 365, 397, 288, 361, 323, 454, 356)  # fmt: skip
_NOSE_BRIDGE = (168, 6, 197, 195, 5, 4)
_NOSE_BASE = (129, 64, 98, 97, 2, 326, 327, 294, 358)
_LIPS = (61, 78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 291)
_LINES = (
    (*RIGHT_EYE, RIGHT_EYE[0]),
    (*LEFT_EYE, LEFT_EYE[0]),
    _NOSE_BRIDGE,
    _NOSE_BASE,
    (*MOUTH, MOUTH[0]),
    _LIPS,
    _JAW,
)
_USUAL_YAW_DEG = {
    View.FRONT: 0.0,
    View.LEFT_OBLIQUE: -35.0,
    View.RIGHT_OBLIQUE: 35.0,
    View.LEFT_PROFILE: -75.0,
    View.RIGHT_PROFILE: 75.0,
}
_MEAN_FACE = "face/mean_face.csv"
_USUAL_SIZE_PX = (1200, 1600)
_USUAL_EYE_DISTANCE_PX, _USUAL_EYES = 360.0, (600.0, 690.0)


def look_at_frame(image: NDArray[np.uint8], finders: FaceFinders) -> SeenFace | None:
    """Return the face in a frame with the conditions it was taken in; None without a face.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
        RGB, not mirrored.
    finders : FaceFinders
    """
    mesh = see_face(image, finders)
    if mesh is None:
        return None
    pose = fit_pose(mesh.points)
    measured = measure_face(image, mesh)
    return SeenFace(
        CaptureConditions(**asdict(measured.conditions)),
        Point(*pose.eyes_middle),
        pose.eye_distance_px,
        pose.yaw_deg,
        pose.pitch_deg,
        pose.roll_deg,
        _outside(mesh, image.shape),
        mesh.other_faces,
    )


def draw_face(
    image: NDArray[np.uint8],
    finders: FaceFinders,
    face_points: Mapping[FacePoint, Point] | None = None,
) -> FaceDrawing | None:
    """Return the lines of the face in a photo; None where there is none.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
    finders : FaceFinders
    face_points : mapping of FacePoint to Point, optional
        Set by hand, in pixels of this image.
    """
    mesh = see_face(image, finders, face_points)
    if mesh is None:
        return None
    return _drawing(mesh.points, image.shape[1], image.shape[0], is_of_patient=True)


def draw_average_face(view: View) -> FaceDrawing | None:
    """Return an average face turned as for a view; None for views that show no face."""
    yaw = _USUAL_YAW_DEG.get(view)
    if yaw is None:
        return None
    points = read_mean_face(asset(_MEAN_FACE).read_text(encoding="utf-8"))
    pose = fit_pose(points)
    points = (points - [*pose.eyes_middle, 0.0]) * (_USUAL_EYE_DISTANCE_PX / pose.eye_distance_px)
    cos, sin = np.cos(np.radians(yaw)), np.sin(np.radians(yaw))
    turned = points @ np.array([[cos, 0.0, -sin], [0.0, 1.0, 0.0], [sin, 0.0, cos]]).T
    turned[:, :2] += _USUAL_EYES
    return _drawing(turned, *_USUAL_SIZE_PX, is_of_patient=False)


def _drawing(
    points: NDArray[np.float64], width: int, height: int, *, is_of_patient: bool
) -> FaceDrawing:
    pose = fit_pose(points)
    lines = tuple(
        tuple(Point(float(points[index, 0]), float(points[index, 1])) for index in line)
        for line in _LINES
    )
    return FaceDrawing(
        lines,
        width,
        height,
        pose.eye_distance_px,
        Point(*pose.eyes_middle),
        pose.yaw_deg,
        pose.pitch_deg,
        pose.roll_deg,
        is_of_patient,
    )


def _outside(mesh: FaceMesh, shape: tuple[int, ...]) -> float:
    x, y = mesh.outline.T
    height, width = shape[:2]
    return float(((x < 0) | (x > width - 1) | (y < 0) | (y > height - 1)).mean())
