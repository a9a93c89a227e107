"""A soft end where the time axis goes on out of sight: nothing looks cut off by mistake."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from skintrack.ui.timeline.plain_fill import fill

_FADE_PX = 20


def paint_edges(
    painter: QPainter, area: QRectF, ground: str, *, more_before: bool, more_after: bool
) -> None:
    """Let what is painted end softly at the sides where more of it follows.

    Parameters
    ----------
    painter : QPainter
        Paints in the coordinates of ``area``.
    area : QRectF
        Where the axis and the photos are.
    ground : str
        The colour behind them.
    more_before, more_after : bool
        Whether the axis goes on at the left, at the right.
    """
    # Line by line: gradients bring two hundred names, and the window opens without.
    color, whole = QColor(ground), area.toAlignedRect()
    # Whole pixels need no smoothing, which takes ten times as long.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for step in range(_FADE_PX):
        color.setAlphaF(1 - (step + 0.5) / _FADE_PX)
        if more_before:
            fill(painter, QRectF(whole.left() + step, whole.top(), 1, whole.height()), color)
        if more_after:
            fill(painter, QRectF(whole.right() - step, whole.top(), 1, whole.height()), color)
