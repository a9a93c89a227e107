"""A soft end where the time axis goes on out of sight: nothing looks cut off by mistake."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QLinearGradient, QPainter

_FADE_PX = 20.0


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
    solid, clear = QColor(ground), QColor(ground)
    clear.setAlpha(0)
    for is_wanted, outer, inner in (
        (more_before, area.left(), area.left() + _FADE_PX),
        (more_after, area.right(), area.right() - _FADE_PX),
    ):
        if is_wanted:
            fade = QLinearGradient(outer, 0, inner, 0)
            fade.setColorAt(0, solid)
            fade.setColorAt(1, clear)
            side = QRectF(min(outer, inner), area.top(), _FADE_PX, area.height())
            painter.fillRect(side, fade)
