"""Eyes, lashes, brows and the dark places of nose and mouth, painted on the detail grid."""

from dataclasses import dataclass

import numpy as np

from skintrack.phantom import grids, outlines
from skintrack.phantom.detail_frame import DetailFrame, Window
from skintrack.phantom.hair_strokes import draw_brow, draw_lashes, stroke_position
from skintrack.phantom.maps import Map, as_map, blur, correlated_noise, ridge, sample, smooth_step
from skintrack.phantom.person import FaceShape, Person

IRIS_RADIUS_MM = 5.75
PUPIL_RADIUS_MM = 2.1
EYE_REGION_MM = ((-66.0, 66.0), (-34.0, 16.0))
"""The arcs and the heights of the head between which eyes, lashes and brows are painted."""

_INNERMOST_MM = 6.0
_MM = grids.DETAIL_PX_PER_MM


@dataclass(frozen=True)
class FacePaint:
    """What lies over the skin, on the detail grid.

    ``eye`` is the mask of the eyeballs and ``eye_colour`` (rows, columns, 3) their linear colour;
    ``brow`` and ``lash`` the cover of hairs; ``occlusion`` the share of light that reaches a place;
    ``wisps`` the cover of head hair along the hairline. Masks run from 0 to 1.
    """

    eye: Map
    eye_colour: Map
    brow: Map
    lash: Map
    occlusion: Map
    wisps: Map


def paint_face(who: Person, frame: DetailFrame) -> FacePaint:
    """Return everything painted on one face."""
    rng = np.random.default_rng([who.seed, 12])
    paint = FacePaint(
        eye=np.zeros(frame.shape, np.float32),
        eye_colour=np.zeros((*frame.shape, 3), np.float32),
        brow=np.zeros(frame.shape, np.float32),
        lash=np.zeros(frame.shape, np.float32),
        occlusion=_nose_and_mouth_shade(who.shape, frame),
        wisps=_wisps(who, frame, rng),
    )
    for side in (-1.0, 1.0):
        _paint_eye(who, frame, paint, side, rng)
    return paint


def _paint_eye(
    who: Person, frame: DetailFrame, paint: FacePaint, side: float, rng: np.random.Generator
) -> None:
    shape = who.shape
    (_, outermost), heights = EYE_REGION_MM
    arcs = (_INNERMOST_MM, outermost) if side > 0 else (-outermost, -_INNERMOST_MM)
    part = frame.window(arcs, heights)
    x, y = side * frame.x[part], frame.feature_y[part]
    position = stroke_position(x, y)
    brow = sample(draw_brow(shape, rng), *position)
    soft = 1.25 * blur(brow, 0.6) + 0.35 * blur(brow, 4.0)
    paint.brow[part] = np.clip(soft, 0.0, 0.92)
    along = (x - shape.eye_spacing) / shape.eye_half_width
    upper, lower = outlines.lid_edges(shape, along)
    inside = np.minimum(y - upper, lower - y)
    away = np.abs(along)
    eye = smooth_step(-0.12, 0.12, inside) * (away < 1)
    paint.eye[part] = blur(as_map(eye), 0.10 * _MM)
    line_width = 0.62 + 0.24 * along
    upper_line = 0.92 * np.exp(-np.power(np.abs(y - upper + 0.25) / line_width.clip(0.2), 2.5))
    upper_line *= 1.0 - smooth_step(0.92, 1.06, away)
    lower_line = 0.4 * ridge(y - lower - 0.1, 0.34) * smooth_step(-0.4, 0.5, along)
    lower_line *= 1.0 - smooth_step(0.9, 1.03, away)
    lashes = blur(sample(draw_lashes(shape, rng), *position), 0.6)
    paint.lash[part] = np.clip(np.maximum(lashes, np.maximum(upper_line, lower_line)), 0, 0.93)
    crease = ridge(y - (upper - 3.7 + along * along), 0.6) * (1 - smooth_step(0.75, 1.05, away))
    paint.occlusion[part] *= 1.0 - 0.34 * crease
    paint.eye_colour[part] = _eyeball(who, x, y, rng)


