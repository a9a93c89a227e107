"""Where the rays of the camera meet the head.

A ray advances by a share of its gap ``rho - radius(theta, y)``, the distance from the surface
measured away from the axis. It has arrived where it stops; a test of the remaining gap instead
leaves seams of light at jaw, nose and ears.
"""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.phantom.geometry import HeadSurface
from skintrack.phantom.maps import Map, as_map, resize
from skintrack.phantom.pose import PICTURE_HEIGHT, PICTURE_WIDTH, Pose

ROW_LENGTH = 256
"""Lists of rays are handled as (n, 256): OpenCV looks up no map of 32,767 or more columns."""

_COARSE_STEP_PX = 4
_COARSE_ADVANCES, _CAREFUL_ADVANCES, _SECANT_ADVANCES = 52, 64, 4
_NEAREST_MM, _FARTHEST_MM = 225.0, 150.0
_STEEP_MM = 5.0
_ARRIVED_MM, _NO_CHANGE_MM = 0.03, 1e-4
_CHUNK_ROWS = 256


Positions = NDArray[np.floating[Any]] | NDArray[np.integer[Any]]


@dataclass(frozen=True)
class Hits:
    """Where rays meet the head: theta, y and depth (mm from the lens), of one common shape."""

    theta: Map
    y: Map
    depth: Map


@dataclass(frozen=True)
class TracedPicture:
    """The flat indices (n,) of the pixels that show the head, and their hits (n,)."""

    pixels: NDArray[np.intp]
    hits: Hits


@dataclass(frozen=True)
class _Rays:
    origin: Map
    x: Map
    y: Map
    z: Map


def in_rows(values: Map) -> Map:
    """Return a list (n,) as rows of 256, its last entry repeated to fill the last row."""
    padding = (-len(values)) % ROW_LENGTH
    return np.concatenate([values, np.repeat(values[-1:], padding)]).reshape(-1, ROW_LENGTH)


def trace_picture(surface: HeadSurface, pose: Pose) -> TracedPicture:
    """Return which pixels show the head, and where."""
    coarse = _trace_coarse(surface, pose)
    nearest = as_map(cv2.erode(coarse, np.ones((3, 3), np.uint8)))
    farthest = as_map(cv2.dilate(coarse, np.ones((3, 3), np.uint8)))
    far_away = pose.depth_mm + _FARTHEST_MM
    size = PICTURE_WIDTH, PICTURE_HEIGHT
    may_hit = resize(nearest, *size, cv2.INTER_NEAREST).ravel() < far_away - 1.0
    spread = resize(farthest - nearest, *size, cv2.INTER_NEAREST).ravel()
    is_steep = may_hit & (spread > _STEEP_MM)
    smooth = np.flatnonzero(may_hit & ~is_steep)
    found, arrived = _refine(surface, pose, smooth, resize(coarse, *size).ravel()[smooth])
    steep = np.concatenate([np.flatnonzero(is_steep), smooth[~arrived]])
    start = resize(nearest, *size).ravel()[steep] - np.float32(2.0)
    rows, columns = np.divmod(steep, PICTURE_WIDTH)
    found_steep = trace_rays(surface, pose, columns, rows, start)
    hits = Hits(
        theta=np.concatenate([found.theta[arrived], found_steep.theta]),
        y=np.concatenate([found.y[arrived], found_steep.y]),
        depth=np.concatenate([found.depth[arrived], found_steep.depth]),
    )
    pixels = np.concatenate([smooth[arrived], steep])
    shown = hits.depth < far_away - 1.0
    return TracedPicture(pixels[shown], Hits(hits.theta[shown], hits.y[shown], hits.depth[shown]))


