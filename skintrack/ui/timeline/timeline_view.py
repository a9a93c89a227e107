"""Home: the answer in words, what is next, the course on its time axis, one visit beside it."""

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from skintrack.model import Photo, Visit
from skintrack.treatment.facts import HEALING_DAYS
from skintrack.treatment.schedule import schedule
from skintrack.ui.course_answer import course_answer
from skintrack.ui.course_state import CourseState
from skintrack.ui.course_view import CourseView
from skintrack.ui.fonts import scaled
from skintrack.ui.models.timeline_model import TimelineModel
from skintrack.ui.services import Services
from skintrack.ui.timeline.answer_block import AnswerBlock
from skintrack.ui.timeline.grid import TimelineGrid
from skintrack.ui.timeline.next_block import NARROW_WIDTH, WIDTH, NextBlock
from skintrack.ui.timeline.next_words import next_items
from skintrack.ui.timeline.session_strip import SessionStrip
from skintrack.ui.widgets.banner import STOOD_OVER
from skintrack.ui.widgets.basic import button, label, row, scrolling, surface
from skintrack.ui.words import plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from skintrack.ui.timeline.aftercare_card import AftercareCard
    from skintrack.ui.timeline.empty_page import EmptyPage
    from skintrack.ui.timeline.visit_panel import VisitPanel

_PAIR = 2
_MOST_STRETCH, _ANY_HEIGHT = 1000, 16_777_215
_TICK_MS, _LEAST_GRID_HEIGHT = 60_000, 216
_ROOMY_HEIGHT, _ROOMY_BESIDE_PANEL = 680, 780
_ROOM_FOR_NEXT, _ROOM_FOR_LARGE, _AROUND = 700, 1060, 80  # margins and the bar of the page


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


def _is_healing(state: CourseState, today: date) -> bool:
    """Whether a session may be in its week of healing, to the day; the hours decide later."""
    earliest = today - timedelta(days=HEALING_DAYS + 1)
    return any(earliest <= session.date <= today for session in state.sessions)


