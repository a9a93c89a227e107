"""The time axis with its visits, as an item view: keys, selection and screen readers come along."""

from datetime import date
from functools import partial

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QFocusEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from skintrack.treatment.schedule import Schedule
from skintrack.ui.course_state import CourseState
from skintrack.ui.fonts import scaled
from skintrack.ui.models.timeline_model import TimelineModel
from skintrack.ui.services import Services
from skintrack.ui.timeline.column_cache import ColumnCache, painted
from skintrack.ui.timeline.edges import paint_edges
from skintrack.ui.timeline.frame import TimelineFrame
from skintrack.ui.timeline.hits import NO_HIT, AxisHit, hit_at
from skintrack.ui.timeline.layout import TimelineLayout
from skintrack.ui.timeline.marks import ahead_marks
from skintrack.ui.timeline.painter import (
    MONTH_GAP,
    TimelinePainter,
    frame_rect,
    pin_text,
    pin_width,
)
from skintrack.ui.timeline.sizes import axis_height, label_height, label_top, names_width
from skintrack.ui.timeline.thumbnails import FrameThumbnails
from skintrack.ui.words import tr

_HINT_GAP = 24
_LEAST_COMING = 220
_PIN_GAP = 12
_LEAST_SEEN_PX = 8
_Index = QModelIndex | QPersistentModelIndex


