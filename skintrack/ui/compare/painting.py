"""Paints the scene: ground, photos, outlines, curtain and labels."""

from enum import IntEnum

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTransform

from skintrack.ui.compare.empty_place import paint_empty_place
from skintrack.ui.compare.fitted import FittedPictures
from skintrack.ui.compare.labels import paint_labels
from skintrack.ui.compare.light import LightMatching
from skintrack.ui.compare.modes import Mode
from skintrack.ui.compare.scene import GAP_PX, Place, Scene, Side
from skintrack.ui.images import Picture
from skintrack.ui.services import Services
from skintrack.ui.widgets.map_painter import MapLayer
from skintrack.ui.widgets.photo_painter import (
    clip_to_photo,
    level_for,
    paint_outline,
    paint_picture,
    paint_words,
    scale_of,
)

GRIP_PX = 14
_OUTLINE = QColor("#FFFFFF")
_SHADE = QColor(0, 0, 0, 90)
_SOLID = 1.0
_SHARP_SHARE = 0.95


class Shown(IntEnum):
    """How well a photo was painted: not at all, with fewer pixels than the screen has, or sharp."""

    WORDS = 0
    COARSE = 1
    SHARP = 2


class ScenePainter:
    """Paints what is there and asks for what is not.

    Parameters
    ----------
    services : Services
    map_layer : MapLayer
        Of the right photo, where what changed is looked at.
    light : LightMatching
    fitted : FittedPictures
    """

    def __init__(
        self,
        services: Services,
        map_layer: MapLayer,
        light: LightMatching,
        fitted: FittedPictures,
    ) -> None:
        self._services = services
        self._map = map_layer
        self._light = light
        self._fitted = fitted
        self.opening = ""
        self.empty = ("", "")
        self.is_resting = True
        self._is_settled = False
        self.shown: tuple[Shown, ...] = ()

    def paint(self, painter: QPainter, scene: Scene, *, has_focus: bool) -> None:
        """Paint everything; ``shown`` tells afterwards how well each photo was."""
        tokens = self._services.theme.tokens
        painter.fillRect(scene.area, QColor(tokens.surround))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)  # also for edges of turned photos
        if scene.sides == (None, None):
            paint_empty_place(painter, self.empty[0], scene.area, tokens)
            return
        shown = []
        places = scene.places()
        sides = [scene.sides[place.number] for place in places]
        is_settled = self._services.images.is_settled
        self._is_settled = all(side is None or is_settled(side.photo) for side in sides)
        for place in places:
            side = scene.sides[place.number]
            if side is None:
                paint_empty_place(painter, self.empty[place.number], place.clip, tokens)
            else:
                shown.append(self._paint_side(painter, scene, side, place))
        self.shown = tuple(shown)
        if scene.shows_outlines:
            self._paint_outlines(painter, scene)
        if scene.mode is Mode.CURTAIN:
            _paint_curtain(painter, scene)
        elif scene.mode.has_two_panes:
            gap = QRectF(scene.panes()[0].right(), 0, GAP_PX, scene.area.height())
            painter.fillRect(gap, QColor(tokens.surface_0))
        paint_labels(painter, scene, tokens, has_focus=has_focus)

    def _paint_side(self, painter: QPainter, scene: Scene, side: Side, place: Place) -> Shown:
        picture = self._services.images.first_picture(side.photo)
        if picture is None:
            words = self._services.images.problem(side.photo) or self.opening
            color = QColor(self._services.theme.tokens.surround_text)
            paint_words(painter, words, place.clip, color)
            return Shown.WORDS
        to_screen = _to_screen(scene, side, place)
        scale = scale_of(to_screen) * painter.device().devicePixelRatioF()
        picture = self._light.picture(picture)
        shown = self._fitted.fitted(
            picture, scale, is_resting=self.is_resting, may_make=self._is_settled
        )
        painter.setOpacity(place.opacity)
        if scene.mode is Mode.CHANGE and place.number == 1:
            self._map.paint(painter, shown, to_screen, place.clip)
        else:
            paint_picture(painter, shown, to_screen, place.clip)
        painter.setOpacity(_SOLID)
        return Shown.SHARP if _is_sharp(shown, scale) else Shown.COARSE

    @staticmethod
    def _paint_outlines(painter: QPainter, scene: Scene) -> None:
        for place in scene.places():
            side = scene.sides[place.number]
            if side is None or scene.is_shown(place.number) is False:
                continue
            painter.save()
            painter.setClipRect(place.clip)
            to_screen = _to_screen(scene, side, place)
            clip_to_photo(painter, side.photo, to_screen)
            for outline in side.outlines:
                paint_outline(painter, outline, to_screen, _OUTLINE)
            painter.restore()


def _to_screen(scene: Scene, side: Side, place: Place) -> QTransform:
    return side.to_canonical * scene.look.camera(place.pane).to_screen(place.pane)


def _is_sharp(picture: Picture, scale: float) -> bool:
    """Whether every pixel of the screen has one of the photo, as far as the photo goes."""
    wanted = min(scale, 1.0) * picture.width
    return level_for(picture, scale).width() >= wanted * _SHARP_SHARE


def _paint_curtain(painter: QPainter, scene: Scene) -> None:
    x, bottom = scene.curtain_x, scene.photo_area.bottom()
    for pen in (QPen(_SHADE, 4), QPen(_OUTLINE, 2)):
        painter.setPen(pen)
        painter.drawLine(QLineF(x, 0, x, bottom))
    center = QPointF(x, bottom)
    painter.setPen(QPen(_SHADE, 1))
    painter.setBrush(_OUTLINE)
    painter.drawEllipse(center, GRIP_PX, GRIP_PX)
    painter.setPen(QPen(QColor("#303030"), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for sign in (-1, 1):
        tip = center + QPointF(8 * sign, 0)
        back = QPointF(-4 * sign, 4)
        painter.drawPolyline(QPolygonF([tip + back, tip, tip + QPointF(back.x(), -back.y())]))