class _Rest(QWidget):
    """The height that is left below the sessions."""

    height_changed = Signal(int)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell how much it is."""
        super().resizeEvent(event)
        self.height_changed.emit(self.height())


class TimelineView(CourseView):
    """The timeline with its side panel.

    ``now`` tells the time; tests put another clock there.

    Parameters
    ----------
    services : Services
    room_px : int
        How wide it is going to be: what was never shown needs no new style for that.
    """

    photo_opened = Signal(object)
    comparison_chosen = Signal(object, object)
    session_chosen = Signal(object)
    dates_chosen = Signal()
    add_photos_chosen = Signal()
    add_session_chosen = Signal()
    plan_chosen = Signal()
    aftercare_chosen = Signal()
    diary_chosen = Signal()
    visit_diary_chosen = Signal(object)

    def __init__(self, services: Services, room_px: int = 0) -> None:
        super().__init__(services)
        self.now: Callable[[], datetime] = _now
        self.model = TimelineModel()
        self.answer = AnswerBlock(is_narrow=room_px < scaled(_ROOM_FOR_LARGE))
        self.next = NextBlock()
        self._aftercare: AftercareCard | None = None
        self.grid = TimelineGrid(services, self.model)
        self._panel: VisitPanel | None = None
        self.sessions = SessionStrip(services)
        self._empty: EmptyPage | None = None
        self._undated_text = label("")
        self._undated = self._make_undated_bar()
        self._pair_text = label("", "secondary", wraps=False)
        self.compare_button = button(self.tr("Compare these two"), self._compare, "primary")
        self._stack = QStackedWidget()
        self._rest = _Rest()
        self._wanted_height = _ANY_HEIGHT
        self._sharing = QTimer(self)
        self._sharing.setSingleShot(True)
        self._sharing.setInterval(0)
        self._stack.addWidget(self.grid)
        self._top = row(self.answer, self.next, spacing=16)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._pair = surface("window", row(self._pair_text, 1, self.compare_button, spacing=12))
        self._pair.hide()
        self.grid.setMinimumHeight(_LEAST_GRID_HEIGHT)
        self._top.setStretch(0, 1)
        # Below the answer, too: that is to be no narrower than the view.
        self._top.setAlignment(self.next, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        main = self._main = QVBoxLayout()
        main.setContentsMargins(24, 14, 24, 0)
        main.setSpacing(8)
        main.addLayout(self._top)
        main.addWidget(self._undated)
        main.addWidget(self._stack, _MOST_STRETCH)
        main.addWidget(self._pair)
        main.addWidget(self.sessions)
        # What the photos do not need lies below the sessions, not between both.
        main.addWidget(self._rest, 1)
        layout = self._halves = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(axis := scrolling(main), 1)
        axis.setObjectName(STOOD_OVER)

    def _connect(self) -> None:
        self.grid.activated.connect(self._open_index)
        self.grid.height_changed.connect(self._note_height)
        self._sharing.timeout.connect(self._share_height)
        self._rest.height_changed.connect(self.grid.lend)
        self.grid.selectionModel().selectionChanged.connect(self._follow_selection)
        self.grid.session_chosen.connect(self._choose_session_number)
        self.grid.plan_chosen.connect(self.plan_chosen)
        self.next.photos_chosen.connect(self.add_photos_chosen)
        self.next.session_chosen.connect(self.add_session_chosen)
        self.next.plan_chosen.connect(self.plan_chosen)
        self.sessions.session_chosen.connect(self.session_chosen)
        self._tick.timeout.connect(self._show_time)
        self.services.course.noted.connect(self._show_time)
        self.services.course.glimpsed.connect(self._follow_course)

    # What is not seen at first is made when it is: the window opens sooner.

    @property
    def panel(self) -> "VisitPanel":
        """What is known of the visit that was chosen."""
        if self._panel is None:
            from skintrack.ui.timeline.visit_panel import VisitPanel

            panel = self._panel = VisitPanel(self.services)
            panel.hide()
            panel.photo_opened.connect(self.photo_opened)
            panel.comparison_chosen.connect(self.comparison_chosen)
            panel.session_chosen.connect(self.session_chosen)
            panel.diary_chosen.connect(self.visit_diary_chosen)
            panel.closed.connect(self._close_panel)
            panel.fit_into(self.width())
            self._halves.addWidget(panel)
        return self._panel

    @property
    def _has_panel(self) -> bool:
        return self._panel is not None and not self._panel.isHidden()

    @property
    def empty(self) -> "EmptyPage":
        """What a course shows that has nothing on its axis yet."""
        if self._empty is None:
            from skintrack.ui.timeline.empty_page import EmptyPage

            page = self._empty = EmptyPage(self.services.theme)
            # Its width counts only while it is shown: beside the panel of a visit it never is.
            page.setMinimumSize(1, _LEAST_GRID_HEIGHT)
            page.photos_chosen.connect(self.add_photos_chosen)
            page.dates_chosen.connect(self.dates_chosen)
            page.plan_chosen.connect(self.plan_chosen)
            self._stack.addWidget(page)
        return self._empty

    @property
    def aftercare(self) -> "AftercareCard":
        """The card of the first days after a session."""
        if self._aftercare is None:
            from skintrack.ui.timeline.aftercare_card import AftercareCard

            card = self._aftercare = AftercareCard()
            card.aftercare_chosen.connect(self.aftercare_chosen)
            card.diary_chosen.connect(self.diary_chosen)
            card.set_roomy(self._is_roomy)
            self._main.insertWidget(1, card)  # below the answer
        return self._aftercare

    def _make_undated_bar(self) -> QWidget:
        bar = surface("card")
        choose = button(self.tr("Set dates…"), self.dates_chosen.emit)
        inner = row(self._undated_text, choose, spacing=12)
        inner.setStretch(0, 1)
        inner.setContentsMargins(16, 6, 8, 6)
        bar.setLayout(inner)
        bar.hide()
        return bar

    # Showing the course

    def first_control(self) -> QWidget:
        """Return the time axis."""
        return self.grid

    def refresh(self) -> None:
        """Show the course as it is now, keeping the visit that was chosen."""
        state = self.services.course.state
        if state is None:
            return
        chosen = self._selected_photos()
        if state.visits != self.model.visits or state.views != self.model.views:
            self.model.show(state)
        self._show_time()
        self.sessions.show_course(state)
        self.grid.setMinimumHeight(max(_LEAST_GRID_HEIGHT, self.grid.least_height))
        self._show_undated(state)
        has_axis = bool(state.visits or state.sessions)
        self._stack.setCurrentWidget(self.grid if has_axis else self.empty)
        self._share_height()
        if not has_axis:
            self.empty.show_course(state)
        self._restore(state, chosen)

    @Slot()
    def _show_time(self) -> None:
        """Show what depends on the day and the hour: the answer, what is next, aftercare."""
        state = self.services.course.state
        if state is None:
            return
        course, now = self.services.course, self.now()
        today = now.date()
        self.answer.show_answer(
            course_answer(state, course.measurements, is_measured=course.is_measured, today=today)
        )
        ahead = schedule(state.course, state.sessions, state.visits, today)
        self.next.show_items(next_items(state, ahead, today))
        self._fit()
        if self._aftercare is not None or _is_healing(state, today):
            self.aftercare.show_course(state, now)
        self.grid.show_course(state, ahead, today)

    def _show_undated(self, state: CourseState) -> None:
        count = len(state.undated)
        self._undated.setVisible(count > 0 and bool(state.visits or state.sessions))
        self._undated_text.setText(
            plural(
                "{count} photo has no date. When was it taken?",
                "{count} photos have no date. When were they taken?",
                count,
            )
        )

    def _restore(self, state: CourseState, chosen: list[Photo]) -> None:
        """Choose again what was chosen before the course was read anew."""
        chooser = self.grid.selectionModel()
        found = [photo for photo in chosen if state.visit_of(photo.id) is not None]
        if not found:
            self._set_panel_shown(False)
            return
        indexes = [self.model.index_of(photo) for photo in found]
        anew = [index for index in indexes if not chooser.isSelected(index)]
        for index in anew:
            chooser.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.Select)
        visit = state.visit_of(found[-1].id)
        # What is chosen anew is shown by that.
        if visit is not None and self._has_panel and not anew:
            self.panel.show_visit(state, visit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has no room."""
        super().resizeEvent(event)
        if self._panel is not None:
            self._panel.fit_into(self.width())
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the clock while somebody looks."""
        super().showEvent(event)
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the clock be."""
        super().hideEvent(event)
        self._tick.stop()

    def _set_panel_shown(self, is_shown: bool) -> None:
        if is_shown or self._panel is not None:
            self.panel.setVisible(is_shown)
        self._fit()

    def _fit(self) -> None:
        has_panel = self._has_panel
        room = self.width() - (self.panel.width() if has_panel else 0)
        is_narrow = room < scaled(_ROOM_FOR_LARGE)
        is_beside = room >= scaled(_ROOM_FOR_NEXT)
        way = QBoxLayout.Direction
        self._top.setDirection(way.LeftToRight if is_beside else way.TopToBottom)
        self.next.setVisible(is_beside or not has_panel)
        self.next.setFixedWidth(scaled(NARROW_WIDTH if is_narrow else WIDTH))
        room -= self.next.minimumWidth() + _AROUND
        self.answer.set_narrow(is_narrow or not self.answer.fits(room))
        if self._aftercare is not None:
            self._aftercare.set_roomy(self._is_roomy)

    @property
    def _is_roomy(self) -> bool:
        # Beside the panel of a visit sentences take more lines.
        least = _ROOMY_BESIDE_PANEL if self._has_panel else _ROOMY_HEIGHT
        return self.height() >= scaled(least)

    @Slot(int)
    def _note_height(self, wanted: int) -> None:
        if wanted != self._wanted_height:
            self._wanted_height = wanted
            # Not at once: heights cannot be shared anew while they are being shared.
            self._sharing.start()

    @Slot()
    def _share_height(self) -> None:
        """Take no more height for the axis than everything on it needs."""
        has_axis = self._stack.currentWidget() is self.grid
        self._stack.setMaximumHeight(self._wanted_height if has_axis else _ANY_HEIGHT)

    # Choosing

    def show_visit(self, visit: Visit) -> None:
        """Show a visit in the panel."""
        state = self.services.course.state
        if state is not None:
            self.panel.show_visit(state, visit)
            self._set_panel_shown(True)

    @Slot(QItemSelection, QItemSelection)
    def _follow_selection(self, _chosen: QItemSelection, _left: QItemSelection) -> None:
        photos = self._selected_photos()
        self._pair.setVisible(len(photos) == _PAIR)
        is_same_view = len({photo.view for photo in photos}) == 1
        self.compare_button.setEnabled(is_same_view)
        self._pair_text.setText(
            self.tr("Two photos are chosen.")
            if is_same_view
            else self.tr("Choose two photos of the same view to compare them.")
        )
        cell = self.model.cell(self.grid.currentIndex())
        if cell is not None and self.grid.selectionModel().hasSelection():
            self.show_visit(cell.visit)

    def _selected_photos(self) -> list[Photo]:
        cells = (self.model.cell(index) for index in self.grid.selectionModel().selectedIndexes())
        photos = [cell.photos[0] for cell in cells if cell is not None and cell.photos]
        return sorted(photos, key=lambda photo: str(photo.captured_at))

    @Slot()
    def _compare(self) -> None:
        photos = self._selected_photos()
        if len(photos) == _PAIR:
            self.comparison_chosen.emit(photos[0], photos[1])

    @Slot(QModelIndex)
    def _open_index(self, index: QModelIndex) -> None:
        cell = self.model.cell(index)
        if cell is not None and cell.photos:
            self.photo_opened.emit(cell.photos[0])
        elif cell is not None:
            self.add_photos_chosen.emit()

    @Slot(int)
    def _choose_session_number(self, number: int) -> None:
        state = self.services.course.state
        if state is not None:
            self.session_chosen.emit(state.sessions[number - 1])

    @Slot()
    def _close_panel(self) -> None:
        self._set_panel_shown(False)
        self.grid.clearSelection()
        self.grid.setFocus()
