"""What the user does on the photo besides looking: one thing at a time, begun and ended here."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Signal, Slot

from skintrack.model import OutlineKind, Photo, PhotoId, Point
from skintrack.model.face_point import FacePoint
from skintrack.model.pin import Pin
from skintrack.ui import face_operations
from skintrack.ui.photo.face_finding import FaceFinding
from skintrack.ui.photo.mode_bar import ModeBar
from skintrack.ui.photo.photo_canvas import PhotoCanvas
from skintrack.ui.photo.photo_panel import PhotoPanel
from skintrack.ui.photo.pin_book import PinBook
from skintrack.ui.photo.tools.face_points_tool import FacePointsTool
from skintrack.ui.photo.tools.outline_tool import OutlineTool
from skintrack.ui.photo.tools.pin_tool import PinTool
from skintrack.ui.photo.tools.tool import Tool
from skintrack.ui.services import Services

if TYPE_CHECKING:
    from skintrack.workflows.given_points import PlacedFace

_ROOM_ROUND_FACE = 1.35


class PhotoModes(QObject):
    """Gives the canvas a tool, speaks of it in the bar, and tells what came of it.

    Parameters
    ----------
    services : Services
    canvas : PhotoCanvas
    bar : ModeBar
    panel : PhotoPanel
    book : PinBook
    """

    outline_drawn = Signal(object, object)
    points_set = Signal(object)

    def __init__(
        self,
        services: Services,
        canvas: PhotoCanvas,
        bar: ModeBar,
        panel: PhotoPanel,
        book: PinBook,
    ) -> None:
        super().__init__()
        self._services = services
        self._canvas = canvas
        self._bar = bar
        self._panel = panel
        self._book = book
        self._is_face_sought = False
        self._has_zoomed = False
        self.face = FaceFinding(services)
        self.face.looked.connect(self._take_looked)
        self.face.placed.connect(self._take_placed)
        bar.leave_wanted.connect(self.leave)
        canvas.tool_changed.connect(self._follow)

    @property
    def tool(self) -> Tool | None:
        """What is in use now."""
        return self._canvas.tool

    @Slot()
    def leave(self) -> None:
        """Give up what was begun."""
        if self._canvas.tool is not None:
            self._canvas.set_tool(None)
            self._canvas.setFocus()

    def _begin(self, tool: Tool, done: Callable[[], None]) -> None:
        tool.done.connect(done)
        tool.given_up.connect(self.leave)
        self._canvas.set_tool(tool)

    @Slot()
    def _follow(self) -> None:
        tool = self._canvas.tool
        self._bar.follow(tool)
        if tool is not None:
            self._canvas.setAccessibleDescription(self._bar.words)
        is_face = isinstance(tool, FacePointsTool)
        self._panel.show_points(is_shown=is_face)
        if not is_face:
            self.face.leave()
            if self._has_zoomed:
                self._has_zoomed = False
                self._canvas.show_whole()

    # An outline

    def start_drawing(self, kind: OutlineKind) -> None:
        """Let the user outline the skin to measure, or untreated skin."""
        if self._canvas.photo is not None:
            self._begin(OutlineTool(self._canvas.viewport, kind), self._end_drawing)

    @Slot()
    def _end_drawing(self) -> None:
        tool = self._canvas.tool
        if isinstance(tool, OutlineTool):
            self.leave()
            self.outline_drawn.emit(tool.kind, tool.corners)

    # Pins

    @Slot()
    def start_pin(self) -> None:
        """Let the user pin a spot."""
        if self._canvas.photo is not None:
            self._begin(PinTool(self._canvas.viewport), self._end_pin)

    @Slot(object)
    def correct_pin(self, pin: Pin) -> None:
        """Let the user say where a pinned spot is in this photo."""
        photo = self._canvas.photo
        if photo is None:
            return
        where = self._book.in_photo(pin, photo)
        place = None if where is None else where.place
        tool = PinTool(self._canvas.viewport, pin, place)
        self._begin(tool, self._end_pin)
        tool.begin(QPointF(self._canvas.rect().center()))
        tool.changed.emit()

    @Slot()
    def _end_pin(self) -> None:
        tool, photo = self._canvas.tool, self._canvas.photo
        self.leave()
        if not isinstance(tool, PinTool) or photo is None or tool.place is None:
            return
        if tool.pin is None:
            self._book.add(photo, tool.place)
        else:
            self._book.set_place(tool.pin, photo, tool.place)

    # The points of the face

    @Slot()
    def start_points(self) -> None:
        """Let the user set the points of the face."""
        photo = self._canvas.photo
        if photo is not None:
            operation = face_operations.load_face_points(photo.id)
            self._services.desk.run(operation, partial(self._begin_points, photo))

    def _begin_points(self, photo: Photo, given: dict[FacePoint, Point]) -> None:
        if not self._is_shown(photo.id):
            return
        tool = FacePointsTool(self._canvas.viewport, given)
        tool.edited.connect(self._place_face)
        self._begin(tool, self._end_points)
        self._panel.points.follow(tool)
        self._is_face_sought = True
        self.face.look(photo)

    def _is_shown(self, photo_id: PhotoId) -> bool:
        return self._canvas.photo is not None and self._canvas.photo.id == photo_id

    @Slot()
    def _place_face(self) -> None:
        tool = self._canvas.tool
        if isinstance(tool, FacePointsTool):
            self.face.place(tool.given)

    @Slot(bool)
    def _take_looked(self, is_found: bool) -> None:
        tool = self._canvas.tool
        if isinstance(tool, FacePointsTool):
            tool.is_found = is_found
            tool.changed.emit()
            self.face.place(tool.given)

    @Slot(object)
    def _take_placed(self, face: "PlacedFace | None") -> None:
        tool = self._canvas.tool
        if isinstance(tool, FacePointsTool):
            if face is None:
                tool.show_face(None, {})
            else:
                tool.show_face(face.points, face.outlines)
                self._show_face(face)

    def _show_face(self, face: "PlacedFace") -> None:
        """Show a face that is small in the photo large enough to set points, once."""
        if not self._is_face_sought:
            return
        self._is_face_sought = False
        xs, ys = ([getattr(place, axis) for place in face.points.values()] for axis in "xy")
        width, height = (max(values) - min(values) for values in (xs, ys))
        part = QRectF(0, 0, _ROOM_ROUND_FACE * width, _ROOM_ROUND_FACE * height)
        part.moveCenter(QPointF((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2))
        if self._canvas.viewport.is_whole:
            # The bar above may still take its room: the face is fitted again then.
            self._canvas.show_part(part)
            self._has_zoomed = True

    @Slot()
    def _end_points(self) -> None:
        tool = self._canvas.tool
        if isinstance(tool, FacePointsTool):
            self.leave()
            self.points_set.emit(tool.given)
