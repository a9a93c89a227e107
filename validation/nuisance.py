"""What changes between two photos of unchanged skin: light, camera, pose, focus and compression.

Two tiers: ``PROTOCOL`` for somebody who keeps the same place and lamp, ``WILD`` for others; and
each cause of the wild tier alone. All light is simulated in linear RGB.
"""

from dataclasses import dataclass, replace
from functools import cache

import cv2
import numpy as np
import simplejpeg
from numpy.typing import NDArray

from skintrack.analysis.color import LUMINANCE_WEIGHTS, FloatImage
from validation.light_color import light_matrix

_NO_BLUR_PX, _LEAST_SIGMA = 0.15, 1e-3
_SRGB_KNEE = 0.0031308
_WARMEST_K, _COOLEST_K = 3000, 7500
_BEST_JPEG = 95
_STEPS = 65535
_SUB_STEPS = 128  # of one level; 256 levels fill 16 bits
_SRGB_OFFSET = 0.055


@dataclass(frozen=True)
class Tier:
    """Widest nuisance; each draw is uniform within it.

    ``cast_left`` is the share of the light's colour that the camera's white balance leaves.
    ``blur_px`` and ``noise_levels`` (of 255) are upper ends; ``scale`` and ``jpeg_quality`` ranges.
    """

    name: str
    exposure_ev: float = 0.0
    cast_left: float = 0.0
    tone: float = 0.0
    saturation: float = 0.0
    gradient_ev: float = 0.0
    color_gradient: float = 0.0
    turn_deg: float = 0.0
    scale: tuple[float, float] = (1.0, 1.0)
    shift_px: float = 0.0
    blur_px: float = 0.0
    noise_levels: float = 0.0
    jpeg_quality: tuple[int, int] = (_BEST_JPEG, _BEST_JPEG)

    @property
    def moves(self) -> bool:
        """Whether the picture is turned, scaled or shifted."""
        return bool(self.turn_deg or self.shift_px or self.scale != (1.0, 1.0))

    def in_place(self) -> "Tier":
        """Return the same tier without its turn, scale and shift."""
        return replace(self, turn_deg=0.0, scale=(1.0, 1.0), shift_px=0.0)


PROTOCOL = Tier(
    "protocol", exposure_ev=0.25, cast_left=0.25, tone=0.08, saturation=0.08, gradient_ev=0.15,
    color_gradient=0.015, turn_deg=3.5, scale=(0.93, 1.07), shift_px=15, blur_px=0.6,
    noise_levels=1.0, jpeg_quality=(85, 95),
)  # fmt: skip
WILD = Tier(
    "wild", exposure_ev=0.70, cast_left=0.60, tone=0.15, saturation=0.15, gradient_ev=0.40,
    color_gradient=0.03, turn_deg=10.0, scale=(0.72, 1.25), shift_px=30, blur_px=1.3,
    noise_levels=3.0, jpeg_quality=(70, 95),
)  # fmt: skip
LIGHT_ALONE = Tier(
    "light alone", exposure_ev=WILD.exposure_ev, cast_left=WILD.cast_left,
    gradient_ev=WILD.gradient_ev, color_gradient=WILD.color_gradient,
)  # fmt: skip
POSE_ALONE = Tier(
    "pose alone", turn_deg=WILD.turn_deg, scale=WILD.scale, shift_px=WILD.shift_px
)  # fmt: skip
CAMERA_ALONE = Tier(
    "camera alone", tone=WILD.tone, saturation=WILD.saturation, blur_px=WILD.blur_px,
    noise_levels=WILD.noise_levels, jpeg_quality=WILD.jpeg_quality,
)  # fmt: skip
TIERS = (PROTOCOL, WILD)
CAUSES = (LIGHT_ALONE, POSE_ALONE, CAMERA_ALONE)


