"""Outlines that several modules draw by: lids, lips, jaw, hairline, headband.

A *feature y* below the eyes is that of a face of mean length; ``FaceShape.lower_face`` shortens it
to the y of this face.
"""

import numpy as np

from skintrack.phantom.maps import Map, as_map, bump, smooth_curve
from skintrack.phantom.person import FaceShape, HairStyle

MOUTH_Y = 71.2
IRIS_Y = 0.2
BAND_HALF_HEIGHT_MM = 12.5


def feature_y(shape: FaceShape, y: Map) -> Map:
    """Return the feature y of places at the head's y."""
    return as_map(np.where(y > 0, y / shape.lower_face, y))


def face_y(shape: FaceShape, y: float) -> float:
    """Return the head's y of a feature y."""
    return y * shape.lower_face if y > 0 else y


def lid_edges(shape: FaceShape, along: Map) -> tuple[Map, Map]:
    """Return y of the upper and lower lid edge; ``along`` is -1 at the inner, 1 at the outer end.

    Both lids meet at the two corners.
    """
    arch = np.clip(1.0 - along * along, 0.0, 1.0)
    tilt = -shape.eye_tilt * shape.eye_half_width * along
    upper = tilt - shape.upper_lid * arch**0.72 * (1.0 - 0.10 * along)
    lower = tilt + shape.lower_lid * arch**0.85 * (1.0 + 0.12 * along)
    return upper, lower


def mouth_lines(shape: FaceShape, x: Map) -> tuple[Map, Map, Map]:
    """Return the feature y of the upper lip's edge, the closing line and the lower lip's edge."""
    along = np.clip(np.abs(x) / shape.mouth_half_width, 0.0, 1.0)
    lift = shape.smile * along * along
    closing = MOUTH_Y + 0.3 + 0.9 * np.cos(along * np.pi) * (1.0 - along) - 0.6 * along**2 - lift
    upper = (
        MOUTH_Y
        - 6.5 * shape.lip_fullness * np.clip(1.0 - along**1.45, 0.0, 1.0) ** 0.8
        + 1.4 * np.exp(-0.5 * (x / 2.8) ** 2)
        - 0.3 * along
        - lift
    )  # fmt: skip
    lower = MOUTH_Y + 10.6 * shape.lip_fullness * np.clip(1.0 - along**2, 0.0, 1.0) ** 0.85 - lift
    return upper, closing, lower


def jaw_line(theta: Map, shape: FaceShape) -> Map:
    """Return the feature y where the face ends and the neck begins, for each theta."""
    square = 4.0 * (shape.jaw_width - 1.0) / 0.08
    points = (
        (0.0, 123.0), (15.0, 121.0), (30.0, 115.5 + 0.3 * square), (45.0, 108.0 + 0.7 * square),
        (60.0, 98.0 + square), (72.0, 88.0 + square), (84.0, 76.0 + 0.6 * square), (92.0, 64.0),
        (105.0, 50.0), (180.0, 46.0),
    )  # fmt: skip
    return smooth_curve(points, np.degrees(np.abs(theta)), 12)


def band_line(theta: Map) -> Map:
    """Return y of the middle of the headband for each theta."""
    points = (
        (0.0, -71.0), (20.0, -70.0), (40.0, -65.0), (60.0, -56.0), (80.0, -45.0), (100.0, -36.0),
        (130.0, -24.0), (180.0, -18.0),
    )  # fmt: skip
    return smooth_curve(points, np.degrees(np.abs(theta)), 10)


def hair_line(theta: Map, style: HairStyle) -> Map:
    """Return y above which hair grows, for each theta."""
    sideburn = 6.0 if style is HairStyle.SHORT else -8.0
    nape = 78.0 if style is HairStyle.SHORT else 150.0
    points = (
        (0.0, -64.0), (12.0, -65.5), (26.0, -69.0), (38.0, -67.0), (48.0, -56.0), (56.0, -42.0),
        (66.0, -28.0), (75.0, -18.0), (80.0, -8.0), (86.0, sideburn), (92.0, -14.0),
        (100.0, -18.0), (109.0, -10.0), (115.0, 20.0), (124.0, 0.8 * nape), (180.0, nape),
    )  # fmt: skip
    return smooth_curve(points, np.degrees(np.abs(theta)), 6)


def eye_bulge(shape: FaceShape, x: Map, y: Map) -> Map:
    """Return the swelling of the eyeball under the lids, height 1 at the pupil."""
    return bump(np.abs(x), y, (shape.eye_spacing, 0.2), (10.5, 7.2))
