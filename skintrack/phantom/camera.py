"""The phone's own doing: exposure, white balance, blur, noise, tone curve and JPEG."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.phantom.maps import Map, blur

_SHOT_NOISE, _READ_NOISE = 1.0e-4, 2.0e-6
_ROLL_OFF_START = 0.8
_LEVELS = 4096
_MID_TONE = 0.40
_SRGB_LINEAR_END = 0.0031308


@dataclass(frozen=True)
class Camera:
    """One phone camera and its settings.

    ``exposure_ev`` is added to what the automatic exposure chooses; ``white_balance`` multiplies
    the linear channels; ``gamma`` and ``contrast`` bend the tone curve (1 and 0 are plain sRGB);
    ``noise`` scales the sensor's noise; ``blur_px`` is the sigma of the sharpness; ``jpeg_quality``
    adds the traces of a JPEG, None leaves them out.
    """

    exposure_ev: float = 0.0
    has_auto_exposure: bool = True
    white_balance: tuple[float, float, float] = (1.0, 1.0, 1.0)
    gamma: float = 1.0
    contrast: float = 0.0
    noise: float = 1.0
    blur_px: float = 0.6
    jpeg_quality: int | None = None


def auto_exposure(face_green: float) -> float:
    """Return the factor that a phone would brighten by: part of the way to a mid-tone face."""
    share = 0.55 if face_green > _MID_TONE else 0.33
    return float(min(2.0, (_MID_TONE / face_green) ** share))


def take_picture(radiance: Map, camera: Camera, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Return the photo (H, W, 3), uint8 RGB, of a linear picture (H, W, 3)."""
    gain = np.float32(2.0**camera.exposure_ev) * np.array(camera.white_balance, np.float32)
    linear = radiance * gain
    if camera.blur_px > 0:
        linear = blur(linear, camera.blur_px)
    if camera.noise > 0:
        spread = np.maximum(linear, 0) * np.float32(_SHOT_NOISE) + np.float32(_READ_NOISE)
        np.sqrt(spread, out=spread)
        spread *= rng.standard_normal(linear.shape, dtype=np.float32)
        linear += spread * np.float32(camera.noise)
    levels = (np.clip(linear, 0.0, 1.999) * np.float32((_LEVELS - 1) / 2)).astype(np.uint16)
    picture = _tone_curve(camera)[levels]
    return picture if camera.jpeg_quality is None else _through_jpeg(picture, camera.jpeg_quality)


def _tone_curve(camera: Camera) -> NDArray[np.uint8]:
    """Return the 8-bit value of each linear level from 0 to 2 (rolled off above 0.8)."""
    linear = np.arange(_LEVELS) * 2.0 / (_LEVELS - 1)
    rest = 1.0 - _ROLL_OFF_START
    rolled = _ROLL_OFF_START + rest * (1.0 - np.exp(-(linear - _ROLL_OFF_START) / rest))
    linear = np.where(linear > _ROLL_OFF_START, rolled, linear)
    power = 1.055 * np.power(np.maximum(linear, 1e-9), 1 / 2.4) - 0.055
    encoded = np.where(linear <= _SRGB_LINEAR_END, 12.92 * linear, power) ** camera.gamma
    encoded = encoded + camera.contrast * 0.075 * np.sin(2 * np.pi * (encoded - 0.5))
    return np.clip(np.round(encoded * 255), 0, 255).astype(np.uint8)


def _through_jpeg(picture: NDArray[np.uint8], quality: int) -> NDArray[np.uint8]:
    bgr = np.ascontiguousarray(picture[..., ::-1])
    _, data = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, quality])
    decoded = cv2.imdecode(data, cv2.IMREAD_COLOR)
    return np.ascontiguousarray(np.asarray(decoded, np.uint8)[..., ::-1])