def trace_rays(
    surface: HeadSurface,
    pose: Pose,
    columns: Positions,
    rows: Positions,
    start: Map,
) -> Hits:
    """Follow rays through picture positions (n,) carefully from the depths ``start`` (n,).

    A ray that meets nothing ends ``_FARTHEST_MM`` behind the head.
    """
    count = len(columns)
    theta, y, depth = (np.empty(count, np.float32) for _ in range(3))
    if count == 0:
        return Hits(theta, y, depth)
    depth[:] = start
    far_away = np.float32(pose.depth_mm + _FARTHEST_MM)
    rays = _rays(pose, columns, rows)
    active = np.arange(count)
    for _ in range(_CAREFUL_ADVANCES):
        moving = _Rays(rays.origin, rays.x[active], rays.y[active], rays.z[active])
        rho, theta[active], y[active] = _place(moving, depth[active])
        place = in_rows(theta[active]), in_rows(y[active])
        radius_and_gentleness = surface.approach_at(*place).reshape(-1, 2)[: len(active)]
        gap, gentle = rho - radius_and_gentleness[:, 0], radius_and_gentleness[:, 1]
        share = np.minimum(np.float32(0.55), np.float32(0.9) * gentle)
        advanced = depth[active] + np.clip(gap * share, -2.0, 12.0)
        depth[active] = np.minimum(advanced, far_away)
        active = active[(np.abs(gap) > _ARRIVED_MM) & (advanced < far_away)]
        if len(active) == 0:
            break
    return Hits(theta, y, depth)


def _trace_coarse(surface: HeadSurface, pose: Pose) -> Map:
    """Return the depth on a grid of every fourth pixel; the farthest depth where nothing is met."""
    middle = (_COARSE_STEP_PX - 1) / 2
    columns, rows = np.meshgrid(
        np.arange(0, PICTURE_WIDTH, _COARSE_STEP_PX) + middle,
        np.arange(0, PICTURE_HEIGHT, _COARSE_STEP_PX) + middle,
    )
    start = np.full(columns.size, pose.depth_mm - _NEAREST_MM, np.float32)
    hits = trace_rays(surface, pose, columns.ravel(), rows.ravel(), start)
    return hits.depth.reshape(columns.shape)


def _refine(
    surface: HeadSurface, pose: Pose, pixels: NDArray[np.intp], start: Map
) -> tuple[Hits, NDArray[np.bool_]]:
    """Return hits of pixels (n,) from good first depths, by secants, and which have arrived."""
    theta, y, depth = (np.empty(len(pixels), np.float32) for _ in range(3))
    arrived = np.zeros(len(pixels), np.bool_)
    size = ROW_LENGTH * _CHUNK_ROWS
    for first in range(0, len(pixels), size):
        part = slice(first, first + size)
        rows, columns = np.divmod(pixels[part], PICTURE_WIDTH)
        rays = _rays(pose, columns, rows)
        here = start[part].copy()
        gap, theta[part], y[part] = _gap(surface, rays, here)
        step = gap * np.float32(0.6)
        for _ in range(_SECANT_ADVANCES):
            here = here + step
            before = gap
            gap, theta[part], y[part] = _gap(surface, rays, here)
            change = gap - before
            safe = np.where(np.abs(change) < _NO_CHANGE_MM, np.float32(np.inf), change)
            step = np.clip(-gap * step / safe, -3.0, 3.0)
        depth[part] = here
        arrived[part] = np.abs(gap) < _ARRIVED_MM
    return Hits(theta, y, depth), arrived


def _rays(pose: Pose, columns: Positions, rows: Positions) -> _Rays:
    x, y, z = pose.rays(as_map(columns), as_map(rows))
    return _Rays(as_map(pose.lens_position()), x, y, z)


def _gap(surface: HeadSurface, rays: _Rays, depth: Map) -> tuple[Map, Map, Map]:
    """Return the gap to the surface, theta and y of the rays (n,) at their depths (n,)."""
    rho, theta, y = _place(rays, depth)
    radius = surface.radius_at(in_rows(theta), in_rows(y)).ravel()[: len(depth)]
    return rho - radius, theta, y


def _place(rays: _Rays, depth: Map) -> tuple[Map, Map, Map]:
    """Return the distance from the axis, theta and y of the rays (n,) at their depths (n,)."""
    x = rays.origin[0] + depth * rays.x
    y = rays.origin[1] + depth * rays.y
    z = rays.origin[2] + depth * rays.z
    rho, theta = to_polar(x, z)
    return rho, theta, y


def to_polar(x: Map, z: Map) -> tuple[Map, Map]:
    """Return the distance from the axis and theta (-pi to pi) of points."""
    rho, theta = cv2.cartToPolar(as_map(z), as_map(x))
    angle = as_map(theta).reshape(x.shape)
    angle[angle > np.pi] -= np.float32(2 * np.pi)
    return as_map(rho).reshape(x.shape), angle
