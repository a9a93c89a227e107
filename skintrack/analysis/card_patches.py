"""The colours of a flattened colour card: robust means, evenness of the light, glare."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.color import FloatImage, linear_from_srgb, luminance
from skintrack.analysis.findings import Finding
from skintrack.model import card as layout
from skintrack.model.card_reading import CardPatch

RGB = tuple[float, float, float]

FIELD = "field"
_PATCH_INSET, _FIELD_INSET_X, _FIELD_INSET_Y = 0.24, 0.25, 0.15
_BRIGHTEST, _DARKEST = 0.85, 0.003  # linear: beyond, the camera bends or loses the tone
_TRIM_PERCENT = 10.0
_GLARE_ABOVE = 0.10  # log10 luminance above the patch's median
_MOST_SPREAD = 0.09  # log10 luminance within a patch, P95 - P5, noise smoothed away
_MOST_GLARE, _FEWEST_PATCHES = 0.25, 8
_MOST_UNEVEN, _MOST_ROUGH = 0.30, 0.03  # log10: over the card, and beside a plane
_ROBUST_ROUNDS, _OUTLIER = 6, 0.02


@dataclass(frozen=True)
class CardColors:
    """Colours of a card under its own mean light.

    Attributes
    ----------
    patches : tuple of CardPatch
        The printed patches and, last, the grey field.
    evenness : float
        log10, P95 - P5 of the grey field.
    glare_fraction : float
        Share of the patches' pixels that shine, 0..1.
    tint_slope : ndarray, shape (2, 3)
        How the colour of the light changes across and down, log10 of each channel against their
        mean per card height.
    finding : Finding or None
        Why the colours cannot be used.
    """

    patches: tuple[CardPatch, ...]
    evenness: float
    glare_fraction: float
    tint_slope: NDArray[np.float64]
    finding: Finding | None


def read_patches(flat: NDArray[np.uint8], px_per_mm: float) -> CardColors:
    """Read a card that was brought to its own frame.

    The light over the card, in each channel, is taken as a plane through the grey field and divided
    out: a patch on the dark side is read as if it lay in the middle.

    Parameters
    ----------
    flat : ndarray of uint8, shape (H, W, 3)
        The card in sRGB, seen from straight ahead.
    px_per_mm : float
    """
    linear = linear_from_srgb(flat)
    boxes = layout.field_samples()
    field = np.array(
        [_trimmed(_part(linear, box, px_per_mm, _FIELD_INSET_X, _FIELD_INSET_Y)) for box in boxes]
    )
    log_field = np.log10(np.maximum(field, _DARKEST))
    places = np.array([middle_of(box) for box in boxes])
    slope, rough, kept = _fit_planes(places, log_field)
    evenness = float(np.subtract(*np.percentile(log_field[kept].mean(axis=1), (95, 5))))
    patches, shining = [], []
    for patch in layout.patches():
        pixels = _part(linear, patch.box, px_per_mm, _PATCH_INSET, _PATCH_INSET)
        shining.append(_glare(pixels))
        gains = 10 ** -(np.array(middle_of(patch.box)) @ slope)
        patches.append(CardPatch(patch.name, _color(pixels, gains, shining[-1])))
    patches.append(CardPatch(FIELD, _field_color(field[kept], 10 ** -(places[kept] @ slope))))
    glare = float(np.mean(shining))
    usable = sum(patch.rgb is not None for patch in patches)
    return CardColors(
        patches=tuple(patches),
        evenness=evenness,
        glare_fraction=glare,
        tint_slope=slope - slope.mean(axis=1, keepdims=True),
        finding=_finding(evenness, rough, glare, usable),
    )


def _finding(evenness: float, rough: float, glare: float, usable: int) -> Finding | None:
    if evenness > _MOST_UNEVEN or rough > _MOST_ROUGH:
        return Finding("card_unevenly_lit", figure=max(evenness, rough))
    if glare > _MOST_GLARE:
        return Finding("card_glare", figure=glare)
    if usable < _FEWEST_PATCHES:
        return Finding("card_clipped", figure=float(usable))
    return None


def _part(
    linear: FloatImage, box: layout.Box, px_per_mm: float, inset_x: float, inset_y: float
) -> FloatImage:
    """Return the inner pixels of a box, shape (rows, columns, 3)."""
    left, right = _edges(box.left, box.width, inset_x, px_per_mm)
    top, bottom = _edges(box.top, box.height, inset_y, px_per_mm)
    return linear[top:bottom, left:right]


def _edges(start: float, length: float, inset: float, px_per_mm: float) -> tuple[int, int]:
    first = round((start + inset * length) * px_per_mm)
    return first, max(round((start + (1 - inset) * length) * px_per_mm), first + 1)


def middle_of(box: layout.Box) -> tuple[float, float]:
    """Return the middle of a box from that of the card, in card heights."""
    x = box.left + box.width / 2 - layout.WIDTH_MM / 2
    y = box.top + box.height / 2 - layout.HEIGHT_MM / 2
    return x / layout.HEIGHT_MM, y / layout.HEIGHT_MM


def _trimmed(pixels: FloatImage) -> NDArray[np.float64]:
    """Return the mean color without the darkest and brightest tenth, shape (3,)."""
    level = pixels.sum(axis=2)
    low, high = np.percentile(level, (_TRIM_PERCENT, 100 - _TRIM_PERCENT))
    return np.asarray(pixels[(level >= low) & (level <= high)].mean(axis=0), np.float64)


def _glare(pixels: FloatImage) -> float:
    level = np.log10(np.maximum(luminance(pixels), _DARKEST))
    return float((level > np.median(level) + _GLARE_ABOVE).mean())


def _color(pixels: FloatImage, gains: NDArray[np.float64], shine: float) -> RGB | None:
    color = _trimmed(pixels)
    is_bent = color.max() > _BRIGHTEST or color.min() < _DARKEST
    if is_bent or shine > _MOST_GLARE or _spread(pixels) > _MOST_SPREAD:
        return None
    red, green, blue = (float(value) for value in color * gains)
    return red, green, blue


def _spread(pixels: FloatImage) -> float:
    """Return how uneven a patch is: P95 - P5 of log10 luminance over 4 x 4 parts of it."""
    parts = cv2.resize(luminance(pixels), (4, 4), interpolation=cv2.INTER_AREA)
    return float(np.subtract(*np.percentile(np.log10(np.maximum(parts, _DARKEST)), (95, 5))))


def _field_color(field: NDArray[np.float64], gains: NDArray[np.float64]) -> RGB | None:
    if field.max() > _BRIGHTEST or field.min() < _DARKEST:
        return None
    red, green, blue = (float(value) for value in np.median(field * gains, axis=0))
    return red, green, blue


def _fit_planes(
    places: NDArray[np.float64], log_field: NDArray[np.float64]
) -> tuple[NDArray[np.float64], float, NDArray[np.bool_]]:
    """Return how light changes over the card, how far from a plane it is, and what was used.

    Iteratively reweighted least squares (Tukey's biweight) on the brightness, so that a finger on
    the edge does not tilt the light; then a plane for each channel through what was kept.

    Returns
    -------
    slope : ndarray, shape (2, 3)
        log10 per card height, across and down, for each channel.
    rough : float
        RMS of the brightness beside its plane, log10.
    kept : ndarray of bool, shape (N,)
    """
    design = np.column_stack([places, np.ones(len(places))])
    level = log_field.mean(axis=1)
    weight, residual = np.ones(len(places)), np.zeros(len(places))
    for _ in range(_ROBUST_ROUNDS):
        root = np.sqrt(weight)[:, None]
        solution = np.linalg.lstsq(design * root, level * root[:, 0], rcond=None)[0]
        residual = level - design @ solution
        cut = 4.7 * max(1.48 * float(np.median(np.abs(residual))), _OUTLIER / 4.7)
        weight = np.clip(1 - (residual / cut) ** 2, 0, None) ** 2 + 1e-9
    kept = np.abs(residual) < max(2 * _OUTLIER, 3 * float(np.median(np.abs(residual))))
    planes = np.linalg.lstsq(design[kept], log_field[kept], rcond=None)[0]
    return np.asarray(planes[:2], np.float64), float(np.std(residual[kept])), kept
