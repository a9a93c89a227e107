"""Which features of two photos agree on how the photos lie on one another.

The agreeing ones are found by RANSAC (Fischler and Bolles 1981) with a similarity.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.canonical_frame import transform_points
from skintrack.analysis.features import WORKING_PX, Features, to_small
from skintrack.analysis.similarity import FEWEST_PAIRS, longer_side

FEWEST_INLIERS = 8
SCALES = (0.35, 2.9)  # of the two photos' skin; beyond, a match is chance
_RATIO = 0.8
_RANSAC_PX, _RANSAC_TURNS, _RANSAC_SURE = 3.0, 4000, 0.999


@dataclass(frozen=True)
class Agreement:
    """A similarity between the small copies, its features and their RMS distance."""

    similarity: NDArray[np.float64]
    inliers: int
    error_px: float


def near(reference: Features, outline: NDArray[np.float64], reach: float) -> NDArray[np.bool_]:
    """Return which features of the reference lie in or near the outline."""
    on_gray = np.round(to_small(outline, reference)).astype(np.int32)
    mask = np.zeros_like(reference.gray)
    cv2.fillPoly(mask, [on_gray], 255)
    width = 2 * round(reach * longer_side(outline) * reference.scale) + 1
    cv2.polylines(mask, [on_gray], isClosed=True, color=255, thickness=min(width, 2 * WORKING_PX))
    places = np.round(reference.points).astype(np.intp)
    columns, rows = places[:, 0], places[:, 1]
    rows, columns = rows.clip(0, mask.shape[0] - 1), columns.clip(0, mask.shape[1] - 1)
    return np.asarray(mask[rows, columns] > 0, np.bool_)


def match(
    photo: Features, reference: Features, near: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return places of features that look alike: Lowe's ratio test, best in both directions."""
    none = np.zeros((0, 2))
    if len(photo.points) < FEWEST_PAIRS or int(near.sum()) < FEWEST_PAIRS:
        return none, none
    places = reference.points[near]
    # From the region to the photo: the surroundings in the photo need no partner.
    pairs = cv2.BFMatcher(cv2.NORM_HAMMING).knnMatch(
        np.ascontiguousarray(reference.descriptors[near]), photo.descriptors, 2
    )
    best: dict[int, tuple[float, int]] = {}
    for pair in pairs:
        if len(pair) == FEWEST_PAIRS and pair[0].distance < _RATIO * pair[1].distance:
            found = (float(pair[0].distance), int(pair[0].queryIdx))
            partner = int(pair[0].trainIdx)
            best[partner] = min(found, best.get(partner, found))
    here = [index for _, index in best.values()]
    return photo.points[list(best)].reshape(-1, 2), places[here].reshape(-1, 2)


def agree(on_photo: NDArray[np.float64], on_reference: NDArray[np.float64]) -> Agreement | int:
    """Return what most features agree on, or how few agree."""
    found, agrees = cv2.estimateAffinePartial2D(
        on_photo,
        on_reference,
        method=cv2.RANSAC,
        ransacReprojThreshold=_RANSAC_PX,
        maxIters=_RANSAC_TURNS,
        confidence=_RANSAC_SURE,
    )
    similarity = np.asarray(found, np.float64)
    if similarity.shape != (2, 3):  # OpenCV gives None where nothing agrees
        return 0
    inliers = agrees.ravel() > 0
    scale = float(np.hypot(similarity[0, 0], similarity[1, 0]))
    count = int(inliers.sum())
    if count < FEWEST_INLIERS or not SCALES[0] <= scale <= SCALES[1]:
        return count
    misses = transform_points(on_photo[inliers], similarity) - on_reference[inliers]
    error_px = float(np.sqrt((misses**2).sum(axis=1).mean()))
    return Agreement(similarity, count, error_px)
