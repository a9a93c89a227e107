"""The few points of a face that a user can set by hand."""

from enum import StrEnum


class FacePoint(StrEnum):
    """A place that anybody can point at, by the PATIENT's side.

    The eyes, the nose and the sides of the face carry the common frame; the mouth, the chin and the
    hairline carry the regions. They stand in the order in which they are asked for.
    """

    RIGHT_EYE_OUTER = "right_eye_outer"
    LEFT_EYE_OUTER = "left_eye_outer"
    NOSE_TIP = "nose_tip"
    MOUTH_RIGHT = "mouth_right"
    MOUTH_LEFT = "mouth_left"
    CHIN = "chin"
    RIGHT_EYE_INNER = "right_eye_inner"
    LEFT_EYE_INNER = "left_eye_inner"
    RIGHT_CHEEK_SIDE = "right_cheek_side"
    LEFT_CHEEK_SIDE = "left_cheek_side"
    HAIRLINE = "hairline"


FEWEST_FACE_POINTS = 4
"""So many tell where a face is that the program did not find."""
