"""How the head stands before the phone: turn, distance and the way from the head to the picture.

Camera frame: x to the right of the picture, y down, z from the head towards the camera.
"""

from dataclasses import dataclass

import numpy as np

from skintrack.phantom.maps import Map

PICTURE_WIDTH, PICTURE_HEIGHT = 1200, 1600
_PIVOT = np.array([0.0, 8.0, 20.0])  # the head turns round this point (head frame, mm)
_PIVOT_BEHIND_FACE_MM = 75.0
_PICTURE_CENTRE = np.array([PICTURE_WIDTH / 2 - 0.5, PICTURE_HEIGHT / 2 - 20.5])


@dataclass(frozen=True)
class Pose:
    """Turn of the head in degrees, distance in mm and shift in the picture in px.

    A positive yaw turns the face to the right of the picture, which shows the PATIENT's right
    cheek; a positive pitch lowers the chin; a positive roll turns the picture clockwise.
    ``distance_mm`` is that from the lens to the face; ``focal_px`` is the phone's focal length.
    """

    yaw_deg: float = 0.0
    pitch_deg: float = 0.0
    roll_deg: float = 0.0
    distance_mm: float = 440.0
    shift_px: tuple[float, float] = (0.0, 0.0)
    focal_px: float = 1950.0

    @property
    def depth_mm(self) -> float:
        """Distance from the lens to the point that the head turns round."""
        return self.distance_mm + _PIVOT_BEHIND_FACE_MM

    @property
    def px_per_mm(self) -> float:
        """Scale of the picture at the head's middle."""
        return self.focal_px / self.depth_mm

    @property
    def rotation(self) -> Map:
        """The matrix (3, 3) that turns vectors of the head frame into the camera frame."""
        yaw, pitch, roll = np.radians([self.yaw_deg, self.pitch_deg, self.roll_deg])
        turn = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
        nod = np.array(
            [[1, 0, 0], [0, np.cos(pitch), np.sin(pitch)], [0, -np.sin(pitch), np.cos(pitch)]]
        )
        tilt = np.array(
            [[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]]
        )
        rotation: Map = tilt @ nod @ turn
        return rotation

    @property
    def centre_px(self) -> Map:
        """The picture position (2,) of the point that the head turns round."""
        return np.asarray(_PICTURE_CENTRE + np.array(self.shift_px))

    def project(self, points: Map) -> Map:
        """Return the picture positions (n, 2) of points (n, 3) of the head frame."""
        seen = (points - _PIVOT) @ self.rotation.T
        scale = self.focal_px / (self.depth_mm - seen[:, 2:3])
        return np.asarray(self.centre_px + seen[:, :2] * scale)

    def lens_position(self) -> Map:
        """Return the lens (3,) in the head frame."""
        return np.asarray(self.to_head(np.array([0.0, 0.0, self.depth_mm])) + _PIVOT)

    def to_head(self, direction: Map) -> Map:
        """Return a direction (3,) of the camera frame in the head frame."""
        return np.asarray(self.rotation.T @ direction)

    def rays(self, columns: Map, rows: Map) -> tuple[Map, Map, Map]:
        """Return x, y, z of the rays through picture positions, per mm of depth (head frame).

        Written out per coordinate: a matrix product of this size may depend on the thread count.
        """
        across = (columns - self.centre_px[0]).astype(np.float32) / np.float32(self.focal_px)
        down = (rows - self.centre_px[1]).astype(np.float32) / np.float32(self.focal_px)
        back = self.rotation.T.astype(np.float32)
        x = back[0, 0] * across + back[0, 1] * down - back[0, 2]
        y = back[1, 0] * across + back[1, 1] * down - back[1, 2]
        z = back[2, 0] * across + back[2, 1] * down - back[2, 2]
        return x, y, z
