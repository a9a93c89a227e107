"""Two photos on a neutral ground: side by side or under a curtain, zoomed and moved together.

Side by side, a map of what changed may lie over the right one.
"""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from skintrack.model import Photo
from skintrack.ui.compare.camera import Camera, face_camera
from skintrack.ui.fonts import ui_font
from skintrack.ui.maps import Overlay
from skintrack.ui.services import Services
from skintrack.ui.widgets.map_painter import MapLayer
from skintrack.ui.widgets.photo_painter import paint_picture, paint_words, scale_of

SIDE_BY_SIDE = "side_by_side"
CURTAIN = "curtain"
CHANGE = "change"
_BAND = 52
_GAP = 10
_GRIP_PX = 14
_WHEEL_STEP = 1.0015
_LEAST_SHARE, _MOST_SHARE = 0.04, 0.96


@dataclass(frozen=True)
class Side:
    """One photo with its place on the face and what its label says."""

    photo: Photo
    to_canonical: QTransform
    has_face: bool
    title: str
    caption: str


class CompareCanvas(QWidget):
    """Paints both sides; the side that keys act on is marked on its label."""

    active_changed = Signal(int)
    zoom_changed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._sides: tuple[Side | None, Side | None] = (None, None)
        self.map = MapLayer(services.cpu_tasks)
        self.map.changed.connect(self.update)
        self._camera: Camera | None = None
        self._mode = SIDE_BY_SIDE
        self._share = 0.5
        self._active = 1
        self._drag: QPointF | None = None
        self._is_on_grip = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(360, 170)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Comparison of two photos"))
        services.images.picture_ready.connect(self._repaint_photo)
        services.images.failed.connect(self._repaint_photo)
        services.theme.changed.connect(self.update)

    # What is shown

    @property
    def mode(self) -> str:
        """``side_by_side``, ``curtain`` or ``change``."""
        return self._mode

    @property
    def active(self) -> int:
        """The side that keys act on: 0 or 1."""
        return self._active

    @property
    def camera(self) -> Camera:
        """Where one looks."""
        return self._camera or face_camera(self.panes()[0])

    def show_sides(self, before: Side | None, after: Side | None) -> None:
        """Show two photos; zoom and place stay as they are."""
        self._sides = (before, after)
        self._describe()
        self.update()

    def show_map(self, overlay: Overlay | None) -> None:
        """Lay a map over the right photo, or take it off."""
        self.map.overlay = overlay
        self._describe()
        self.update()

    def _describe(self) -> None:
        """Say for screen readers what is shown."""
        words = [f"{side.title}, {side.caption}" for side in self._sides if side is not None]
        if self.map.overlay is not None:
            words.append(self.map.overlay.description)
        self.setAccessibleDescription("; ".join(words))

    def set_mode(self, mode: str) -> None:
        """Show the photos side by side, under a curtain, or with what changed."""
        if mode != self._mode:
            if CURTAIN in (mode, self._mode):
                self._camera = None
            self._mode = mode
            self.update()

    def set_active(self, side: int) -> None:
        """Choose the side that keys act on."""
        if side != self._active:
            self._active = side
            self.active_changed.emit(side)
            self.update()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom both photos round a point, or round the middle."""
        pane = self._pane_at(at) if at is not None else self.panes()[0]
        self._look(self.camera.zoomed(factor, at or pane.center(), pane))

    def move_by(self, dx_px: float, dy_px: float) -> None:
        """Move both photos."""
        self._look(self.camera.moved(dx_px, dy_px))

    @Slot()
    def show_face(self) -> None:
        """Show the whole face again."""
        self._camera = None
        self.update()
        self.zoom_changed.emit()

    def _look(self, camera: Camera) -> None:
        self._camera = camera
        self._want_originals()
        self.update()
        self.zoom_changed.emit()

    def _want_originals(self) -> None:
        """Fetch full sharpness once the screen shows more than the preview has."""
        ratio = self.devicePixelRatioF()
        for side in self._sides:
            picture = None if side is None else self._services.images.picture(side.photo)
            if side is not None and picture is not None:
                scale = scale_of(side.to_canonical) * self.camera.zoom * ratio
                if scale > picture.detail:
                    self._services.images.want_original(side.photo)

    # Geometry

    def panes(self) -> tuple[QRectF, QRectF]:
        """Return where the photos stand; under the curtain both are in the same place."""
        area = QRectF(self.rect()).adjusted(0, 0, 0, -_BAND)
        if self._mode == CURTAIN:
            return area, area
        width = (area.width() - _GAP) / 2
        left = QRectF(area.left(), area.top(), width, area.height())
        return left, left.translated(width + _GAP, 0)

    def curtain_x(self) -> float:
        """Return where the curtain hangs."""
        return self.width() * self._share

    def _pane_at(self, point: QPointF) -> QRectF:
        left, right = self.panes()
        return right if point.x() >= right.left() and self._mode != CURTAIN else left

    def _side_at(self, point: QPointF) -> int:
        edge = self.curtain_x() if self._mode == CURTAIN else self.width() / 2
        return int(point.x() >= edge)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, both photos, then labels below them."""
        tokens = self._services.theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(tokens.surround))
        panes = self.panes()
        clips = self._clips(panes)
        for side, pane, clip in zip(self._sides, panes, clips, strict=True):
            if side is not None:
                self._paint_side(painter, side, pane, clip)
        if self._mode == CURTAIN:
            self._paint_curtain(painter)
        else:
            gap = QRectF(panes[0].right(), 0, _GAP, self.height())
            painter.fillRect(gap, QColor(tokens.surface_0))
        self._paint_labels(painter)
        painter.end()

    def _clips(self, panes: tuple[QRectF, QRectF]) -> tuple[QRectF, QRectF]:
        if self._mode != CURTAIN:
            return panes
        x, area = self.curtain_x(), panes[0]
        left = QRectF(area.topLeft(), QPointF(x, area.bottom()))
        return left, QRectF(QPointF(x, area.top()), area.bottomRight())

    def _paint_side(self, painter: QPainter, side: Side, pane: QRectF, clip: QRectF) -> None:
        picture = self._services.images.picture(side.photo)
        if picture is None:
            words = self._services.images.problem(side.photo) or self.tr("Opening the photo")
            paint_words(painter, words, clip, QColor(self._services.theme.tokens.surround_text))
            return
        to_screen = side.to_canonical * self.camera.to_screen(pane)
        if side is self._sides[1]:
            self.map.paint(painter, picture, to_screen, clip)
        else:
            paint_picture(painter, picture, to_screen, clip)

    def _paint_curtain(self, painter: QPainter) -> None:
        x, bottom = self.curtain_x(), self.panes()[0].bottom()
        for pen in (QPen(QColor(0, 0, 0, 90), 4), QPen(QColor("#FFFFFF"), 2)):
            painter.setPen(pen)
            painter.drawLine(QLineF(x, 0, x, bottom))
        center = QPointF(x, bottom)
        painter.setPen(QPen(QColor(0, 0, 0, 90), 1))
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawEllipse(center, _GRIP_PX, _GRIP_PX)
        painter.setPen(QPen(QColor("#303030"), 1.5))
        for sign in (-1, 1):
            tip = center + QPointF(8 * sign, 0)
            back = QPointF(-4 * sign, 4)
            arrow = [tip + back, tip, tip + QPointF(back.x(), -back.y())]
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF(arrow))

    def _paint_labels(self, painter: QPainter) -> None:
        """Paint what each photo is, below it, never on the skin."""
        tokens = self._services.theme.tokens
        half = (self.width() - _GAP) / 2
        for number, side in enumerate(self._sides):
            left = number * (half + _GAP)
            band = QRectF(left, self.height() - _BAND, half, _BAND)
            if side is None:
                continue
            if number == self._active and self.hasFocus():
                painter.fillRect(QRectF(left, band.top(), half, 2), QColor(tokens.accent))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            if number == 1 and self._mode == CURTAIN:
                flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            text = band.adjusted(14, 7, -14, -7)
            painter.setPen(QColor(tokens.surround_text))
            painter.setFont(ui_font(14, QFont.Weight.DemiBold))
            painter.drawText(text.adjusted(0, 0, 0, -18), flags, side.title)
            painter.setFont(ui_font(12))
            painter.drawText(text.adjusted(0, 20, 0, 0), flags, side.caption)

    @Slot(str)
    def _repaint_photo(self, photo_id: str) -> None:
        if any(side is not None and side.photo.id == photo_id for side in self._sides):
            self.update()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the curtain or of the photos."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position()
        self._is_on_grip = self._is_near_grip(point)
        if not self._is_on_grip:
            self.set_active(self._side_at(point))
        self._drag = point

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the curtain or both photos."""
        point = event.position()
        if self._drag is None:
            shape = Qt.CursorShape.OpenHandCursor
            if self._is_near_grip(point):
                shape = Qt.CursorShape.SplitHCursor
            self.setCursor(shape)
        elif self._is_on_grip:
            self.set_curtain(point.x() / max(self.width(), 1))
        else:
            step = point - self._drag
            self._drag = point
            self.move_by(step.x(), step.y())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._drag = None
        self._is_on_grip = False

    def set_curtain(self, share: float) -> None:
        """Hang the curtain at a share of the width."""
        self._share = min(max(share, _LEAST_SHARE), _MOST_SHARE)
        self.update()

    @property
    def curtain(self) -> float:
        """Where the curtain hangs, as a share of the width."""
        return self._share

    def _is_near_grip(self, point: QPointF) -> bool:
        return self._mode == CURTAIN and abs(point.x() - self.curtain_x()) <= _GRIP_PX

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom round the pointer."""
        turned = event.angleDelta().y() or event.pixelDelta().y()
        self.zoom_by(_WHEEL_STEP**turned, event.position())
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep looking at the same place; fetch what the larger size needs."""
        super().resizeEvent(event)
        self._want_originals()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Let Tab go from the left photo to the right one before it leaves."""
        wanted = 1 if is_next else 0
        if self.hasFocus() and self._active != wanted:
            self.set_active(wanted)
            return True
        return super().focusNextPrevChild(is_next)
