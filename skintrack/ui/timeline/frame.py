"""Where everything of the timeline stands in its viewport, and where keys lead."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QRegion, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from skintrack.model import TreatmentSession, Visit
from skintrack.ui.models.timeline_model import TimelineModel
from skintrack.ui.timeline.layout import (
    SESSION_WIDTH,
    Ahead,
    TimelineLayout,
    lay_out,
    needed_width,
)
from skintrack.ui.timeline.painter import label_widths
from skintrack.ui.timeline.sizes import (
    ahead_count,
    ahead_width,
    axis_height,
    names_width,
    today_width,
)

if TYPE_CHECKING:
    from skintrack.ui.course_state import CourseState
    from skintrack.ui.timeline.marks import AheadMark

_Index = QModelIndex | QPersistentModelIndex
_GAP = 8
_HEALING_SCALE = 0.64
_LEAST_WIDTH = 40.0
_PROPORTION = 0.75
_TALLEST_PX = 240
# A few photos may be larger: a large window has nothing else to show.
_TALLEST_OF_FEW_PX, _FEW_PHOTOS = 560, 6
_SHORTEST_PX = 56
# A layout leaves a pixel over where it shares heights.
_ROUNDING_PX = 2
# A course that fits is shown whole; one that must be scrolled anyway is shown larger.
_READABLE_PX, _SCROLLED_PX = 88, 176
_ROW_GAP = 12
_NOTCH, _NOTCH_PX = 120, 144
_ACTION = QAbstractItemView.CursorAction
_STEPS = {
    _ACTION.MoveLeft: (0, -1),
    _ACTION.MovePrevious: (0, -1),
    _ACTION.MoveRight: (0, 1),
    _ACTION.MoveNext: (0, 1),
    _ACTION.MoveUp: (-1, 0),
    _ACTION.MoveDown: (1, 0),
}


class _Place(NamedTuple):
    """The room for visits, what else takes of it, and the height of photos to begin with."""

    available: int
    sessions_alone: int
    pin_width: float
    ahead: Ahead
    tall: int


class TimelineFrame(QAbstractItemView):
    """Places a ``TimelineModel`` under a time axis; columns hang under their day.

    ``height_changed`` tells how high everything is: less than there is room for, where photos are
    as large as the width allows. ``lend`` gives the rest away. ``has_few_photos`` says that there
    are so few that each may be shown large.
    """

    height_changed = Signal(int)

    def __init__(self, model: TimelineModel) -> None:
        super().__init__()
        # Asked for one that Qt made, PySide loads every class of widgets to find its kind.
        self.setViewport(QWidget())
        self._timeline = model
        self._state: CourseState | None = None
        self._layout: TimelineLayout | None = None
        self._layout_key: tuple[object, ...] = ()
        self._thumb = QSize(round(_TALLEST_PX * _PROPORTION), _TALLEST_PX)
        self._sessions: tuple[TreatmentSession, ...] = ()
        self._marks: tuple[AheadMark, ...] = ()
        self._all_marks: tuple[AheadMark, ...] = ()
        self._today = date.min
        self._label_widths: list[float] = []
        self._day_widths: dict[tuple[int, int], float] = {}
        self._scales: list[float] = []
        self._least_widths: list[float] = []
        self._stays_at_end = True
        self._lent_px = 0
        self.has_few_photos = False
        self.horizontalScrollBar().valueChanged.connect(self._follow_scrolling)
        model.modelReset.connect(self._measure_labels)
        self.setModel(model)
        # Time runs from left to right in every language, as in the charts.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    # Where things are

    def _lay_out(self) -> None:
        # The model may have a newer course than this view while both are being told of it.
        days = [visit.day for visit in self._timeline.visits]
        if self._state is None or not (days or self._state.sessions):
            self._layout = None
            return
        sessions = [session.date for session in self._sessions]
        place = self._place(days, sessions)
        key = (place, days, sessions)
        # Most changes of the height alone leave everything where it is.
        if self._layout is None or key != self._layout_key:
            self._layout_key = key
            self._layout = self._make_layout(days, sessions, place)
        self._set_ranges(self._layout)
        if self._stays_at_end:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().maximum())
        self.height_changed.emit(self._height_of(self._thumb.height()) + self._bar_px)

    def _place(self, days: list[date], sessions: list[date]) -> "_Place":
        """Return what the layout follows from, besides the days of visits and sessions."""
        available = max(self._room().width() - names_width(), 1)
        alone = len(set(sessions).difference(days))
        pin = self._pin_width()
        room = available - needed_width(self._least_widths, alone, pin)
        self._marks = self._all_marks[: ahead_count(room, available)]
        days_ahead = tuple(mark.day for mark in self._marks)
        ahead = Ahead(self._today, days_ahead, ahead_width(), today_width())
        tall = self._tallest_by_height()
        if room < ahead.width:
            # They do not fit at their smallest: no need to try what lies between.
            tall = min(tall, _SCROLLED_PX)
        return _Place(available, alone, pin, ahead, tall)

    def _make_layout(
        self, days: list[date], sessions: list[date], place: "_Place"
    ) -> TimelineLayout:
        available, alone, pin, ahead, tall = place
        # Rather scroll than show photos too small to see anything in.
        is_scrolled = needed_width(self._least_widths, alone, pin) + ahead.width > available
        while tall > _READABLE_PX and not is_scrolled:
            if needed_width(self._widths(tall), alone, pin) + ahead.width <= available:
                break
            tall -= 2
        self._thumb = QSize(round(tall * _PROPORTION), tall)
        return lay_out(days, self._widths(tall), sessions, available, ahead, session_width=pin)

    def _pin_width(self) -> float:
        """Return the room for the pin of a session without photos."""
        return SESSION_WIDTH

    @property
    def least_height(self) -> int:
        """How high it must be to show every row: less would scroll within a page that scrolls."""
        return self._height_of(_SHORTEST_PX) + self._bar_px

    @Slot(int)
    def lend(self, height: int) -> None:
        """Do with so much less than there is; photos stay as large as all of it allows."""
        # Photos grow by a pixel for each row: what does not do for that would be lent and given
        # back without end.
        lent = height if height > max(_ROUNDING_PX, len(self._timeline.views)) else 0
        if lent != self._lent_px:
            self._lent_px = lent
            self._lay_out()
            self.viewport().update()

    @property
    def _bar_px(self) -> int:
        return self.horizontalScrollBar().sizeHint().height()

    def _room(self) -> QSize:
        """Return the room for everything; scroll bars that come and go do not change it."""
        bar = self._bar_px
        room = self.maximumViewportSize() + QSize(0, self._lent_px - bar)
        is_scrolled = self._height_of(_SHORTEST_PX) > room.height()
        return room - QSize(bar, 0) if is_scrolled else room

    def _height_of(self, tall: int) -> int:
        rows = max(len(self._timeline.views), 1)
        return axis_height() + rows * (tall + _ROW_GAP) + _ROW_GAP

    def _tallest_by_height(self) -> int:
        """Return the height of a photo's frame so that all rows are in sight, within limits."""
        rows = max(len(self._timeline.views), 1)
        each = (self._room().height() - axis_height() - _ROW_GAP) // rows - _ROW_GAP
        most = _TALLEST_OF_FEW_PX if self.has_few_photos else _TALLEST_PX
        return min(max(each, _SHORTEST_PX), most)

    def _widths(self, tall: int) -> list[float]:
        """Return the width of every column for photos of this height: its words need room too."""
        wide = tall * _PROPORTION
        return [
            max(words, wide * scale) + _GAP
            for words, scale in zip(self._label_widths, self._scales, strict=True)
        ]

    @Slot()
    def _measure_labels(self) -> None:
        self._label_widths = [
            max(_LEAST_WIDTH, width)
            for width in label_widths(self._timeline.visits, self._day_widths)
        ]
        self._scales = [_scale(visit) for visit in self._timeline.visits]
        self._least_widths = self._widths(_READABLE_PX)
        count = sum(len(visit.photos) for visit in self._timeline.visits)
        self.has_few_photos = count <= _FEW_PHOTOS
        self._layout = None

    @Slot(int)
    def _follow_scrolling(self, value: int) -> None:
        """Stay with the newest visit until somebody scrolls away from it."""
        self._stays_at_end = value >= self.horizontalScrollBar().maximum()

    def _set_ranges(self, layout: TimelineLayout) -> None:
        height = self._height_of(self._thumb.height())
        size = self.viewport().size()
        width = round(layout.width) + names_width()
        self.horizontalScrollBar().setRange(0, max(0, width - size.width()))
        self.horizontalScrollBar().setPageStep(size.width())
        self.horizontalScrollBar().setSingleStep(48)
        self.verticalScrollBar().setRange(0, max(0, height - size.height()))
        self.verticalScrollBar().setPageStep(size.height())
        self.verticalScrollBar().setSingleStep(32)

    def column_rect(self, column: int) -> QRect:
        """Return the whole column of a visit, in viewport coordinates."""
        if self._layout is None or not 0 <= column < len(self._layout.columns):
            return QRect()
        place = self._layout.columns[column]
        left = names_width() + place.center_x - place.width / 2 - self.horizontalOffset()
        rows = len(self._timeline.views)
        height = rows * (self._thumb.height() + _ROW_GAP) + _ROW_GAP
        top = axis_height() - self.verticalOffset()
        return QRect(round(left), top, round(place.width), height)

    def photo_rect(self, row: int, column: int) -> QRect:
        """Return the frame of a photo, in viewport coordinates."""
        outer = self.column_rect(column)
        scale = _scale(self._timeline.visits[column])
        width, height = self._thumb.width() * scale, self._thumb.height() * scale
        top = outer.top() + _ROW_GAP + row * (self._thumb.height() + _ROW_GAP)
        return QRect(round(outer.center().x() - width / 2 + 1), top, round(width), round(height))

    def visualRect(self, index: _Index) -> QRect:
        """Return the frame of a photo."""
        return self.photo_rect(index.row(), index.column()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the photo whose cell a point lies in."""
        column = self._column_at(point.x())
        if column < 0 or point.y() < axis_height():
            return QModelIndex()
        for row in range(len(self._timeline.views)):
            rect = self.photo_rect(row, column)
            if rect.top() - _ROW_GAP / 2 <= point.y() < rect.top() + self._thumb.height():
                return self._timeline.index(row, column)
        return QModelIndex()

    def _columns_between(self, left: float, right: float) -> range:
        return range(0) if self._layout is None else self._layout.columns_between(left, right)

    def _column_at(self, x: int) -> int:
        if self._layout is None or x < names_width():
            return -1
        return self._layout.column_at(x - names_width() + self.horizontalOffset())

    def scrollTo(
        self,
        index: _Index,
        _hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll until a photo is whole in sight."""
        rect = self.visualRect(index)
        if rect.isEmpty():
            return
        # With the words above it, which may be wider.
        column = self.column_rect(index.column())
        rect.setLeft(min(rect.left(), column.left()))
        rect.setRight(max(rect.right(), column.right()))
        size = self.viewport().size()
        horizontal, vertical = self.horizontalScrollBar(), self.verticalScrollBar()
        if rect.left() < names_width() + _GAP:
            horizontal.setValue(horizontal.value() + rect.left() - names_width() - _GAP)
        elif rect.right() > size.width() - _GAP:
            horizontal.setValue(horizontal.value() + rect.right() - size.width() + _GAP)
        if rect.top() < axis_height():
            vertical.setValue(vertical.value() + rect.top() - axis_height())
        elif rect.bottom() > size.height():
            vertical.setValue(vertical.value() + rect.bottom() - size.height() + _ROW_GAP)

    def horizontalOffset(self) -> int:
        """Return how far the view is scrolled to the right."""
        return self.horizontalScrollBar().value()

    def verticalOffset(self) -> int:
        """Return how far the view is scrolled down."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: _Index) -> bool:
        """Tell that nothing is hidden."""
        return False

    # Choosing

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Return where a key leads: along visits, up and down the views."""
        rows, columns = self._timeline.rowCount(), self._timeline.columnCount()
        if not rows or not columns:
            return QModelIndex()
        current = self.currentIndex()
        if not current.isValid():
            return self._timeline.index(0, columns - 1)
        if action in (_ACTION.MoveHome, _ACTION.MoveEnd):
            column = 0 if action is _ACTION.MoveHome else columns - 1
            return self._timeline.index(current.row(), column)
        down, right = _STEPS.get(action, (0, 0))
        if action in (_ACTION.MovePageUp, _ACTION.MovePageDown):
            right = self._page() if action is _ACTION.MovePageDown else -self._page()
        row = min(max(current.row() + down, 0), rows - 1)
        column = min(max(current.column() + right, 0), columns - 1)
        return self._timeline.index(row, column)

    def _page(self) -> int:
        """Return how many visits are in sight, but one."""
        left = self.horizontalOffset()
        seen = self._columns_between(left, left + self.viewport().width() - names_width())
        return max(1, len(seen) - 1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll through time where all rows are in sight: most wheels turn one way only."""
        turned, moved = event.angleDelta(), event.pixelDelta()
        is_sideways = abs(turned.x()) > abs(turned.y())
        bar = self.horizontalScrollBar()
        if is_sideways or self.verticalScrollBar().maximum() or not bar.maximum():
            super().wheelEvent(event)
            return
        notches = turned.y() / _NOTCH
        bar.setValue(bar.value() - (moved.y() or round(notches * _NOTCH_PX)))
        event.accept()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the photos that a rectangle touches."""
        selection = QItemSelection()
        whole = rect.normalized()
        left = whole.left() - names_width() + self.horizontalOffset()
        columns = self._columns_between(left, left + whole.width())
        for row in range(self._timeline.rowCount()):
            for column in columns:
                if self.photo_rect(row, column).intersects(whole):
                    index = self._timeline.index(row, column)
                    selection.select(index, index)
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Return the region to repaint for a selection."""
        region = QRegion()
        for index in selection.indexes():
            region += self.column_rect(index.column())
        return region

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out again."""
        super().resizeEvent(event)
        self._lay_out()
        if self.selectionModel().hasSelection():
            self.scrollTo(self.currentIndex())

    def updateGeometries(self) -> None:
        """Set the scroll bars."""
        if self._layout is not None:
            self._set_ranges(self._layout)
        super().updateGeometries()


def _scale(visit: Visit) -> float:
    """Return how large the photos of a visit are shown; those of healing days are smaller."""
    return _HEALING_SCALE if visit.phase.is_healing else 1.0
