"""Brows, cheeks, nose, mouth and eyes as heights on the plain head, in mm, outward positive.

``x`` and ``y`` are feature coordinates: x in mm across the face, y as in ``outlines.feature_y``.
The sizes are adult means; ``FaceShape`` scales them.
"""

import numpy as np

from skintrack.phantom.maps import Map, as_map, blur, bump, ridge, smooth_curve, smooth_step
from skintrack.phantom.outlines import eye_bulge, lid_edges, mouth_lines
from skintrack.phantom.person import FaceShape


def face_relief(shape: FaceShape, x: Map, y: Map) -> Map:
    """Return the height of all features together; maps of one shape (rows, columns)."""
    side = np.abs(x)
    return (
        _broad_forms(shape, x, side, y)
        + _nose(shape, x, side, y)
        + _mouth(shape, x, side, y)
        + _eyes(shape, x, side, y)
    )


def _broad_forms(shape: FaceShape, x: Map, side: Map, y: Map) -> Map:
    height = shape.brow_ridge * (
        3.2 * bump(side, y, (25, -21), (15, 7)) + 1.6 * bump(x, y, (0, -19), (9, 8))
    )
    height -= 9.5 * bump(side, y, (30, 0), (15, 10.5)) + 4.5 * bump(side, y, (17, -3), (6, 8))
    height -= 3.0 * bump(side, y, (64, -28), (10, 20))  # temple
    height += 4.0 * shape.cheekbone * bump(side, y, (47, 25), (15, 13))
    height += 3.0 * bump(side, y, (30, 36), (13, 13))
    height += (shape.cheek_fullness - 2.5) * bump(side, y, (48, 62), (13, 16))
    height += shape.muzzle * bump(x, y, (0, 73), (21, 18))
    height += 4.0 * bump(x, y, (0, 58), (25, 23))  # upper jaw
    height += 5.0 * bump(x, y, (0, 80), (36, 34))  # the whole lower face stands forward
    height -= 3.2 * bump(x, y, (0, 91.5), (16, 5)) + 3.5 * bump(side, y, (27, 99), (9, 12))
    height += 6.0 * shape.chin * bump(x, y, (0, 106), (14, 9))
    # The fold from the nose to the corner of the mouth: a soft valley with a swelling beside it.
    fold_x = 18.0 + 14.0 * smooth_step(44, 80, y)
    fades_in, fades_out = smooth_step(42, 54, y), 1.0 - smooth_step(66, 84, y)
    height -= 1.1 * ridge(side - fold_x, 3.6) * fades_in * fades_out
    height += 1.2 * ridge(side - fold_x - 8.0, 6.0) * fades_in * fades_out
    return height


def _nose(shape: FaceShape, x: Map, side: Map, y: Map) -> Map:
    rows = y[:, 0]
    wide = shape.nose_width
    profile = smooth_curve(
        (
            (-30, 0), (-16, 1.5), (-6, 4.6), (4, 9.0), (16, 13.4), (27, 18.4), (34, 22.0),
            (38, 23.6), (42, 22.4), (46, 16.6), (50, 9.2), (54, 3.2), (59, 0),
        ), rows, 3.6,
    )  # fmt: skip
    # Seen from below the wings end higher than the bridge between the nostrils.
    lowered = y + 3.4 * smooth_step(1.0, 11.0, side) * smooth_step(34, 46, y)
    bridge_height = as_map(np.interp(lowered, rows, profile))
    bridge_width = smooth_curve(
        ((-30, 6.5), (-8, 5.6), (5, 5.9), (20, 6.9), (32, 8.0), (42, 8.8), (60, 8.6)), rows, 4
    )[:, None]
    height = shape.nose_height * bridge_height * ridge(side, bridge_width * wide * 1.19, 2.1)
    height += 2.4 * bump(side, y, (2.4, 39.5), (5.0, 5.6))  # tip
    wing_x = 11.2 * wide
    to_wing = np.hypot((side - wing_x) / 5.7, (y - 42.2) / 6.2)
    height += 6.2 * np.exp(-np.power(to_wing, 2.2))
    crease = ridge(np.hypot(side - wing_x - 0.8, (y - 42.4) / 1.02) - 8.2, 1.6)
    height -= 1.2 * crease * smooth_step(9, 16, side) * (1.0 - smooth_step(48, 52, y))
    height -= 6.5 * bump(side, y, (7.0 * wide, 48.6), (3.2, 1.8))  # nostril
    height -= 1.0 * bump(x, y, (0, 60), (2.2, 4.5))  # philtrum
    height += 0.7 * bump(side, y, (4.2, 60), (1.8, 4.5))
    return height


def _mouth(shape: FaceShape, x: Map, side: Map, y: Map) -> Map:
    upper, closing, lower = mouth_lines(shape, x)
    half = shape.mouth_half_width
    down_upper = np.clip((y - upper) / (closing - upper + 1e-3), 0, 1)
    down_lower = np.clip((y - closing) / (lower - closing + 1e-3), 0, 1)
    lips = np.where(y < closing, 2.4 * np.sin(np.pi * down_upper**0.8), 0.0)
    lips += np.where(y >= closing, 3.4 * np.sin(np.pi * down_lower**0.75), 0.0)
    lips *= shape.lip_fullness * (1.0 - smooth_step(0.45 * half, 1.02 * half, side))
    height = blur(as_map(lips), 2.4)
    height -= 2.4 * ridge(y - closing, 0.95) * (1.0 - smooth_step(0.8 * half, 1.06 * half, side))
    height -= 1.8 * bump(side, y, (half + 1.0, 72.5 - shape.smile), (3.2, 3.4))
    height -= 1.6 * bump(x, y, (0, 87), (12, 2.6))
    return as_map(height)


def _eyes(shape: FaceShape, x: Map, side: Map, y: Map) -> Map:
    along = (side - shape.eye_spacing) / shape.eye_half_width
    upper, lower = lid_edges(shape, along)
    away = np.abs(along)
    is_open = smooth_step(0, 1.0, np.minimum(y - upper, lower - y)) * (away < 1)
    height = 7.4 * eye_bulge(shape, x, y) - 1.15 * is_open
    crease = upper - 3.6 + along * along
    height -= 1.2 * ridge(y - crease, 0.9) * (1.0 - smooth_step(0.85, 1.15, away))
    height += 0.7 * ridge(y - upper + 1.2, 1.0) * (1.0 - smooth_step(0.85, 1.05, away))
    height += 0.6 * ridge(y - lower - 1.6, 1.3) * (1.0 - smooth_step(0.7, 1.05, away))
    bag = lower + 6.0 - 2.0 * along * along
    height -= 0.5 * ridge(y - bag, 2.0) * (1.0 - smooth_step(0.6, 1.1, away))
    return as_map(height)
