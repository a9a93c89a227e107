"""A sentence that begins with a mark, such as ▼: its lines stand below each other, not below it."""

import re

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from skintrack.ui.words import said

MARKS = "▼▲●○"
_ANY_HEIGHT = 10_000
_GAP_PX = 6
_MOST_HEIGHTS = 64
# A number stays with its sign and its unit, or it reads as another one.
_JOINTS = re.compile(r"(?<=±) (?=\d)|(?<=[\d%]) (?=±)|(?<=\d) (?=%|EI\b)")


class MarkedLabel(QLabel):
    """Plain text in as many lines as it needs; the mark it begins with stands alone at the side.

    Parameters
    ----------
    text : str
        With its mark, which is what screen readers and ``text`` say; one without is a plain text.
    role : str
        One of the style sheet's.
    """

    def __init__(self, text: str, role: str = "") -> None:
        super().__init__(said(text))
        self._heights: dict[tuple[int, str, str], int] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if role:
            self.setProperty("role", role)

    @property
    def indent_px(self) -> int:
        """How far the words stand from the side on which lines begin."""
        mark, _ = self._parts()
        return self._mark_width(self.fontMetrics()) if mark else 0

    def _parts(self) -> tuple[str, str]:
        text = _JOINTS.sub("\N{NO-BREAK SPACE}", self.text())
        if text[:1] and text[0] in MARKS:
            return text[0], text[1:].lstrip()
        return "", text

    def _mark_width(self, metrics: QFontMetrics) -> int:
        # One width for all marks, so that sentences below each other begin in one line.
        return max(metrics.horizontalAdvance(mark) for mark in MARKS) + _GAP_PX

    def heightForWidth(self, width: int) -> int:
        """Return how high all lines are together."""
        # Boxes in boxes ask a hundred times before they agree.
        key = (width, self.text(), self.font().key())
        if key not in self._heights:
            if len(self._heights) >= _MOST_HEIGHTS:
                self._heights.clear()
            self._heights[key] = self._height_for(width)
        return self._heights[key]

    def _height_for(self, width: int) -> int:
        flags = Qt.TextFlag.TextWordWrap.value
        room = QRect(0, 0, max(width - self.indent_px, 1), _ANY_HEIGHT)
        return self.fontMetrics().boundingRect(room, flags, self._parts()[1]).height()

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        metrics = self.fontMetrics()
        width = self.indent_px + metrics.horizontalAdvance(self._parts()[1])
        return QSize(width, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Return a size that holds the longest word."""
        metrics = self.fontMetrics()
        longest = max(map(metrics.horizontalAdvance, self._parts()[1].split(" ")), default=0)
        return QSize(self.indent_px + longest, metrics.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark, and beside it the words."""
        painter = QPainter(self)
        mark, words = self._parts()
        painter.setPen(self.palette().color(self.foregroundRole()))
        sign = self.contentsRect()
        room = QRect(sign)
        flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
            room.setRight(room.right() - self.indent_px)
        else:
            room.setLeft(room.left() + self.indent_px)
        painter.drawText(sign, flags | Qt.AlignmentFlag.AlignAbsolute, mark)
        wrapped = flags | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextWordWrap
        painter.drawText(room, wrapped, words)
        painter.end()
