"""The face that the next photo should repeat: its lines, its size and its turn."""

from dataclasses import dataclass

from skintrack.model import Point, Similarity

Line = tuple[Point, ...]


@dataclass(frozen=True)
class FaceDrawing:
    """A face as lines, in pixels of the picture it is from.

    ``lines`` are eyes, nose, mouth and jaw. The turn is that of ``canonical_frame.HeadPose``:
    positive yaw shows the PATIENT's right cheek, positive pitch lowers the chin, positive roll
    leans the head clockwise as seen. ``is_of_patient`` is False for an average face, which stands
    in where there is no photo yet.
    """

    lines: tuple[Line, ...]
    width: int
    height: int
    eye_distance_px: float
    eyes_middle: Point
    yaw_deg: float
    pitch_deg: float
    roll_deg: float
    is_of_patient: bool = True


@dataclass(frozen=True)
class Aim:
    """Where a drawing belongs in the camera's picture.

    ``to_frame`` leads from pixels of the drawing to pixels of the camera's picture; ``lines``,
    ``eyes_middle`` and ``eye_distance_px`` are in the latter already.
    """

    drawing: FaceDrawing
    to_frame: Similarity
    lines: tuple[Line, ...]
    eyes_middle: Point
    eye_distance_px: float


_MOST_HEIGHT = 0.80  # of the frame, so that forehead and chin have room
_MARGIN = 0.05
_FOREHEAD = 0.75  # eye distances above the eyes, where the lines show nothing


def aim_at(drawing: FaceDrawing, width: int, height: int) -> Aim:
    """Place a face in a picture of another size and shape.

    The face takes the same share of the longer side as in its own photo, unless it would not fit;
    it stands off the middle as far as there, unless it would be cut off.

    Parameters
    ----------
    drawing : FaceDrawing
    width, height : int
        Of the camera's picture, in pixels.
    """
    left, top, right, bottom = _box(drawing)
    scale = max(width, height) / max(drawing.width, drawing.height)
    scale = min(
        scale, _MOST_HEIGHT * height / (bottom - top), (1 - 2 * _MARGIN) * width / (right - left)
    )
    share = max(width, height) / max(drawing.width, drawing.height)
    middle_x = width / 2 + ((left + right) / 2 - drawing.width / 2) * share
    middle_y = height / 2 + ((top + bottom) / 2 - drawing.height / 2) * share
    middle_x = _within(middle_x, (right - left) * scale, width)
    middle_y = _within(middle_y, (bottom - top) * scale, height)
    shift = Similarity(
        scale,
        0.0,
        middle_x - scale * (left + right) / 2,
        middle_y - scale * (top + bottom) / 2,
    )
    return Aim(
        drawing,
        shift,
        tuple(tuple(_moved(point, shift) for point in line) for line in drawing.lines),
        _moved(drawing.eyes_middle, shift),
        drawing.eye_distance_px * scale,
    )


def _box(drawing: FaceDrawing) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of the whole face, forehead included."""
    points = [point for line in drawing.lines for point in line]
    top = drawing.eyes_middle.y - _FOREHEAD * drawing.eye_distance_px
    return (
        min(point.x for point in points),
        min(top, *(point.y for point in points)),
        max(point.x for point in points),
        max(point.y for point in points),
    )


def _within(middle: float, length: float, room: int) -> float:
    """Return the middle moved so that ``length`` round it lies within the room, with a margin."""
    least = length / 2 + _MARGIN * room
    if least >= room / 2:
        return room / 2
    return min(max(middle, least), room - least)


def _moved(point: Point, shift: Similarity) -> Point:
    return Point(shift.a * point.x + shift.tx, shift.a * point.y + shift.ty)
