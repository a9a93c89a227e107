"""An average face with the measured regions: what a report draws instead of anybody's face."""

import json
from collections.abc import Sequence

from skintrack.model import Point, RegionName
from skintrack.reports import FaceOutline
from skintrack.resources import asset

# Worked out once from the mean face and the regions (tests/helpers/average_face.py): to read it
# takes neither numpy nor OpenCV.
_DRAWN_FACE = "face/drawn_face.json"


def average_face() -> FaceOutline:
    """Return the average face in the common frame; no photo is read."""
    stored = json.loads(asset(_DRAWN_FACE).read_text(encoding="utf-8"))
    return FaceOutline(
        oval=_points(stored["oval"]),
        lines=tuple(_points(line) for line in stored["lines"]),
        regions={RegionName(name): _points(line) for name, line in stored["regions"].items()},
        cores={RegionName(name): _points(line) for name, line in stored["cores"].items()},
    )


def _points(stored: Sequence[Sequence[float]]) -> tuple[Point, ...]:
    return tuple(Point(x, y) for x, y in stored)
