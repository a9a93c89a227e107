"""What changes between two photos of unchanged skin: light, camera, pose, focus and compression.

Two tiers: ``PROTOCOL`` for somebody who keeps the same place and lamp, ``WILD`` for others.
All light is simulated in linear RGB; the colour of the light goes through a Bradford adaptation, so
it is not a plain gain per channel (Lindbloom, "Chromatic Adaptation").
"""

from dataclasses import dataclass

import cv2
import numpy as np
import simplejpeg
from numpy.typing import NDArray

from skintrack.analysis.color import FloatImage, linear_from_srgb, luminance

_WARM_K = 4000  # where the approximation of the black body changes
_NO_BLUR_PX, _LEAST_SIGMA = 0.15, 1e-3
_SRGB_KNEE = 0.0031308

_XYZ_FROM_RGB = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
     [0.0193339, 0.1191920, 0.9503041]]
)  # fmt: skip
_BRADFORD = np.array(
    [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]
)


@dataclass(frozen=True)
class Tier:
    """Widest nuisance; each draw is uniform within it.

    ``cast_left`` is the share of the light's colour that the camera's white balance leaves.
    ``blur_px`` and ``noise_levels`` (of 255) are upper ends; ``scale`` and ``jpeg_quality`` ranges.
    """

    name: str
    exposure_ev: float
    cast_left: float
    tone: float
    saturation: float
    gradient_ev: float
    color_gradient: float
    turn_deg: float
    scale: tuple[float, float]
    shift_px: float
    blur_px: float
    noise_levels: float
    jpeg_quality: tuple[int, int]


PROTOCOL = Tier("protocol", 0.25, 0.25, 0.08, 0.08, 0.15, 0.015, 3.5, (0.93, 1.07), 15, 0.6, 1.0,
                (85, 95))  # fmt: skip
WILD = Tier("wild", 0.70, 0.60, 0.15, 0.15, 0.40, 0.03, 10.0, (0.72, 1.25), 30, 1.3, 3.0,
            (70, 95))  # fmt: skip


def black_body_xyz(temperature_k: float) -> NDArray[np.float64]:
    """Return the white of a black body between 1,667 and 25,000 K, with Y = 1 (Kim et al. 2002)."""
    t = temperature_k
    if t <= _WARM_K:
        x = -0.2661239e9 / t**3 - 0.2343589e6 / t**2 + 0.8776956e3 / t + 0.179910
        y = -0.9549476 * x**3 - 1.37418593 * x**2 + 2.09137015 * x - 0.16748867
    else:
        x = -3.0258469e9 / t**3 + 2.1070379e6 / t**2 + 0.2226347e3 / t + 0.240390
        y = 3.0817580 * x**3 - 5.87338670 * x**2 + 3.75112997 * x - 0.37001483
    return np.array([x / y, 1.0, (1 - x - y) / y])


def light_matrix(temperature_k: float, cast_left: float) -> NDArray[np.float64]:
    """Return the 3 x 3 matrix on linear RGB of a light whose cast was partly balanced away."""
    reference = black_body_xyz(6504)
    target = reference * (black_body_xyz(temperature_k) / reference) ** cast_left
    gains = (_BRADFORD @ target) / (_BRADFORD @ reference)
    adapt = np.linalg.inv(_BRADFORD) @ np.diag(gains) @ _BRADFORD
    matrix = np.linalg.inv(_XYZ_FROM_RGB) @ adapt @ _XYZ_FROM_RGB
    return np.asarray(matrix / matrix[1].sum(), np.float64)


def perturb(image: NDArray[np.uint8], tier: Tier, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Return the same face as another photo would show it.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
        sRGB.
    tier : Tier
        How far the photos may differ.
    rng : Generator
        Source of the draw.
    """
    linear = _light(_geometry(linear_from_srgb(image), tier, rng), tier, rng)
    sigma = rng.uniform(0, tier.blur_px)
    if sigma > _NO_BLUR_PX:
        linear = np.asarray(cv2.GaussianBlur(linear, (0, 0), sigma), np.float32)
    return _camera(linear, tier, rng)


def _geometry(linear: FloatImage, tier: Tier, rng: np.random.Generator) -> FloatImage:
    height, width = linear.shape[:2]
    scale, turn = rng.uniform(*tier.scale), rng.uniform(-tier.turn_deg, tier.turn_deg)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), turn, scale)
    matrix[:, 2] = matrix[:, 2] + rng.uniform(-tier.shift_px, tier.shift_px, 2)
    if scale < 1:
        sigma = 0.5 * float(np.sqrt(1 / scale**2 - 1)) + _LEAST_SIGMA
        linear = np.asarray(cv2.GaussianBlur(linear, (0, 0), sigma), np.float32)
    warped = cv2.warpAffine(
        linear, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(warped, np.float32)


def _light(linear: FloatImage, tier: Tier, rng: np.random.Generator) -> FloatImage:
    mired = rng.uniform(1e6 / 7500, 1e6 / 3000)
    colored = linear @ light_matrix(1e6 / mired, tier.cast_left).T.astype(np.float32)
    height, width = linear.shape[:2]
    angle = rng.uniform(0, 2 * np.pi)
    y, x = np.mgrid[-0.5 : 0.5 : height * 1j, -0.5 : 0.5 : width * 1j]
    ramp = (np.cos(angle) * x + np.sin(angle) * y)[..., None]
    stops = rng.uniform(-1, 1) * tier.gradient_ev * 2 * ramp
    stops = stops + rng.uniform(-1, 1, 3) * tier.color_gradient * 2 / np.log10(2) * ramp
    stops = stops + rng.uniform(-tier.exposure_ev, tier.exposure_ev)
    return np.asarray(colored * np.exp2(stops), np.float32)


def _camera(linear: FloatImage, tier: Tier, rng: np.random.Generator) -> NDArray[np.uint8]:
    gray = luminance(linear)[..., None]
    vivid = gray + (linear - gray) * (1 + rng.uniform(-1, 1) * tier.saturation)
    levels = srgb_from_linear(vivid) ** (1 + rng.uniform(-1, 1) * tier.tone)
    curve = rng.uniform(-1, 1) * tier.tone
    levels = levels + curve * np.sin(2 * np.pi * (levels - 0.5)) / (2 * np.pi)
    levels = levels * 255 + rng.normal(0, rng.uniform(0, tier.noise_levels), levels.shape)
    pixels = np.clip(np.round(levels), 0, 255).astype(np.uint8)
    return jpeg_round_trip(pixels, int(rng.integers(*tier.jpeg_quality, endpoint=True)))


def srgb_from_linear(linear: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return sRGB levels in 0..1 of linear light (IEC 61966-2-1)."""
    value = np.clip(linear, 0, 1).astype(np.float64)
    power = 1.055 * np.maximum(value, 1e-9) ** (1 / 2.4) - 0.055
    return np.asarray(np.where(value <= _SRGB_KNEE, 12.92 * value, power), np.float64)


def jpeg_round_trip(pixels: NDArray[np.uint8], quality: int) -> NDArray[np.uint8]:
    """Return pixels after JPEG compression with 4:2:0 chroma."""
    packed = simplejpeg.encode_jpeg(
        np.ascontiguousarray(pixels), quality=quality, colorsubsampling="420"
    )
    return np.asarray(simplejpeg.decode_jpeg(packed))
