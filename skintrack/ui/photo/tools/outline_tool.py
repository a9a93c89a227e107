"""Draws an outline: corner by corner, or in one stroke round the skin."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from skintrack.model import Outline, OutlineKind, Point
from skintrack.ui.photo.tools.stroke import simplified
from skintrack.ui.photo.tools.tool import LINE, SHADE, Tool
from skintrack.ui.photo.viewport import Viewport
from skintrack.ui.widgets.photo_painter import paint_outline

LEAST_CORNERS = 3
_GRASP_PX = 12
_STROKE_FROM_PX = 10
_STROKE_STEP_PX = 4
_STROKE_DETAIL_PX = 1.5
_CORNER_PX = 4


class OutlineTool(Tool):
    """An outline that is being drawn; ``done`` when it is closed.

    A click sets a corner, a drag draws, a drag on a corner moves it. A click on the first corner,
    or Enter, closes it. Arrows move the cross, space sets a corner there; Backspace takes back.
    """

    def __init__(self, viewport: Viewport, kind: OutlineKind) -> None:
        super().__init__(viewport)
        self.kind = kind
        self._corners: list[Point] = []
        self._before: list[list[Point]] = []
        self._after: list[list[Point]] = []
        self._moved: int | None = None
        self._pressed = QPointF()
        self._stroke: list[QPointF] = []
        self._has_moved = False

    @property
    def corners(self) -> Outline:
        """The corners drawn so far, in pixels of the photo."""
        return tuple(self._corners)

    @property
    def title(self) -> str:
        """Say which skin is being outlined."""
        if self.kind is OutlineKind.UNTREATED:
            return self.tr("Marking untreated skin")
        return self.tr("Drawing the skin to measure")

    @property
    def hint(self) -> str:
        """Say what comes next."""
        if not self._corners:
            return self.tr(
                "Click round the skin corner by corner, or drag round it. With keys: arrows and "
                "space."
            )
        if not self.can_finish:
            return self.tr("Go on round the skin. An outline has at least three corners.")
        return self.tr("Click the first corner or press Enter to close it. Drag a corner to move.")

    @property
    def can_finish(self) -> bool:
        """Whether there are three corners."""
        return len(self._corners) >= LEAST_CORNERS

    @property
    def can_undo(self) -> bool:
        """Whether anything was drawn."""
        return bool(self._before)

    def undo(self) -> None:
        """Take the last corner, stroke or move back."""
        if self._before:
            self._after.append(self._corners)
            self._corners = self._before.pop()
            self.changed.emit()

    def redo(self) -> None:
        """Put back what was taken back."""
        if self._after:
            self._before.append(self._corners)
            self._corners = self._after.pop()
            self.changed.emit()

    def press(self, place: QPointF) -> None:
        """Take hold of a corner, or set one."""
        self._pressed, self._stroke, self._has_moved = place, [place], False
        self._moved = self._corner_at(place)
        if self._moved is None:
            self._take([*self._corners, self.viewport.held_in(place)])

    def move(self, place: QPointF, *, is_held: bool) -> None:
        """Move the corner that is held, or go on with the stroke."""
        self.pointer = place
        if is_held and (place - self._pressed).manhattanLength() > _STROKE_FROM_PX:
            self._has_moved = self._has_moved or self._begin_drag()
        if is_held and self._has_moved:
            if self._moved is not None:
                self._corners[self._moved] = self.viewport.held_in(place)
            elif (place - self._stroke[-1]).manhattanLength() > _STROKE_STEP_PX:
                self._stroke.append(place)
        self.changed.emit()

    def release(self, place: QPointF) -> None:
        """Close the outline where the first corner was clicked; end a stroke."""
        if self._moved == 0 and not self._has_moved and self.can_finish:
            self.finish()
        elif self._moved is None and self._has_moved:
            self._end_stroke(place)
        self._moved, self._stroke, self._has_moved = None, [], False

    def take_key(self, event: QKeyEvent) -> bool:
        """Move the cross, set and take back corners, end."""
        step = self.step_of(event)
        if step is not None:
            self.pointer += step
        elif event.key() == Qt.Key.Key_Space:
            self._take([*self._corners, self.viewport.held_in(self.pointer)])
        elif event.key() == Qt.Key.Key_Backspace:
            self.undo()
        else:
            return super().take_key(event)
        self.changed.emit()
        return True

    def paint(self, painter: QPainter) -> None:
        """Paint the outline so far, with its corners and the line to the pointer."""
        to_screen = self.viewport.to_screen()
        corners = self._corners
        if self._moved is None and not self._stroke:
            corners = [*corners, self.viewport.held_in(self.pointer)]
        stroke = [self.viewport.held_in(place) for place in self._stroke[1:]]
        paint_outline(painter, (*corners, *stroke), to_screen, LINE, is_closed=False)
        painter.setPen(SHADE)
        painter.setBrush(LINE)
        for index, corner in enumerate(self._corners):
            size = _CORNER_PX + 2 if index == 0 and self.can_finish else _CORNER_PX
            painter.drawEllipse(self.viewport.on_screen(corner), size, size)
        self.paint_cross(painter, self.pointer)

    def _begin_drag(self) -> bool:
        """Make one step of the whole drag."""
        if self._moved is not None:
            self._take([*self._corners])
        return True

    def _end_stroke(self, place: QPointF) -> None:
        self._stroke.append(place)
        places = simplified([(each.x(), each.y()) for each in self._stroke], _STROKE_DETAIL_PX)
        drawn = [self.viewport.held_in(QPointF(*each)) for each in places[1:]]
        self._corners = [*self._corners, *drawn]
        first = self.viewport.on_screen(self._corners[0])
        is_round = (place - first).manhattanLength() <= 2 * _GRASP_PX
        if is_round and len(self._corners) > LEAST_CORNERS:
            self._corners.pop()
            self.finish()
        self.changed.emit()

    def _corner_at(self, place: QPointF) -> int | None:
        distances = [
            ((self.viewport.on_screen(corner) - place).manhattanLength(), index)
            for index, corner in enumerate(self._corners)
        ]
        nearest = min(distances, default=(_GRASP_PX + 1.0, 0))
        return nearest[1] if nearest[0] <= _GRASP_PX else None

    def _take(self, corners: list[Point]) -> None:
        self._before.append(self._corners)
        self._after.clear()
        self._corners = corners
        self.changed.emit()
