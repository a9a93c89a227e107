"""A figure as bytes without metadata: SVG for paper, PNG and pixels for screens."""

from io import BytesIO

import numpy as np
from matplotlib import rc_context
from matplotlib.figure import Figure
from numpy.typing import NDArray

_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
"""matplotlib writes what stands here, and each of these by itself unless it is None."""


def figure_svg(figure: Figure, *, has_outlined_text: bool = True) -> bytes:
    """Return a figure as SVG, the same bytes every time.

    Parameters
    ----------
    figure : Figure
        The figure.
    has_outlined_text : bool
        Whether text becomes outlines, so that the file looks the same where the program's font is
        not installed. Otherwise it stays text, for a reader that has the font.
    """
    buffer = BytesIO()
    font_type = "path" if has_outlined_text else "none"
    # The ids of the SVG come from a random salt unless one is set.
    with rc_context({"svg.hashsalt": "skintrack", "svg.fonttype": font_type}):
        figure.savefig(buffer, format="svg", metadata=_NO_METADATA)
    return buffer.getvalue()


def figure_png(figure: Figure, dpi: float = 144.0) -> bytes:
    """Return a figure as PNG with ``dpi`` pixels per inch of its size."""
    buffer = BytesIO()
    figure.savefig(buffer, format="png", dpi=dpi, metadata={"Software": None})
    return buffer.getvalue()


def figure_rgba(figure: Figure, dpi: float = 96.0) -> NDArray[np.uint8]:
    """Return a figure as pixels, uint8 (H, W, 4) RGBA."""
    buffer = BytesIO()
    figure.savefig(buffer, format="rgba", dpi=dpi)
    width, height = (int(size) for size in np.floor(figure.get_size_inches() * dpi + 1e-6))
    return np.frombuffer(buffer.getvalue(), np.uint8).reshape(height, width, 4).copy()
