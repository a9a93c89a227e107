"""Skin in coarse cells: enough of a photo to tell light and camera from skin, months later.

One cell is 10 x 10 px of the canonical frame, 3 mm: larger than the error of the face mesh, so that
cells of two photos of one face show the same skin.
"""

import zlib
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.canonical_frame import HEIGHT_PX, WIDTH_PX
from skintrack.analysis.color import FloatImage

CELL_PX = 10
ROWS, COLUMNS = HEIGHT_PX // CELL_PX, WIDTH_PX // CELL_PX

_LEAST_SHARE = 0.01
_EI_STEP, _LIGHT_STEP, _SHARE_STEP = 0.01, 1e-4, 0.01
_MISSING = -32768


@dataclass(frozen=True)
class SkinGrid:
    """Cells of one photo, each of shape (76, 64).

    Attributes
    ----------
    erythema_index : ndarray of float32
        Mean EI of the skin in the cell; NaN without skin.
    log_luminance : ndarray of float32
        Mean log10 luminance of the face in the cell, without clipped pixels; NaN outside.
    skin_share : ndarray of float32
        Share of the cell that is skin whose colour can be measured, 0..1.
    """

    erythema_index: FloatImage
    log_luminance: FloatImage
    skin_share: FloatImage


def read_grid(
    ei: FloatImage,
    log_luminance: FloatImage,
    skin: NDArray[np.bool_],
    face: NDArray[np.bool_],
    part: tuple[slice, slice],
) -> SkinGrid:
    """Return the cells of a photo.

    Parameters
    ----------
    ei, log_luminance : ndarray of float32, shape (H, W)
        Of a part of the canonical frame.
    skin : ndarray of bool, shape (H, W)
        Skin whose colour can be measured.
    face : ndarray of bool, shape (H, W)
        The face with its features, without clipped pixels.
    part : tuple of slice
        Where that part lies in the canonical frame.
    """
    skin_share, face_share = (_cells(mask.astype(np.float32), part) for mask in (skin, face))
    return SkinGrid(
        erythema_index=_mean(ei, skin, skin_share, part),
        log_luminance=_mean(log_luminance, face, face_share, part),
        skin_share=skin_share,
    )


def cell_shares(mask: NDArray[np.bool_]) -> FloatImage:
    """Return the share of each cell that a mask of shape (760, 640) covers, shape (76, 64)."""
    return np.asarray(
        cv2.resize(mask.astype(np.float32), (COLUMNS, ROWS), interpolation=cv2.INTER_AREA),
        np.float32,
    )


def pack(grid: SkinGrid) -> bytes:
    """Return the cells as bytes, rounded to 0.01 EI, 0.0001 log10 and 1 %."""
    layers = (
        _steps(grid.erythema_index, _EI_STEP),
        _steps(grid.log_luminance, _LIGHT_STEP),
        _steps(grid.skin_share, _SHARE_STEP),
    )
    return zlib.compress(b"".join(layer.tobytes() for layer in layers), 6)


def unpack(packed: bytes) -> SkinGrid:
    """Return the cells that ``pack`` wrote.

    Raises
    ------
    ValueError
        If the bytes are not such cells.
    """
    try:
        data = zlib.decompress(packed)
    except zlib.error as error:
        raise ValueError("These are no skin cells.") from error
    layers = np.frombuffer(data, "<i2").reshape(3, ROWS, COLUMNS)
    ei, light, share = (
        np.where(layer == _MISSING, np.nan, layer * np.float32(step)).astype(np.float32)
        for layer, step in zip(layers, (_EI_STEP, _LIGHT_STEP, _SHARE_STEP), strict=True)
    )
    return SkinGrid(ei, light, share)


def _cells(image: FloatImage, part: tuple[slice, slice]) -> FloatImage:
    """Return the mean of each cell; what lies outside the part counts as 0."""
    whole = np.zeros((HEIGHT_PX, WIDTH_PX), np.float32)
    whole[part] = image
    small = cv2.resize(whole, (COLUMNS, ROWS), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32)


def _mean(
    image: FloatImage,
    mask: NDArray[np.bool_],
    share: FloatImage,
    part: tuple[slice, slice],
) -> FloatImage:
    total = _cells(np.where(mask, image, np.float32(0)), part)
    known = share >= _LEAST_SHARE
    return np.where(known, total / np.maximum(share, _LEAST_SHARE), np.nan).astype(np.float32)


def _steps(layer: FloatImage, step: float) -> NDArray[np.int16]:
    known = np.isfinite(layer)
    steps = np.clip(np.round(np.where(known, layer, 0) / step), _MISSING + 1, -_MISSING - 1)
    return np.where(known, steps, _MISSING).astype("<i2")
