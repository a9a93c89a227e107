"""One photo, large: zoom, move, look at regions and pins; a tool may take pointer and keys."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from skintrack.model import Outline, Photo, Point, RegionName
from skintrack.ui.photo import undo_keys
from skintrack.ui.photo.pin_marks import PinMarks
from skintrack.ui.photo.tools.tool import ARROWS, Tool
from skintrack.ui.photo.viewport import Viewport
from skintrack.ui.services import Services
from skintrack.ui.widgets.map_painter import MapLayer
from skintrack.ui.widgets.photo_painter import (
    clip_to_photo,
    paint_marked,
    paint_outline,
    paint_words,
)

_WHEEL_STEP = 1.0015
_PAN_STEP_PX = 48
_LINE = QColor("#FFFFFF")
_UNTREATED = QColor("#8FD3FF")


class PhotoCanvas(QWidget):
    """Paints a photo on a neutral ground.

    The wheel zooms on the pointer, a drag moves the photo, a double click changes between the
    whole photo and its own pixels. While a tool is in use the left button and the keys are its;
    the middle and right buttons still move the photo.
    """

    zoomed = Signal()
    tool_changed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._photo: Photo | None = None
        self.viewport = Viewport()
        self.map = MapLayer(services.cpu_tasks)
        self.pins = PinMarks(self.viewport)
        self._tool: Tool | None = None
        self._outlines: dict[RegionName, Outline] = {}
        self._untreated: Outline = ()
        self._shows_regions = True
        self._drag: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(320, 120)
        self.setAccessibleName(self.tr("Photo"))
        self.map.changed.connect(self.update)
        self.pins.changed.connect(self.update)
        services.images.picture_ready.connect(self._repaint_photo)
        services.images.failed.connect(self._repaint_photo)
        services.theme.changed.connect(self.update)

    @property
    def photo(self) -> Photo | None:
        """The photo that is shown."""
        return self._photo

    @property
    def tool(self) -> Tool | None:
        """What takes pointer and keys now; None while the photo is only looked at."""
        return self._tool

    @property
    def keeps_undo(self) -> bool:
        """Whether undo and redo are steps here, and not of the whole window."""
        return self._tool is not None

    def set_tool(self, tool: Tool | None) -> None:
        """Let a tool take pointer and keys, or none."""
        if self._tool is not None:
            self._tool.changed.disconnect(self.update)
        self._tool = tool
        if tool is None:
            self.unsetCursor()
        else:
            tool.pointer = QPointF(self.rect().center())
            tool.changed.connect(self.update)
            self.setCursor(Qt.CursorShape.CrossCursor)
            self.setFocus()
        self.update()
        self.tool_changed.emit()

    def show_photo(
        self, photo: Photo, outlines: Mapping[RegionName, Outline], untreated: Outline = ()
    ) -> None:
        """Show a photo with its regions and its untreated skin."""
        if self._photo is None or photo.id != self._photo.id:
            self.viewport.set_photo(photo.width, photo.height)
            self.set_tool(None)
        self._photo = photo
        self._outlines = dict(outlines)  # painted many times a second
        self._untreated = untreated
        self._follow_zoom()

    def set_shows_regions(self, is_shown: bool) -> None:
        """Show or hide the regions."""
        self._shows_regions = is_shown
        self.update()

    # Looking closer

    @Slot()
    def show_whole(self) -> None:
        """Show the whole photo."""
        with self._cross_held():
            self.viewport.show_whole()

    @Slot()
    def show_actual(self) -> None:
        """Show each pixel of the photo as one of the screen."""
        with self._cross_held():
            self.viewport.show_actual()

    def switch_zoom(self, at: QPointF | None = None) -> None:
        """Change between the whole photo and its own pixels."""
        with self._cross_held():
            if self.viewport.is_whole:
                self.viewport.show_actual(at)
            else:
                self.viewport.show_whole()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom round a place of this widget, or its middle."""
        if self._photo is not None:
            with self._cross_held():
                self.viewport.zoom_by(factor, at)

    def look_at(self, point: Point, scale: float | None = None) -> None:
        """Bring a pixel of the photo into the middle."""
        with self._cross_held():
            self.viewport.look_at(point, scale)

    def show_part(self, part: QRectF) -> None:
        """Let a part of the photo fit, also when there is more or less room later."""
        with self._cross_held():
            self.viewport.show_part(part)

    @contextmanager
    def _cross_held(self) -> Iterator[None]:
        """Change what is shown; the cross of the tool stays at its place of the photo."""
        tool = self._tool
        place = None if tool is None else self.viewport.to_photo(tool.pointer)
        yield
        if tool is not None and place is not None:
            tool.pointer = self.viewport.to_screen().map(place)
        self._follow_zoom()

    def _follow_zoom(self) -> None:
        """Ask for the sharpness that is needed now."""
        if self._photo is not None:
            picture = self._services.images.picture(self._photo)
            detail = 1.0 if picture is None else picture.detail
            if self.viewport.scale * self.devicePixelRatioF() > detail:
                self._services.images.want_original(self._photo)
        self.zoomed.emit()
        self.update()

    def screen_point(self, point: Point) -> QPointF:
        """Return where a pixel of the photo is on this widget."""
        return self.viewport.on_screen(point)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, photo, regions, pins and what the tool shows."""
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
                way = self.viewport.to_screen()
                self.map.paint(painter, picture, way, QRectF(self.rect()))
                self._paint_marks(painter)
        if self.hasFocus():
            self._paint_focus(painter)
        painter.end()

    def _paint_marks(self, painter: QPainter) -> None:
        if self._tool is not None:
            self._tool.paint(painter)
            return
        if self._photo is not None and self._services.images.is_damaged(self._photo):
            return  # they would cross the words over it
        way = self.viewport.to_screen()
        if self._shows_regions:
            self._paint_regions(painter, way)
            if self._untreated:
                words = self.tr("Untreated")
                paint_marked(painter, self._untreated, way, _UNTREATED, words)
        self.pins.paint(painter)

    def _paint_regions(self, painter: QPainter, way: QTransform) -> None:
        if self._photo is None:
            return
        painter.save()
        clip_to_photo(painter, self._photo, way)
        for region, outline in self._outlines.items():
            if region is not RegionName.FACE:
                paint_outline(painter, outline, way, _LINE)
        painter.restore()

    def _paint_focus(self, painter: QPainter) -> None:
        painter.setPen(QColor(self._services.theme.tokens.accent))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for inset in (0.5, 1.5):
            painter.drawRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset))

    @Slot(str)
    def _repaint_photo(self, photo_id: str) -> None:
        if self._photo is not None and self._photo.id == photo_id:
            self._follow_zoom()

    # Pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the photo or a pin, or let the tool."""
        place = event.position()
        if event.button() is not Qt.MouseButton.LeftButton:
            self._drag = place
        elif self._tool is not None:
            self.setFocus()
            self._tool.press(place)
        elif not self.pins.press(place):
            self._drag = place

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the photo or a pin, or let the tool."""
        place = event.position()
        if self._drag is not None:
            self.viewport.move_by(place - self._drag)
            self._drag = place
            self.update()
        elif self._tool is not None:
            is_held = bool(event.buttons() & Qt.MouseButton.LeftButton)
            self._tool.move(place, is_held=is_held)
        elif not self.pins.move(place):
            self._follow_pointer(place)

    def _follow_pointer(self, place: QPointF) -> None:
        if self.pins.hover(place):
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        elif self.viewport.is_whole:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self._drag is not None:
            self._drag = None
        elif self._tool is not None:
            self._tool.release(event.position())
        else:
            self.pins.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Change between the whole photo and its own pixels; with a tool it is a second click."""
        if self._tool is not None or self.pins.mark_at(event.position()) is not None:
            self.mousePressEvent(event)
        elif event.button() is Qt.MouseButton.LeftButton:
            self.switch_zoom(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom round the pointer."""
        self.zoom_by(_WHEEL_STEP ** event.angleDelta().y(), event.position())
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the photo within sight."""
        super().resizeEvent(event)
        with self._cross_held():
            self.viewport.set_widget(QSizeF(self.size()), self.devicePixelRatioF())

    # Keys

    def event(self, event: QEvent) -> bool:
        """Keep undo and redo for the tool while one is in use; else they are the window's."""
        if undo_keys.are_claimed(event) and self.keeps_undo:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the keys of the tool, or move what is shown."""
        if self._tool is not None:
            if not undo_keys.follow(event, self._tool) and not self._tool.take_key(event):
                super().keyPressEvent(event)
            return
        arrow = ARROWS.get(Qt.Key(event.key()))
        if arrow is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.viewport.move_by(-arrow * _PAN_STEP_PX)
            self.update()
        else:
            super().keyPressEvent(event)
