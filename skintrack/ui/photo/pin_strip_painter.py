"""Paints the crops of a pinned spot in a row, each with its day under it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from skintrack.ui.fonts import scaled, ui_font
from skintrack.ui.photo.pin_strip_model import CELL_ROLE, CROP_PX, StripCell
from skintrack.ui.theme import Theme

_GAP_PX, _TOP_PX, _LINE_PX = 6, 4, 16
_FONT_PX = 12
LOW_CROP_PX = 84
_BAR_PX = 3

# The words below may be a little wider than the crop.
_CELL_WIDTH = CROP_PX + 3 * _GAP_PX
_WORDS_WIDTH = 100
_BETWEEN = " \N{MIDDLE DOT} "


def cell_size(crop_px: int) -> QSize:
    """Return the size of a cell: the crop and two lines of words."""
    height = _TOP_PX + crop_px + 4 + 2 * scaled(_LINE_PX) + 4
    return QSize(max(_CELL_WIDTH, scaled(_WORDS_WIDTH)), height)


class PinStripPainter(QStyledItemDelegate):
    """One cell: the crop on the neutral ground, day and phase, a bar under the photo shown large.

    Parameters
    ----------
    theme : Theme
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.crop_px = CROP_PX

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the room of a cell."""
        return cell_size(self.crop_px)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a cell."""
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, StripCell):
            return
        tokens = self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(whole, QColor(tokens.accent_soft))
        left = whole.center().x() - self.crop_px / 2
        room = QRectF(left, whole.top() + _TOP_PX, self.crop_px, self.crop_px)
        painter.fillRect(room, QColor(tokens.surround))
        if cell.crop is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(room, cell.crop, QRectF(cell.crop.rect()))
        elif cell.problem:
            self._paint_problem(painter, cell.problem, room)
        self._paint_words(painter, cell, room)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(whole.adjusted(1, 1, -1, -1))
        painter.restore()

    def _paint_problem(self, painter: QPainter, problem: str, room: QRectF) -> None:
        painter.setFont(ui_font(_FONT_PX))
        painter.setPen(QColor(self._theme.tokens.surround_text))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room.adjusted(8, 4, -8, -4), flags, problem)

    def _paint_words(self, painter: QPainter, cell: StripCell, room: QRectF) -> None:
        tokens = self._theme.tokens
        top = room.bottom() + 4
        second = _BETWEEN.join(part for part in (cell.phase, cell.note) if part)
        strong = QFont.Weight.DemiBold if cell.is_current else QFont.Weight.Normal
        lines = ((cell.day, tokens.text_1, strong), (second, tokens.text_2, QFont.Weight.Normal))
        for number, (words, color, weight) in enumerate(lines):
            painter.setFont(ui_font(_FONT_PX, weight))
            metrics = QFontMetricsF(painter.font())
            painter.setPen(QColor(color))
            height = scaled(_LINE_PX)
            line = QRectF(0, top + number * height, cell_size(self.crop_px).width() - 2, height)
            line.moveCenter(QPointF(room.center().x(), line.center().y()))
            shown = _fitting(words, metrics, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, shown)
        if cell.is_current:
            start = QPointF(room.left(), room.bottom() + 1)
            bar = QRectF(start, QPointF(room.right(), room.bottom() + 1 + _BAR_PX))
            painter.fillRect(bar, QColor(tokens.accent))


def _fitting(words: str, metrics: QFontMetricsF, width: float) -> str:
    """Return what fits of a line: it says less before it is cut."""
    if metrics.horizontalAdvance(words) > width:
        words = words.partition(_BETWEEN)[0]
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
