"""Similarities, as (2, 3) matrices from pixels to pixels: turn, scale and shift."""

import cv2
import numpy as np
from numpy.typing import NDArray

FEWEST_PAIRS = 2


def chain(after: NDArray[np.float64], first: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the similarity that does ``first`` and then ``after``."""
    linear = after[:, :2] @ first[:, :2]
    return np.column_stack([linear, after[:, :2] @ first[:, 2] + after[:, 2]])


def inverse(similarity: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the similarity that undoes one."""
    return np.asarray(cv2.invertAffineTransform(similarity), np.float64)


def scaling(scale: float) -> NDArray[np.float64]:
    """Return the way from pixels of a photo to those of its small copy."""
    return np.column_stack([np.eye(2) * scale, np.full(2, (scale - 1) / 2)])


def nearest(points: NDArray[np.float64], aims: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """Return the similarity that brings points closest to their aims; None where they coincide.

    Parameters
    ----------
    points, aims : ndarray, shape (N, 2)

    Notes
    -----
    Least squares over turn, scale and shift, which is linear in the four numbers of a similarity
    without mirroring (Umeyama 1991, in two dimensions).
    """
    middle, aim = points.mean(axis=0), aims.mean(axis=0)
    x, y = (points - middle).T
    u, v = (aims - aim).T
    spread = float((x**2 + y**2).sum())
    if len(points) < FEWEST_PAIRS or spread < 1 or float((u**2 + v**2).sum()) < 1:
        return None
    a, b = float((x * u + y * v).sum()) / spread, float((x * v - y * u).sum()) / spread
    turn = np.array([[a, -b], [b, a]])
    return np.column_stack([turn, aim - turn @ middle])


def longer_side(points: NDArray[np.float64]) -> float:
    """Return the longer side of the upright box round points, shape (N, 2)."""
    return float((points.max(axis=0) - points.min(axis=0)).max())
