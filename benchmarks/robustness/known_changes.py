"""Changes of skin whose size is known, by means that the metrics do not use.

Redness is added in optical density with a haemoglobin vector that differs from the metric's log of
red over green; detail is scaled through a bilateral split. Both are confined to the cheeks with
soft edges, so that nothing else of the photo tells.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.robustness.nuisance import srgb_from_linear
from skintrack.analysis.color import linear_from_srgb
from skintrack.analysis.face_mesh import LEFT_EYE_OUTER, RIGHT_EYE_OUTER, FaceMesh
from skintrack.analysis.regions import REGION_POINTS

HAEMOGLOBIN = (0.22, 1.0, 0.80)  # optical density per channel, green = 1
_SOFT_EDGE = 0.03  # eye distances
_SPOTS = 40
_INSIDE = 0.9
_EYES_MM = 90.0


def eye_distance_px(mesh: FaceMesh) -> float:
    """Return the distance of the outer eye corners, in photo pixels."""
    return float(np.hypot(*(mesh.outline[LEFT_EYE_OUTER] - mesh.outline[RIGHT_EYE_OUTER])))


def cheek_mask(shape: tuple[int, ...], mesh: FaceMesh) -> NDArray[np.float32]:
    """Return both cheeks with soft edges, 0..1, shape (H, W)."""
    mask = np.zeros(shape[:2], np.float32)
    for name in ("right_cheek", "left_cheek"):
        outline = mesh.outline[list(REGION_POINTS[name])]
        cv2.fillPoly(mask, [np.round(outline).astype(np.int32)], (1.0,))
    sigma = _SOFT_EDGE * eye_distance_px(mesh)
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), sigma), np.float32)


def redden(image: NDArray[np.uint8], density: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return the photo with haemoglobin of this green optical density, (H, W), added."""
    linear = linear_from_srgb(image) * 10 ** (-density[..., None] * np.array(HAEMOGLOBIN))
    return np.round(srgb_from_linear(linear) * 255).astype(np.uint8)


def spots(mesh: FaceMesh, cheeks: NDArray[np.float32], seed: int) -> NDArray[np.float32]:
    """Return round marks of 0.7 to 1.6 mm radius on the cheeks, 0..1, shape (H, W)."""
    rng = np.random.default_rng(seed)
    rows, columns = np.nonzero(cheeks > _INSIDE)
    marks = np.zeros_like(cheeks)
    for chosen in rng.integers(len(rows), size=_SPOTS):
        radius = rng.uniform(0.7, 1.6) * eye_distance_px(mesh) / _EYES_MM
        reach = int(3 * radius) + 1
        top, left = max(rows[chosen] - reach, 0), max(columns[chosen] - reach, 0)
        part = marks[top : rows[chosen] + reach + 1, left : columns[chosen] + reach + 1]
        y, x = np.indices(part.shape)
        distance = np.hypot(y + top - rows[chosen], x + left - columns[chosen])
        np.maximum(part, np.exp(-((distance / radius) ** 2.6)), out=part)
    return marks


def scale_detail(
    image: NDArray[np.uint8], cheeks: NDArray[np.float32], factor: float
) -> NDArray[np.uint8]:
    """Return the photo with the fine detail of the cheeks made stronger or weaker."""
    levels = image.astype(np.float32)
    base = cv2.bilateralFilter(levels, 0, 40.0, 4.0)
    scaled = levels + (factor - 1) * cheeks[..., None] * (levels - base)
    return np.clip(np.round(scaled), 0, 255).astype(np.uint8)