def _eyeball(who: Person, x: Map, y: Map, rng: np.random.Generator) -> Map:
    """Return the colour of white, iris and pupil with the shade of the lids."""
    shape = who.shape
    along = (x - shape.eye_spacing) / shape.eye_half_width
    upper, lower = outlines.lid_edges(shape, along)
    dx, dy = x - shape.eye_spacing, y - outlines.IRIS_Y
    distance = np.hypot(dx, dy)
    white = np.array([0.52, 0.485, 0.455], np.float32) * (
        1.0 - 0.58 * min(1.0, who.appearance.melanin)
    )
    shade = (
        1.0 - 0.38 * smooth_step(0.45, 1.02, np.abs(along)) - 0.14 * smooth_step(5, 11, distance)
    )
    colour = white * shade[..., None]
    iris = (1.0 - smooth_step(IRIS_RADIUS_MM - 0.4, IRIS_RADIUS_MM + 0.35, distance))[..., None]
    pupil = (1.0 - smooth_step(PUPIL_RADIUS_MM - 0.25, PUPIL_RADIUS_MM + 0.25, distance))[..., None]
    colour = colour * (1 - iris) + _iris(who, dx, dy, distance, rng) * iris
    colour = colour * (1 - pupil) + 0.006 * pupil
    inner = _inner_corner(along, y)[..., None]
    colour = colour * (1 - 0.8 * inner) + 0.8 * inner * np.array([0.36, 0.17, 0.14], np.float32)
    under_lid = 0.62 * np.exp(-np.maximum(y - upper, 0.0) / 1.7)
    over_lid = 0.18 * np.exp(-np.maximum(lower - y, 0.0) / 0.8)
    return as_map(np.clip(colour * (1.0 - under_lid - over_lid)[..., None], 0.0, 1.0))


def _inner_corner(along: Map, y: Map) -> Map:
    """Return the mask of the pink flesh in the inner corner."""
    flesh: Map = np.exp(-0.5 * (((along + 0.93) / 0.07) ** 2 + ((y - 0.9) / 1.2) ** 2))
    return flesh


def _iris(who: Person, dx: Map, dy: Map, distance: Map, rng: np.random.Generator) -> Map:
    """Return the iris: spokes, a lighter ring round the pupil, a dark rim."""
    spokes = correlated_noise((64, 720), 3.0, rng, 0.3)
    angle = (np.arctan2(dy, dx) + np.pi) * (719 / (2 * np.pi))
    spoke = sample(spokes, angle, np.clip(distance / IRIS_RADIUS_MM, 0, 1) * 30.0)
    light = 1.0 + 0.18 * spoke + 0.45 * (1.0 - smooth_step(2.2, 4.4, distance))
    light -= 0.5 * smooth_step(4.7, 5.9, distance)
    return np.array(who.appearance.iris, np.float32) * light[..., None]


def _nose_and_mouth_shade(shape: FaceShape, frame: DetailFrame) -> Map:
    """Return the light left in nostrils and between the lips (1 elsewhere)."""
    shade = np.ones(frame.shape, np.float32)
    part: Window = frame.window((-45.0, 45.0), (36.0, 82.0))
    x, y = frame.x[part], frame.feature_y[part]
    side = np.abs(x)
    to_nostril = np.hypot(
        (side - 7.3 * shape.nose_width - 0.25 * (y - 48.7)) / 4.2,
        (y - 48.9 + 0.14 * (side - 7.0)) / 2.0,
    )
    shade[part] *= 1.0 - 0.78 * np.exp(-np.power(to_nostril, 2.4))
    _, closing, _ = outlines.mouth_lines(shape, x)
    line = ridge(y - closing, 0.6) * (1.0 - smooth_step(0.86, 1.04, side / shape.mouth_half_width))
    shade[part] *= 1.0 - 0.58 * line
    return shade


def _wisps(who: Person, frame: DetailFrame, rng: np.random.Generator) -> Map:
    theta = frame.arc / np.float32(grids.DETAIL_RADIUS_MM)
    line = outlines.hair_line(theta, who.appearance.hair_style)[None, :]
    clumps = correlated_noise(frame.shape, 2.2 * _MM, rng, 2.0)
    strands = correlated_noise(frame.shape, 0.22 * _MM, rng, 14.0)
    return smooth_step(-2.5, 6.5, line - frame.y[:, None] + 0.9 * clumps + 1.1 * strands)
