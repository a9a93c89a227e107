"""The detail grid of one face: which feature coordinates each of its places has."""

from dataclasses import dataclass

import numpy as np

from skintrack.phantom import grids, outlines
from skintrack.phantom.geometry import HeadSurface
from skintrack.phantom.maps import Map, sample
from skintrack.phantom.person import FaceShape

Window = tuple[slice, slice]


@dataclass(frozen=True)
class DetailFrame:
    """Coordinates of the detail grid.

    ``arc`` (columns,) is theta times the reference radius, in mm; ``y`` (rows,) the head's y;
    ``x`` (rows, columns) the feature x; ``feature_y`` (rows, columns) the feature y.
    """

    arc: Map
    y: Map
    x: Map
    feature_y: Map

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the grid."""
        return self.x.shape[0], self.x.shape[1]

    def window(self, arc_mm: tuple[float, float], y_mm: tuple[float, float]) -> Window:
        """Return the rows and columns between two arcs and two heights of the head."""
        rows = np.searchsorted(self.y, y_mm)
        columns = np.searchsorted(self.arc, arc_mm)
        return slice(int(rows[0]), int(rows[1])), slice(int(columns[0]), int(columns[1]))


def build_detail_frame(shape: FaceShape, surface: HeadSurface) -> DetailFrame:
    """Return the detail grid's coordinates on one head."""
    theta, y = grids.detail_axes()
    columns, rows = grids.surface_position(theta, y)
    size = len(y), len(theta)
    x = sample(
        surface.face_x,
        np.broadcast_to(columns[None, :], size),
        np.broadcast_to(rows[:, None], size),
    )
    feature = outlines.feature_y(shape, y)
    return DetailFrame(
        arc=theta * np.float32(grids.DETAIL_RADIUS_MM),
        y=y,
        x=x,
        feature_y=np.repeat(feature[:, None], size[1], axis=1),
    )
