"""One photo, large: zoom, move, look at the measured regions, draw one by hand."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from skintrack.model import Outline, Photo, Point, RegionName
from skintrack.ui.services import Services
from skintrack.ui.widgets.map_painter import MapLayer
from skintrack.ui.widgets.photo_painter import paint_marked, paint_outline, paint_words

_WHEEL_STEP = 1.0015
_MOST_ZOOM = 8.0
_CLOSE_PX = 12
_LEAST_CORNERS = 3
_MARGIN = 12
_OUTLINE = QColor("#FFFFFF")
_UNTREATED = QColor("#8FD3FF")
_CORNER_PX = 4
_CROSS_PX = 9
_STEP_PX = 12
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PhotoCanvas(QWidget):
    """Paints a photo on a neutral ground.

    While drawing, each click sets a corner, or the space bar where the arrow keys have led (Shift:
    finely). Enter, or a click on the first corner, ends the outline; Backspace or Ctrl+Z takes the
    last corner back, Ctrl+Shift+Z puts it there again; Escape gives up.
    """

    outline_drawn = Signal(object)
    drawing_ended = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._photo: Photo | None = None
        self.map = MapLayer(services.cpu_tasks)
        self.map.changed.connect(self.update)
        self._outlines: dict[RegionName, Outline] = {}
        self._untreated: Outline = ()
        self._shows_regions = True
        self._zoom = 1.0  # relative to the whole photo fitting
        self._offset = QPointF()
        self._drag: QPointF | None = None
        self._corners: list[Point] | None = None
        self._taken_back: list[Point] = []
        self._pointer = QPointF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(320, 240)
        self.setAccessibleName(self.tr("Photo"))
        services.images.picture_ready.connect(self._repaint_photo)
        services.images.failed.connect(self._repaint_photo)
        services.theme.changed.connect(self.update)

    @property
    def is_drawing(self) -> bool:
        """Whether an outline is being drawn."""
        return self._corners is not None

    @property
    def corners(self) -> tuple[Point, ...]:
        """The corners drawn so far."""
        return tuple(self._corners or ())

    def show_photo(
        self, photo: Photo, outlines: dict[RegionName, Outline], untreated: Outline = ()
    ) -> None:
        """Show a photo with its regions and its untreated skin."""
        if self._photo is None or photo.id != self._photo.id:
            self.show_whole()
            self.stop_drawing()
        self._photo = photo
        self._outlines = outlines
        self._untreated = untreated
        self.update()

    def set_shows_regions(self, is_shown: bool) -> None:
        """Show or hide the regions."""
        self._shows_regions = is_shown
        self.update()

    @Slot()
    def show_whole(self) -> None:
        """Show the whole photo."""
        self._zoom, self._offset = 1.0, QPointF()
        self.update()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom round a point of this widget."""
        if self._photo is None:
            return
        point = at or QPointF(self.rect().center())
        on_photo = self._inverse().map(point)
        most = max(_MOST_ZOOM / self._fit(), 1.0)
        self._zoom = min(max(self._zoom * factor, 1.0), most)
        self._offset += point - self._to_screen().map(on_photo)
        self._hold()
        if self._fit() * self._zoom * self.devicePixelRatioF() > self._detail():
            self._services.images.want_original(self._photo)
        self.update()

    # Drawing a region

    @Slot()
    def start_drawing(self) -> None:
        """Begin an outline."""
        self._corners = []
        self._taken_back = []
        self._pointer = QPointF(self.rect().center())
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocus()
        self.update()

    @Slot()
    def stop_drawing(self) -> None:
        """Give up the outline."""
        if self._corners is not None:
            self._corners = None
            self.unsetCursor()
            self.drawing_ended.emit()
            self.update()

    def finish_drawing(self) -> None:
        """Tell the outline, once it has three corners."""
        corners = self.corners
        if len(corners) >= _LEAST_CORNERS:
            self.stop_drawing()
            self.outline_drawn.emit(corners)

    def _add_corner(self, point: QPointF) -> None:
        if self._photo is None or self._corners is None:
            return
        if self._corners and len(self._corners) >= _LEAST_CORNERS:
            first = self._to_screen().map(QPointF(*self._corners[0]))
            if (first - point).manhattanLength() <= _CLOSE_PX:
                self.finish_drawing()
                return
        on_photo = self._inverse().map(point)
        x = min(max(on_photo.x(), 0.0), self._photo.width - 1.0)
        y = min(max(on_photo.y(), 0.0), self._photo.height - 1.0)
        self._corners.append(Point(x, y))
        self._taken_back.clear()
        self.update()

    def _take_corner_back(self) -> None:
        if self._corners:
            self._taken_back.append(self._corners.pop())
            self.update()

    def _put_corner_back(self) -> None:
        if self._corners is not None and self._taken_back:
            self._corners.append(self._taken_back.pop())
            self.update()

    def _move_pointer(self, step: QPointF) -> None:
        moved = self._pointer + step
        x = min(max(moved.x(), 0.0), self.width() - 1.0)
        y = min(max(moved.y(), 0.0), self.height() - 1.0)
        self._pointer = QPointF(x, y)
        self.update()

    # Geometry

    def _fit(self) -> float:
        if self._photo is None:
            return 1.0
        width, height = self.width() - 2 * _MARGIN, self.height() - 2 * _MARGIN
        return max(min(width / self._photo.width, height / self._photo.height), 0.01)

    def _detail(self) -> float:
        picture = None if self._photo is None else self._services.images.picture(self._photo)
        return 1.0 if picture is None else picture.detail

    def _to_screen(self) -> QTransform:
        if self._photo is None:
            return QTransform()
        scale = self._fit() * self._zoom
        middle = QPointF(self.width() / 2, self.height() / 2) + self._offset
        transform = QTransform.fromTranslate(-self._photo.width / 2, -self._photo.height / 2)
        transform *= QTransform.fromScale(scale, scale)
        return transform * QTransform.fromTranslate(middle.x(), middle.y())

    def _inverse(self) -> QTransform:
        inverse, _is_invertible = self._to_screen().inverted()
        return inverse

    def screen_point(self, point: Point) -> QPointF:
        """Return where a pixel of the photo is on this widget."""
        return self._to_screen().map(QPointF(point.x, point.y))

    def _hold(self) -> None:
        """Keep the photo from leaving the widget."""
        if self._photo is None:
            return
        scale = self._fit() * self._zoom
        most_x = max(0.0, (self._photo.width * scale - self.width()) / 2 + _MARGIN)
        most_y = max(0.0, (self._photo.height * scale - self.height()) / 2 + _MARGIN)
        x = min(max(self._offset.x(), -most_x), most_x)
        y = min(max(self._offset.y(), -most_y), most_y)
        self._offset = QPointF(x, y)

    # Events

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, photo, regions and the outline being drawn."""
        tokens = self._services.theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(tokens.surround))
        if self._photo is not None:
            picture = self._services.images.picture(self._photo)
            if picture is None:
                words = self._services.images.problem(self._photo) or self.tr("Opening the photo")
                paint_words(painter, words, QRectF(self.rect()), QColor(tokens.surround_text))
            else:
                self.map.paint(painter, picture, self._to_screen(), QRectF(self.rect()))
                self._paint_regions(painter)
        painter.end()

    def _paint_regions(self, painter: QPainter) -> None:
        if self._corners is not None:
            self._paint_drawing(painter, self._corners)
        elif self._shows_regions:
            for region, outline in self._outlines.items():
                if region is not RegionName.FACE:
                    paint_outline(painter, outline, self._to_screen(), _OUTLINE)
            if self._untreated:
                words = self.tr("Untreated")
                paint_marked(painter, self._untreated, self._to_screen(), _UNTREATED, words)

    def _paint_drawing(self, painter: QPainter, corners: list[Point]) -> None:
        tip = self._inverse().map(self._pointer)
        outline = (*corners, Point(tip.x(), tip.y()))
        paint_outline(painter, outline, self._to_screen(), _OUTLINE, is_closed=False)
        painter.setPen(QColor(0, 0, 0, 160))
        painter.setBrush(_OUTLINE)
        for corner in corners:
            painter.drawEllipse(self.screen_point(corner), _CORNER_PX, _CORNER_PX)
        for pen in (QPen(QColor(0, 0, 0, 130), 3.5), QPen(_OUTLINE, 1.5)):
            painter.setPen(pen)
            for arm in (QPointF(_CROSS_PX, 0), QPointF(0, _CROSS_PX)):
                painter.drawLine(self._pointer - arm, self._pointer + arm)

    @Slot(str)
    def _repaint_photo(self, photo_id: str) -> None:
        if self._photo is not None and self._photo.id == photo_id:
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Set a corner, or take hold of the photo."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self.is_drawing:
            self._add_corner(event.position())
        else:
            self._drag = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the photo, or the line to the next corner."""
        self._pointer = event.position()
        if self._drag is not None:
            self._offset += event.position() - self._drag
            self._drag = event.position()
            self._hold()
            self.update()
        elif self.is_drawing:
            self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go of the photo."""
        self._drag = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom round the pointer."""
        self.zoom_by(_WHEEL_STEP ** event.angleDelta().y(), event.position())
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the photo within sight."""
        super().resizeEvent(event)
        self._hold()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the keys of drawing."""
        key = Qt.Key(event.key())
        if self._corners is None:
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._take_corner_back()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._put_corner_back()
        elif key in _ARROWS:
            is_fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._move_pointer(QPointF(*_ARROWS[key]) * (1 if is_fine else _STEP_PX))
        else:
            self._follow_drawing_key(key, event)

    def _follow_drawing_key(self, key: Qt.Key, event: QKeyEvent) -> None:
        commands = {
            Qt.Key.Key_Space: self._add_corner_here,
            Qt.Key.Key_Return: self.finish_drawing,
            Qt.Key.Key_Enter: self.finish_drawing,
            Qt.Key.Key_Backspace: self._take_corner_back,
            Qt.Key.Key_Escape: self.stop_drawing,
        }
        command = commands.get(key)
        if command is None:
            super().keyPressEvent(event)
        else:
            command()

    def _add_corner_here(self) -> None:
        self._add_corner(self._pointer)