def perturb(image: NDArray[np.uint8], tier: Tier, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Return the same face as another photo would show it, after a real JPEG round trip.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
        sRGB.
    tier : Tier
        How far the photos may differ.
    rng : Generator
        Source of the draw.
    """
    linear = linear_before_rounding(image, rng)
    if tier.moves:
        linear = _move(linear, tier, rng)
    linear = _light(linear, tier, rng)
    sigma = rng.uniform(0, tier.blur_px)
    if sigma > _NO_BLUR_PX:
        linear = np.asarray(cv2.GaussianBlur(linear, (0, 0), sigma), np.float32)
    return _camera(linear, tier, rng)


def linear_before_rounding(image: NDArray[np.uint8], rng: np.random.Generator) -> FloatImage:
    """Return linear light in 0..1 with each sRGB level spread over the step it was rounded to.

    A camera rounds once. Levels that are rounded already and rounded again after a small change
    all err to the same side: half an EI on dark skin, which no camera does.

    Parameters
    ----------
    image : ndarray of uint8, any shape
        sRGB.
    rng : Generator
        Where within its step each level was.
    """
    parts = rng.integers(_SUB_STEPS, size=image.shape, dtype=np.uint16)
    parts += image.astype(np.uint16) * np.uint16(_SUB_STEPS)
    return np.asarray(_linear_table()[parts], np.float32)


@cache
def _linear_table() -> NDArray[np.float32]:
    """Return linear light of each part of a step of the 256 sRGB levels."""
    levels = ((np.arange(256 * _SUB_STEPS) + 0.5) / _SUB_STEPS - 0.5) / 255
    power = ((np.maximum(levels, 0) + _SRGB_OFFSET) / (1 + _SRGB_OFFSET)) ** 2.4
    linear = np.where(levels <= _SRGB_KNEE * 12.92, levels / 12.92, power)
    return np.clip(linear, 0, 1).astype(np.float32)


def _move(linear: FloatImage, tier: Tier, rng: np.random.Generator) -> FloatImage:
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
    mired = rng.uniform(1e6 / _COOLEST_K, 1e6 / _WARMEST_K)
    matrix = light_matrix(1e6 / mired, tier.cast_left)
    colored = np.asarray(cv2.transform(linear, matrix.astype(np.float32)), np.float32)
    height, width = linear.shape[:2]
    angle = rng.uniform(0, 2 * np.pi)
    x = np.cos(angle) * np.linspace(-0.5, 0.5, width)
    y = np.sin(angle) * np.linspace(-0.5, 0.5, height)
    steepness = rng.uniform(-1, 1) * tier.gradient_ev * 2
    steepness = steepness + rng.uniform(-1, 1, 3) * tier.color_gradient * 2 / np.log10(2)
    brighter = 2 ** rng.uniform(-tier.exposure_ev, tier.exposure_ev)
    # 2 ** (a x + b y) is a product of a row and a column.
    row = brighter * np.exp2(x[:, None] * steepness)
    column = np.exp2(y[:, None] * steepness)
    lit = colored * row.astype(np.float32)[None] * column.astype(np.float32)[:, None]
    return np.asarray(lit, np.float32)


def _camera(linear: FloatImage, tier: Tier, rng: np.random.Generator) -> NDArray[np.uint8]:
    vivid = 1 + rng.uniform(-1, 1) * tier.saturation
    mix = vivid * np.eye(3) + (1 - vivid) * np.array(LUMINANCE_WEIGHTS)
    steps = np.clip(cv2.transform(linear, mix.astype(np.float32)), 0, 1) * np.float32(_STEPS)
    levels = _tone_curve(tier, rng)[steps.astype(np.uint16)]
    noise = np.float32(rng.uniform(0, tier.noise_levels))
    levels += noise * rng.standard_normal(levels.shape, np.float32)
    pixels = np.clip(np.round(levels), 0, 255).astype(np.uint8)
    return jpeg_round_trip(pixels, int(rng.integers(*tier.jpeg_quality, endpoint=True)))


def _tone_curve(tier: Tier, rng: np.random.Generator) -> FloatImage:
    """Return the level (0..255) of each of 65,536 steps of linear light: sRGB, a little bent."""
    linear = ((np.arange(_STEPS + 1) + 0.5) / _STEPS).astype(np.float32)
    levels = srgb_from_linear(linear) ** (1 + rng.uniform(-1, 1) * tier.tone)
    curve = rng.uniform(-1, 1) * tier.tone / (2 * np.pi)
    return np.asarray((levels + curve * np.sin(2 * np.pi * (levels - 0.5))) * 255, np.float32)


def srgb_from_linear(linear: FloatImage) -> FloatImage:
    """Return sRGB levels in 0..1 of linear light, any shape (IEC 61966-2-1)."""
    value = np.clip(linear, 0, 1)
    root = np.asarray(cv2.pow(np.maximum(value, np.float32(1e-9)), 1 / 2.4), np.float32)
    power = (np.float32(1.055) * root - np.float32(0.055)).reshape(value.shape)
    return np.where(value <= _SRGB_KNEE, np.float32(12.92) * value, power)


def jpeg_round_trip(pixels: NDArray[np.uint8], quality: int) -> NDArray[np.uint8]:
    """Return pixels (H, W, 3) after JPEG compression with 4:2:0 chroma."""
    packed = simplejpeg.encode_jpeg(
        np.ascontiguousarray(pixels), quality=quality, colorsubsampling="420"
    )
    return np.asarray(simplejpeg.decode_jpeg(packed))
