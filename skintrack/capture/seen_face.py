"""What was found in one frame of the camera."""

from dataclasses import dataclass

from skintrack.model import CaptureConditions, Point


@dataclass(frozen=True)
class SeenFace:
    """A face in a frame; lengths in pixels of the frame.

    ``outside`` is the share of the face that lies beyond the frame's edge, 0..1.
    """

    conditions: CaptureConditions
    eyes_middle: Point
    eye_distance_px: float
    yaw_deg: float
    pitch_deg: float
    roll_deg: float
    outside: float = 0.0
    other_faces: int = 0
