"""The plain head without its features: skull, jaw, neck, shoulders and ears, as radii in mm."""

import numpy as np

from skintrack.phantom.maps import Map, as_map, smooth_curve, smooth_step
from skintrack.phantom.person import FaceShape

NECK_AXIS_Z = -22.0
CROWN_Y = -124.0
_EAR_HALF_HEIGHT = 31.5


def skull_radius(shape: FaceShape, theta: Map, y: Map, feature_rows: Map) -> Map:
    """Return the distance from the axis to the plain head, (rows, columns).

    Each height is a superellipse with its own half width, front depth and back depth.
    ``feature_rows`` is the feature y of the rows ``y``.
    """
    dome = crown_dome(y)
    width = shape.head_width * dome * smooth_curve(
        (
            (-128, 74), (-60, 74.5), (-40, 74.5), (-20, 73.5), (0, 72.0), (20, 71.0), (40, 68.5),
            (60, 64.5), (80, 58.5), (100, 50), (118, 40), (150, 30),
        ), feature_rows, 7,
    ) * (1.0 + (shape.jaw_width - 1.0) * smooth_step(25, 85, feature_rows))  # fmt: skip
    front = dome * smooth_curve(
        (
            (-128, 85), (-78, 87), (-60, 89.5), (-40, 92), (-20, 92.5), (0, 89), (20, 89),
            (40, 89.5), (60, 90), (80, 89), (100, 88), (118, 86), (150, 82),
        ), feature_rows, 7,
    )  # fmt: skip
    back = dome * smooth_curve(
        ((-128, 97), (-50, 99), (-20, 101), (20, 95), (60, 78), (100, 66), (330, 60)), y, 7
    )
    power = smooth_curve(
        ((-128, 2.0), (-60, 2.15), (-20, 2.4), (20, 2.45), (60, 2.25), (120, 2.0)), y, 20
    )
    across = (np.abs(np.sin(theta)) + 1e-4)[None, :]
    ahead = (np.abs(np.cos(theta)) + 1e-4)[None, :]
    depth = np.where(np.cos(theta)[None, :] > 0, front[:, None], back[:, None])
    n = power[:, None]
    sum_of_powers = np.power(across / np.maximum(width, 0.5)[:, None], n) + np.power(
        ahead / np.maximum(depth, 0.5), n
    )
    return as_map(np.power(sum_of_powers, -1.0 / n))


def crown_dome(y: Map) -> Map:
    """Return the factor that closes the head towards the crown: 1 below, 0 at the top."""
    up = np.clip((-42.0 - y) / (-42.0 - CROWN_Y), 0.0, 1.0)
    return as_map(np.sqrt(1.0 - up**2.15))


def neck_radius(theta: Map, y: Map) -> Map:
    """Return the distance from the head's axis to neck and shoulders, (rows, columns).

    They are ellipses round an axis that stands ``-NECK_AXIS_Z`` mm behind the head's.
    """
    half_width = smooth_curve(
        (
            (0, 52), (112, 53), (134, 57), (148, 68), (160, 92), (170, 122), (182, 152), (198, 178),
            (225, 194), (330, 204),
        ), y, 8,
    )[:, None]  # fmt: skip
    half_depth = smooth_curve(
        ((0, 55), (112, 55), (140, 60), (160, 70), (180, 84), (220, 98), (330, 112)), y, 10
    )[:, None]
    return ring_radius(theta, half_width, half_depth)


def ring_radius(theta: Map, half_width: Map, half_depth: Map) -> Map:
    """Return the distance from the head's axis to an ellipse round the neck's axis."""
    sine, cosine = np.sin(theta)[None, :], np.cos(theta)[None, :]
    a = (sine / half_width) ** 2 + (cosine / half_depth) ** 2
    b = -2.0 * cosine * NECK_AXIS_Z / half_depth**2
    c = (NECK_AXIS_Z / half_depth) ** 2 - 1.0
    root = np.sqrt(np.maximum(b * b - 4.0 * a * c, 0.0))
    return as_map((root - b) / (2.0 * a))


def ear_height(shape: FaceShape, theta: Map, y: Map) -> Map:
    """Return the height of the ears over the head, (rows, columns).

    A leaning egg that stands off towards the back: rolled rim, groove, inner fold, bowl, the small
    flap in front of the ear canal, and a plain lobe.
    """
    size = shape.ear_size
    down = ((y - 15.0) / size)[:, None]
    back = (np.degrees(np.abs(theta)) - 97.0)[None, :] * 1.4 / size + 0.16 * down
    stands_off = np.sqrt(np.clip(1.0 - (down / _EAR_HALF_HEIGHT) ** 2, 0.0, 1.0))
    half_width = 15.5 * stands_off * (1 - 0.011 * down)
    out = np.hypot((back - 1.0) / np.maximum(half_width, 0.5), down / 60.0)
    mask = (1.0 - smooth_step(0.90, 1.02, out)) * (np.abs(down) < _EAR_HALF_HEIGHT)
    lobe = smooth_step(14, 24, down)
    flare = (11.5 - 3.5 * smooth_step(-6, 26, down)) * stands_off * smooth_step(-15, 9, back)
    rim = 2.2 * np.exp(-0.5 * ((out - 0.84) / 0.10) ** 2) * smooth_step(-9, -1, back - 0.2 * down)
    groove = -2.4 * np.exp(-0.5 * ((out - 0.62) / 0.09) ** 2) * smooth_step(-4, 4, back)
    fold = 2.2 * np.exp(-0.5 * ((back - 4.2 + 0.012 * (down - 2) ** 2) / 1.9) ** 2)
    fold *= smooth_step(-24, -14, down)
    bowl = -7.0 * np.exp(-np.power(np.hypot((back + 2.5) / 5.0, (down - 4.0) / 8.5), 2.6))
    flap = 3.0 * np.exp(-0.5 * (((back + 8.5) / 2.4) ** 2 + ((down - 4.0) / 4.2) ** 2))
    inner = (rim + groove + fold + bowl) * (1.0 - lobe) + 1.2 * lobe + flap
    return as_map(mask * (flare + inner))
