"""Single hairs on skin: thin dark lines, which would count as texture.

On a face the regions lie where few hairs fall; a region drawn on a body may have them, and not the
same ones on another day.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.color import FloatImage

_WIDEST_PX = 9
_DARKER = 0.06  # log10 luminance against the skin on both sides
_SHORTEST_PX = 24.0
_THICKEST = 0.22  # area over squared length: a dot has more, a line less
_SEAM_PX = 5


def find_hairs(log_luminance: FloatImage) -> NDArray[np.bool_]:
    """Return thin dark lines with a seam, shape (H, W).

    Parameters
    ----------
    log_luminance : ndarray of float32, shape (H, W)
        log10 luminance in the frame of a region.

    Notes
    -----
    The closing of grey-value morphology fills what is narrower than its kernel; what it fills and
    is long is a hair, what it fills and is round a pore or a mole.
    """
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_WIDEST_PX, _WIDEST_PX))
    smooth = cv2.GaussianBlur(log_luminance, (0, 0), 0.7)
    filled = cv2.morphologyEx(smooth, cv2.MORPH_CLOSE, kernel) - smooth
    narrow = (filled > _DARKER).astype(np.uint8)
    _count, labels, figures, _middles = cv2.connectedComponentsWithStats(narrow, connectivity=8)
    length = np.hypot(figures[:, cv2.CC_STAT_WIDTH], figures[:, cv2.CC_STAT_HEIGHT])
    is_line = (length >= _SHORTEST_PX) & (figures[:, cv2.CC_STAT_AREA] < _THICKEST * length**2)
    is_line[0] = False  # the ground
    lines = is_line[labels].astype(np.uint8)
    return cv2.dilate(lines, np.ones((_SEAM_PX, _SEAM_PX), np.uint8)) > 0
