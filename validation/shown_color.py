"""How far blood moves the colour that a photo shows of a skin: CIELAB a* for each optical density.

The metrics count in log10 of light, in which the same blood is as much on every skin. To the eye it
is not: a* goes with the cube root of light, so the same blood moves dark skin less.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.color import FloatImage
from skintrack.model import PhotoAnalysis, RegionName
from validation.face_source import FaceSource
from validation.shots import LEVELS, Change, Shot

_CHEEKS = (RegionName.RIGHT_CHEEK, RegionName.LEFT_CHEEK)
_GRAIN_PX = 4.0
_FULLY = 90  # percentile of the cheek's pixels: where the whole of the blood is


@dataclass(frozen=True)
class ShownBlood:
    """a* per optical density of blood.

    ``cheek`` is the mean of the measured cheeks, ``full`` that of skin which has all of the blood:
    the middle of a flush, or a mark.
    """

    cheek: float
    full: float


def shown_blood(
    face: FaceSource, clean: NDArray[np.uint8], analysis: PhotoAnalysis
) -> ShownBlood | None:
    """Return how far blood in both cheeks moves a* from one clean picture to another.

    Parameters
    ----------
    face : FaceSource
    clean : ndarray of uint8, shape (H, W, 3)
        Its clean picture, sRGB.
    analysis : PhotoAnalysis
        Of the clean picture; None is returned where it has no cheeks.
    """
    if any(cheek not in analysis.outlines for cheek in _CHEEKS):
        return None
    level = max(LEVELS[Change.CHEEKS])
    cheeks = _cheeks(clean.shape, analysis)
    rise = _a_star(face.picture(Shot(Change.CHEEKS, level))) - _a_star(clean)
    smooth = np.asarray(cv2.GaussianBlur(rise, (0, 0), _GRAIN_PX), np.float32)
    full = float(np.percentile(smooth[cheeks], _FULLY))
    return ShownBlood(float(rise[cheeks].mean()) / level, full / level)


def _a_star(image: NDArray[np.uint8]) -> FloatImage:
    lab = cv2.cvtColor(image.astype(np.float32) / np.float32(255), cv2.COLOR_RGB2LAB)
    return np.asarray(lab[..., 1], np.float32)


def _cheeks(shape: tuple[int, ...], analysis: PhotoAnalysis) -> NDArray[np.bool_]:
    mask = np.zeros(shape[:2], np.uint8)
    for cheek in _CHEEKS:
        outline = np.round(np.array(analysis.outlines[cheek])).astype(np.int32)
        cv2.fillPoly(mask, [outline], (1,))
    return mask > 0
