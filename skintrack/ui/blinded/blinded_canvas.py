"""Two photos of one face side by side, with nothing that tells which is the later one."""

from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from skintrack.model import Photo
from skintrack.ui.compare.camera import Look, whole_face
from skintrack.ui.images import Picture
from skintrack.ui.services import Services
from skintrack.ui.widgets.photo_painter import paint_picture, paint_words

_GAP = 10
_WHEEL_STEP = 1.0015
# Less hair and less room round the face than elsewhere: they tell the day, not the skin.
_CLOSER = 1.18
_ANYWHERE = QRectF(-1e5, -1e5, 2e5, 2e5)


@dataclass(frozen=True)
class BlindedSide:
    """A photo and its place on the face."""

    photo: Photo
    to_canonical: QTransform


class BlindedCanvas(QWidget):
    """Paints both photos in the same crop; zoom and pan move them together."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._sides: tuple[BlindedSide, BlindedSide] | None = None
        self._look: Look | None = None  # the whole face
        self._drag: QPointF | None = None
        self.setMinimumSize(360, 200)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Two photos without dates"))
        self.setAccessibleDescription(
            self.tr("Arrow left or right for the one that looks better, down for no difference")
        )
        services.images.picture_ready.connect(self._repaint)
        services.images.failed.connect(self._repaint)
        services.theme.changed.connect(self.update)

    @property
    def photos(self) -> tuple[Photo, ...]:
        """The photos at the left and at the right."""
        return tuple(side.photo for side in self._sides or ())

    @property
    def is_ready(self) -> bool:
        """Whether both photos can be seen; one alone would tell which opens faster."""
        return self._sides is not None and all(self._picture(side) for side in self._sides)

    def show_sides(self, left: BlindedSide, right: BlindedSide) -> None:
        """Show another pair, whole face."""
        self._sides = (left, right)
        self._look = None
        self.update()

    def preload(self, *photos: Photo) -> None:
        """Fetch the photos of the next pair."""
        for photo in photos:
            self._services.images.picture(photo)

    @Slot()
    def show_face(self) -> None:
        """Show the whole face again."""
        self._look = None
        self.update()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom both photos round a point of the face."""
        pane = self._pane_at(at)
        camera = self.look.camera(pane).zoomed(factor, at or pane.center(), pane)
        self._look = Look.through(camera, pane)
        self._want_originals()
        self.update()

    @property
    def look(self) -> Look:
        """Where one looks on both faces."""
        return self._look or self._first_look()

    def _first_look(self) -> Look:
        """Return the look at the whole face, moved aside where a photo would end in the pane."""
        if self._sides is None:
            return Look()
        shared, pane = _ANYWHERE, self.panes()[0]
        for side in self._sides:
            shared = inner_rect(side.to_canonical.map(_corners(side.photo)), shared)
        face = replace(whole_face(self._sides[0].photo.view), magnification=_CLOSER)
        zoom = face.camera(pane).zoom
        x = _within(face.x, pane.width() / zoom, shared.left(), shared.right())
        y = _within(face.y, pane.height() / zoom, shared.top(), shared.bottom())
        return replace(face, x=x, y=y)

    def panes(self) -> tuple[QRectF, QRectF]:
        """Return where the photos stand."""
        width = (self.width() - _GAP) / 2
        left = QRectF(0, 0, width, self.height())
        return left, left.translated(width + _GAP, 0)

    def _pane_at(self, at: QPointF | None) -> QRectF:
        left, right = self.panes()
        return right if at is not None and at.x() >= right.left() else left

    def _to_pane(self, side: BlindedSide, pane: QRectF) -> QTransform:
        return side.to_canonical * self.look.camera(pane).to_screen(pane)

    def _shared_area(self, pane: QRectF) -> QRectF:
        """Return what both photos cover; the edge of one would tell it from the other."""
        shared = pane
        for side in self._sides or ():
            shared = inner_rect(self._to_pane(side, pane).map(_corners(side.photo)), shared)
        return shared

    def _picture(self, side: BlindedSide) -> Picture | None:
        return self._services.images.picture(side.photo)

    def _want_originals(self) -> None:
        if self.look.magnification > 2 * _CLOSER:
            for side in self._sides or ():
                self._services.images.want_original(side.photo)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the neutral ground and both photos, once both are there."""
        tokens = self._services.theme.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.surround))
        if self._sides is not None and self.is_ready:
            for side, pane in zip(self._sides, self.panes(), strict=True):
                picture = self._picture(side)
                if picture is not None:
                    clip = self._shared_area(pane)
                    paint_picture(painter, picture, self._to_pane(side, pane), clip)
        elif self._sides is not None:
            words = self.tr("Opening both photos")
            if any(self._services.images.problem(side.photo) for side in self._sides):
                words = self.tr("One of these photos cannot be opened.")
            paint_words(painter, words, QRectF(self.rect()), QColor(tokens.surround_text))
        left = self.panes()[0]
        painter.fillRect(QRectF(left.right(), 0, _GAP, self.height()), QColor(tokens.surface_0))
        painter.end()

    @Slot(str)
    def _repaint(self, photo_id: str) -> None:
        if any(photo.id == photo_id for photo in self.photos):
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the photos."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move both photos."""
        if self._drag is None:
            return
        step = event.position() - self._drag
        self._drag = event.position()
        pane = self.panes()[0]
        self._look = Look.through(self.look.camera(pane).moved(step.x(), step.y()), pane)
        self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._drag = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom round the pointer."""
        turned = event.angleDelta().y() or event.pixelDelta().y()
        self.zoom_by(_WHEEL_STEP**turned, event.position())
        event.accept()


def _corners(photo: Photo) -> QPolygonF:
    return QPolygonF(QRectF(0, 0, photo.width, photo.height))


def _within(middle: float, length: float, start: float, end: float) -> float:
    """Return the middle of a length that lies between two ends; their own if it is too long."""
    if length >= end - start:
        return (start + end) / 2
    return min(max(middle, start + length / 2), end - length / 2)


def inner_rect(outline: QPolygonF, area: QRectF) -> QRectF:
    """Return a large upright rectangle of an area that a convex outline covers.

    The outline is that of a photo, four corners and a little turned: between its second and third
    corner from above it is as wide as it gets.
    """
    points = [(point.x(), point.y()) for point in outline.toList()]
    heights = sorted({y for _x, y in points})
    inner = heights[1:-1] or heights
    top, bottom = max(inner[0], area.top()), min(inner[-1], area.bottom())
    spans = [_crossings(points, y) for y in (top, bottom)]
    left = max(area.left(), *(start for start, _end in spans))
    right = min(area.right(), *(end for _start, end in spans))
    return QRectF(QPointF(left, top), QPointF(max(left, right), max(top, bottom)))


def _crossings(points: list[tuple[float, float]], level: float) -> tuple[float, float]:
    """Return from where to where an outline lies at a level of its second coordinate."""
    found = []
    for (x1, y1), (x2, y2) in pairwise([*points, points[0]]):
        if min(y1, y2) <= level <= max(y1, y2) and y1 != y2:
            found.append(x1 + (x2 - x1) * (level - y1) / (y2 - y1))
    return (min(found), max(found)) if found else (0.0, 0.0)
