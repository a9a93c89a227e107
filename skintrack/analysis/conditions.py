"""How a photo was taken, in numbers: what the comparability of two photos depends on."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.canonical_frame import EYE_DISTANCE_PX, HeadPose
from skintrack.analysis.color import FloatImage
from skintrack.analysis.order import median
from skintrack.analysis.skin_grid import SkinGrid
from skintrack.analysis.skin_mask import SkinMask

_MOUTH_CORNERS, _INNER_LIPS = (61, 291), (13, 14)
_GRAIN_SIGMA_PX, _GRAIN_EVERY = 0.7, 3
_WHOLE_CELL, _FEWEST_CELLS = 0.95, 60
_MAD_TO_SIGMA = 1.4826


@dataclass(frozen=True)
class Conditions:
    """Conditions of one photo; None where they could not be read.

    Attributes
    ----------
    eye_distance_px : float
        Outer eye corners apart, freed from foreshortening, in photo pixels.
    roll_deg, yaw_deg, pitch_deg : float
        Turn of the head, see ``canonical_frame.HeadPose``.
    sharpness : float
        ``texture.sharpness``.
    left_right_light, up_down_light : float
        log10 green of the patient's left cheek over the right, and of the forehead over the chin.
    face_log_luminance : float
        Median log10 luminance of the skin.
    face_log_red_green, face_log_blue_green : float
        Mean log10 R/G and B/G of the skin: tone and colour of the light together.
    clipped_fraction, skin_fraction : float
        Shares of the face outline that are clipped, and measurable (0..1).
    mouth_open, smile : float
        Gap between the lips, and width of the mouth, in eye distances.
    grain : float
        ln of the finest structure of the skin: noise raises it, smoothing lowers it.
    color_spread : float
        How far the colour of the skin varies beyond what follows brightness, in EI units: none in a
        black-and-white photo, toned or not.
    face_share : float
        ``eye_distance_px`` as a share of the photo's longer side.
    control_texture, control_relief : float
        Fine texture and relief of the control skin beside a drawn region, as the photo shows them.
    control_log_luminance : float
        Median log10 luminance of the untreated patch.

    For a drawn region ``eye_distance_px`` is the longer side of its outline.
    """

    eye_distance_px: float | None = None
    roll_deg: float | None = None
    yaw_deg: float | None = None
    pitch_deg: float | None = None
    sharpness: float | None = None
    left_right_light: float | None = None
    up_down_light: float | None = None
    face_log_luminance: float | None = None
    face_log_red_green: float | None = None
    face_log_blue_green: float | None = None
    clipped_fraction: float | None = None
    skin_fraction: float | None = None
    mouth_open: float | None = None
    smile: float | None = None
    grain: float | None = None
    color_spread: float | None = None
    face_share: float | None = None
    control_texture: float | None = None
    control_relief: float | None = None
    control_log_luminance: float | None = None


def read_conditions(
    log_rgb: FloatImage,
    log_luminance: FloatImage,
    mask: SkinMask,
    regions: dict[str, NDArray[np.bool_]],
) -> Conditions:
    """Return what the pixels tell: light, exposure and colour.

    Parameters
    ----------
    log_rgb : ndarray of float32, shape (H, W, 3)
        log10 of linear RGB.
    log_luminance : ndarray of float32, shape (H, W)
    mask : SkinMask
    regions : dict of str to ndarray of bool, shape (H, W)
        Measurable skin of each region.
    """
    outline_px, skin = max(int(np.count_nonzero(mask.outline)), 1), mask.color_skin
    clipped_fraction = int(np.count_nonzero(mask.clipped)) / outline_px
    if not skin.any():
        return Conditions(clipped_fraction=clipped_fraction, skin_fraction=0.0)
    red, green, blue, _ = cv2.mean(log_rgb, skin.astype(np.uint8))
    return Conditions(
        left_right_light=_level_difference(log_rgb[..., 1], regions, "left_cheek", "right_cheek"),
        up_down_light=_level_difference(log_rgb[..., 1], regions, "forehead", "chin"),
        face_log_luminance=median(log_luminance[skin]),
        face_log_red_green=red - green,
        face_log_blue_green=blue - green,
        clipped_fraction=clipped_fraction,
        skin_fraction=int(np.count_nonzero(skin)) / outline_px,
        grain=_grain(log_luminance, mask.skin),
    )


def _grain(log_luminance: FloatImage, skin: NDArray[np.bool_]) -> float | None:
    """Return ln of the robust spread of what a blur of 0.7 px takes away."""
    fine = log_luminance - cv2.GaussianBlur(log_luminance, (0, 0), _GRAIN_SIGMA_PX)
    values = fine[skin][::_GRAIN_EVERY]
    middle = np.float32(median(values)) if values.size else np.float32(0)
    spread = median(np.abs(values - middle)) if values.size else 0.0
    return float(np.log(spread)) if spread > 0 else None


def color_spread(grid: SkinGrid) -> float | None:
    """Return how far the colour of the skin varies beyond what follows brightness, in EI units.

    A toned black-and-white photo has its colour from brightness alone: a cubic takes it all.
    """
    known = grid.skin_share >= _WHOLE_CELL
    ei, light = grid.erythema_index[known], grid.log_luminance[known]
    if ei.size < _FEWEST_CELLS:
        return None
    terms = np.column_stack([(light - light.mean()) ** power for power in range(4)])
    rest = ei - terms @ np.linalg.lstsq(terms, ei, rcond=None)[0]
    return _MAD_TO_SIGMA * median(np.abs(rest))


def _level_difference(
    log_green: FloatImage, regions: dict[str, NDArray[np.bool_]], one: str, other: str
) -> float | None:
    if one not in regions or other not in regions:
        return None
    if not regions[one].any() or not regions[other].any():
        return None
    levels = [np.float32(median(log_green[regions[name]])) for name in (one, other)]
    return float(levels[0] - levels[1])


def expression(points: NDArray[np.float64], pose: HeadPose) -> tuple[float, float]:
    """Return the gap between the lips and the width of the mouth, in eye distances.

    Parameters
    ----------
    points : ndarray, shape (468, 2)
        Mesh points in the canonical frame.
    pose : HeadPose
        Frees the width from foreshortening.
    """
    upper, lower = points[_INNER_LIPS[0]], points[_INNER_LIPS[1]]
    right, left = points[_MOUTH_CORNERS[0]], points[_MOUTH_CORNERS[1]]
    facing = max(float(np.cos(np.radians(pose.yaw_deg))), 0.2)
    width = float(np.hypot(*(left - right)))
    return (
        float(np.hypot(*(lower - upper))) / EYE_DISTANCE_PX,
        width / facing / EYE_DISTANCE_PX,
    )
