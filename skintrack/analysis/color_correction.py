"""Correct colours by a card: from what a photo shows to what the reference says.

The model is log-affine: log10 of the reference's linear RGB is a 3 x 3 matrix of the photo's plus
an offset. Exposure and white balance are offsets, tone curves act on the diagonal, and mixing of
channels (saturation, the camera's own matrix, coloured light) is linear to the first order near
skin. What a tilted card reflects of the lamp lies on all its patches as a veil of white that the
face does not have; the veil that explains the patches best is found first. Patches near the colour
in question weigh more, and a ridge holds the matrix near the identity where few patches are left
(Hoerl and Kennard 1970, Technometrics 12).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import ArrayLike, NDArray

from skintrack.analysis.card_patches import FIELD, RGB
from skintrack.analysis.color import FloatImage, linear_from_srgb
from skintrack.model import card as layout
from skintrack.model.card_reading import CardReading

_RIDGE = 3e-3
_NEAR = 0.5  # log10: patches farther than this from the colour in question weigh little
_LEAST_WEIGHT = 0.02
_FEWEST = 6
_DARKEST = 1e-4
_ROBUST_ROUNDS, _USUAL_MISFIT = 4, 0.02
_VEILS = tuple(step / 250 for step in range(-5, 11))  # -0.02 to 0.04 of white
_USUAL_VEIL, _VEIL_COST = 0.02, 1e-4


@dataclass(frozen=True)
class ColorCorrection:
    """A log-affine map of colours.

    Attributes
    ----------
    matrix : ndarray, shape (3, 4)
        On (log10 R, log10 G, log10 B, 1) of linear light.
    misfit : float
        Weighted RMS that the patches leave, log10.
    """

    matrix: NDArray[np.float64]
    misfit: float

    def corrected(self, rgb: RGB) -> RGB:
        """Return linear RGB as the reference would show it."""
        log_rgb = np.log10(np.maximum(np.array([*rgb]), _DARKEST))
        red, green, blue = 10 ** (self.matrix @ np.append(log_rgb, 1.0))
        return float(red), float(green), float(blue)

    def corrected_image(self, linear: FloatImage) -> FloatImage:
        """Return a picture of linear light, shape (H, W, 3), as the reference would show it."""
        log_rgb = np.log10(np.maximum(linear, np.float32(_DARKEST)))
        moved = log_rgb @ self.matrix[:, :3].T.astype(np.float32)
        return np.asarray(np.power(10.0, moved + self.matrix[:, 3]), np.float32)


def nominal_patches() -> dict[str, RGB]:
    """Return the colours that the card is printed from, as linear RGB by patch name."""
    named = [(patch.name, patch.srgb) for patch in layout.patches()]
    colors = np.array([[srgb for _, srgb in [*named, (FIELD, layout.FIELD_SRGB)]]], np.uint8)
    linear = linear_from_srgb(colors)[0]
    names = [*(name for name, _ in named), FIELD]
    return {
        name: (float(red), float(green), float(blue))
        for name, (red, green, blue) in zip(names, linear, strict=True)
    }


def usable_patches(reading: CardReading) -> dict[str, RGB]:
    """Return the patches that a photo shows well, as linear RGB by name."""
    return {patch.name: patch.rgb for patch in reading.patches if patch.rgb is not None}


def fit_color(
    shown: Mapping[str, RGB], reference: Mapping[str, RGB], around: RGB
) -> ColorCorrection | None:
    """Fit the correction that brings a photo's patches to their reference.

    Parameters
    ----------
    shown : mapping of str to tuple of float
        Linear RGB of the photo's patches, by name.
    reference : mapping of str to tuple of float
        The same patches as they should be: nominal, or as a baseline photo showed the same print
        (then errors of the print cancel). Patches that one of both lacks are left out.
    around : tuple of float
        Linear RGB in the photo of what is to be corrected; near it the fit is best.

    Returns
    -------
    ColorCorrection or None
        None with fewer than six patches in common.
    """
    names = sorted(shown.keys() & reference.keys())
    if len(names) < _FEWEST:
        return None
    source = _logs([shown[name] for name in names])
    colors = np.array([reference[name] for name in names])
    near = np.exp(-0.5 * ((source - _logs([around])) ** 2).sum(axis=1) / _NEAR**2) + _LEAST_WEIGHT
    veil = min(_VEILS, key=partial(_veil_cost, source, colors, near))
    return _robust_fit(source, _logs(colors + veil), near)


def _veil_cost(
    source: NDArray[np.float64], colors: NDArray[np.float64], near: NDArray[np.float64], veil: float
) -> float:
    """Return how badly a veil explains the patches; none is likelier than much."""
    fit = _robust_fit(source, _logs(colors + veil), near, rounds=1)
    return fit.misfit**2 + _VEIL_COST * (veil / _USUAL_VEIL) ** 2


def _logs(colors: ArrayLike) -> NDArray[np.float64]:
    return np.asarray(np.log10(np.maximum(np.asarray(colors, float), _DARKEST)), np.float64)


def _robust_fit(
    source: NDArray[np.float64],
    target: NDArray[np.float64],
    near: NDArray[np.float64],
    rounds: int = _ROBUST_ROUNDS,
) -> ColorCorrection:
    """Fit; patches that stay far away from all the others weigh less and less (Huber 1964)."""
    weight, matrix = near, np.zeros((3, 4))
    residual = np.zeros_like(source)
    for _ in range(rounds):
        matrix = _ridge(source, target, weight)
        residual = target - source @ matrix[:, :3].T - matrix[:, 3]
        miss = np.sqrt((residual**2).mean(axis=1))
        usual = max(float(np.median(miss)), _USUAL_MISFIT)
        weight = near * np.minimum(1.0, (3 * usual / np.maximum(miss, 1e-9)) ** 2)
    share = weight / weight.sum()
    return ColorCorrection(matrix, float(np.sqrt((share[:, None] * residual**2).sum() / 3)))


def _ridge(
    source: NDArray[np.float64], target: NDArray[np.float64], weight: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the weighted least squares matrix (3, 4), drawn towards the identity."""
    share = weight / weight.sum()
    middle, aim = share @ source, share @ target
    spread = (source - middle) * np.sqrt(share)[:, None]
    excess = (target - aim - (source - middle)) * np.sqrt(share)[:, None]
    beyond = np.linalg.solve(spread.T @ spread + _RIDGE * np.eye(3), spread.T @ excess)
    slope = np.eye(3) + beyond.T
    return np.column_stack([slope, aim - slope @ middle])
