"""The chart as it is painted: its plan, rings round what is chosen, and the note beside a point."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from skintrack.charts.plan import ChartPlan, Meaning, PlannedPoint
from skintrack.charts.scale import Quantity
from skintrack.model import PhotoId
from skintrack.ui.fonts import scaled, text_scale, ui_font
from skintrack.ui.icons import draw_svg
from skintrack.ui.models.point_words import PointWords, point_words
from skintrack.ui.services import Services
from skintrack.ui.trends.callout import Callout, paint_callout
from skintrack.ui.trends.chart_painter import ChartPainter
from skintrack.ui.words import number, said

_MARGIN = 8
_LEAST = QSize(420, 200)
_MORE_PX = 160
_RING = 9.0
_MESSAGE_WIDTH = 420
_DRAWING_PX, _DRAWING_GAP = 64, 10


class ChartCanvas(QWidget):
    """Paints one plan; what is chosen in it is decided by ``ChartWidget``."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._plan: ChartPlan | None = None
        self._message = ""
        self._words = ""
        self._painter: ChartPainter | None = None
        self._base: QPixmap | None = None
        self._hovered: PhotoId | None = None
        self._current: PhotoId | None = None
        self._marked: tuple[PhotoId, ...] = ()
        # Large letters take more lines below the plot, not only higher ones.
        more = round(_MORE_PX * (text_scale() - 1))
        self.setMinimumSize(_LEAST.width(), scaled(_LEAST.height()) + more)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Chart"))
        services.theme.changed.connect(self._forget_base)
        services.images.thumbnail_ready.connect(self._show_thumbnail)

    # What is shown

    @property
    def image(self) -> QImage | None:
        """The chart without any mark; None while there is none."""
        return None if self._plan is None else self._based().toImage()

    @property
    def current(self) -> PhotoId | None:
        """The photo that is chosen."""
        return self._current

    @property
    def marked(self) -> PhotoId | None:
        """The photo that waits for a second one to compare with."""
        return self._marked[0] if self._marked else None

    @property
    def has_points(self) -> bool:
        """Whether there is a point to choose."""
        return bool(self._points())

    def show_plan(self, plan: ChartPlan | None, message: str, words: str) -> None:
        """Show a plan, or only a message; ``words`` tell the chart to a screen reader."""
        self._plan, self._message, self._words = plan, message, words
        known = set() if plan is None else {each.point.photo_id for each in plan.points}
        self._hovered = None
        self._marked = tuple(each for each in self._marked if each in known)
        if self._current not in known:
            self._current = None
        self._tell()
        self._forget_base()

    def words_of(self, photo_id: PhotoId | None) -> PointWords | None:
        """Return what is said of a point; None where there is none."""
        planned = self._point(photo_id)
        if self._plan is None or planned is None:
            return None
        return point_words(self._plan.series, planned.point, self._earlier(planned))

    @property
    def earlier(self) -> dict[PhotoId, str]:
        """Where an earlier version of the method saw the photos that wait, as shown."""
        heights = {each.point.photo_id: self._earlier(each) for each in self._points()}
        return {photo_id: height for photo_id, height in heights.items() if height}

    def _earlier(self, planned: PlannedPoint) -> str:
        if self._plan is None or planned.meaning is not Meaning.EARLIER:
            return ""
        return number(planned.height, 0 if self._plan.quantity is Quantity.INDEX else 2)

    def place_of(self, photo_id: PhotoId) -> QPointF | None:
        """Return where the point of a photo stands in the widget."""
        planned = self._point(photo_id)
        if planned is None:
            return None
        return self._made_painter(self._plan_shown()).frame.place(planned) + chart_offset()

    # Painting

    def _plan_shown(self) -> ChartPlan:
        if self._plan is None:
            raise LookupError("No chart is shown.")
        return self._plan

    def _made_painter(self, plan: ChartPlan) -> ChartPainter:
        if self._painter is None:
            width, height = self.width() - 2 * _MARGIN, self.height() - 2 * _MARGIN
            self._painter = ChartPainter(plan, self._services.theme.tokens, width, height)
        return self._painter

    def _based(self) -> QPixmap:
        """Return the chart as painted for this size and theme."""
        if self._base is None:
            ratio = self.devicePixelRatioF()
            base = QPixmap(self.size() * ratio)
            base.setDevicePixelRatio(ratio)
            base.fill(QColor(self._services.theme.tokens.surface_1))
            painter = QPainter(base)
            painter.translate(chart_offset())
            self._made_painter(self._plan_shown()).paint(painter)
            painter.end()
            self._base = base
        return self._base

    @Slot()
    def _forget_base(self) -> None:
        self._base = self._painter = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._forget_base()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chart, what is chosen in it, and the note beside that."""
        tokens = self._services.theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._plan is not None:
            painter.drawPixmap(0, 0, self._based())
            self._paint_rings(painter)
        message = self._message or ("" if self._plan is None else said(self._plan.why_empty))
        if message:
            self._paint_message(painter, message)
        if self.hasFocus():
            # Also round words alone: close round a sentence it would look like a button.
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ring, 6, 6)
        self._paint_callout(painter)
        painter.end()

    def _paint_rings(self, painter: QPainter) -> None:
        accent = QColor(self._services.theme.tokens.accent)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for photo_id in {*self._marked, self._current, self._hovered}:
            place = None if photo_id is None else self.place_of(photo_id)
            if place is None:
                continue
            is_marked = photo_id in self._marked
            painter.setPen(QPen(accent, 2.5 if is_marked else 1.5))
            painter.drawEllipse(place, _RING, _RING)
            if is_marked:
                painter.drawEllipse(place, _RING + 4, _RING + 4)

    def _paint_message(self, painter: QPainter, message: str) -> None:
        """Paint a message, with a drawing above it where there is room."""
        area = QRectF(self.rect()).adjusted(24, 24, -24, -24)
        width = min(area.width(), _MESSAGE_WIDTH)
        area = QRectF(area.center().x() - width / 2, area.top(), width, area.height())
        painter.setFont(ui_font(14))
        painter.setPen(QColor(self._services.theme.tokens.text_2))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        written = painter.boundingRect(area, int(flags), message).adjusted(-12, -8, 12, 8)
        painter.fillRect(written, QColor(self._services.theme.tokens.surface_1))
        painter.drawText(area, int(flags), message)
        if self._plan is None and written.top() > _DRAWING_PX + 2 * _DRAWING_GAP:
            color = self._services.theme.tokens.text_3
            drawing = draw_svg("trends", color, _DRAWING_PX, self.devicePixelRatioF(), is_fine=True)
            left = written.center().x() - _DRAWING_PX / 2
            top = written.top() - _DRAWING_GAP - _DRAWING_PX
            painter.drawPixmap(QPointF(left, top), drawing)

    def _paint_callout(self, painter: QPainter) -> None:
        photo_id = self._hovered or (self._current if self.hasFocus() else None)
        words = self.words_of(photo_id)
        if photo_id is None or words is None:
            return
        place = self.place_of(photo_id)
        state = self._services.course.state
        photo = None if state is None else state.photo(photo_id)
        pixmap = None if photo is None else self._services.images.thumbnail(photo)
        if place is None:
            return
        frame = self._made_painter(self._plan_shown()).frame
        others = [frame.place(each) + chart_offset() for each in self._points()]
        callout = Callout(words, pixmap, place, others)
        chart = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        # Not on the line of the days either.
        plot = frame.plot.translated(chart_offset()).adjusted(0, 0, 0, -4)
        paint_callout(painter, self._services.theme.tokens, callout, plot, chart)

    @Slot(str)
    def _show_thumbnail(self, _photo_id: str) -> None:
        if self._hovered or self._current:
            self.update()

    def _points(self) -> tuple[PlannedPoint, ...]:
        return () if self._plan is None else self._plan.points

    def _point(self, photo_id: PhotoId | None) -> PlannedPoint | None:
        found = (each for each in self._points() if each.point.photo_id == photo_id)
        return next(found, None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus and the note away."""
        super().focusOutEvent(event)
        self.update()

    def _tell(self) -> None:
        """Tell the chart, or the point that is chosen, to a screen reader."""
        words = self.words_of(self._current)
        line = "" if words is None else words.line
        self.setAccessibleDescription(f"{line}\n{self._words}" if line else self._words)
        if line and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, line))


def chart_offset() -> QPointF:
    """Return where the chart begins in its widget."""
    return QPointF(_MARGIN, _MARGIN)
