"""Sets the few points of a face by hand where the program found them wrongly or not at all."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen

from skintrack.model import Outline, Point, RegionName
from skintrack.model.face_point import FEWEST_FACE_POINTS, FacePoint
from skintrack.ui.fonts import ui_font
from skintrack.ui.photo.mark_words import face_point_name
from skintrack.ui.photo.tools.tool import ARROWS, CHOSEN, LINE, SHADE, Tool
from skintrack.ui.photo.viewport import Viewport
from skintrack.ui.widgets.photo_painter import paint_outline

Points = dict[FacePoint, Point]
_GRASP_PX, _RADIUS_PX = 16, 6
_STEP, _LEAP = 1.0, 10.0
_OUTLINE_PX = 3


class FacePointsTool(Tool):
    """The points of a face that are being set.

    White points are the program's, yellow ones the user's. ``edited`` asks for the face that goes
    through them; ``show_face`` takes it. A drag moves a point, a click sets the chosen one where
    it has no place yet; arrows move the chosen one by a pixel of the photo (Shift: ten), Page Up
    and Page Down choose, Delete gives it back to the program.

    Parameters
    ----------
    viewport : Viewport
    given : mapping of FacePoint to Point
        Set earlier.
    """

    edited = Signal()
    chosen_changed = Signal()

    def __init__(self, viewport: Viewport, given: Mapping[FacePoint, Point]) -> None:
        super().__init__(viewport)
        self._given: Points = dict(given)
        self._start = dict(given)
        self._before: list[Points] = []
        self._after: list[Points] = []
        self._shown: Points = {}
        self._outlines: Mapping[RegionName, Outline] = {}
        self._held = False
        self.is_found: bool | None = None
        self.chosen = FacePoint.RIGHT_EYE_OUTER

    @property
    def given(self) -> Points:
        """The points that the user set."""
        return dict(self._given)

    @property
    def shown(self) -> Points:
        """All points that have a place, the user's and the program's."""
        return {**self._shown, **self._given}

    @property
    def title(self) -> str:
        """Say what is being done."""
        return self.tr("Setting the points of the face")

    @property
    def hint(self) -> str:
        """Say what comes next."""
        if self.is_found is None:
            return self.tr("Looking for the face.")
        if self.shown.get(self.chosen) is None:
            return self.tr("Click here: {point}.").format(point=face_point_name(self.chosen))
        if self.is_found or len(self._given) >= FEWEST_FACE_POINTS:
            return self.tr(
                "Drag a point to its place; the outlines follow. With keys: Page Up, Page Down, "
                "arrows."
            )
        return self.tr("Go on with the points that you can see; at least four are needed.")

    @property
    def done_text(self) -> str:
        """Say what follows."""
        return self.tr("Measure anew")

    @property
    def can_finish(self) -> bool:
        """Whether something changed that tells where the face is."""
        is_enough = bool(self.is_found) or not self._given or bool(self._outlines)
        return self._given != self._start and is_enough

    @property
    def can_undo(self) -> bool:
        """Whether a point was moved."""
        return bool(self._before)

    def show_face(self, points: Points | None, outlines: Mapping[RegionName, Outline]) -> None:
        """Take the face that goes through the points; None where they do not tell."""
        self._shown = {} if points is None else dict(points)
        self._outlines = outlines
        self.changed.emit()

    def choose(self, point: FacePoint) -> None:
        """Choose the point that clicks and arrows are about."""
        if point is not self.chosen:
            self.chosen = point
            self.chosen_changed.emit()
            self.changed.emit()

    def give_back(self) -> None:
        """Leave the chosen point to the program."""
        if self.chosen in self._given:
            self._take({point: at for point, at in self._given.items() if point is not self.chosen})

    def give_all_back(self) -> None:
        """Leave all points to the program."""
        if self._given:
            self._take({})

    def undo(self) -> None:
        """Take the last move back."""
        if self._before:
            self._after.append(self._given)
            self._given = self._before.pop()
            self._tell()

    def redo(self) -> None:
        """Do the move again."""
        if self._after:
            self._before.append(self._given)
            self._given = self._after.pop()
            self._tell()

    def press(self, place: QPointF) -> None:
        """Take hold of a point, or set the chosen one where it has no place."""
        near = self._near(place)
        if near is not None:
            self.choose(near)
        elif self.chosen in self.shown or self.is_found is None:
            return
        self._held = True
        is_new = near is None
        self._take({**self._given, self.chosen: self.viewport.held_in(place)} if is_new
                   else {**self._given, self.chosen: self.shown[self.chosen]})  # fmt: skip

    def move(self, place: QPointF, *, is_held: bool) -> None:
        """Drag the point that is held."""
        self.pointer = place
        if self._held and is_held:
            self._given[self.chosen] = self.viewport.held_in(place)
            self._tell()
        elif self.chosen not in self.shown:
            self.changed.emit()

    def release(self, place: QPointF) -> None:
        """Let go; go on to the next point that has no place."""
        del place
        self._held = False
        self._choose_missing()

    def take_key(self, event: QKeyEvent) -> bool:
        """Choose, move, set and give back."""
        key = Qt.Key(event.key())
        arrow = ARROWS.get(key)
        if arrow is not None:
            self._nudge(event, arrow)
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            order = list(FacePoint)
            step = 1 if key is Qt.Key.Key_PageDown else -1
            self.choose(order[(order.index(self.chosen) + step) % len(order)])
        elif key is Qt.Key.Key_Space and self.chosen not in self.shown:
            self._take({**self._given, self.chosen: self.viewport.held_in(self.pointer)})
            self._choose_missing()
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.give_back()
        else:
            return super().take_key(event)
        return True

    def paint(self, painter: QPainter) -> None:
        """Paint the regions that follow, the points and the name of the chosen one."""
        to_screen = self.viewport.to_screen()
        for outline in self._outlines.values():
            paint_outline(painter, outline, to_screen, LINE)
        for point, place in self.shown.items():
            color = CHOSEN if point in self._given else LINE
            at = self.viewport.on_screen(place)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            size = _RADIUS_PX + _OUTLINE_PX if point is self.chosen else _RADIUS_PX
            for pen in (QPen(SHADE, 5), QPen(color, 2.5)):
                painter.setPen(pen)
                painter.drawEllipse(at, size, size)
        chosen = self.shown.get(self.chosen)
        if chosen is None:
            self.paint_cross(painter, self.pointer)
        else:
            self._paint_name(painter, self.viewport.on_screen(chosen))

    def _paint_name(self, painter: QPainter, at: QPointF) -> None:
        painter.setFont(ui_font(13))
        words = face_point_name(self.chosen)
        room = painter.fontMetrics().boundingRect(words).adjusted(-6, -3, 6, 3)
        # Away from the middle of the face, so that it covers as little of it as can be.
        xs = [self.viewport.on_screen(place).x() for place in self.shown.values()]
        is_right = at.x() >= sum(xs) / len(xs)
        device = painter.device()
        start = name_start(at, room, QSize(device.width(), device.height()), is_right=is_right)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(SHADE)
        painter.drawRect(room.translated(start.toPoint()))
        painter.setPen(LINE)
        painter.drawText(start, words)

    def _nudge(self, event: QKeyEvent, arrow: QPointF) -> None:
        place = self.shown.get(self.chosen)
        if place is None:
            self.pointer += self.step_of(event) or QPointF()
            self.changed.emit()
            return
        is_far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step = arrow * (_LEAP if is_far else _STEP)
        moved = Point(place.x + step.x(), place.y + step.y())
        self._take({**self._given, self.chosen: self.viewport.within(moved)})

    def _choose_missing(self) -> None:
        if self.is_found or self._outlines:
            return
        missing = [point for point in FacePoint if point not in self.shown]
        if missing and self.chosen in self.shown:
            self.choose(missing[0])

    def _near(self, place: QPointF) -> FacePoint | None:
        distances = [
            ((self.viewport.on_screen(at) - place).manhattanLength(), point)
            for point, at in self.shown.items()
        ]
        nearest = min(distances, default=(_GRASP_PX + 1.0, self.chosen))
        return nearest[1] if nearest[0] <= _GRASP_PX else None

    def _take(self, given: Points) -> None:
        self._before.append(dict(self._given))
        self._after.clear()
        self._given = given
        self._tell()

    def _tell(self) -> None:
        self.edited.emit()
        self.changed.emit()


def name_start(at: QPointF, room: QRect, area: QSize, *, is_right: bool) -> QPointF:
    """Return where the name of a point begins: beside it, else in a corner away from it.

    Parameters
    ----------
    at : QPointF
        The point.
    room : QRect
        Round the words, from where they begin.
    area : QSize
        What is painted on.
    is_right : bool
        On which side of the point it should stand.
    """
    start = at - QPointF(_RADIUS_PX + room.width(), -4)
    if is_right:
        start = at + QPointF(_RADIUS_PX + 12, 4)
    if start.x() + room.left() >= 0 and start.x() + room.right() <= area.width():
        return start
    # Held at the edge it would cover this point and its neighbours.
    x = area.width() - room.right() if is_right else -room.left()
    is_high = at.y() < area.height() / 2
    return QPointF(x, area.height() - room.bottom() if is_high else -room.top())
