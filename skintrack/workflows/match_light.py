"""Match the light of a photo to that of another one of the same face, for the eye only.

Brightness and colour of the skin that both show are made alike as a whole: one factor for each
colour of light, from the median over the common cells of the skin prints. What differs between
parts of the skin stays; shadows stay where the lamp put them. No value is measured in such a
picture, and no file is changed.
"""

import numpy as np

from skintrack.analysis.color import LUMINANCE_WEIGHTS
from skintrack.analysis.color_transfer import common_skin
from skintrack.analysis.skin_grid import SkinGrid, unpack
from skintrack.model import PhotoAnalysis
from skintrack.model.light import LightGain

_FEWEST_CELLS = 100
_MOST_GAIN = 4.0
_EI_PER_LOG = 100.0  # the erythema index is 100 log10 (red / green)


def fit_gain(reference: PhotoAnalysis, photo: PhotoAnalysis) -> LightGain | None:
    """Return what brings the light of a photo to that of a reference.

    Parameters
    ----------
    reference, photo : PhotoAnalysis
        Of two photos of one face.

    Returns
    -------
    LightGain or None
        None without a face in both, where they show too little common skin, or where the light
        differs more than fourfold in a colour: the result would be made up.
    """
    if reference.skin_print is None or photo.skin_print is None:
        return None
    aim, start = unpack(reference.skin_print.packed), unpack(photo.skin_print.packed)
    known = (common_skin(aim, start) > 0) & np.isfinite(start.log_luminance)
    if int(known.sum()) < _FEWEST_CELLS:
        return None
    brighter = _median(aim.log_luminance - start.log_luminance, known)
    red_green = _median(aim.erythema_index - start.erythema_index, known) / _EI_PER_LOG
    blue_green = _blue_green(reference, photo)
    red, blue = 10**red_green, 10**blue_green  # relative to green
    skin = _skin_ratios(start, photo, known)
    weights = np.array(LUMINANCE_WEIGHTS)
    green = 10**brighter * float(weights @ skin) / float(weights @ (skin * [red, 1.0, blue]))
    gain = LightGain(green * red, green, green * blue)
    is_believable = all(1 / _MOST_GAIN <= factor <= _MOST_GAIN for factor in gain)
    return gain if is_believable else None


def _median(cells: np.ndarray, known: np.ndarray) -> float:
    return float(np.median(cells[known]))


def _blue_green(reference: PhotoAnalysis, photo: PhotoAnalysis) -> float:
    """Return the difference of blue against green, in log10; the cells do not hold it."""
    values = [each.conditions.face_log_blue_green for each in (reference, photo)]
    if values[0] is None or values[1] is None:
        return 0.0
    return values[0] - values[1]


def _skin_ratios(cells: SkinGrid, photo: PhotoAnalysis, known: np.ndarray) -> np.ndarray:
    """Return red, green and blue of the skin, relative to green."""
    blue = photo.conditions.face_log_blue_green
    red = _median(cells.erythema_index, known) / _EI_PER_LOG
    return np.array([10**red, 1.0, 1.0 if blue is None else 10**blue])
