"""Small tools on two-dimensional maps: bumps, curves, noise, blur and lookup.

All maps are float32. Everything here is independent of the number of threads that OpenCV uses.
"""

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

Map = NDArray[np.floating[Any]]
"""A float32 array: one number per place (rows, columns), or one vector per place (.., .., n)."""


def as_map(values: ArrayLike) -> Map:
    """Return any numbers as a float32 array."""
    return np.asarray(values, dtype=np.float32)


def bump(x: Map, y: Map, centre: tuple[float, float], size: tuple[float, float]) -> Map:
    """Return a Gaussian hill of height 1; ``size`` holds its standard deviations in x and y."""
    across = (x - centre[0]) / size[0]
    down = (y - centre[1]) / size[1]
    hill: Map = np.exp(-0.5 * (across * across + down * down))
    return hill


def ridge(offset: Map, width: float | Map, power: float = 2.0) -> Map:
    """Return a ridge of height 1 where ``offset`` is 0; a higher power gives it a flatter top."""
    line: Map = np.exp(-0.5 * np.power(np.abs(offset) / width, power))
    return line


def unit(vectors: Map) -> Map:
    """Return vectors (.., 3) at length 1."""
    x, y, z = vectors[..., 0], vectors[..., 1], vectors[..., 2]
    length = np.sqrt(x * x + y * y + z * z) + 1e-6
    return as_map(vectors / length[..., None])


def smooth_step(low: float, high: float, x: Map) -> Map:
    """Return 0 below ``low``, 1 above ``high`` and a cubic ramp with level ends between."""
    ramp: Map = np.clip((x - low) / (high - low), 0.0, 1.0)
    return ramp * ramp * (3.0 - 2.0 * ramp)


def smooth_curve(points: Sequence[tuple[float, float]], x: Map, blur_samples: float = 0.0) -> Map:
    """Return the line through ``points`` at the positions ``x`` (n,), rounded by a blur.

    ``blur_samples`` is the standard deviation of the rounding, counted in samples of ``x``.
    """
    knots = np.array(points, dtype=np.float64)
    line = np.interp(x, knots[:, 0], knots[:, 1])
    if blur_samples > 0:
        column = line.reshape(-1, 1)
        rounded = cv2.GaussianBlur(column, (0, 0), blur_samples, borderType=cv2.BORDER_REPLICATE)
        return as_map(rounded).ravel()
    return as_map(line)


def blur(values: Map, sigma_px: float) -> Map:
    """Return the map after a Gaussian blur."""
    return np.asarray(cv2.GaussianBlur(values, (0, 0), sigma_px), dtype=np.float32)


def gradient(values: Map, step_x: float, step_y: float) -> tuple[Map, Map]:
    """Return the slope of a map in x and y; the steps are the distances between its entries."""
    across = cv2.Sobel(values, cv2.CV_32F, 1, 0, scale=1 / (8 * step_x))
    down = cv2.Sobel(values, cv2.CV_32F, 0, 1, scale=1 / (8 * step_y))
    return as_map(across), as_map(down)


def resize(values: Map, width: int, height: int, interpolation: int = cv2.INTER_LINEAR) -> Map:
    """Return the map enlarged or reduced to (height, width)."""
    return np.asarray(
        cv2.resize(values, (width, height), interpolation=interpolation), dtype=np.float32
    )


def sample(values: Map, columns: Map, rows: Map) -> Map:
    """Look a map up at fractional positions (0 = centre of the first entry), edges repeated."""
    return np.asarray(
        cv2.remap(
            values,
            columns.astype(np.float32, copy=False),
            rows.astype(np.float32, copy=False),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        ),
        dtype=np.float32,
    )


def stack(*layers: Map) -> Map:
    """Return single-channel maps as one map with a channel each, for one common lookup."""
    return as_map(cv2.merge([as_map(layer) for layer in layers]))


def correlated_noise(
    shape: tuple[int, int],
    sigma_px: float,
    rng: np.random.Generator,
    stretch: float = 1.0,
) -> Map:
    """Return Gaussian noise of mean 0 and variance 1, smooth over ``sigma_px``.

    ``stretch`` is the ratio of the vertical to the horizontal smoothness. Coarse noise is made
    small and enlarged, which costs a fraction of blurring it at full size.
    """
    sigma_y_px = sigma_px * stretch
    step_x, step_y = max(1, int(sigma_px / 2)), max(1, int(sigma_y_px / 2))
    rows, columns = shape[0] // step_y + 3, shape[1] // step_x + 3
    small = rng.standard_normal((rows, columns), dtype=np.float32)
    noise = np.asarray(
        cv2.GaussianBlur(small, (0, 0), sigmaX=sigma_px / step_x, sigmaY=sigma_y_px / step_y),
        dtype=np.float32,
    )
    noise = (noise - noise.mean()) / (noise.std() + 1e-9)
    if step_x > 1 or step_y > 1:
        noise = resize(noise, columns * step_x, rows * step_y, cv2.INTER_CUBIC)
    return noise[: shape[0], : shape[1]]
