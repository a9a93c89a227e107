"""Changes of skin whose size is known, by means that the metrics do not use.

Blood and pigment are added in optical density with vectors that differ from the metric's log of red
over green; pits are shaded by Lambert's law; detail is scaled through a bilateral split. All are
confined to the cheeks with soft edges, so that nothing else of the photo tells. The outlines stand
here once more on purpose: they must not follow those of the metrics.
"""

from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.color import FloatImage
from skintrack.analysis.face_mesh import LEFT_EYE_OUTER, RIGHT_EYE_OUTER, FaceMesh

HAEMOGLOBIN = (0.22, 1.0, 0.80)  # optical density per channel, green = 1
MELANIN = (0.78, 1.0, 1.25)  # niufuren/skin_decompsition, green = 1
A_STAR_PER_OD = 1.77 / 0.04  # measured on cheeks of eight people
_SOFT_EDGE = 0.03  # eye distances
_SPOTS, _PITS = 40, 60
_SPOT_RADII_MM, _PIT_RADII_MM = (0.7, 1.6), (0.35, 1.6)
_PIT_DEPTH = 0.25  # of the radius
_LIGHT = (-0.25, -0.55, 0.80)  # from above and a little from the side
_INSIDE = 0.9
_DARKEST = np.float32(0.05)
_EYES_MM = 90.0


class Cheek(StrEnum):
    """Which part of both cheeks changes."""

    WHOLE = "whole"
    MIDDLE = "middle"


_OUTLINES = {
    Cheek.WHOLE: (
        (117, 118, 119, 100, 142, 203, 206, 216, 212, 214, 192, 213, 147, 123),
        (346, 347, 348, 329, 371, 423, 426, 436, 432, 434, 416, 433, 376, 352),
    ),
    Cheek.MIDDLE: (
        (117, 118, 119, 100, 142, 36, 205, 207, 187, 50),
        (346, 347, 348, 329, 371, 266, 425, 427, 411, 280),
    ),
}


def px_per_mm(mesh: FaceMesh) -> float:
    """Return the scale of a photo, taking outer eye corners to be 90 mm apart."""
    apart = mesh.outline[LEFT_EYE_OUTER] - mesh.outline[RIGHT_EYE_OUTER]
    return float(np.hypot(*apart)) / _EYES_MM


def cheek_mask(shape: tuple[int, ...], mesh: FaceMesh, part: Cheek) -> FloatImage:
    """Return both cheeks with soft edges, 0..1, shape (H, W)."""
    mask = np.zeros(shape[:2], np.float32)
    for indices in _OUTLINES[part]:
        outline = mesh.outline[list(indices)]
        cv2.fillPoly(mask, [np.round(outline).astype(np.int32)], (1.0,))
    sigma = _SOFT_EDGE * _EYES_MM * px_per_mm(mesh)
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), sigma), np.float32)


def absorb(
    linear: FloatImage, density: FloatImage, vector: tuple[float, float, float]
) -> FloatImage:
    """Return linear light (H, W, 3) behind a pigment.

    Parameters
    ----------
    linear : ndarray of float32, shape (H, W, 3)
    density : ndarray of float32, shape (H, W)
        Optical density in green.
    vector : tuple of float
        Optical density per channel, green = 1.
    """
    weights = np.array(vector, np.float32) * np.float32(-np.log(10))
    return np.asarray(linear * np.exp(density[..., None] * weights), np.float32)


def spots(mesh: FaceMesh, cheeks: FloatImage, seed: int) -> FloatImage:
    """Return round marks of 0.7 to 1.6 mm radius on the cheeks, 0..1, shape (H, W)."""
    marks = np.zeros_like(cheeks)
    for part, down, across, radius in _places(mesh, cheeks, seed, _SPOTS, _SPOT_RADII_MM):
        away = np.hypot(across, down) / np.float32(radius)
        np.maximum(marks[part], np.exp(-(away**2.6)), out=marks[part])
    return marks


def pits(mesh: FaceMesh, cheeks: FloatImage, seed: int) -> tuple[FloatImage, FloatImage]:
    """Return the slopes of round dents at full depth, along x and along y, each (H, W).

    Their radius is 0.35 to 1.6 mm and their depth a quarter of it.
    """
    along_x, along_y = np.zeros_like(cheeks), np.zeros_like(cheeks)
    for part, down, across, radius in _places(mesh, cheeks, seed, _PITS, _PIT_RADII_MM):
        # Height -d exp(-r^2/R^2) has the slope 2 d/R^2 x exp(-r^2/R^2).
        fall = np.exp(-(across**2 + down**2) / np.float32(radius**2)) * np.float32(2 / radius)
        along_x[part] += np.float32(_PIT_DEPTH) * across * fall
        along_y[part] += np.float32(_PIT_DEPTH) * down * fall
    return along_x, along_y


def shade(linear: FloatImage, slopes: tuple[FloatImage, FloatImage], depth: float) -> FloatImage:
    """Return linear light (H, W, 3) on dented skin (Lambert 1760); ``depth`` 1 is full depth."""
    x, y = (np.float32(depth) * slope for slope in slopes)
    toward_x, toward_y = (np.float32(part / _LIGHT[2]) for part in _LIGHT[:2])
    facing = (1 - x * toward_x - y * toward_y) / np.sqrt(1 + x**2 + y**2)
    return np.asarray(linear * np.maximum(facing, _DARKEST)[..., None], np.float32)


def without_detail(image: NDArray[np.uint8]) -> FloatImage:
    """Return the photo (H, W, 3) smoothed through a bilateral filter, in levels 0..255."""
    return np.asarray(cv2.bilateralFilter(image.astype(np.float32), 0, 40.0, 4.0), np.float32)


def scale_detail(
    image: NDArray[np.uint8], base: FloatImage, cheeks: FloatImage, factor: float
) -> NDArray[np.uint8]:
    """Return the photo with the fine detail of the cheeks made stronger or weaker.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
    base : ndarray of float32, shape (H, W, 3)
        From ``without_detail``.
    cheeks : ndarray of float32, shape (H, W)
        Where, 0..1.
    factor : float
        1 leaves it as it is.
    """
    levels = image.astype(np.float32)
    scaled = levels + np.float32(factor - 1) * cheeks[..., None] * (levels - base)
    return np.clip(np.round(scaled), 0, 255).astype(np.uint8)


_Place = tuple[tuple[slice, slice], FloatImage, FloatImage, float]


def _places(
    mesh: FaceMesh, cheeks: FloatImage, seed: int, count: int, radii_mm: tuple[float, float]
) -> list[_Place]:
    """Return windows on the cheeks, distances down and across from their middles, and radii."""
    rng = np.random.default_rng(seed)
    rows, columns = np.nonzero(cheeks > _INSIDE)
    found: list[_Place] = []
    for chosen in rng.integers(len(rows), size=count):
        radius = rng.uniform(*radii_mm) * px_per_mm(mesh)
        reach = int(3 * radius) + 1
        top, left = max(rows[chosen] - reach, 0), max(columns[chosen] - reach, 0)
        part = (slice(top, rows[chosen] + reach + 1), slice(left, columns[chosen] + reach + 1))
        y, x = np.indices(cheeks[part].shape, np.float32)
        down = np.asarray(y - np.float32(rows[chosen] - top), np.float32)
        across = np.asarray(x - np.float32(columns[chosen] - left), np.float32)
        found.append((part, down, across, radius))
    return found
