"""Colours of maps that colour-blind people can read: numbers become RGBA.

Sequential: cividis (Nunez, Anderton and Renslow 2018, PLoS ONE 13:e0199239), made so that people
with and without a red-green weakness see the same. Diverging: from blue through transparent to
orange, after PuOr of ColorBrewer (Brewer 1999); red and green never stand against each other.
"""

import numpy as np
import numpy.typing as npt

Rgba = npt.NDArray[np.uint8]
Values = npt.NDArray[np.float32]

_LEVELS = 256
# matplotlib's table of cividis at twelve equal steps.
_CIVIDIS = (
    (0, 34, 78), (0, 49, 112), (42, 63, 109), (67, 78, 108), (87, 93, 109), (106, 108, 113),
    (125, 124, 120), (145, 139, 120), (165, 156, 116), (187, 173, 109), (209, 191, 97),
    (233, 211, 78), (254, 232, 56),
)  # fmt: skip
_BLUE_TO_ORANGE = (
    (8, 69, 148), (33, 113, 181), (107, 174, 214), (198, 219, 239), (242, 240, 238),
    (253, 208, 162), (253, 160, 70), (226, 104, 8), (158, 62, 2),
)  # fmt: skip
# Measured, colour only, clipped, covered: after Okabe and Ito 2008, and apart in lightness too.
KIND_COLORS = ((86, 180, 233), (240, 228, 66), (213, 94, 0), (34, 28, 84))


def sequential_table() -> Rgba:
    """Return the colours from low to high, shape (256, 4)."""
    return _table(_CIVIDIS)


def diverging_table() -> Rgba:
    """Return the colours from less to more, opaque also in the middle, shape (256, 4)."""
    return _table(_BLUE_TO_ORANGE)


def color_sequential(values: Values, low: float, high: float) -> Rgba:
    """Colour values from low to high; beyond either end its colour goes on.

    Parameters
    ----------
    values : ndarray of float32, shape (H, W)
        NaN becomes transparent.
    low, high : float
        In the unit of the values.

    Returns
    -------
    ndarray of uint8, shape (H, W, 4)
    """
    return _look_up(sequential_table(), values, low, high)


def color_diverging(values: Values, end: float, full_at: float) -> Rgba:
    """Colour differences from ``-end`` to ``end``; nothing is shown where there is none.

    Parameters
    ----------
    values : ndarray of float32, shape (H, W)
        NaN and 0 become transparent.
    end : float
        The difference with the strongest colour.
    full_at : float
        The difference from which the colour covers fully.
    """
    colors = _look_up(diverging_table(), values, -end, end)
    cover = np.clip(np.abs(np.nan_to_num(values)) / full_at, 0, 1)
    colors[..., 3] = np.round(255 * cover).astype(np.uint8)
    return colors


def color_kinds(kinds: npt.NDArray[np.uint8]) -> Rgba:
    """Colour kinds 1, 2, 3, 4 by ``KIND_COLORS``; 0 becomes transparent."""
    table = np.zeros((len(KIND_COLORS) + 1, 4), np.uint8)
    table[1:, :3] = KIND_COLORS
    table[1:, 3] = 255
    return np.asarray(table[kinds], np.uint8)


def _table(anchors: tuple[tuple[int, int, int], ...]) -> Rgba:
    at = np.linspace(0, 1, len(anchors))
    levels = np.linspace(0, 1, _LEVELS)
    channels = [np.interp(levels, at, [anchor[c] for anchor in anchors]) for c in range(3)]
    return np.round(np.stack([*channels, np.full(_LEVELS, 255.0)], axis=-1)).astype(np.uint8)


def _look_up(table: Rgba, values: Values, low: float, high: float) -> Rgba:
    level = np.clip(np.nan_to_num((values - low) / (high - low)), 0, 1) * (_LEVELS - 1)
    colors = np.asarray(table[np.round(level).astype(np.intp)], np.uint8)
    colors[..., 3] = np.where(np.isfinite(values), 255, 0)
    return colors
