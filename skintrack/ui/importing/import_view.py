"""The page "Import review": a table that is there at once, and one button that adds the photos."""

from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget

from skintrack.model import ProgressStep, View
from skintrack.ui.fonts import scaled
from skintrack.ui.importing.footer import ImportFooter
from skintrack.ui.importing.import_table import ImportTable
from skintrack.ui.importing.review import ImportReview
from skintrack.ui.importing.row_words import Column
from skintrack.ui.importing.rows import Counts, ImportRow
from skintrack.ui.page import Page
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import button, column, label, row
from skintrack.ui.widgets.date_field import DateField
from skintrack.ui.widgets.elided import WholeLabel, WrappedLabel
from skintrack.ui.words import plural, said, tr, view_name

_REFRESH_MS = 40
_NOTICE_HEIGHT = 32
_MARGINS = (24, 18, 24, 14)


class ImportView(Page):
    """Shows a review; asks for more photos, for the timeline, and for a note of the skin."""

    choose_photos_wanted = Signal()
    choose_folder_wanted = Signal()
    timeline_wanted = Signal()
    skin_wanted = Signal()

    def __init__(self, services: Services, review: ImportReview) -> None:
        super().__init__()
        self._services = services
        self.review = review
        self._pending = 0
        self._title = WholeLabel("title")
        self._notice = WrappedLabel("secondary")
        self._date = button(self.tr("Set date…"), self.ask_date)
        self._view = button(self.tr("Set view"), self._open_views)
        self._remove = button(self.tr("Take off the list"), self.remove_selected)
        self._put_back = button("", review.model.put_back, "link")
        self._suggest = button("", review.take_suggestions, "link")
        self.table = ImportTable(services.theme, review.model)
        self.footer = ImportFooter()
        self.table.cells.first_day = self.make_day_field
        self._choose = button(self.tr("Choose photos…"), self.choose_photos_wanted.emit, "primary")
        # Of this widget from the start: else its first page would show as a window of its own.
        self._pages = QStackedLayout(self)
        self._build()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        self._connect()
        self.refresh()

    def _build(self) -> None:
        top = row(self._title, self._date, self._view, self._remove, spacing=8)
        top.setStretch(0, 1)
        # As high as a button of the links, so that the table stays where it is when one comes.
        self._notice.setMinimumHeight(scaled(_NOTICE_HEIGHT))
        below = row(self._notice, self._put_back, self._suggest, spacing=12)
        below.setStretch(0, 1)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(*_MARGINS)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addLayout(below)
        layout.addWidget(self.table, 1)
        layout.addSpacing(2)
        layout.addWidget(self.footer)
        self._pages.addWidget(content)
        self._pages.addWidget(self._make_empty())

    def _make_empty(self) -> QWidget:
        folder = button(self.tr("Choose a folder…"), self.choose_folder_wanted.emit)
        self._empty = words = label("", "headline")
        hint = label(
            self.tr("Drop photos or a folder anywhere in the window, or choose them here."),
            "secondary",
        )
        for each in (words, hint):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        page = QWidget()
        page.setLayout(
            column(2, words, hint, row(1, self._choose, folder, 1), 3, spacing=12, margin=24)
        )
        return page

    def _connect(self) -> None:
        review, table, cells = self.review, self.table, self.table.cells
        review.changed.connect(self._refresh_soon)
        review.imported.connect(self.refresh)
        review.model.rowsInserted.connect(self._begin_at_first)
        table.selectionModel().selectionChanged.connect(self._show_tools)
        table.adding_wanted.connect(self.confirm)
        table.removal_wanted.connect(self.remove_selected)
        table.dates_wanted.connect(self.ask_date)
        table.bin_toggled.connect(review.toggle_bin)
        cells.day_given.connect(self._set_day)
        cells.view_given.connect(self._set_view)
        cells.relation_given.connect(self._set_relation)
        self.footer.confirmed.connect(self.confirm)
        self.footer.cancelled.connect(self._services.desk.cancel)
        self.footer.left.connect(self.leave)
        self.footer.skin_chosen.connect(self.skin_wanted)
        self.footer.undo_chosen.connect(self._services.history.undo)
        self._services.history.changed.connect(self._refresh_soon)
        self._services.desk.progressed.connect(self._show_progress)
        self._services.desk.began.connect(self._forget_pending)
        self._services.desk.ended.connect(self._refresh_soon)
        self._services.theme.changed.connect(self.table.viewport().update)
        self._services.course.loaded.connect(self._follow_course)

    def first_control(self) -> QWidget:
        """Return the table, or what fills it."""
        self.refresh()
        return self.table if self._pages.currentIndex() == 0 else self._choose

    @property
    def is_over(self) -> bool:
        """Whether everything was added that could be."""
        return self.review.model.counts.added > 0 and not self.review.has_waiting

    # What is shown

    @Slot()
    def _follow_course(self) -> None:
        """End a review that is over where another course is shown than it was for."""
        state = self._services.course.state
        courses = {row.course_id for row in self.review.model.rows if row.course_id is not None}
        is_other = state is not None and bool(courses) and state.course.id not in courses
        if is_other and self.is_over and not self.review.is_running:
            self.review.clear()
            if self.isVisible():
                self.timeline_wanted.emit()
        self._refresh_soon()

    @Slot(int)
    def note_pending(self, count: int) -> None:
        """Take how many photos wait to be measured while nothing measures them."""
        self._pending = count
        self._refresh_soon()

    @Slot()
    def _forget_pending(self) -> None:
        self._pending = 0

    @Slot()
    def _refresh_soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def refresh(self) -> None:
        """Show what there is now."""
        review, counts = self.review, self.review.model.counts
        is_empty = (
            not review.model.rows and not review.is_listing and not review.model.removed_count
        )
        nothing = tr("No photos are waiting to be added")
        self._empty.setText(tr("No photos were found there") if review.found_none else nothing)
        self._pages.setCurrentIndex(1 if is_empty else 0)
        state = self._services.course.state
        name = "" if state is None else state.course.name
        title, shorter = tr("Add photos to “{course}”"), self.tr("Add photos")
        if self.is_over:
            title, shorter = tr("Added to “{course}”"), self.tr("Added")
        self._title.set_texts(title.format(course=name), shorter)
        self._notice.set_whole_text(self._notice_words(counts))
        removed = review.model.removed_count
        text = plural("Put {count} photo back", "Put {count} photos back", removed)
        _show_link(self._put_back, text, removed > 0)
        text = plural(
            "Use the date in {count} file name",
            "Use the dates in {count} file names",
            counts.suggested,
        )
        _show_link(self._suggest, text, counts.suggested > 0)
        self.footer.show_counts(
            counts,
            is_running=review.is_running,
            is_over=self.is_over,
            has_undo=review.is_latest_edit,
            note=self._note_words(counts),
        )
        self.table.fit_columns()
        self._show_tools()

    def _notice_words(self, counts: Counts) -> str:
        if self.review.is_listing:
            return tr("Looking for photos")
        if counts.undated:
            return plural(
                "One photo has no date. Leave it open if you do not remember.",
                "{count} photos have no date. Leave open what you do not remember.",
                counts.undated,
            )
        if self.is_over:
            return tr("Dates and views can still be corrected here: click on them, or press F2.")
        return tr("Click on a date or a view to correct it, now or later.")

    def _note_words(self, counts: Counts) -> str:
        result = self.review.result
        if self.review.is_running:
            return tr("Adding. What is added stays, also if you cancel.")
        if result is not None and result.is_cancelled and counts.waiting:
            return tr("Stopped. What was added is in your library; the rest waits here.")
        if self.review.no_room and counts.waiting:
            return said(self.review.no_room)
        if self.is_over:
            return self._measured_words()
        if not counts.waiting and not self.review.is_listing:
            return tr("There is nothing to add here.")
        return tr("They are copied; your files stay as they are.")

    def _measured_words(self) -> str:
        course = self.review.model.course
        known = {} if course is None else course.measurements.analyses
        if all(row.photo_id in known for row in self.review.model.rows if row.photo_id):
            return tr("All of them are measured.")
        # When the work ends the course is read once more: until then nothing is left over.
        if self._pending and not self._services.desk.is_busy:
            return tr("Not all of them are measured yet; the line below offers to go on.")
        return tr("They are measured now; what is found appears in the table.")

    @Slot()
    def _show_tools(self) -> None:
        rows = self.table.selected_rows()
        is_free = not self.review.is_running
        can_change = is_free and any(each.is_open or each.photo_id is not None for each in rows)
        self._date.setEnabled(can_change)
        self._view.setEnabled(can_change)
        self._remove.setEnabled(is_free and bool(rows))
        self._suggest.setEnabled(is_free)
        self._put_back.setEnabled(is_free)

    @Slot(object)
    def _show_progress(self, step: ProgressStep) -> None:
        if self.review.is_running:
            self.footer.show_progress(step)

    @Slot()
    def _begin_at_first(self) -> None:
        """Put the cursor on the first row, so that the keys have something to work on."""
        model, selection = self.review.model, self.table.selectionModel()
        if not self.table.currentIndex().isValid():
            index = model.index(0, Column.FILE)
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    # What can be done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter on the primary button add the photos too."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and self.footer.primary.hasFocus():
            self.confirm()
        else:
            super().keyPressEvent(event)

    @Slot()
    def confirm(self) -> None:
        """Add what waits; afterwards go to the timeline."""
        if self.is_over:
            self.timeline_wanted.emit()
        elif self.table.are_days_right():
            # The button that has the focus goes away meanwhile.
            self.table.setFocus()
            self.review.run(self.tr("Adding photos"))

    @Slot()
    def leave(self) -> None:
        """Add nothing."""
        self.review.clear()
        self.timeline_wanted.emit()

    @Slot()
    def remove_selected(self) -> None:
        """Take the selected files off the list."""
        if self.review.is_running:
            return
        places = {index.row() for index in self.table.selectedIndexes()}
        current = self.table.currentIndex()
        if not places and current.isValid():
            places = {current.row()}
        self.review.model.remove(places)

    @Slot()
    def ask_date(self) -> None:
        """Ask for one date of all selected photos."""
        from skintrack.ui.dialogs.day import DayDialog

        rows = self.table.selected_rows()
        if rows and not self.review.is_running:
            dialog = DayDialog(self, self.make_day_field(rows[0]), len(rows))
            dialog.confirmed.connect(partial(self.review.set_day, rows))
            dialog.open()

    def make_day_field(self, entry: ImportRow) -> DateField:
        """Return a field that begins at the likeliest day; it is only taken if confirmed."""
        model = self.review.model
        photo = None if model.course is None else model.course.photo_of(entry)
        known = entry.taken_day
        if photo is not None and photo.captured_at is not None:
            known = photo.captured_at.date()
        day = known or entry.suggested_day or self.review.last_day or self._neighbour_day(entry)
        field = DateField("", day)
        field.set_latest(max(datetime.now().astimezone().date(), day or date.min))
        return field

    def _neighbour_day(self, entry: ImportRow) -> date | None:
        """Return the last day above a row: photos of one visit stand together."""
        day = None
        for other in self.review.model.rows:
            if other is entry:
                break
            day = other.taken_day or day
        return day

    @Slot(object, object)
    def _set_day(self, entry: ImportRow, day: date) -> None:
        self.review.set_day(self.table.rows_with(entry), day)

    @Slot(object, object)
    def _set_view(self, entry: ImportRow, view: View) -> None:
        self.review.set_view(self.table.rows_with(entry), View(view))

    @Slot(object, object)
    def _set_relation(self, entry: ImportRow, relation: object) -> None:
        from skintrack.model import SessionDayRelation

        chosen = None if relation is None else SessionDayRelation(str(relation))
        self.review.set_relation(self.table.rows_with(entry), chosen)

    @Slot()
    def _open_views(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for view in View:
            if view is not View.UNKNOWN:
                action = menu.addAction(view_name(view))
                action.setData(view)
                action.triggered.connect(self._take_view)
        menu.popup(self._view.mapToGlobal(QPoint(0, self._view.height() + 4)))

    @Slot()
    def _take_view(self) -> None:
        data = getattr(self.sender(), "data", None)
        if data is not None:
            self.review.set_view(self.table.selected_rows(), View(data()))


def _show_link(link: QWidget, text: str, is_shown: bool) -> None:
    setter = getattr(link, "setText", None)
    if setter is not None:
        setter(text)
    link.setAccessibleName(text)
    link.setVisible(is_shown)
