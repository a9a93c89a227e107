"""Brows and lashes drawn hair by hair on a small canvas in feature coordinates."""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.phantom.maps import Map, as_map
from skintrack.phantom.outlines import lid_edges
from skintrack.phantom.person import FaceShape

_Canvas = NDArray[np.uint8]

_PX_PER_MM = 8.0
_LEFT_MM, _TOP_MM = 4.0, -34.0
_WIDTH_MM, _HEIGHT_MM = 60.0, 50.0
_SUBPIXEL_BITS = 4
_BROW_TURN = 0.25  # nearer the nose the hairs stand the other way
_BROW_HAIRS, _UPPER_LASHES, _LOWER_LASHES = 560, 72, 34


class _Hair(NamedTuple):
    """One hair that bends evenly from its root; feature mm, radians (y down), strength to 255."""

    root: tuple[float, float]
    angle: float
    length_mm: float
    bend: float
    strength: float


def stroke_position(x: Map, y: Map) -> tuple[Map, Map]:
    """Return the canvas column and row of feature coordinates; x grows away from the nose."""
    return (x - _LEFT_MM) * _PX_PER_MM - 0.5, (y - _TOP_MM) * _PX_PER_MM - 0.5


def draw_brow(shape: FaceShape, rng: np.random.Generator) -> Map:
    """Return one brow as the cover of its hairs, 0 to 1."""
    canvas = _blank()
    for _ in range(_BROW_HAIRS):
        along = float(rng.beta(1.15, 1.25))
        top = shape.brow_y + 4.6 - 6.0 * np.sin(np.pi * min(1.0, along * 0.80 + 0.08)) ** 0.9
        top += 2.4 * along**4
        thickness = 7.2 * shape.brow_thickness * (1.0 - 0.66 * along**1.6)
        offset = (rng.random() - 0.5) * thickness
        start = 13.5 + 36.5 * along, top + 1.6 + offset
        angle = -72.0 + 78.0 * min(1.0, along * 1.15) + rng.normal(0, 9)
        angle += 22.0 * (offset / thickness) * (-1.0 if along > _BROW_TURN else 1.0)
        length = rng.uniform(3.2, 6.0) * (1.0 - 0.35 * along) * (0.6 + 0.4 * shape.brow_thickness)
        strength = rng.uniform(85, 175) * (0.5 + 0.5 * min(1.0, along / 0.16))
        _draw(canvas, _Hair(start, float(np.radians(angle)), length, 0.25, strength))
    return as_map(canvas) / 255.0


def draw_lashes(shape: FaceShape, rng: np.random.Generator) -> Map:
    """Return upper and lower lashes of one eye as the cover of their hairs, 0 to 1."""
    canvas = _blank()
    for along in rng.uniform(-0.88, 0.99, _UPPER_LASHES):
        upper, _ = lid_edges(shape, as_map(along))
        start = shape.eye_spacing + along * shape.eye_half_width, float(upper) + 0.25
        angle = np.radians(-90.0 + 48.0 * along + rng.normal(0, 6))
        length = rng.uniform(2.0, 3.5) * (0.6 + 0.2 * (along + 1.0))
        _draw(canvas, _Hair(start, angle, length, -0.2, rng.uniform(160, 250)))
    for along in rng.uniform(-0.6, 0.97, _LOWER_LASHES):
        _, lower = lid_edges(shape, as_map(along))
        start = shape.eye_spacing + along * shape.eye_half_width, float(lower) + 0.5
        angle = np.radians(90.0 - 45.0 * along)
        _draw(canvas, _Hair(start, angle, rng.uniform(0.9, 1.7), 0.0, 65))
    return as_map(canvas) / 255.0


def _blank() -> _Canvas:
    return np.zeros((int(_HEIGHT_MM * _PX_PER_MM), int(_WIDTH_MM * _PX_PER_MM)), np.uint8)


def _draw(canvas: _Canvas, hair: _Hair) -> None:
    part = np.linspace(0.0, 1.0, 4)
    angle = hair.angle + hair.bend * part
    x = hair.root[0] + hair.length_mm * part * np.cos(angle)
    y = hair.root[1] + hair.length_mm * part * np.sin(angle)
    columns, rows = stroke_position(x, y)
    points = np.stack([columns, rows], axis=-1) * 2**_SUBPIXEL_BITS
    cv2.polylines(
        canvas, [np.round(points).astype(np.int32)], False, (int(hair.strength),), 1, cv2.LINE_AA,
        _SUBPIXEL_BITS,
    )  # fmt: skip
