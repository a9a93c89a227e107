"""A stretch of skin with moles and pores, and photos of it taken from known places."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.helpers.synthetic_skin import even_skin, srgb_from_linear

Linear = NDArray[np.float32]
WHOLE_PX = 1400


def body(seed: int = 1) -> Linear:
    """Return linear skin, shape (1400, 1400, 3); another seed is another place of the body."""
    rng = np.random.default_rng(seed)
    skin = even_skin(WHOLE_PX, WHOLE_PX)
    for sigma, strength in ((60, 0.10), (12, 0.05), (2.5, 0.05)):
        grain = rng.normal(0, 1, (WHOLE_PX, WHOLE_PX)).astype(np.float32)
        grain = np.asarray(cv2.GaussianBlur(grain, (0, 0), sigma), np.float32)
        skin *= np.exp(strength * grain / grain.std())[..., None]
    for _ in range(60):
        x, y = rng.uniform(0, WHOLE_PX, 2)
        mole = np.zeros((WHOLE_PX, WHOLE_PX), np.float32)
        cv2.circle(mole, (round(x), round(y)), round(rng.uniform(3, 9)), 1.0, -1)
        mole = np.asarray(cv2.GaussianBlur(mole, (0, 0), 1.5), np.float32)
        skin *= np.exp(-mole[..., None] * np.array([0.4, 0.7, 0.8], np.float32))
    return skin


def way(
    turn_deg: float, scale: float, shift: tuple[float, float], size: int
) -> NDArray[np.float64]:
    """Return the way from the body into a photo of it, (2, 3); the middle shifts by a share."""
    turn = np.radians(turn_deg)
    linear = scale * np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    middle = size / 2 + size * np.array(shift)
    return np.column_stack([linear, middle - linear @ np.full(2, WHOLE_PX / 2)])


def photo(
    skin: Linear,
    place: NDArray[np.float64],
    size: int = 700,
    *,
    light: tuple[float, float, float] = (1, 1, 1),
    blur_px: float = 0.0,
) -> NDArray[np.uint8]:
    """Return a photo of the body: sRGB, shape (size, size, 3)."""
    shown = cv2.warpAffine(
        skin, place, (size, size), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE
    )
    if blur_px:
        shown = cv2.GaussianBlur(shown, (0, 0), blur_px)
    noise = np.random.default_rng(3).normal(0, 0.003, shown.shape)
    return srgb_from_linear(shown * np.array(light, np.float32) + noise)


def square(middle: tuple[float, float], side: float) -> NDArray[np.float64]:
    """Return a square outline, shape (4, 2)."""
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], np.float64)
    return corners * (side / 2) + np.array(middle, np.float64)
