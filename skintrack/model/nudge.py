"""How the user moved a photo by hand in the compare view, on top of its alignment on the face."""

import math
from dataclasses import dataclass

from skintrack.model.measurement import Point, Similarity

# The frame that photos of one view share (``analysis.canonical_frame``).
FRAME_WIDTH, FRAME_HEIGHT = 640.0, 760.0
MIDDLE = Point(FRAME_WIDTH / 2, FRAME_HEIGHT / 2)
LEAST_SCALE, MOST_SCALE = 0.1, 10.0
MOST_SHIFT = 3.0
_SAME = 1e-6


@dataclass(frozen=True)
class Nudge:
    """Scale and turn round the middle of the shared frame, then a shift.

    ``x`` and ``y`` are shares of the frame's width and height, positive to the right and down;
    ``turn_deg`` is positive clockwise as seen. Nothing of it touches the photo or a measurement.
    """

    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    turn_deg: float = 0.0

    @property
    def is_none(self) -> bool:
        """Whether the photo stands where the alignment puts it."""
        parts = (self.x, self.y, self.scale - 1, self.turn_deg)
        return all(abs(part) < _SAME for part in parts)

    @property
    def similarity(self) -> Similarity:
        """The same as turn, scale and shift within the shared frame."""
        a, b = _turned(self.scale, self.turn_deg)
        shift_x = MIDDLE.x + self.x * FRAME_WIDTH - (a * MIDDLE.x - b * MIDDLE.y)
        shift_y = MIDDLE.y + self.y * FRAME_HEIGHT - (b * MIDDLE.x + a * MIDDLE.y)
        return Similarity(a, b, shift_x, shift_y)

    def moved(self, dx: float, dy: float) -> "Nudge":
        """Return the nudge after a shift by units of the frame."""
        return _within(
            self.x + dx / FRAME_WIDTH, self.y + dy / FRAME_HEIGHT, self.scale, self.turn_deg
        )

    def scaled(self, factor: float, about: Point) -> "Nudge":
        """Return the nudge after enlarging round a point of the frame, which stays in place."""
        wanted = min(max(self.scale * factor, LEAST_SCALE), MOST_SCALE)
        return self._changed(wanted / self.scale, 0.0, about)

    def turned(self, degrees: float, about: Point) -> "Nudge":
        """Return the nudge after a turn round a point of the frame, clockwise as seen."""
        return self._changed(1.0, degrees, about)

    def _changed(self, factor: float, degrees: float, about: Point) -> "Nudge":
        a, b = _turned(factor, degrees)
        from_point_x = MIDDLE.x + self.x * FRAME_WIDTH - about.x
        from_point_y = MIDDLE.y + self.y * FRAME_HEIGHT - about.y
        x = about.x - MIDDLE.x + a * from_point_x - b * from_point_y
        y = about.y - MIDDLE.y + b * from_point_x + a * from_point_y
        turn = self.turn_deg + degrees
        return _within(x / FRAME_WIDTH, y / FRAME_HEIGHT, self.scale * factor, turn)


NO_NUDGE = Nudge()


def _turned(scale: float, degrees: float) -> tuple[float, float]:
    angle = math.radians(degrees)
    return scale * math.cos(angle), scale * math.sin(angle)


def _within(x: float, y: float, scale: float, turn_deg: float) -> Nudge:
    """Return a nudge that leaves the photo where it can still be found."""
    return Nudge(
        min(max(x, -MOST_SHIFT), MOST_SHIFT),
        min(max(y, -MOST_SHIFT), MOST_SHIFT),
        scale,
        (turn_deg + 180) % 360 - 180,
    )
