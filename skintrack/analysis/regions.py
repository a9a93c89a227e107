"""Regions of the face as polygons of mesh points, named by the PATIENT's side.

In an unmirrored photo the patient's right cheek stands on the left of the picture.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.canonical_frame import HEIGHT_PX, WIDTH_PX

# Colour is read on the whole cheek, from eyelid to jaw and from fold to ear: a smile moves blood
# and skin within it, and the whole moves half as much as its middle (docs/measurement.md).
REGION_POINTS: dict[str, tuple[int, ...]] = {
    "right_cheek": (117, 118, 119, 100, 142, 203, 206, 216, 212, 214, 192, 213, 147, 123),
    "left_cheek": (346, 347, 348, 329, 371, 423, 426, 436, 432, 434, 416, 433, 376, 352),
    "nose": (168, 122, 174, 198, 131, 134, 4, 363, 360, 420, 399, 351),
    "chin": (194, 204, 211, 32, 171, 175, 396, 262, 431, 424, 418, 200),
}
# Texture and relief are read on the middle of the cheek: the smile fold and the beard are outside.
_CHEEK_CORES: dict[str, tuple[int, ...]] = {
    "right_cheek": (117, 118, 119, 100, 142, 36, 205, 207, 187, 123),
    "left_cheek": (346, 347, 348, 329, 371, 266, 425, 427, 411, 352),
}
REGION_NAMES = ("right_cheek", "left_cheek", "forehead", "nose", "chin")

_HAIRLINE = (103, 67, 109, 10, 338, 297, 332)
_OVER_BROWS = (105, 66, 107, 9, 336, 296, 334)
_FOREHEAD_FROM, _FOREHEAD_TO = 0.25, 0.60  # share of the way from hairline to brows

FACE_OVAL = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
    152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)  # fmt: skip
RIGHT_EYE = (33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246)
LEFT_EYE = (362, 382, 381, 380, 374, 373, 390, 249, 263, 466, 388, 387, 386, 385, 384, 398)
MOUTH = (
    61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146,
)  # fmt: skip
RIGHT_BROW = (70, 63, 105, 66, 107, 55, 65, 52, 53, 46)
LEFT_BROW = (300, 293, 334, 296, 336, 285, 295, 282, 283, 276)
NOSTRILS = (98, 97, 2, 326, 327, 305, 290, 250, 309, 459, 458, 461, 462, 370, 94, 141, 242, 241,
            238, 239, 79, 20, 60, 75)  # fmt: skip


def region_outlines(points: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
    """Return the outline of each region.

    Parameters
    ----------
    points : ndarray, shape (468, 2)
        Mesh points, in photo pixels or in the canonical frame; the outlines are in the same.

    Returns
    -------
    dict of str to ndarray, shape (N, 2)
        One polygon for each name in ``REGION_NAMES``.
    """
    outlines = {name: points[list(indices)] for name, indices in REGION_POINTS.items()}
    hairline, brows = points[list(_HAIRLINE)], points[list(_OVER_BROWS)]
    upper = hairline + (brows - hairline) * _FOREHEAD_FROM
    lower = hairline + (brows - hairline) * _FOREHEAD_TO
    outlines["forehead"] = np.concatenate([upper, lower[::-1]])
    return {name: outlines[name] for name in REGION_NAMES}


def texture_outlines(points: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
    """Return the part of each region where texture and relief are read, as ``region_outlines``."""
    cores = {name: points[list(indices)] for name, indices in _CHEEK_CORES.items()}
    return region_outlines(points) | cores


def fill(outline: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return the inside of a polygon of the canonical frame as a mask, shape (760, 640)."""
    mask = np.zeros((HEIGHT_PX, WIDTH_PX), np.uint8)
    cv2.fillPoly(mask, [np.round(outline).astype(np.int32)], 1)
    return mask.astype(bool)


def polygon_area(outline: NDArray[np.float64]) -> float:
    """Return the area of a polygon, in square units of its coordinates (shoelace formula)."""
    x, y = outline[:, 0], outline[:, 1]
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)


def skin_outline_mask(points: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return the face oval without brows, eyes, lips and nostrils, shape (760, 640).

    Parameters
    ----------
    points : ndarray, shape (468, 2)
        Mesh points in the canonical frame.
    """
    mask = np.zeros((HEIGHT_PX, WIDTH_PX), np.uint8)
    cv2.fillPoly(mask, [np.round(points[list(FACE_OVAL)]).astype(np.int32)], 1)
    holes = np.zeros_like(mask)
    for part in (RIGHT_EYE, LEFT_EYE, MOUTH, RIGHT_BROW, LEFT_BROW, NOSTRILS):
        hull = cv2.convexHull(np.round(points[list(part)]).astype(np.int32))
        cv2.fillConvexPoly(holes, hull, 1)
    widened = cv2.dilate(holes, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9)))
    return np.asarray((mask == 1) & (widened == 0), np.bool_)


def brow_mask(points: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return the brows with a seam of 7 px: where sharpness is read, shape (760, 640)."""
    mask = np.zeros((HEIGHT_PX, WIDTH_PX), np.uint8)
    for brow in (RIGHT_BROW, LEFT_BROW):
        hull = cv2.convexHull(np.round(points[list(brow)]).astype(np.int32))
        cv2.fillConvexPoly(mask, hull, 1)
    return cv2.dilate(mask, np.ones((15, 15), np.uint8)) > 0
