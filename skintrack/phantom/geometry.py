"""One head as a map of radii: everything from the crown to the shoulders, with what covers it."""

from dataclasses import dataclass

import cv2
import numpy as np

from skintrack.phantom import grids, hair_and_band, outlines
from skintrack.phantom.face_relief import face_relief
from skintrack.phantom.head_form import CROWN_Y, ear_height, neck_radius, skull_radius
from skintrack.phantom.maps import Map, as_map, blur, gradient, sample, smooth_step, stack, unit
from skintrack.phantom.person import HairStyle, Person

_CROWN_CLOSED = -8.0  # a negative radius keeps a column from growing out of the crown
_FACE_TOP_MM, _FACE_BOTTOM_MM = -66.0, 140.0
_MIN_FRONTAL_COSINE = 0.04
_FACE_MAX_THETA = 1.4
_NECK_FROM_Y = 40.0


@dataclass(frozen=True)
class HeadSurface:
    """The surface grid of one head; all maps (rows, columns) of ``grids``.

    ``radius`` in mm from the axis; ``approach`` (.., .., 2) the radius and the gentleness: how far
    a ray may safely advance per mm of gap (1 on a wall facing outward, small beside steep places);
    ``normal`` outward unit vectors (.., .., 3) in the head frame; ``openness`` how much ambient
    light reaches a place (about 0.25 to 1.06); ``face_x`` the feature x in mm; ``hair`` (on the
    head), ``long_hair`` (behind the neck), ``band`` and ``shirt`` what covers the skin, 0 to 1.
    """

    radius: Map
    approach: Map
    normal: Map
    openness: Map
    face_x: Map
    hair: Map
    long_hair: Map
    band: Map
    shirt: Map

    def radius_at(self, theta: Map, y: Map) -> Map:
        """Return the radius at any places of one two-dimensional shape."""
        columns, rows = grids.surface_position(theta, y)
        return sample(self.radius, columns, rows)

    def approach_at(self, theta: Map, y: Map) -> Map:
        """Return radius and gentleness (.., .., 2) at any places of one two-dimensional shape."""
        columns, rows = grids.surface_position(theta, y)
        return sample(self.approach, columns, rows)

    def theta_at(self, x: float, y: float) -> float:
        """Return the theta of the feature x at the head's y."""
        theta, rows = grids.surface_axes()
        row = int(np.clip((y - rows[0]) / grids.SURFACE_STEP_MM, 0, len(rows) - 1))
        ahead = np.abs(theta) < _FACE_MAX_THETA
        return float(np.interp(x, self.face_x[row][ahead], theta[ahead]))

    def point_at(self, x: float, y: float) -> Map:
        """Return the point (3,) of the surface at the feature x and the head's y."""
        theta = self.theta_at(x, y)
        place = np.array([[theta]], np.float32), np.array([[y]], np.float32)
        radius = float(self.radius_at(*place)[0, 0])
        return np.array([radius * np.sin(theta), y, radius * np.cos(theta)])


def build_surface(who: Person) -> HeadSurface:
    """Return the head of one person."""
    theta, y = grids.surface_axes()
    feature_rows = outlines.feature_y(who.shape, y)
    skull = skull_radius(who.shape, theta, y, feature_rows)
    face_x = skull * np.sin(theta)[None, :]
    head = skull + _frontal_relief(who, theta, y, face_x)
    radius = _join_neck(who, head, theta, y, feature_rows)
    ear = ear_height(who.shape, theta, y)
    hair, hair_height = hair_and_band.hair(who, theta, y)
    band, band_height = hair_and_band.band(theta, y)
    radius = radius + ear + hair_height + band_height
    neckline = 140.0 - 12.0 * np.sin(theta) ** 2 + 9.0 * np.cos(theta)
    shirt = smooth_step(0.0, 1.2, y[:, None] - neckline[None, :])
    radius = radius + 2.2 * shirt
    long_hair = np.zeros_like(hair)
    if who.appearance.hair_style is HairStyle.LONG:
        radius, long_hair = hair_and_band.add_long_hair(who, radius, theta, y)
    radius[y < CROWN_Y] = _CROWN_CLOSED
    radius = blur(as_map(radius), 0.8)
    return HeadSurface(
        radius=radius,
        approach=stack(radius, _gentleness(radius)),
        normal=_normals(radius, theta),
        openness=_openness(radius),
        face_x=as_map(face_x),
        hair=hair,
        long_hair=long_hair,
        band=band,
        shirt=as_map(shirt),
    )


def _frontal_relief(who: Person, theta: Map, y: Map, face_x: Map) -> Map:
    """Return the features' heights; only the front of the face is worked out."""
    rows = np.flatnonzero((y > _FACE_TOP_MM) & (y < _FACE_BOTTOM_MM))
    columns = np.flatnonzero(np.cos(theta) > _MIN_FRONTAL_COSINE)
    part = np.ix_(rows, columns)
    feature = outlines.feature_y(who.shape, y[rows])
    heights = face_relief(
        who.shape, face_x[part], np.repeat(feature[:, None], len(columns), axis=1)
    )
    heights *= smooth_step(0.05, 0.35, np.cos(theta[columns]))[None, :]
    heights *= smooth_step(_FACE_TOP_MM, _FACE_TOP_MM + 10, y[rows])[:, None]
    relief = np.zeros_like(face_x)
    relief[part] = heights
    return relief


def _join_neck(who: Person, head: Map, theta: Map, y: Map, feature_rows: Map) -> Map:
    neck = neck_radius(theta, y)
    below_jaw = smooth_step(
        -9, 9, feature_rows[:, None] - outlines.jaw_line(theta, who.shape)[None, :]
    )
    below_jaw = below_jaw * (feature_rows > _NECK_FROM_Y)[:, None]
    joined: Map = head * (1 - below_jaw) + np.minimum(head, neck) * below_jaw
    under_chin = smooth_step(112, 132, y)[:, None]
    joined = as_map(joined * (1 - under_chin) + neck * under_chin)
    # Below the jaw's own edge the two surfaces would meet in a crease.
    inside = (
        smooth_step(3, 16, feature_rows[:, None] - outlines.jaw_line(theta, who.shape)[None, :])
        * smooth_step(50, 70, feature_rows)[:, None]
    )
    return joined * (1 - inside) + blur(joined, 9.0) * inside


def _slopes(radius: Map) -> tuple[Map, Map]:
    """Return the slopes of the surface round the axis and along it, mm per mm."""
    along_theta, along_y = gradient(radius, grids.THETA_STEP, grids.SURFACE_STEP_MM)
    return as_map(along_theta / np.maximum(radius, 3.0)), along_y


def _gentleness(radius: Map) -> Map:
    round_axis, along = _slopes(radius)
    gentle = 1.0 / np.sqrt(1.0 + round_axis**2 + along**2)
    return as_map(cv2.erode(gentle, np.ones((7, 7), np.uint8)))


def _normals(radius: Map, theta: Map) -> Map:
    """Return the outward unit normals of the surface rho = radius(theta, y)."""
    slope, along_y = _slopes(radius)
    sine, cosine = np.sin(theta)[None, :], np.cos(theta)[None, :]
    normal = np.stack([sine - slope * cosine, -along_y, cosine + slope * sine], axis=-1)
    return unit(normal)


def _openness(radius: Map) -> Map:
    """Return how open each place is to ambient light, judged by the hills round it."""
    wide = np.maximum(blur(radius, 9.0) - radius, -2.0)
    near = np.maximum(blur(radius, 3.0) - radius, -0.5)
    return as_map(np.clip(1.0 - 0.045 * wide - 0.10 * near, 0.25, 1.06))
