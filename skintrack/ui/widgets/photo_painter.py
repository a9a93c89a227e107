"""Paints a photo at any zoom and turn without skipping pixels."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from skintrack.model import Photo, Point, Similarity
from skintrack.ui.fonts import ui_font
from skintrack.ui.images import Picture

_HALF_PIXEL = 0.5
_WORDS_MARGIN = 24
_WORDS_OVER = 6


def scale_of(transform: QTransform) -> float:
    """Return by how much a transform enlarges lengths; it turns, scales and shifts only."""
    return float((transform.m11() ** 2 + transform.m12() ** 2) ** 0.5)


def similarity_transform(similarity: Similarity) -> QTransform:
    """Return a similarity as Qt's transform, which multiplies row vectors from the left."""
    a, b = similarity.a, similarity.b
    return QTransform(a, b, -b, a, similarity.tx, similarity.ty)


def level_for(picture: Picture, scale: float) -> QImage:
    """Return the level whose size is nearest to that on the screen.

    Among halvings that is never more than 1.42 pixels for one of the screen, so that fine texture
    does not shimmer; ``FittedPictures`` adds a level of just the right size.

    Parameters
    ----------
    picture : Picture
        A photo with its halvings.
    scale : float
        Screen pixels per pixel of the photo.
    """
    needed = math.log(max(scale * picture.width, 1.0))
    return min(picture.levels, key=lambda level: abs(math.log(level.width()) - needed))


def paint_picture(painter: QPainter, picture: Picture, to_screen: QTransform, clip: QRectF) -> None:
    """Paint a photo within a rectangle.

    Parameters
    ----------
    painter : QPainter
        Paints in screen coordinates.
    picture : Picture
        The photo.
    to_screen : QTransform
        From photo pixels to the screen.
    clip : QRectF
        Nothing is painted shape.
    """
    ratio = painter.device().devicePixelRatioF()
    level = level_for(picture, scale_of(to_screen) * ratio)
    grow = QTransform.fromScale(picture.width / level.width(), picture.height / level.height())
    # A photo's coordinates count from the centre of its first pixel.
    shift = QTransform.fromTranslate(-_HALF_PIXEL, -_HALF_PIXEL)
    painter.save()
    painter.setClipRect(clip, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setTransform(grow * shift * to_screen, True)
    painter.drawImage(QPointF(0, 0), level)
    painter.restore()


def clip_to_photo(painter: QPainter, photo: Photo, to_screen: QTransform) -> None:
    """Paint nothing beside a photo from here on: what was measured ends where the photo ends."""
    shape = QPainterPath()
    whole = QRectF(-_HALF_PIXEL, -_HALF_PIXEL, photo.width, photo.height)
    shape.addPolygon(to_screen.map(QPolygonF(whole)))
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)


def paint_words(painter: QPainter, words: str, area: QRectF, color: QColor) -> None:
    """Write a sentence in the middle of the place where a photo would be."""
    painter.setPen(color)
    painter.setFont(ui_font(14))
    place = area.adjusted(_WORDS_MARGIN, 0, -_WORDS_MARGIN, 0)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)


def paint_outline(
    painter: QPainter,
    outline: tuple[Point, ...],
    to_screen: QTransform,
    color: QColor,
    *,
    is_closed: bool = True,
) -> None:
    """Paint a region's outline: a fine line on a darker one, so that it shows on any skin."""
    shape = _on_screen(outline, to_screen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(QColor(0, 0, 0, 130), 3.5), QPen(color, 1.5)):
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        if is_closed:
            painter.drawPolygon(shape)
        else:
            painter.drawPolyline(shape)


def paint_marked(
    painter: QPainter,
    outline: tuple[Point, ...],
    to_screen: QTransform,
    color: QColor,
    words: str,
) -> None:
    """Paint an outline in dashes with its name above it, to be told from measured regions."""
    shape = _on_screen(outline, to_screen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    shade = QColor(0, 0, 0, 130)
    for pen in (QPen(shade, 3.5), QPen(color, 1.5, Qt.PenStyle.DashLine)):
        painter.setPen(pen)
        painter.drawPolygon(shape)
    painter.setFont(ui_font(12))
    place = shape.boundingRect().topLeft() + QPointF(0, -_WORDS_OVER)
    for shift, tone in ((1, shade), (0, color)):
        painter.setPen(tone)
        painter.drawText(place + QPointF(shift, shift), words)


def _on_screen(outline: tuple[Point, ...], to_screen: QTransform) -> QPolygonF:
    return to_screen.map(QPolygonF([QPointF(point.x, point.y) for point in outline]))
