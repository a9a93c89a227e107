"""One of the two photos in which the same spots are matched."""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen

from skintrack.model import Outline, Point
from skintrack.ui.fonts import ui_font
from skintrack.ui.photo.anchor_edit import AnchorList, Side
from skintrack.ui.photo.photo_canvas import PhotoCanvas
from skintrack.ui.services import Services
from skintrack.ui.widgets.photo_painter import paint_outline

_GRASP_PX = 14
_RADIUS_PX = 6
_STEP_PX, _LEAP = 1.0, 10.0
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_MARK, _CHOSEN, _SHADE = QColor("#FFFFFF"), QColor("#FFC857"), QColor(0, 0, 0, 150)


class AnchorCanvas(PhotoCanvas):
    """Shows a photo with numbered anchors.

    A click sets the next spot, or takes hold of one to drag it. Space sets a spot in the middle of
    what is shown; arrow keys move the chosen one by a pixel of the photo (Shift: ten). The middle
    or right button moves the photo, the wheel zooms.
    """

    edited = Signal()

    def __init__(self, services: Services, side: Side) -> None:
        super().__init__(services)
        self._side = side
        self.setMinimumSize(200, 200)  # two stand side by side
        self._list = AnchorList()
        self._outline: Outline = ()
        self._held = False
        self.setCursor(Qt.CursorShape.CrossCursor)

    @property
    def keeps_undo(self) -> bool:
        """Whether undo and redo are steps here: always."""
        return True

    def show_anchors(self, anchors: AnchorList, outline: Outline) -> None:
        """Show anchors, and where the region lies in this photo as far as they tell."""
        self._list = anchors
        self._outline = outline
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the photo, the region and the anchors."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._outline:
            paint_outline(painter, self._outline, self.viewport.to_screen(), _MARK)
        for index, anchor in enumerate(self._list.anchors):
            point = anchor.on(self._side)
            if point is not None:
                self._paint_mark(painter, self.screen_point(point), index)
        painter.end()

    def _paint_mark(self, painter: QPainter, place: QPointF, index: int) -> None:
        color = _CHOSEN if index == self._list.chosen else _MARK
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(_SHADE, 4), QPen(color, 2)):
            painter.setPen(pen)
            painter.drawEllipse(place, _RADIUS_PX, _RADIUS_PX)
            painter.drawPoint(place)
        painter.setFont(ui_font(13))
        label = place + QPointF(_RADIUS_PX + 4, -_RADIUS_PX)
        for shift, pen in ((1, QPen(_SHADE)), (0, QPen(color))):
            painter.setPen(pen)
            painter.drawText(label + QPointF(shift, shift), str(index + 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an anchor, set one, or take hold of the photo."""
        if event.button() is not Qt.MouseButton.LeftButton:
            self._drag = event.position()
            return
        self.setFocus()
        near = self._near(event.position())
        if near is None:
            self._list.set(self._side, self.viewport.held_in(event.position()))
        else:
            self._list.chosen = near
            # One step for the whole drag: what follows is no step of its own.
            place = self._list.anchors[near].on(self._side)
            if place is not None:
                self._list.move(self._side, place)
        self._held = True
        self.edited.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the anchor or the photo."""
        if self._held:
            point = self.viewport.held_in(event.position())
            self._list.move(self._side, point, is_new_step=False)
            self.edited.emit()
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._held = False
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Set, move or remove the chosen anchor."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            is_far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._nudge(QPointF(*_ARROWS[key]) * (_LEAP if is_far else _STEP_PX))
        elif key is Qt.Key.Key_Space:
            self._list.set(self._side, self.viewport.held_in(QPointF(self.rect().center())))
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._list.remove_chosen()
        else:
            event.ignore()
            return
        self.edited.emit()

    def _nudge(self, step: QPointF) -> None:
        chosen = self._list.chosen
        place = None if chosen is None else self._list.anchors[chosen].on(self._side)
        if place is not None:
            self._list.move(
                self._side, self.viewport.within(Point(place.x + step.x(), place.y + step.y()))
            )

    def _near(self, place: QPointF) -> int | None:
        """Return the anchor under the pointer."""
        distances = [
            ((self.screen_point(point) - place).manhattanLength(), index)
            for index, anchor in enumerate(self._list.anchors)
            if (point := anchor.on(self._side)) is not None
        ]
        nearest = min(distances, default=(_GRASP_PX + 1.0, 0))
        return nearest[1] if nearest[0] <= _GRASP_PX else None
