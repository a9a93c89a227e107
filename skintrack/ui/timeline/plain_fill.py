"""Filling in one colour, without what gradients bring along."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter


def fill(painter: QPainter, area: QRectF, color: QColor) -> None:
    """Fill an area; pen and brush are as before afterwards.

    ``QPainter.fillRect`` looks first whether the colour is the name of a gradient, and makes two
    hundred of those names for it: the window opens sooner without.
    """
    pen, brush = painter.pen(), painter.brush()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRect(area)
    painter.setPen(pen)
    painter.setBrush(brush)
