"""Where eyes and brows are in the canonical frame: what a band must cover to hide them.

The frame carries the place, the size and the roll of a face; turn and nod come from its pose. An
average face turned alike shows where its eyes and brows fall, and the band is far larger than that:
people differ, and a mesh errs most in faces that are turned away.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.canonical_frame import EYE_DISTANCE_PX, EYES_MIDDLE, HEIGHT_PX, WIDTH_PX
from skintrack.analysis.regions import LEFT_BROW, LEFT_EYE, MOUTH, RIGHT_BROW, RIGHT_EYE

_EYES = (*RIGHT_EYE, *LEFT_EYE)
_EYES_AND_BROWS = (*_EYES, *RIGHT_BROW, *LEFT_BROW)
# In eye distances, beyond the eyes and brows of the average face.
_ABOVE, _BELOW, _BESIDE = 0.10, 0.11, 0.24
_MORE_PER_DEGREE = 0.002  # of turn and nod: there the average face says less
_TURNED_DEG = 15.0  # from here on the band reaches the edge that the face looks to
_UNKNOWN_DEG = 30.0  # where the pose is not known the band is made for either side
_MOUTH_MARGIN = 0.14


@dataclass(frozen=True)
class Box:
    """An upright box, in pixels of the canonical frame."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


def eye_band(mean_face: NDArray[np.float64], yaw_deg: float | None, pitch_deg: float | None) -> Box:
    """Return the box that hides eyes and brows of a face in the canonical frame.

    Parameters
    ----------
    mean_face : ndarray, shape (468, 3)
        See ``given_face.read_mean_face``.
    yaw_deg, pitch_deg : float or None
        As ``HeadPose`` has them; None where they are not known.

    Returns
    -------
    Box
        Inside the frame. A face that is turned is covered to the edge of the frame it looks to.
    """
    if yaw_deg is None or pitch_deg is None:
        pitches = (-_UNKNOWN_DEG, 0.0, _UNKNOWN_DEG)
        boxes = [_box(mean_face, 0.0, pitch) for pitch in pitches]
        top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
        return Box(0.0, top, float(WIDTH_PX), bottom)
    box = _box(mean_face, yaw_deg, pitch_deg)
    # A positive turn shows the right cheek: the face looks to the right edge of the frame.
    left = 0.0 if yaw_deg <= -_TURNED_DEG else box.left
    right = float(WIDTH_PX) if yaw_deg >= _TURNED_DEG else box.right
    return Box(left, box.top, right, box.bottom)


def mouth_box(
    mean_face: NDArray[np.float64], yaw_deg: float | None, pitch_deg: float | None
) -> Box:
    """Return the box that hides the mouth; arguments as for `eye_band`."""
    places = _turned(mean_face[list(MOUTH)], yaw_deg or 0.0, pitch_deg or 0.0)
    return _within(places, _MOUTH_MARGIN, _MOUTH_MARGIN, _MOUTH_MARGIN)


def _box(mean_face: NDArray[np.float64], yaw_deg: float, pitch_deg: float) -> Box:
    places = _turned(mean_face[list(_EYES_AND_BROWS)], yaw_deg, pitch_deg)
    more = _MORE_PER_DEGREE * (abs(yaw_deg) + abs(pitch_deg))
    return _within(places, _ABOVE + more, _BELOW + more, _BESIDE + more)


def _turned(points: NDArray[np.float64], yaw_deg: float, pitch_deg: float) -> NDArray[np.float64]:
    """Return where points of the average face fall in the frame, shape (N, 2)."""
    yaw, pitch = np.radians(yaw_deg), np.radians(pitch_deg)
    about_x = np.array(
        [
            [1.0, 0.0, 0.0],
            [0.0, np.cos(pitch), -np.sin(pitch)],
            [0.0, np.sin(pitch), np.cos(pitch)],
        ]
    )
    about_y = np.array(
        [[np.cos(yaw), 0.0, -np.sin(yaw)], [0.0, 1.0, 0.0], [np.sin(yaw), 0.0, np.cos(yaw)]]
    )
    turned = points @ (about_y @ about_x).T
    return np.asarray(turned[:, :2] * EYE_DISTANCE_PX + np.array(EYES_MIDDLE), np.float64)


def _within(places: NDArray[np.float64], above: float, below: float, beside: float) -> Box:
    left, top = places.min(axis=0)
    right, bottom = places.max(axis=0)
    return Box(
        max(float(left) - beside * EYE_DISTANCE_PX, 0.0),
        max(float(top) - above * EYE_DISTANCE_PX, 0.0),
        min(float(right) + beside * EYE_DISTANCE_PX, float(WIDTH_PX)),
        min(float(bottom) + below * EYE_DISTANCE_PX, float(HEIGHT_PX)),
    )
