"""The labels under both photos: day, session, days since, and what was done to the picture."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from skintrack.ui.compare.scene import Scene, Side
from skintrack.ui.fonts import scaled, ui_font
from skintrack.ui.tokens import Tokens

_MARGIN = 14
_TITLE_PX, _TEXT_PX = 14, 12
_TITLE_LINE, _TEXT_LINE = 20, 17
_DOT_PX = 10
_DOT_GAP = 8
_BAR_PX, _BAR_GAP = 2, 3
_BETWEEN = " \N{MIDDLE DOT} "


def paint_labels(painter: QPainter, scene: Scene, tokens: Tokens, *, has_focus: bool) -> None:
    """Paint what each photo is, below it, never on the skin."""
    # Both begin at one height, whatever is said of them.
    has_notes = any(side.notes for side in scene.sides if side is not None)
    for number, side in enumerate(scene.sides):
        if side is None:
            continue
        place = scene.label_place(number)
        band = scene.label_rect(place)
        is_active, foot = number == scene.active and has_focus, band.bottom()
        if is_active and scene.mode.has_two_panes:
            painter.fillRect(QRectF(band.left(), band.top(), band.width(), _BAR_PX), tokens.accent)
        is_right = place == 1 and not scene.mode.has_two_panes
        lines_px = scaled(_TITLE_LINE) + (2 if has_notes else 1) * scaled(_TEXT_LINE)
        band.setTop(band.top() + (scene.label_height - lines_px) / 2 + 1)
        words = _paint_label(painter, side, band, scene.is_shown(number), tokens, is_right=is_right)
        if is_active and not scene.mode.has_two_panes:
            # Both photos are in one place: there only the words are of one of them.
            y = min(words.bottom() + _BAR_GAP, foot - _BAR_PX)
            painter.fillRect(QRectF(words.left(), y, words.width(), _BAR_PX), tokens.accent)


def _paint_label(
    painter: QPainter,
    side: Side,
    band: QRectF,
    is_shown: bool | None,
    tokens: Tokens,
    *,
    is_right: bool,
) -> QRectF:
    """Paint the lines of a label and return where its words stand."""
    text = band.adjusted(_MARGIN, 0, -_MARGIN, 0)
    title_line, text_line = scaled(_TITLE_LINE), scaled(_TEXT_LINE)
    top = band.top()
    if is_shown is not None:
        room = _DOT_PX + _DOT_GAP
        x = text.right() - _DOT_PX if is_right else text.left()
        dot = QRectF(x, top + (title_line - _DOT_PX) / 2, _DOT_PX, _DOT_PX)
        painter.setPen(QPen(QColor(tokens.surround_text), 1.5))
        painter.setBrush(QColor(tokens.surround_text) if is_shown else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(dot.adjusted(1, 1, -1, -1))
        text.adjust(0 if is_right else room, 0, -room if is_right else 0, 0)
    lines = [(side.title, ui_font(_TITLE_PX, QFont.Weight.DemiBold), title_line)]
    lines.append((side.caption, ui_font(_TEXT_PX), text_line))
    if side.notes:
        notes = _BETWEEN.join(side.notes)
        lines.append((notes, ui_font(_TEXT_PX, QFont.Weight.Medium), text_line))
    # The photos stand where they stand, also where words are read from the right.
    side_flag = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
    side_flag |= Qt.AlignmentFlag.AlignAbsolute
    painter.setPen(QColor(tokens.surround_text))
    widest = 0.0
    for words, font, line in lines:
        metrics = QFontMetricsF(font)
        shown = _fitting(words, metrics, text.width())
        widest = max(widest, metrics.horizontalAdvance(shown))
        painter.setFont(font)
        place = QRectF(text.left(), top, text.width(), line)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | side_flag, shown)
        top += line
    left = text.right() - widest if is_right else text.left()
    return QRectF(left, band.top(), widest, top - band.top())


def _fitting(words: str, metrics: QFontMetricsF, width: float) -> str:
    """Return what fits of a line: it says less before it is cut."""
    for text in (words, words.rpartition(_BETWEEN)[0]):
        if text and metrics.horizontalAdvance(text) <= width:
            return text
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
