"""Two photos on a neutral ground, zoomed and moved together on the face."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from skintrack.model import Point, View
from skintrack.ui.compare.camera import Camera, Look, whole_face
from skintrack.ui.compare.fitted import FittedPictures
from skintrack.ui.compare.light import LightMatching
from skintrack.ui.compare.modes import Mode
from skintrack.ui.compare.painting import GRIP_PX, ScenePainter
from skintrack.ui.compare.scene import LEAST_SHARE, MOST_SHARE, Scene, Side
from skintrack.ui.maps import Overlay
from skintrack.ui.services import Services
from skintrack.ui.widgets.map_painter import MapLayer
from skintrack.ui.widgets.photo_painter import scale_of

_WHEEL_STEP = 1.0015
_ZOOM_STEP = 1.25
_REST_MS = 90
# Two photos become sharp at nearly the same time; each painting takes half as long.
_OTHER_MS = 12


class CompareCanvas(QWidget):
    """Paints both sides; the side that keys act on is marked on its label.

    Dragging moves both photos and the wheel enlarges both; with Shift, only the photo under the
    pointer: that is told by ``side_dragged`` and ``side_enlarged``.
    """

    active_changed = Signal(int)
    look_changed = Signal()
    split_changed = Signal()
    side_dragged = Signal(int, float, float)
    side_enlarged = Signal(int, float, object)
    photo_wanted = Signal(int)
    painted = Signal()
    resized = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.scene = Scene()
        self._view: View | None = None
        self.map = MapLayer(services.cpu_tasks)
        self.light = LightMatching(services)
        self.fitted = FittedPictures(services.cpu_tasks)
        self.painter = ScenePainter(services, self.map, self.light, self.fitted)
        self.painter.opening = self.tr("Opening the photo")
        self._drag: QPointF | None = None
        self._dragged_side: int | None = None
        self._is_on_grip = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._come_to_rest)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(360, 140)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Comparison of two photos"))
        self._other = QTimer(self)
        self._other.setSingleShot(True)
        self._other.setInterval(_OTHER_MS)
        self._other.timeout.connect(self.update)
        for changed in (self.map.changed, self.light.changed, self.fitted.ready):
            changed.connect(self.update)
        services.images.thumbnail_ready.connect(self._repaint_photo)
        services.images.picture_ready.connect(self._repaint_sharp)
        services.images.failed.connect(self._repaint_photo)
        services.theme.changed.connect(self.update)
        services.desk.closed.connect(self.fitted.forget)

    # What is shown

    @property
    def mode(self) -> Mode:
        """How the photos are laid out."""
        return self.scene.mode

    @property
    def active(self) -> int:
        """The side that keys act on: 0 or 1."""
        return self.scene.active

    @property
    def camera(self) -> Camera:
        """Where one looks."""
        return self.scene.camera

    @property
    def middle(self) -> Point:
        """The point of the face in the middle of the panes."""
        return Point(self.scene.look.x, self.scene.look.y)

    def panes(self) -> tuple[QRectF, QRectF]:
        """Return where the photos stand."""
        return self.scene.panes()

    def _change(self, **values: Any) -> None:
        scene = replace(self.scene, **values)
        if scene != self.scene:  # painting all again would take the processor from the decoding
            self.scene = scene
            self.update()

    def show_sides(self, before: Side | None, after: Side | None) -> None:
        """Show two photos; zoom and place stay as they are."""
        self._change(sides=(before, after))
        # Painting begins milliseconds later; until then they are half decoded.
        for side in (before, after):
            if side is not None:
                self._services.images.first_picture(side.photo)
        self._describe()

    def say_empty(self, left: str, right: str) -> None:
        """Say what stands where there is no photo."""
        if self.painter.empty != (left, right):
            self.painter.empty = (left, right)
            self._describe()
            self.update()

    def show_map(self, overlay: Overlay | None) -> None:
        """Lay a map over the right photo, or take it off."""
        if self.map.overlay is not overlay:
            self.map.overlay = overlay
            self._describe()
            self.update()

    def _describe(self) -> None:
        """Say for screen readers what is shown."""
        words = []
        for side, empty in zip(self.scene.sides, self.painter.empty, strict=True):
            if side is not None:
                words.append(", ".join((side.title, side.caption, *side.notes)))
            elif empty:
                words.append(empty)
        if self.map.overlay is not None:
            words.append(self.map.overlay.description)
        self.setAccessibleDescription("; ".join(words))

    def set_mode(self, mode: Mode) -> None:
        """Lay the photos out in another way; what is looked at stays."""
        self._change(mode=mode, is_blinking=False)

    def set_active(self, side: int) -> None:
        """Choose the side that keys act on."""
        if side != self.active:
            self._change(active=side)
            self.active_changed.emit(side)

    def set_blinking(self, *, is_blinking: bool) -> None:
        """Let the photos change places, or go back."""
        self._change(is_blinking=is_blinking)

    def set_shows_outlines(self, *, is_shown: bool) -> None:
        """Show or hide the measured regions of both photos."""
        self._change(shows_outlines=is_shown)

    def set_curtain(self, share: float) -> None:
        """Hang the curtain at a share of the width."""
        self._change(share=min(max(share, LEAST_SHARE), MOST_SHARE))
        self.split_changed.emit()

    def set_fade(self, fade: float) -> None:
        """Show so much of the right photo over the left one."""
        self._change(fade=min(max(fade, 0.0), 1.0))
        self.split_changed.emit()

    def give_room(self, width_px: float) -> None:
        """Leave so much room for what fades or blinks."""
        self._change(control_width=width_px)

    # Where one looks

    def look_at(self, look: Look) -> None:
        """Look at a place of the face."""
        self.painter.is_resting = False
        self._rest.start()
        self._change(look=look)
        self.look_changed.emit()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom both photos round a point, or round the middle."""
        pane = self.scene.pane_at(at) if at is not None else self.panes()[0]
        camera = self.camera.zoomed(factor, at or pane.center(), pane)
        self.look_at(Look.through(camera, self.panes()[0]))

    def move_by(self, dx_px: float, dy_px: float) -> None:
        """Move both photos."""
        self.look_at(Look.through(self.camera.moved(dx_px, dy_px), self.panes()[0]))

    @Slot()
    def zoom_in(self) -> None:
        """Enlarge both photos."""
        self.zoom_by(_ZOOM_STEP)

    @Slot()
    def zoom_out(self) -> None:
        """Make both photos smaller."""
        self.zoom_by(1 / _ZOOM_STEP)

    @Slot()
    def show_face(self) -> None:
        """Show the whole face again."""
        self.look_at(whole_face(self._view))

    def show_view(self, view: View | None) -> None:
        """Say which view is shown: where the whole face is looked at, it stays in the middle."""
        self._view, look = view, whole_face(view)
        if self.scene.look != look and self.scene.look in [whole_face(each) for each in View]:
            self.look_at(look)

    @Slot()
    def _come_to_rest(self) -> None:
        self.painter.is_resting = True
        self._want_originals()
        self.update()

    def _want_originals(self) -> None:
        """Fetch full sharpness once the screen shows more than the preview has.

        Not while the hand moves: decoding would take the processor from the painting.
        """
        if not self.painter.is_resting:
            return
        ratio = self.devicePixelRatioF()
        for place in self.scene.places():
            side = self.scene.sides[place.number]
            if side is None:
                continue
            picture = self._services.images.first_picture(side.photo)
            scale = scale_of(side.to_canonical) * self.scene.look.camera(place.pane).zoom
            if picture is not None and scale * ratio > picture.detail:
                self._services.images.want_original(side.photo)

    @Slot(str)
    def _repaint_sharp(self, photo_id: str) -> None:
        """Paint a photo that is sharp now, with the other one if that comes in a moment."""
        sides = [side for side in self.scene.sides if side is not None]
        if all(side.photo.id != photo_id for side in sides):
            return
        if all(self._services.images.is_settled(side.photo) for side in sides):
            self._other.stop()
            self.update()
        else:
            self._other.start()
        self._want_originals()

    @Slot(str)
    def _repaint_photo(self, photo_id: str) -> None:
        """Paint where the photo stands, and nowhere else: the other one may be on its way."""
        is_shown = False
        for place in self.scene.places():
            side = self.scene.sides[place.number]
            if side is not None and side.photo.id == photo_id:
                is_shown = True
                self.update(place.clip.toAlignedRect())
        if is_shown:
            self._want_originals()

    # Events

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of the pictures that were made for this zoom and this light."""
        super().hideEvent(event)
        self.fitted.forget()
        self.light.forget()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, both photos, then labels below them."""
        painter = QPainter(self)
        self.painter.paint(painter, self.scene, has_focus=self.hasFocus())
        painter.end()
        self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep looking at the same place; fetch what the larger size needs."""
        super().resizeEvent(event)
        self._change(area=QRectF(self.rect()))
        self._want_originals()
        self.resized.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the curtain, of both photos, or with Shift of one."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position()
        self._is_on_grip = self._is_near_grip(point)
        self._dragged_side = None
        if not self._is_on_grip:
            self.set_active(self.scene.side_at(point))
            if _is_shifted(event):
                self._dragged_side = self.active
        self._drag = point

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the curtain, both photos, or one."""
        point = event.position()
        if self._drag is None:
            shape = Qt.CursorShape.OpenHandCursor
            if self._is_near_grip(point):
                shape = Qt.CursorShape.SplitHCursor
            elif _is_shifted(event):
                shape = Qt.CursorShape.SizeAllCursor
            self.setCursor(shape)
        elif self._is_on_grip:
            self.set_curtain(point.x() / max(self.width(), 1))
        else:
            step = point - self._drag
            self._drag = point
            if self._dragged_side is None:
                self.move_by(step.x(), step.y())
            else:
                zoom = self.camera.zoom
                self.side_dragged.emit(self._dragged_side, step.x() / zoom, step.y() / zoom)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._drag = self._dragged_side = None
        self._is_on_grip = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the photo that was pointed at."""
        if event.button() == Qt.MouseButton.LeftButton and not self._is_near_grip(event.position()):
            self.photo_wanted.emit(self.scene.side_at(event.position()))

    def _is_near_grip(self, point: QPointF) -> bool:
        is_near = abs(point.x() - self.scene.curtain_x) <= GRIP_PX
        return self.mode is Mode.CURTAIN and is_near

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom both photos round the pointer, with Shift only the one under it."""
        delta = event.angleDelta() if not event.angleDelta().isNull() else event.pixelDelta()
        factor = _WHEEL_STEP ** (delta.y() or delta.x())
        if _is_shifted(event):
            pane = self.scene.pane_at(event.position())
            on_face = self.camera.on_face(event.position(), pane)
            self.side_enlarged.emit(self.scene.side_at(event.position()), factor, on_face)
        else:
            self.zoom_by(factor, event.position())
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark the side that keys act on."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show what stood there before, if a key was held."""
        super().focusOutEvent(event)
        self.set_blinking(is_blinking=False)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Let Tab go from the left photo to the right one before it leaves."""
        wanted = 1 if is_next else 0
        if self.hasFocus() and self.active != wanted:
            self.set_active(wanted)
            return True
        return super().focusNextPrevChild(is_next)


def _is_shifted(event: QMouseEvent | QWheelEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