class TimelineGrid(TimelineFrame):
    """Shows a ``TimelineModel`` under a time axis; columns hang under their day."""

    session_chosen = Signal(int)
    plan_chosen = Signal()

    def __init__(self, services: Services, model: TimelineModel) -> None:
        super().__init__(model)
        self._services = services
        self._thumbnails = FrameThumbnails(services.images)
        self._painted = ColumnCache()
        self._hovered = self._hovered_mark = -1
        self._shows_focus = False
        self._named: tuple[TimelineLayout, tuple[date, ...]] | None = None
        self.setAccessibleName(self.tr("Timeline"))
        self.setAccessibleDescription(self.tr("Arrows go from photo to photo; Enter opens one."))
        self.setMouseTracking(True)
        self._has_tool_tips = False
        services.images.thumbnail_ready.connect(self._repaint_photo)
        services.images.picture_ready.connect(self._sharpen_photo)
        services.theme.changed.connect(self.viewport().update)

    def show_course(self, state: CourseState, schedule: Schedule, today: date) -> None:
        """Lay out and paint a course with what is ahead of it; the model shows the same."""
        self._state = state
        self._today = today
        self._sessions = tuple(each for each in state.sessions if each.date <= today)
        self._all_marks = ahead_marks(schedule, today)
        self._timeline.judge(self._services.course.measurements)
        self._painted.clear()
        self._lay_out()
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a session on the axis, or a photo."""
        self._shows_focus = False
        hit = self._hit_at(event.position().toPoint())
        if 0 < hit.session_number <= (0 if self._state is None else len(self._state.sessions)):
            self.session_chosen.emit(hit.session_number)
        elif hit.session_number:
            self.plan_chosen.emit()
        else:
            super().mousePressEvent(event)
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which visit or mark is under the pointer."""
        self._offer_tool_tips()
        point = event.position().toPoint()
        hit = self._hit_at(point)
        hovered = self._column_at(point.x()) if point.y() > axis_height() else -1
        if (hovered, hit.mark) != (self._hovered, self._hovered_mark):
            self._hovered, self._hovered_mark = hovered, hit.mark
            self.viewport().update()
        is_button = bool(hit.session_number)
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if is_button else Qt.CursorShape.ArrowCursor
        )
        super().mouseMoveEvent(event)

    def _offer_tool_tips(self) -> None:
        """Have tool tips from when the pointer comes: the window opens sooner without them."""
        if not self._has_tool_tips:
            from skintrack.ui.timeline.tool_tips import TimelineToolTips

            self._has_tool_tips = True
            self.setItemDelegate(TimelineToolTips(self, self.text_at))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        super().leaveEvent(event)
        self._hovered = self._hovered_mark = -1
        self.viewport().update()

    def text_at(self, point: QPoint) -> str:
        """Return what a pin, a mark, a visit or a photo is, for a tool tip."""
        index = self.indexAt(point)
        if index.isValid():
            return str(index.data())
        column = self._visit_at(point)
        visit = self._timeline.visit_words(column) if column >= 0 else ""
        return self._hit_at(point).text or visit

    def _visit_at(self, point: QPoint) -> int:
        """Return the visit whose day above its column, or dot on the axis, is at a point; or -1."""
        if self._layout is None or point.x() < names_width():
            return -1
        if label_top() <= point.y() < axis_height():
            return self._column_at(point.x())
        left = self.horizontalOffset()
        seen = self._columns_between(left, left + self.viewport().width())
        return self._make_painter(self._layout).dot_at(point, seen)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is, if it was the keyboard that came here."""
        keys = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._shows_focus = event.reason() in keys
        super().focusInEvent(event)
        self.viewport().update()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Repaint the visit that is shown."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def _hit_at(self, point: QPoint) -> AxisHit:
        if self._layout is None or point.y() > axis_height() or point.x() < names_width():
            return NO_HIT
        return hit_at(point, self._make_painter(self._layout), self._sessions, self._marks)

    # Painting

    def _make_painter(self, layout: TimelineLayout) -> TimelinePainter:
        tokens = self._services.theme.tokens
        shift = names_width() - self.horizontalOffset()
        # To choose the months that have room takes long over years, and only the layout tells.
        if self._named is None or self._named[0] is not layout:
            self._named = (layout, layout.months(scaled(MONTH_GAP)))
        months = self._named[1]
        return TimelinePainter(tokens, layout, shift, planned=self._planned, months=months)

    @property
    def _planned(self) -> int:
        """How many sessions are planned in all; 0 where nobody said."""
        return (self._state.course.planned_sessions or 0) if self._state is not None else 0

    def _pin_width(self) -> float:
        """Return the width of the widest pin."""
        count = len(self._sessions)
        return pin_width(pin_text(count, self._planned)) + _PIN_GAP if count else _PIN_GAP

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in sight: columns first, then the axis above and the names at the left."""
        state, layout = self._state, self._layout
        if state is None or layout is None:
            return
        painter = QPainter(self.viewport())
        # As time runs, so stand its words: a painter follows the language otherwise.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        paint = self._make_painter(layout)
        left = max(event.rect().left(), names_width()) - names_width() + self.horizontalOffset()
        columns = layout.columns_between(left, left + event.rect().width())
        self._thumbnails.begin_paint()
        self._thumbnails.are_few = self.has_few_photos
        live = self._live_columns()
        shown = self._without_slivers(columns)
        for column in shown:
            self._paint_column(painter, paint, column, is_live=column in live)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(QRectF(names_width(), 0, self.viewport().width(), axis_height()))
        paint.axis(painter, state.healing, self.viewport().width())
        paint.stems(painter, columns, self._timeline.is_hollow)
        for column in shown:
            self._paint_label(painter, paint, column)
        paint.today(painter)
        paint.marks(painter, self._marks, self._hovered_mark)
        paint.pins(painter, self._sessions)
        painter.setClipping(False)
        self._paint_hint(painter, paint)
        tops = [self.photo_rect(row, 0).top() for row in range(len(self._timeline.views))]
        paint.row_names(painter, self._timeline.views, tops, self.viewport().height())
        scrolled = self.horizontalScrollBar()
        paint_edges(
            painter,
            QRectF(self.viewport().rect()).adjusted(names_width(), 0, 0, 0),
            self._services.theme.tokens.surface_0,
            more_before=scrolled.value() > 0,
            more_after=scrolled.value() < scrolled.maximum(),
        )
        painter.end()
        if self._thumbnails.is_behind:
            self.viewport().update()

    def _without_slivers(self, columns: range) -> range:
        """Return columns without those of whose photos only a line is in sight."""
        first, end = columns.start, columns.stop
        if columns and self.photo_rect(0, first).right() < names_width() + _LEAST_SEEN_PX:
            first += 1
        width = self.viewport().width()
        if columns and self.photo_rect(0, end - 1).left() > width - _LEAST_SEEN_PX:
            end -= 1
        return range(first, end)

    def _live_columns(self) -> set[int]:
        """Return the columns that look other than at rest: chosen, under pointer or keyboard."""
        chosen = {index.column() for index in self.selectionModel().selectedIndexes()}
        return chosen | {self._hovered, self.currentIndex().column()}

    def _paint_hint(self, painter: QPainter, paint: TimelinePainter) -> None:
        """Say what will stand here, as long as there is hardly anything."""
        count = len(self._timeline.visits)
        if count > 1:
            return
        text = tr("Your photos will stand here, each under its day.")
        left = names_width()
        if count:
            text = tr(
                "The next photos will stand beside these. Same place, same lamp, same distance, "
                "no make-up: then they can be compared."
            )
            left = self.column_rect(0).right() + 2 * _HINT_GAP
            coming = self.photo_rect(0, 0)
            coming.moveLeft(left)
            fits = coming.right() + _HINT_GAP <= self.viewport().width()
            if fits and coming.width() >= _LEAST_COMING:
                paint.next_place(painter, frame_rect(coming), text)
                return
        room = self.viewport().rect().adjusted(left, axis_height(), -_HINT_GAP, 0)
        paint.hint(painter, room, text)

    def _shown_column(self) -> int:
        """Return the visit that is chosen; -1 while only the keyboard rests somewhere."""
        has_choice = self.selectionModel().hasSelection()
        return self.currentIndex().column() if has_choice else -1

    def _paint_column(
        self, painter: QPainter, paint: TimelinePainter, column: int, *, is_live: bool
    ) -> None:
        rect = self.column_rect(column)
        if is_live:
            is_current = column == self._shown_column()
            if is_current or column == self._hovered:
                paint.column_ground(painter, rect, is_current=is_current)
            self._paint_cells(painter, paint, column)
            self._paint_rings(painter, paint, column)
            return
        kept = self._painted.find(column, "photos")
        if kept is None:
            kept, is_final = self._render(paint, column, rect)
            if is_final:
                self._painted.keep(column, "photos", kept)
        painter.drawPixmap(rect.topLeft(), kept)

    def _render(self, paint: TimelinePainter, column: int, rect: QRect) -> tuple[QPixmap, bool]:
        """Return a column at rest, and whether all of its photos were there."""
        finals: list[bool] = []

        def draw(painter: QPainter) -> None:
            painter.translate(-rect.topLeft())
            finals.append(self._paint_cells(painter, paint, column))

        ground = self._services.theme.tokens.surface_0
        pixmap = painted(rect.size(), self.devicePixelRatioF(), ground, draw)
        return pixmap, all(finals)

    def _paint_cells(self, painter: QPainter, paint: TimelinePainter, column: int) -> bool:
        """Paint the photos of a visit; tell whether all were there in their final size."""
        is_final = True
        ratio = self.devicePixelRatioF()
        for row in range(len(self._timeline.views)):
            cell = self._timeline.cell(self._timeline.index(row, column))
            if cell is None:
                continue
            rect = self.photo_rect(row, column)
            if cell.photos:
                pixmap = self._thumbnails.pixmap(cell.photos[0], rect.size(), ratio)
                paint.photo(painter, frame_rect(rect), pixmap, len(cell.photos))
                is_final &= pixmap is not None and not self._thumbnails.is_behind
                is_final &= self._thumbnails.is_final(cell.photos[0], rect.size() * ratio)
            elif cell.is_missing:
                paint.missing(painter, frame_rect(rect))
        return is_final

    def _paint_rings(self, painter: QPainter, paint: TimelinePainter, column: int) -> None:
        for row in range(len(self._timeline.views)):
            index = self._timeline.index(row, column)
            is_focused = self.hasFocus() and index == self.currentIndex()
            is_chosen = self.selectionModel().isSelected(index)
            if is_chosen or (is_focused and self._shows_focus):
                paint.selection(painter, self.photo_rect(row, column), is_focused=is_focused)

    def _paint_label(self, painter: QPainter, paint: TimelinePainter, column: int) -> None:
        """Paint day and phase above a column."""
        visit, rect = self._timeline.visits[column], self.column_rect(column)
        place = QRect(rect.left(), label_top(), rect.width(), label_height())
        if column == self._shown_column():
            paint.visit_label(painter, place, visit, is_current=True, is_first=column == 0)
            return
        kept = self._painted.find(column, "label")
        if kept is None:
            inner = QRect(0, 0, place.width(), place.height())
            ground, ratio = self._services.theme.tokens.surface_0, self.devicePixelRatioF()
            draw = partial(
                paint.visit_label, place=inner, visit=visit, is_current=False, is_first=column == 0
            )
            kept = painted(place.size(), ratio, ground, draw)
            self._painted.keep(column, "label", kept)
        painter.drawPixmap(place.topLeft(), kept)

    @Slot(str)
    def _repaint_photo(self, photo_id: str) -> None:
        index = self._timeline.index_of_id(photo_id)
        self._painted.forget(index.column())
        rect = self.visualRect(index).adjusted(-4, -8, 8, 4)
        if rect.intersects(self.viewport().rect()):
            self.viewport().update(rect)

    @Slot(str)
    def _sharpen_photo(self, photo_id: str) -> None:
        """Paint a large photo anew that has become sharper; others are no larger than before."""
        if self.has_few_photos:
            self._repaint_photo(photo_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint everything in its new size."""
        self._painted.clear()
        super().resizeEvent(event)

    def viewport_widget(self) -> QWidget:
        """Return the widget that is painted on, for tests that click."""
        return self.viewport()
