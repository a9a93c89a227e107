"""Pins a spot, or says where a pinned spot is in this photo."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from skintrack.model import Point
from skintrack.model.pin import Pin
from skintrack.ui.photo.tools.tool import Tool
from skintrack.ui.photo.viewport import Viewport


class PinTool(Tool):
    """Chooses one place of the photo; ``done`` as soon as it is chosen.

    A click chooses it. Arrows move the cross (Shift: finely), space or Enter chooses where it is.

    Parameters
    ----------
    viewport : Viewport
    pin : Pin, optional
        The pin that is put right; None for a new one.
    place : Point, optional
        Where the cross begins; None for the middle.
    """

    def __init__(
        self, viewport: Viewport, pin: Pin | None = None, place: Point | None = None
    ) -> None:
        super().__init__(viewport)
        self.pin = pin
        self.place: Point | None = None
        self._start = place

    @property
    def title(self) -> str:
        """Say what is being pinned."""
        if self.pin is None:
            return self.tr("Pinning a spot")
        return self.tr("Where is “{label}” in this photo?").format(label=self.pin.label)

    @property
    def hint(self) -> str:
        """Say how."""
        return self.tr("Click the spot. With keys: arrows (Shift: finely), then Enter.")

    @property
    def done_text(self) -> str:
        """Say nothing: the click itself sets the pin."""
        return ""

    def begin(self, middle: QPointF) -> None:
        """Put the cross where the pin is, or into the middle of what is shown."""
        self.pointer = middle if self._start is None else self.viewport.on_screen(self._start)

    def release(self, place: QPointF) -> None:
        """Choose the place that was clicked."""
        self.pointer = place
        self.finish()

    def move(self, place: QPointF, *, is_held: bool) -> None:
        """Let the cross follow the pointer."""
        del is_held
        self.pointer = place
        self.changed.emit()

    def finish(self) -> None:
        """Choose the place under the cross."""
        self.place = self.viewport.held_in(self.pointer)
        super().finish()

    def take_key(self, event: QKeyEvent) -> bool:
        """Move the cross, or choose."""
        step = self.step_of(event)
        if step is not None:
            self.pointer += step
            self.changed.emit()
            return True
        if event.key() == Qt.Key.Key_Space:
            self.finish()
            return True
        return super().take_key(event)

    def paint(self, painter: QPainter) -> None:
        """Paint the cross."""
        self.paint_cross(painter, self.pointer)
