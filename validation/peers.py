"""What other skin trackers compute: one figure of the whole picture, nothing masked or corrected.

Kept as plain as they are found in public code, so that the same run can say what masks and
references are worth.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from validation.shots import Change

_LAB_ZERO = 128.0
_RED_HUES = ((0, 10), (170, 180))  # OpenCV's degrees / 2
_LEAST_SATURATION, _LEAST_VALUE = 50, 50

MEAN_A_STAR = "mean a* of the picture"
RED_SHARE = "red share (HSV) of the picture"
RED_MINUS_GREEN = "mean R - G, 8 bit"
LAPLACIAN = "variance of the Laplacian"
# What each is meant to show.
PEERS = {
    MEAN_A_STAR: Change.CHEEKS,
    RED_SHARE: Change.CHEEKS,
    RED_MINUS_GREEN: Change.CHEEKS,
    LAPLACIAN: Change.DETAIL,
}


def read_peers(image: NDArray[np.uint8]) -> dict[str, float]:
    """Return the figures of a picture, uint8 RGB (H, W, 3), by name."""
    lab = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2LAB), np.uint8)
    hsv = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2HSV), np.uint8)
    gray = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8)
    means = cv2.mean(image)
    red = sum(
        cv2.countNonZero(
            cv2.inRange(
                hsv,
                np.array([low, _LEAST_SATURATION, _LEAST_VALUE], np.uint8),
                np.array([high, 255, 255], np.uint8),
            )
        )
        for low, high in _RED_HUES
    )
    return {
        MEAN_A_STAR: cv2.mean(lab)[1] - _LAB_ZERO,
        RED_SHARE: red / gray.size,
        RED_MINUS_GREEN: means[0] - means[1],
        LAPLACIAN: float(np.asarray(cv2.Laplacian(gray, cv2.CV_32F)).var()),
    }
