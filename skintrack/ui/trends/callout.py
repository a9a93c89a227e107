"""The note beside a point: its small photo, its day, its value and what it means."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from skintrack.ui.fonts import ui_font
from skintrack.ui.models.point_words import PointWords
from skintrack.ui.tokens import Tokens

_PHOTO_WIDTH, _PHOTO_HEIGHT = 60.0, 80.0
_PADDING = 10.0
_GAP = 12.0
_TEXT_WIDTH = 210.0
_AWAY = 16.0
_RADIUS = 8.0
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True)
class Callout:
    """What a note says, and of which place; it covers as few of the ``others`` as it can.

    ``photo`` is None until its small picture is there.
    """

    words: PointWords
    photo: QPixmap | None
    place: QPointF
    others: Sequence[QPointF] = ()


@dataclass(frozen=True)
class _Line:
    text: str
    font: QFont
    color: str
    height: float


def paint_callout(
    painter: QPainter, tokens: Tokens, callout: Callout, plot: QRectF, chart: QRectF
) -> None:
    """Paint a note beside its point inside the plot; a larger one takes what the chart has."""
    lines = _lines(callout.words, tokens)
    text_height = sum(line.height for line in lines)
    width = 2 * _PADDING + _PHOTO_WIDTH + _GAP + _TEXT_WIDTH
    height = 2 * _PADDING + max(_PHOTO_HEIGHT, text_height)
    size = QSizeF(width, height)
    area = _beside(callout, size, bounds_of_note(size, plot, chart))
    painter.setPen(QPen(QColor(tokens.line_strong), 1))
    painter.setBrush(QColor(tokens.surface_1))
    painter.drawRoundedRect(area, _RADIUS, _RADIUS)
    frame = QRectF(area.left() + _PADDING, area.top() + _PADDING, _PHOTO_WIDTH, _PHOTO_HEIGHT)
    painter.fillRect(frame, QColor(tokens.surround))
    if callout.photo is not None and not callout.photo.isNull():
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(
            _inside(callout.photo, frame), callout.photo, QRectF(callout.photo.rect())
        )
    top = area.top() + _PADDING
    for line in lines:
        painter.setFont(line.font)
        painter.setPen(QColor(line.color))
        text_area = QRectF(frame.right() + _GAP, top, _TEXT_WIDTH, line.height)
        painter.drawText(text_area, int(_WRAP), line.text)
        top += line.height


def bounds_of_note(size: QSizeF, plot: QRectF, chart: QRectF) -> QRectF:
    """Return where a note may stand: not on the days and values at the axes, where there is room.

    Parameters
    ----------
    size : QSizeF
        Of the note.
    plot, chart : QRectF
        Between the axes, and all of it.
    """
    bounds = QRectF(plot)
    if size.width() > plot.width():
        bounds.setLeft(chart.left())
        bounds.setRight(chart.right())
    if size.height() > plot.height():
        bounds.setTop(chart.top())
        bounds.setBottom(chart.bottom())
    return bounds


def _lines(words: PointWords, tokens: Tokens) -> list[_Line]:
    small, strong = ui_font(12), ui_font(13, QFont.Weight.DemiBold)
    texts = (
        (words.day, strong, tokens.text_1),
        (words.figure, small, tokens.text_1),
        (words.meaning, small, tokens.text_1),
        (words.beside, small, tokens.text_2),
    )
    return [_Line(text, font, color, _height(text, font)) for text, font, color in texts if text]


def _height(text: str, font: QFont) -> float:
    room = QRectF(0, 0, _TEXT_WIDTH, 1000)
    return QFontMetricsF(font).boundingRect(room, int(_WRAP), text).height() + 4


def _beside(callout: Callout, size: QSizeF, bounds: QRectF) -> QRectF:
    """Return the free-est place at the right or left of a point, or above or below it."""
    x, y = callout.place.x(), callout.place.y()
    width, height = size.width(), size.height()
    lefts = (x + _AWAY, x - _AWAY - width, x - width / 2)
    tops = (y - height / 2, y + _AWAY, y - _AWAY - height)
    areas = [_kept(QRectF(QPointF(left, top), size), bounds) for left in lefts for top in tops]
    free = [area for area in areas if not area.contains(callout.place)] or areas
    return min(free, key=partial(_covered, callout.others))


def _kept(area: QRectF, bounds: QRectF) -> QRectF:
    """Move an area into the bounds."""
    left = max(min(area.left(), bounds.right() - area.width()), bounds.left())
    top = max(min(area.top(), bounds.bottom() - area.height()), bounds.top())
    return QRectF(QPointF(left, top), area.size())


def _covered(places: Sequence[QPointF], area: QRectF) -> int:
    return sum(area.contains(place) for place in places)


def _inside(photo: QPixmap, frame: QRectF) -> QRectF:
    """Return the whole photo within a frame."""
    scale = min(frame.width() / photo.width(), frame.height() / photo.height())
    area = QRectF(0, 0, photo.width() * scale, photo.height() * scale)
    area.moveCenter(frame.center())
    return area
