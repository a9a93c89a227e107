"""Where a photo is missing: our drawing of a face in a frame, and what to do."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from skintrack.ui.fonts import scaled, ui_font
from skintrack.ui.icons import draw_svg
from skintrack.ui.tokens import Tokens

_FACE_PX = 92
_FRAME = (96, 124)
_GAP_PX = 20
_TEXT_WIDTH, _TEXT_HEIGHT, _TEXT_PX = 380, 72, 14
_MARGIN = 24
_RADIUS = 2


def paint_empty_place(painter: QPainter, words: str, area: QRectF, tokens: Tokens) -> None:
    """Paint an empty frame with its words in the middle of an area.

    Parameters
    ----------
    painter : QPainter
        Paints in screen coordinates.
    words : str
        What is missing, and how it comes here; nothing is painted without.
    area : QRectF
        Of the missing photo.
    tokens : Tokens
    """
    if not words:
        return
    color = QColor(tokens.surround_text)
    text_height = scaled(_TEXT_HEIGHT)
    has_frame = area.height() >= _FRAME[1] + _GAP_PX + text_height
    height = text_height + (_FRAME[1] + _GAP_PX if has_frame else 0)
    top = area.center().y() - height / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if has_frame:
        frame = QRectF(area.center().x() - _FRAME[0] / 2, top, *_FRAME)
        painter.setPen(QPen(color, 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
        ratio = painter.device().devicePixelRatioF()
        corner = frame.center() - QPointF(_FACE_PX / 2, _FACE_PX / 2)
        painter.drawPixmap(corner, draw_svg("face", color.name(), _FACE_PX, ratio))
        top = frame.bottom() + _GAP_PX
    width = min(scaled(_TEXT_WIDTH), area.width() - 2 * _MARGIN)
    place = QRectF(area.center().x() - width / 2, top, width, text_height)
    painter.setPen(color)
    painter.setFont(ui_font(_TEXT_PX))
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
    painter.drawText(place, flags | Qt.TextFlag.TextWordWrap, words)
