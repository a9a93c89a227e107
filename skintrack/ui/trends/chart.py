"""The chart: points are chosen by click or arrow keys, opened, and marked by twos to compare."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from skintrack.model import PhotoId
from skintrack.ui.trends.chart_canvas import ChartCanvas, chart_offset


class ChartWidget(ChartCanvas):
    """Shows one plan. Left and right move along the points, Space marks, Enter opens.

    ``current_changed`` carries the id of the photo that is chosen, or None; ``pair_chosen`` comes
    with the second mark, the earlier photo first.
    """

    current_changed = Signal(object)
    opened = Signal(object)
    pair_chosen = Signal(object, object)

    def choose(self, photo_id: PhotoId | None) -> None:
        """Choose the point of a photo; one without a place in the chart chooses none."""
        found = None if self._point(photo_id) is None else photo_id
        if found == self._current:
            return
        self._current = found
        self._tell()
        self.update()
        self.current_changed.emit(found)

    def _at(self, event: QMouseEvent) -> PhotoId | None:
        if not self._points():
            return None
        frame = self._made_painter(self._plan_shown()).frame
        point = frame.nearest(event.position() - chart_offset())
        return None if point is None else point.point.photo_id

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the note of the point under the mouse."""
        hovered = self._at(event)
        if hovered != self._hovered:
            self._hovered = hovered
            shape = Qt.CursorShape.ArrowCursor
            self.setCursor(Qt.CursorShape.PointingHandCursor if hovered else shape)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the note away."""
        super().leaveEvent(event)
        self._hovered = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a point; with Ctrl, mark it."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        photo_id = self._at(event)
        self.choose(photo_id)
        if photo_id is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.mark(photo_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the photo of a point."""
        photo_id = self._at(event)
        if photo_id is not None and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit(photo_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along the points, mark, open, let go."""
        key, current = event.key(), self._current
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
        if key in steps:
            self._step(steps[Qt.Key(key)])
        elif key in ends and self._points():
            self.choose(self._points()[ends[Qt.Key(key)]].point.photo_id)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
            self.opened.emit(current)
        elif key == Qt.Key.Key_Space and current is not None:
            self.mark(current)
        elif key == Qt.Key.Key_Escape and (current is not None or self._marked):
            self._marked = ()
            self.choose(None)
            self.update()
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        ids = [each.point.photo_id for each in self._points()]
        if not ids:
            return
        if self._current is None:
            self.choose(ids[-1] if step < 0 else ids[0])
            return
        place = ids.index(self._current) + step
        self.choose(ids[min(max(place, 0), len(ids) - 1)])

    def mark(self, photo_id: PhotoId) -> None:
        """Mark a photo, or take its mark away; with the second one the pair is chosen."""
        if photo_id in self._marked:
            self._marked = ()
        elif self._marked:
            order = [each.point.photo_id for each in self._points()]
            before, after = sorted((*self._marked, photo_id), key=order.index)
            self._marked = ()
            self.pair_chosen.emit(before, after)
        else:
            self._marked = (photo_id,)
        self.update()
        self.current_changed.emit(self._current)
