"""Which part of a photo a widget shows, and how large."""

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

from skintrack.model import Point

MARGIN_PX = 12
MOST_SCALE = 8.0  # screen pixels per pixel of the photo
_LEAST_SCALE = 0.01


class Viewport:
    """Scale and place of a photo on a widget; what is shown stays within sight.

    While ``is_whole`` the photo fits, also when the widget grows; so does a part of it after
    ``show_part``, until somebody zooms or moves it.
    """

    def __init__(self) -> None:
        self._widget = QSizeF(1, 1)
        self._photo = QSizeF(1, 1)
        self._ratio = 1.0
        self._scale = 1.0
        self._middle = QPointF()  # the point of the photo in the middle of the widget
        self._part = QRectF()  # what is to fit; empty when nothing is
        self.is_whole = True

    def set_widget(self, size: QSizeF, pixel_ratio: float) -> None:
        """Take over the size of the widget, and screen pixels per unit of it."""
        self._widget, self._ratio = size, pixel_ratio
        if self._part.isEmpty():
            self._hold()
        else:
            self.show_part(self._part)

    def set_photo(self, width: int, height: int) -> None:
        """Show another photo, whole."""
        self._photo = QSizeF(width, height)
        self.show_whole()

    @property
    def scale(self) -> float:
        """Units of the widget per pixel of the photo."""
        return self._scale

    @property
    def photo_width(self) -> float:
        """Width of the photo, in its pixels."""
        return self._photo.width()

    @property
    def percent(self) -> int:
        """Screen pixels per hundred pixels of the photo."""
        return round(100 * self._scale * self._ratio)

    @property
    def middle(self) -> Point:
        """The pixel of the photo in the middle of the widget."""
        return Point(self._middle.x(), self._middle.y())

    def show_whole(self) -> None:
        """Let the photo fit."""
        self.is_whole, self._part = True, QRectF()
        self._hold()

    def show_part(self, part: QRectF) -> None:
        """Let a part of the photo fit, in its pixels."""
        across, down = self._widget.width() / part.width(), self._widget.height() / part.height()
        middle = part.center()
        self.look_at(Point(middle.x(), middle.y()), min(across, down))
        self._part = QRectF(part)

    def show_actual(self, at: QPointF | None = None) -> None:
        """Show each pixel of the photo as one of the screen."""
        self.zoom_to(1 / self._ratio, at)

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom round a place of the widget; the photo never gets smaller than whole."""
        self.zoom_to(self._scale * factor, at)

    def zoom_to(self, scale: float, at: QPointF | None = None) -> None:
        """Zoom to a scale; the pixel at a place of the widget stays there."""
        fit = self._fit()
        place = self._center() if at is None else at
        held = self.to_photo(place)
        self._scale = min(max(scale, fit), max(MOST_SCALE, fit))
        self.is_whole, self._part = self._scale <= fit, QRectF()
        self._middle = held - (place - self._center()) / self._scale
        self._hold()

    def look_at(self, point: Point, scale: float | None = None) -> None:
        """Bring a pixel of the photo into the middle."""
        if scale is not None:
            self.zoom_to(scale)
        self._part = QRectF()
        self._middle = QPointF(point.x, point.y)
        self._hold()

    def move_by(self, step: QPointF) -> None:
        """Move the photo by a step of the widget."""
        self._part = QRectF()
        self._middle -= step / self._scale
        self._hold()

    def to_screen(self) -> QTransform:
        """Return the way from pixels of the photo to the widget."""
        center = self._center()
        way = QTransform.fromTranslate(-self._middle.x(), -self._middle.y())
        way *= QTransform.fromScale(self._scale, self._scale)
        return way * QTransform.fromTranslate(center.x(), center.y())

    def on_screen(self, point: Point) -> QPointF:
        """Return where a pixel of the photo is on the widget."""
        return self.to_screen().map(QPointF(point.x, point.y))

    def to_photo(self, place: QPointF) -> QPointF:
        """Return the pixel of the photo at a place of the widget."""
        return self._middle + (place - self._center()) / self._scale

    def held_in(self, place: QPointF) -> Point:
        """Return the pixel of the photo at a place, or the nearest one where it ends."""
        point = self.to_photo(place)
        return self.within(Point(point.x(), point.y()))

    def within(self, point: Point) -> Point:
        """Return a point, or the nearest one of the photo."""
        x = min(max(point.x, 0.0), self._photo.width() - 1.0)
        y = min(max(point.y, 0.0), self._photo.height() - 1.0)
        return Point(x, y)

    def _center(self) -> QPointF:
        return QPointF(self._widget.width() / 2, self._widget.height() / 2)

    def _fit(self) -> float:
        width = (self._widget.width() - 2 * MARGIN_PX) / self._photo.width()
        height = (self._widget.height() - 2 * MARGIN_PX) / self._photo.height()
        return max(min(width, height), _LEAST_SCALE)

    def _hold(self) -> None:
        """Keep the photo from leaving the widget."""
        fit = self._fit()
        self._scale = fit if self.is_whole else max(self._scale, fit)
        if self.is_whole:
            self._middle = QPointF((self._photo.width() - 1) / 2, (self._photo.height() - 1) / 2)
            return
        self._middle = QPointF(
            _held(self._middle.x(), self._photo.width(), self._widget.width() / self._scale,
                  MARGIN_PX / self._scale),
            _held(self._middle.y(), self._photo.height(), self._widget.height() / self._scale,
                  MARGIN_PX / self._scale),
        )  # fmt: skip


def _held(middle: float, length: float, shown: float, margin: float) -> float:
    """Return the middle of what is shown of one axis, so that no room is lost for nothing.

    A photo larger than the widget fills it; a smaller one lies anywhere within it.
    """
    center = (length - 1) / 2
    most = max(0.0, abs(length - shown) / 2 + (margin if length > shown else -margin))
    return min(max(middle, center - most), center + most)
