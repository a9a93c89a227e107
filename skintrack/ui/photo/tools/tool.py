"""What every tool on a photo can do."""

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen

from skintrack.ui.photo.viewport import Viewport

STEP_PX, FINE_PX = 12.0, 1.0
CROSS_PX = 9
LINE, SHADE, CHOSEN = QColor("#FFFFFF"), QColor(0, 0, 0, 150), QColor("#FFC857")
ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


class Tool(QObject):
    """Takes pointer and keys while it is in use.

    ``changed`` asks for painting and for the words beside the photo, ``done`` and ``given_up`` end
    it. The tool speaks in pixels of the photo; the viewport leads to the screen and back.

    Attributes
    ----------
    title, hint : str
        What the user is doing now, and how.
    """

    changed = Signal()
    done = Signal()
    given_up = Signal()

    def __init__(self, viewport: Viewport) -> None:
        super().__init__()
        self.viewport = viewport
        self.pointer = QPointF()

    @property
    def title(self) -> str:
        """What the user is doing now."""
        raise NotImplementedError

    @property
    def hint(self) -> str:
        """How it is done, by pointer and by keys."""
        raise NotImplementedError

    @property
    def done_text(self) -> str:
        """The words of the button that keeps it; empty where a click does."""
        return self.tr("Done")

    @property
    def can_finish(self) -> bool:
        """Whether there is anything to keep."""
        return True

    @property
    def can_undo(self) -> bool:
        """Whether a step can be taken back."""
        return False

    def undo(self) -> None:
        """Take the last step back."""

    def redo(self) -> None:
        """Do the step again that was taken back."""

    def press(self, place: QPointF) -> None:
        """Take the left button going down."""

    def move(self, place: QPointF, *, is_held: bool) -> None:
        """Take the pointer moving, with the left button held or not."""

    def release(self, place: QPointF) -> None:
        """Take the left button going up."""

    def finish(self) -> None:
        """Keep what was done, if there is anything."""
        if self.can_finish:
            self.done.emit()

    def take_key(self, event: QKeyEvent) -> bool:
        """Follow a key; False leaves it to others."""
        commands = {
            Qt.Key.Key_Return: self.finish,
            Qt.Key.Key_Enter: self.finish,
            Qt.Key.Key_Escape: self.given_up.emit,
        }
        command = commands.get(Qt.Key(event.key()))
        if command is not None:
            command()
        return command is not None

    def paint(self, painter: QPainter) -> None:
        """Paint over the photo."""

    def step_of(self, event: QKeyEvent) -> QPointF | None:
        """Return the step of an arrow key on the screen; Shift makes it fine."""
        arrow = ARROWS.get(Qt.Key(event.key()))
        if arrow is None:
            return None
        is_fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return arrow * (FINE_PX if is_fine else STEP_PX)

    def paint_cross(self, painter: QPainter, place: QPointF) -> None:
        """Paint where the next click or space would set something."""
        for pen in (QPen(SHADE, 3.5), QPen(LINE, 1.5)):
            painter.setPen(pen)
            for arm in (QPointF(CROSS_PX, 0), QPointF(0, CROSS_PX)):
                painter.drawLine(place - arm, place + arm)
