"""The pins of a photo, painted over it; one can be taken hold of and moved."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from skintrack.model import Point
from skintrack.model.pin import PinId
from skintrack.ui.fonts import ui_font
from skintrack.ui.photo.viewport import Viewport

_RADIUS_PX, _GRASP_PX = 9, 14
_LINE, _CHOSEN, _SHADE = QColor("#FFFFFF"), QColor("#FFC857"), QColor(0, 0, 0, 150)
_DRAG_FROM_PX = 4
_WORDS_PX, _MOST_NAME_PX = 12, 200


@dataclass(frozen=True)
class PinMark:
    """A pin where it is in the photo; carried over ones are dashed."""

    pin_id: PinId
    label: str
    place: Point
    is_by_hand: bool


class PinMarks(QObject):
    """Marks over the photo. ``chosen`` tells of a click, ``moved`` of a mark that was dragged."""

    chosen = Signal(object)
    moved = Signal(object, object)
    changed = Signal()

    def __init__(self, viewport: Viewport) -> None:
        super().__init__()
        self._viewport = viewport
        self._marks: tuple[PinMark, ...] = ()
        self._held: PinMark | None = None
        self._pressed = QPointF()
        self._dragged: Point | None = None
        self.chosen_id: PinId | None = None
        self._hovered: PinId | None = None
        self.is_shown = True

    @property
    def marks(self) -> tuple[PinMark, ...]:
        """All marks of this photo."""
        return self._marks

    def show_marks(self, marks: Sequence[PinMark]) -> None:
        """Show the pins of a photo."""
        self._marks = tuple(marks)
        self._held = self._dragged = None
        self.changed.emit()

    def press(self, place: QPointF) -> bool:
        """Take hold of the mark under the pointer; False where there is none."""
        self._held = self.mark_at(place)
        self._pressed, self._dragged = place, None
        return self._held is not None

    def move(self, place: QPointF) -> bool:
        """Drag the mark that is held."""
        if self._held is None:
            return False
        is_far = (place - self._pressed).manhattanLength() >= _DRAG_FROM_PX
        if self._dragged is not None or is_far:
            self._dragged = self._viewport.held_in(place)
            self.changed.emit()
        return True

    def release(self) -> None:
        """Let go: a drag has moved the pin, a click has chosen it."""
        held, dragged = self._held, self._dragged
        self._held = self._dragged = None
        if held is None:
            return
        self.chosen.emit(held.pin_id)
        if dragged is not None:
            self.moved.emit(held.pin_id, dragged)

    def hover(self, place: QPointF) -> bool:
        """Show the name of the mark under the pointer; False where there is none."""
        mark = self.mark_at(place)
        hovered = None if mark is None else mark.pin_id
        if hovered != self._hovered:
            self._hovered = hovered
            self.changed.emit()
        return mark is not None

    def mark_at(self, place: QPointF) -> PinMark | None:
        """Return the mark under the pointer."""
        if not self.is_shown:
            return None
        near = [
            ((self._viewport.on_screen(mark.place) - place).manhattanLength(), index)
            for index, mark in enumerate(self._marks)
        ]
        distance, index = min(near, default=(_GRASP_PX + 1.0, 0))
        return self._marks[index] if distance <= _GRASP_PX else None

    def paint(self, painter: QPainter) -> None:
        """Paint a ring round each spot, which leaves the skin in it to be seen."""
        if not self.is_shown:
            return
        for mark in self._marks:
            is_held = self._held is not None and mark.pin_id == self._held.pin_id
            place = self._dragged if is_held and self._dragged is not None else mark.place
            self._paint_mark(painter, mark, self._viewport.on_screen(place))

    def _paint_mark(self, painter: QPainter, mark: PinMark, at: QPointF) -> None:
        is_chosen = mark.pin_id == self.chosen_id
        color = _CHOSEN if is_chosen else _LINE
        style = Qt.PenStyle.SolidLine if mark.is_by_hand else Qt.PenStyle.DashLine
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(_SHADE, 4), QPen(color, 2, style)):
            painter.setPen(pen)
            painter.drawEllipse(at, _RADIUS_PX, _RADIUS_PX)
        if is_chosen or mark.pin_id == self._hovered:
            self._paint_name(painter, mark, at, color)

    def _paint_name(self, painter: QPainter, mark: PinMark, at: QPointF, color: QColor) -> None:
        """Write the name on the side away from the middle of the photo."""
        painter.setFont(ui_font(_WORDS_PX))
        metrics = painter.fontMetrics()
        label = metrics.elidedText(mark.label, Qt.TextElideMode.ElideRight, _MOST_NAME_PX)
        room = QRectF(metrics.boundingRect(label)).adjusted(-5, -2, 5, 2)
        start = at + QPointF(_RADIUS_PX + 8, metrics.ascent() / 2 - 1)
        is_left = mark.place.x < self._viewport.photo_width / 2
        if is_left or start.x() + room.width() > painter.device().width():
            start = at - QPointF(_RADIUS_PX + room.width(), 1 - metrics.ascent() / 2)
        start.setX(max(start.x(), -room.left()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_SHADE)
        painter.drawRect(room.translated(start))
        painter.setPen(color)
        painter.drawText(start, label)
