"""Home: the answer in words, the course on its time axis, one visit beside it."""

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from skintrack.model import Photo, Visit
from skintrack.ui.answer import course_answer
from skintrack.ui.course_state import CourseState
from skintrack.ui.course_view import CourseView
from skintrack.ui.icons import draw_svg
from skintrack.ui.models.timeline_model import TimelineModel
from skintrack.ui.services import Services
from skintrack.ui.timeline.answer_block import AnswerBlock
from skintrack.ui.timeline.grid import TimelineGrid
from skintrack.ui.timeline.session_strip import SessionStrip
from skintrack.ui.timeline.visit_panel import VisitPanel
from skintrack.ui.widgets.basic import button, label, row, surface

_DRAWING_PX = 120
_PAIR = 2


class TimelineView(CourseView):
    """The timeline with its side panel."""

    photo_opened = Signal(object)
    comparison_chosen = Signal(object, object)
    session_chosen = Signal(object)
    dates_chosen = Signal()
    add_photos_chosen = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.model = TimelineModel()
        self.answer = AnswerBlock()
        self.grid = TimelineGrid(services, self.model)
        self.panel = VisitPanel(services)
        self._sessions = SessionStrip(services)
        self._undated_text = label("", wraps=False)
        self._undated = self._make_undated_bar()
        self._pair_text = label("", "secondary", wraps=False)
        self.compare_button = button(self.tr("Compare these two"), self._compare, "primary")
        self._drawing = QLabel()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._make_empty())
        self._build()
        self._connect()

    def _build(self) -> None:
        self._pair = surface("window", row(self._pair_text, 1, self.compare_button, spacing=12))
        self._pair.hide()
        main = QVBoxLayout()
        main.setContentsMargins(24, 20, 24, 12)
        main.setSpacing(12)
        main.addWidget(self.answer)
        main.addWidget(self._undated)
        main.addWidget(self._stack, 1)
        main.addWidget(self._pair)
        main.addWidget(self._sessions)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(main, 1)
        layout.addWidget(self.panel)
        self.panel.hide()

    def _connect(self) -> None:
        self.grid.activated.connect(self._open_index)
        self.grid.selectionModel().selectionChanged.connect(self._follow_selection)
        self.grid.session_chosen.connect(self._choose_session_number)
        self.panel.photo_opened.connect(self.photo_opened)
        self.panel.comparison_chosen.connect(self.comparison_chosen)
        self.panel.session_chosen.connect(self.session_chosen)
        self.panel.closed.connect(self._close_panel)
        self._sessions.session_chosen.connect(self.session_chosen)

    def _make_undated_bar(self) -> QWidget:
        bar = surface("card")
        choose = button(self.tr("Set dates…"), self.dates_chosen.emit)
        inner = row(self._undated_text, 1, choose, spacing=12)
        inner.setContentsMargins(16, 8, 8, 8)
        bar.setLayout(inner)
        bar.hide()
        return bar

    def _make_empty(self) -> QWidget:
        page = QWidget()
        self._drawing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = label(self.tr("Drop your photos here"), "title")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint = label(
            self.tr(
                "Three make a good start: from the front, and turned a little to each side. "
                "Same place, same lamp, no make-up."
            ),
            "secondary",
        )
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        add = button(self.tr("Choose photos…"), self.add_photos_chosen.emit, "primary")
        layout = QVBoxLayout(page)
        layout.setSpacing(10)
        layout.addStretch(2)
        layout.addWidget(self._drawing)
        layout.addWidget(words)
        layout.addWidget(hint)
        layout.addSpacing(8)
        layout.addWidget(add, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        return page

    # Showing the course

    def first_control(self) -> QWidget:
        """Return the time axis."""
        return self.grid

    def refresh(self) -> None:
        """Show the course as it is now, keeping the visit that was chosen."""
        state = self.services.course.state
        if state is None:
            return
        chosen = self._chosen_photo()
        course = self.services.course
        self.answer.show_answer(
            course_answer(state, course.measurements, is_measured=course.is_measured)
        )
        if state.visits != self.model.visits or state.views != self.model.views:
            self.model.show(state)
        self.grid.show_course(state)
        self._sessions.show_course(state)
        self._show_undated(state)
        self._stack.setCurrentIndex(0 if state.visits or state.sessions else 1)
        self._draw()
        self._restore(state, chosen)

    def _show_undated(self, state: CourseState) -> None:
        count = len(state.undated)
        self._undated.setVisible(count > 0)
        self._undated_text.setText(
            self.tr("1 photo has no date. When was it taken?")
            if count == 1
            else self.tr("{count} photos have no date. When were they taken?").format(count=count)
        )

    def _draw(self) -> None:
        color = self.services.theme.tokens.line_strong
        self._drawing.setPixmap(draw_svg("face", color, _DRAWING_PX, self.devicePixelRatioF()))

    def _chosen_photo(self) -> Photo | None:
        cell = self.model.cell(self.grid.currentIndex())
        return cell.photos[0] if cell is not None and cell.photos else None

    def _restore(self, state: CourseState, chosen: Photo | None) -> None:
        """Show the visit again that was chosen before the course was read anew."""
        photo = None if chosen is None else state.photo(chosen.id)
        visit = None if photo is None else state.visit_of(photo.id)
        if photo is None or visit is None:
            self.panel.hide()
            return
        index = self.model.index_of(photo)
        if index != self.grid.currentIndex():
            self.grid.setCurrentIndex(index)
        if not self.panel.isHidden():
            self.panel.show_visit(state, visit)

    # Choosing

    def show_visit(self, visit: Visit) -> None:
        """Show a visit in the panel."""
        state = self.services.course.state
        if state is not None:
            self.panel.show_visit(state, visit)
            self.panel.show()

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
        self.panel.hide()
        self.grid.clearSelection()
        self.grid.setFocus()
