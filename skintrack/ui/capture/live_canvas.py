"""The live picture on neutral grey, the ghost over it, and the countdown."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from skintrack.capture.drawing import Aim, aim_at
from skintrack.ui.cameras import Cameras
from skintrack.ui.capture.ghost import Ghost
from skintrack.ui.fonts import text_scale, ui_font
from skintrack.ui.theme import Theme
from skintrack.ui.widgets.photo_painter import similarity_transform
from skintrack.ui.words import tr

_MARGIN = 16
_GHOST_OPACITY = 0.40
_LINE, _HALO = 1.6, 4.0
_LINE_COLOR, _HALO_COLOR = QColor(255, 255, 255, 235), QColor(0, 0, 0, 90)
_SHADE = QColor(0, 0, 0, 150)
_COUNT_PX, _PILL_PX = 120, 14


class LiveCanvas(QWidget):
    """Paints what the camera sees.

    Parameters
    ----------
    theme : Theme
    cameras : Cameras
        Told how large the picture is needed.
    """

    def __init__(self, theme: Theme, cameras: Cameras) -> None:
        super().__init__()
        self._theme = theme
        self._cameras = cameras
        self._ghost: Ghost | None = None
        self._words = ""
        self._count = 0
        self._layer: tuple[object, QPixmap] | None = None
        self.shows_lines = True
        self.shows_photo = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 200)
        cameras.pictured.connect(self.update)
        cameras.changed.connect(self._follow_camera)
        theme.changed.connect(self.update)
        self._follow_camera()

    def show_ghost(self, ghost: Ghost | None) -> None:
        """Lay another face over the picture."""
        self._ghost = ghost
        self.update()

    def show_count(self, seconds: int) -> None:
        """Show the seconds that are left, 0 for none."""
        self._count = seconds
        self.update()

    def show_words(self, words: str) -> None:
        """Show a few words over the picture, such as which shot this is."""
        self._words = words
        self.update()

    @property
    def aim(self) -> Aim | None:
        """Where the face should be, in pixels of the camera's frame."""
        frame, ghost = self._cameras.frame, self._ghost
        if frame is None or ghost is None or ghost.drawing is None:
            return None
        return aim_at(ghost.drawing, frame.width, frame.height)

    def _follow_camera(self) -> None:
        name = tr("Camera is on") if self._cameras.is_on else tr("Camera is off")
        self.setAccessibleName(name)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the camera how large its picture is shown."""
        super().resizeEvent(event)
        ratio = self.devicePixelRatioF()
        room = self._room()
        size = QSize(round(room.width() * ratio), round(room.height() * ratio))
        self._cameras.shown_size = size.expandedTo(QSize(64, 36))

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)

    def _place(self, image: QImage) -> QRectF:
        """Return where the picture is, as large as the room allows."""
        room = self._room()
        scale = min(room.width() / image.width(), room.height() / image.height())
        width, height = image.width() * scale, image.height() * scale
        middle = room.center()
        left, top = round(middle.x() - width / 2), round(middle.y() - height / 2)
        return QRectF(left, top, width, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture, the ghost and the words."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        painter.fillRect(self.rect(), QColor(tokens.surround))
        image = self._cameras.picture
        if image is None:
            self._paint_waiting(painter)
            return
        place = self._place(image)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, image)
        painter.drawPixmap(0, 0, self._layer_over(place))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_pill(painter, place.topLeft(), tr("Camera is on"), has_dot=True)
        if self._words:
            middle = QPointF(place.center().x(), place.top())
            self._paint_pill(painter, middle, self._words, is_centred=True)
        if self._count:
            self._paint_count(painter, place)

    def _paint_waiting(self, painter: QPainter) -> None:
        painter.setPen(QColor(self._theme.tokens.surround_text))
        painter.setFont(_font(16))
        words = tr("The camera is starting") if self._cameras.is_on else ""
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)

    def _to_screen(self, place: QRectF) -> QTransform:
        """Return the way from the frame to the screen; mirrored as the picture is."""
        frame = self._cameras.frame
        scale = 1.0 if frame is None else place.width() / frame.width
        if self._cameras.is_mirrored:
            return QTransform(-scale, 0, 0, scale, place.right(), place.top())
        return QTransform(scale, 0, 0, scale, place.left(), place.top())

    def _layer_over(self, place: QRectF) -> QPixmap:
        """Return what lies over the picture; painted once, not with each frame."""
        frame, ratio = self._cameras.frame, self.devicePixelRatioF()
        shape = None if frame is None else (frame.width, frame.height)
        looks = (self.shows_lines, self.shows_photo, self._cameras.is_mirrored, ratio)
        key = (self._ghost, shape, looks, place.getRect(), self.size())
        if self._layer is None or self._layer[0] != key:
            layer = QPixmap(self.size() * ratio)
            layer.setDevicePixelRatio(ratio)
            layer.fill(Qt.GlobalColor.transparent)
            painter = QPainter(layer)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ghost(painter, place)
            painter.end()
            self._layer = (key, layer)
        return self._layer[1]

    def _paint_ghost(self, painter: QPainter, place: QRectF) -> None:
        aim, ghost = self.aim, self._ghost
        if aim is None or ghost is None:
            return
        to_screen = self._to_screen(place)
        painter.save()
        painter.setClipRect(place)
        if self.shows_photo and ghost.image is not None:
            painter.setOpacity(_GHOST_OPACITY)
            painter.setTransform(similarity_transform(aim.to_frame) * to_screen)
            painter.drawImage(QPointF(0, 0), ghost.image)
            painter.resetTransform()
            painter.setOpacity(1.0)
        if self.shows_lines:
            self._paint_lines(painter, aim, to_screen)
        painter.restore()

    @staticmethod
    def _paint_lines(painter: QPainter, aim: Aim, to_screen: QTransform) -> None:
        lines = [
            QPolygonF([to_screen.map(QPointF(point.x, point.y)) for point in line])
            for line in aim.lines
        ]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, width in ((_HALO_COLOR, _HALO), (_LINE_COLOR, _LINE)):
            pen = QPen(color, width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            for line in lines:
                painter.drawPolyline(line)

    def _paint_pill(
        self,
        painter: QPainter,
        corner: QPointF,
        words: str,
        *,
        has_dot: bool = False,
        is_centred: bool = False,
    ) -> None:
        painter.setFont(_font(_PILL_PX))
        metrics = painter.fontMetrics()
        dot = 18 if has_dot else 0
        width, height = metrics.horizontalAdvance(words) + 24 + dot, metrics.height() + 10
        left = corner.x() - width / 2 if is_centred else corner.x() + 12
        pill = QRectF(left, corner.y() + 12, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_SHADE)
        painter.drawRoundedRect(pill, height / 2, height / 2)
        if has_dot:
            painter.setBrush(QColor("#5CC4BF"))
            painter.drawEllipse(QPointF(pill.left() + 17, pill.center().y()), 4.5, 4.5)
        painter.setPen(QColor("#FFFFFF"))
        box = pill.adjusted(12 + dot, 0, -12, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_count(self, painter: QPainter, place: QRectF) -> None:
        """Paint the seconds in a corner, where no face is."""
        corner = place.topRight() + QPointF(-_COUNT_PX - 16, 16)
        circle = QRectF(corner, QSizeF(_COUNT_PX, _COUNT_PX))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_SHADE)
        painter.drawEllipse(circle)
        painter.setPen(QColor("#FFFFFF"))
        # Large already: it keeps to its circle where all other text is larger.
        painter.setFont(_font(round(_COUNT_PX / 2 / text_scale())))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._count))


def _font(size_px: int) -> QFont:
    font = ui_font(size_px)
    font.setWeight(QFont.Weight.DemiBold)
    return font
