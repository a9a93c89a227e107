"""The two grids that a head is described on.

Head frame, in mm: x to the right of the picture, y down from the pupils, z towards the camera, the
vertical axis of the head at x = z = 0. A place on the head is (theta, y): theta is the angle round
the axis in radians, 0 straight ahead, positive towards +x.

* The **surface grid** covers the whole head, neck and shoulders: 0.3 degrees by 0.6 mm.
* The **detail grid** covers the skin of face and neck finely: 5 px per mm of arc at radius 85 mm.
"""

import numpy as np

from skintrack.phantom.maps import Map, as_map

SURFACE_COLUMNS = 1201
SURFACE_TOP_MM, SURFACE_BOTTOM_MM, SURFACE_STEP_MM = -132.0, 330.0, 0.6
THETA_STEP = 2 * np.pi / (SURFACE_COLUMNS - 1)

DETAIL_PX_PER_MM = 5.0
DETAIL_RADIUS_MM = 85.0
DETAIL_MAX_THETA = float(np.radians(112))
DETAIL_TOP_MM, DETAIL_BOTTOM_MM = -76.0, 150.0
DETAIL_COLUMNS = int(2 * DETAIL_MAX_THETA * DETAIL_RADIUS_MM * DETAIL_PX_PER_MM)
DETAIL_ROWS = int((DETAIL_BOTTOM_MM - DETAIL_TOP_MM) * DETAIL_PX_PER_MM)


def surface_axes() -> tuple[Map, Map]:
    """Return theta (columns,) and y (rows,) of the surface grid."""
    theta = np.linspace(-np.pi, np.pi, SURFACE_COLUMNS).astype(np.float32)
    y = np.arange(SURFACE_TOP_MM, SURFACE_BOTTOM_MM + 0.1, SURFACE_STEP_MM).astype(np.float32)
    return theta, y


def surface_position(theta: Map, y: Map) -> tuple[Map, Map]:
    """Return the fractional column and row of (theta, y) in the surface grid."""
    return (theta + np.float32(np.pi)) / np.float32(THETA_STEP), (
        y - np.float32(SURFACE_TOP_MM)
    ) / np.float32(SURFACE_STEP_MM)


def detail_axes() -> tuple[Map, Map]:
    """Return theta (columns,) and y (rows,) of the detail grid."""
    theta = (
        np.arange(DETAIL_COLUMNS) + 0.5
    ) / DETAIL_PX_PER_MM / DETAIL_RADIUS_MM - DETAIL_MAX_THETA
    y = (np.arange(DETAIL_ROWS) + 0.5) / DETAIL_PX_PER_MM + DETAIL_TOP_MM
    return as_map(theta), as_map(y)


def detail_position(theta: Map, y: Map) -> tuple[Map, Map]:
    """Return the fractional column and row of (theta, y) in the detail grid."""
    columns = (theta + np.float32(DETAIL_MAX_THETA)) * np.float32(
        DETAIL_RADIUS_MM * DETAIL_PX_PER_MM
    )
    rows = (y - np.float32(DETAIL_TOP_MM)) * np.float32(DETAIL_PX_PER_MM)
    return columns - np.float32(0.5), rows - np.float32(0.5)
