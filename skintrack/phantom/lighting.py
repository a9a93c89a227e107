"""One soft main light and light from all sides: what arrives at the skin, and what shines back."""

from dataclasses import dataclass

import numpy as np

from skintrack.phantom import grids
from skintrack.phantom.geometry import HeadSurface
from skintrack.phantom.maps import Map, as_map, blur, resize, smooth_step
from skintrack.phantom.ray_march import to_polar

_SHADOW_REDUCTION = 3
_SHADOW_ADVANCES = 22
_WRAP = 0.25


@dataclass(frozen=True)
class Light:
    """The light of one photo.

    ``direction`` points from the face to the main light, in the camera frame (x right, y down, z to
    the camera). ``key`` and ``fill`` are the strengths of the main light and of the light from all
    sides; ``sheen`` scales the shine; ``unevenness`` is a gradient of the brightness across the
    picture, in stops.
    """

    direction: tuple[float, float, float] = (-0.22, -0.42, 0.88)
    key: float = 0.80
    fill: float = 0.42
    colour: tuple[float, float, float] = (1.0, 0.985, 0.95)
    sheen: float = 1.0
    unevenness: float = 0.0

    def unit_direction(self) -> Map:
        """Return the direction as a unit vector (3,)."""
        vector = np.array(self.direction, np.float64)
        unit: Map = vector / np.linalg.norm(vector)
        return unit


def cast_shadow(surface: HeadSurface, to_light: Map) -> Map:
    """Return the share of the main light (0 to 1) that the head itself lets through.

    ``to_light`` (3,) is in the head frame. The result lies on the surface grid. Each place of a
    reduced grid looks towards the light; the clearance on the way, seen from the place, gives a
    soft edge.
    """
    rows, columns = surface.radius.shape
    height, width = rows // _SHADOW_REDUCTION, columns // _SHADOW_REDUCTION
    radius = resize(surface.radius, width, height)
    normal = resize(surface.normal, width, height)
    theta = np.linspace(-np.pi, np.pi, width).astype(np.float32)[None, :]
    y = np.linspace(grids.SURFACE_TOP_MM, grids.SURFACE_BOTTOM_MM, height).astype(np.float32)
    start_x = radius * np.sin(theta) + 1.2 * normal[..., 0]
    start_y = y[:, None] + 1.2 * normal[..., 1]
    start_z = radius * np.cos(theta) + 1.2 * normal[..., 2]
    toward = as_map(to_light)
    clearance = np.full((height, width), 9.0, np.float32)
    for i in range(_SHADOW_ADVANCES):
        way = np.float32(2.5 + 3.0 * i + 0.1 * i * i)
        rho, angle = to_polar(start_x + way * toward[0], start_z + way * toward[2])
        gap = rho - surface.radius_at(angle, start_y + way * toward[1])
        clearance = np.minimum(clearance, gap / way * 5.0 + 0.55)
    lit = blur(smooth_step(0.0, 1.0, clearance), 1.6)
    return resize(lit, columns, rows)


def main_light(normal: Map, to_light: Map) -> Map:
    """Return the main light on surfaces with unit normals (.., 3), before any shadow.

    It wraps a little round the edge, as light scattered in skin does.
    """
    facing = dot(normal, to_light)
    return as_map(np.clip((facing + _WRAP) / (1.0 + _WRAP), 0.0, None))


def ambient_light(normal: Map, to_camera: Map) -> Map:
    """Return the light from all sides: mostly the bright room before the face, some from above."""
    return 0.75 * (0.5 + 0.5 * dot(normal, to_camera)) + 0.25 * (0.5 - 0.5 * normal[..., 1])


def shine(normal: Map, to_light: Map, to_camera: Map, exponent: float) -> Map:
    """Return the mirror-like part of the light (Blinn's half-vector form), 0 to 1."""
    half = to_light + to_camera
    half = half / np.linalg.norm(half)
    return as_map(np.power(np.clip(dot(normal, half), 0.0, 1.0), np.float32(exponent)))


def strand_shine(tangent: Map, to_light: Map, to_camera: Map, exponent: float) -> Map:
    """Return the shine of fibres with unit tangents (.., 3): a band across the hair (Kajiya)."""
    half = to_light + to_camera
    half = half / np.linalg.norm(half)
    across = np.sqrt(np.clip(1.0 - dot(tangent, half) ** 2, 0.0, 1.0))
    return as_map(np.power(across, np.float32(exponent)))


def dot(vectors: Map, direction: Map) -> Map:
    """Return the product of vectors (.., 3) with one direction (3,), written out for one thread."""
    x, y, z = (np.float32(value) for value in direction)
    return as_map(vectors[..., 0] * x + vectors[..., 1] * y + vectors[..., 2] * z)
