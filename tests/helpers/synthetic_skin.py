"""Pictures of even skin with a known colour, grain and spots."""

import numpy as np
from numpy.typing import NDArray

SKIN = (0.55, 0.33, 0.25)  # linear RGB


def srgb_from_linear(linear: NDArray[np.floating]) -> NDArray[np.uint8]:
    """Encode linear light as 8-bit sRGB (IEC 61966-2-1)."""
    linear = np.clip(linear, 0, 1)
    encoded = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.round(encoded * 255).astype(np.uint8)


def even_skin(height: int, width: int) -> NDArray[np.float32]:
    """Return linear skin of one colour, shape (height, width, 3)."""
    return np.broadcast_to(np.array(SKIN, np.float32), (height, width, 3)).copy()


def grainy_skin(height: int, width: int, strength: float, seed: int = 1) -> NDArray[np.float32]:
    """Return linear skin whose brightness varies from pixel to pixel by a log-normal grain."""
    grain = np.random.default_rng(seed).normal(0, strength, (height, width, 1))
    return (even_skin(height, width) * np.exp(grain)).astype(np.float32)
