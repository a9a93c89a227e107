"""The average face as the report draws it, worked out from the mean face and the regions.

``python -m tests.helpers.average_face`` writes it into the assets; the report only reads it there.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.canonical_frame import fit_pose, to_canonical, transform_points
from skintrack.analysis.given_face import read_mean_face
from skintrack.analysis.regions import (
    FACE_OVAL,
    LEFT_BROW,
    LEFT_EYE,
    MOUTH,
    REGION_NAMES,
    RIGHT_BROW,
    RIGHT_EYE,
    region_outlines,
    texture_outlines,
)
from skintrack.model import Point, RegionName
from skintrack.reports import FaceOutline
from skintrack.resources import asset

_MEAN_FACE = "face/mean_face.csv"
_CLOSED = (RIGHT_EYE, LEFT_EYE, MOUTH, RIGHT_BROW, LEFT_BROW)
_LIPS = (61, 78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 291)
_NOSE_BASE = (129, 64, 98, 97, 2, 326, 327, 294, 358)
_OPEN = (_LIPS, _NOSE_BASE)


def mean_places() -> NDArray[np.float64]:
    """Return the points of the mean face in the common frame, shape (468, 2)."""
    points = read_mean_face(asset(_MEAN_FACE).read_text(encoding="utf-8"))
    return transform_points(points, to_canonical(fit_pose(points)))


def average_face() -> FaceOutline:
    """Return the average face in the common frame."""
    places = mean_places()
    regions, cores = region_outlines(places), texture_outlines(places)
    smaller = [name for name in REGION_NAMES if len(cores[name]) != len(regions[name])]
    return FaceOutline(
        oval=_line(places, FACE_OVAL),
        lines=(
            *(_line(places, (*line, line[0])) for line in _CLOSED),
            *(_line(places, line) for line in _OPEN),
        ),
        regions={RegionName(name): _points(outline) for name, outline in regions.items()},
        cores={RegionName(name): _points(cores[name]) for name in smaller},
    )


def _line(places: NDArray[np.float64], indices: Sequence[int]) -> tuple[Point, ...]:
    return _points(places[list(indices)])


def _points(places: NDArray[np.float64]) -> tuple[Point, ...]:
    return tuple(Point(float(x), float(y)) for x, y in places[:, :2])


def drawn_face() -> str:
    """Return the face as the asset has it: JSON, a line for each outline."""
    face = average_face()
    parts = (
        f'"oval": {_row(face.oval)}',
        f'"lines": [\n{_rows(_row(line) for line in face.lines)}\n]',
        _named("regions", face.regions),
        _named("cores", face.cores),
    )
    return "{\n" + _rows(parts) + "\n}\n"


def _named(name: str, outlines: Mapping[RegionName, tuple[Point, ...]]) -> str:
    rows = _rows(f'"{region.value}": {_row(outline)}' for region, outline in outlines.items())
    return f'"{name}": {{\n{rows}\n}}'


def _row(points: tuple[Point, ...]) -> str:
    return json.dumps([[round(point.x, 2), round(point.y, 2)] for point in points])


def _rows(rows: Iterable[str]) -> str:
    return ",\n".join(rows)


if __name__ == "__main__":
    asset("face/drawn_face.json").write_text(drawn_face(), encoding="utf-8")
