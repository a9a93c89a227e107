"""The table of the review: its widths, its keys, and what a click does."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableView,
    QWidget,
)

from skintrack.ui.importing.cell_delegate import BASE_LINE_PX, CellDelegate, row_height
from skintrack.ui.importing.import_model import ImportModel
from skintrack.ui.importing.row_words import Column
from skintrack.ui.importing.rows import ImportRow, RowState
from skintrack.ui.theme import Theme
from skintrack.ui.widgets.basic import name_control
from skintrack.ui.widgets.date_field import DateField

# The last column says what matters most: it has its room before the others are comfortable.
_LEAST_QUALITY_PX, _TIGHT = 170, 0.78
_WIDTHS = {Column.PICTURE: 78, Column.DATE: 188, Column.VIEW: 152, Column.RELATION: 156}
# Long words need fewer lines where a wide window has room for them.
_MORE = ((1000, 72, 60), (600, 16, 56))  # from so much that is left: of the day, of the view
_FILE_SHARE = 0.38
_LEAST_FILE_PX, _MOST_FILE_PX = 150, 380
# What a camera calls its photos is whole before the quality takes the larger share.
_USUAL_FILE_PX, _FIRST_FILE_SHARE = 212, 0.46


class ImportTable(QTableView):
    """Keys: arrows, F2 edits (the date, wherever the cursor is), Delete removes, Ctrl+A.

    A figure begins a date.
    """

    adding_wanted = Signal()
    removal_wanted = Signal()
    dates_wanted = Signal()
    bin_toggled = Signal(object)

    def __init__(self, theme: Theme, model: ImportModel) -> None:
        super().__init__()
        self._model = model
        self.cells = CellDelegate(theme, model, self)
        self.setModel(model)
        self.setItemDelegate(self.cells)
        name_control(self, self.tr("Photos to add"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setHighlightSections(False)
        columns.setSectionsClickable(False)
        self.clicked.connect(self._follow_click)
        # Not at once: it is told while the table is painted.
        self.cells.height_wanted.connect(self._fit_height, Qt.ConnectionType.QueuedConnection)
        model.dataChanged.connect(self._fit_changed)
        model.rowsInserted.connect(self._fit_all)
        model.rowsRemoved.connect(self._fit_all)
        model.modelReset.connect(self.clearSpans)

    def selected_rows(self) -> list[ImportRow]:
        """Return the files that are selected, in order."""
        places = sorted({index.row() for index in self.selectedIndexes()})
        return [self._model.rows[place] for place in places]

    def rows_with(self, row: ImportRow) -> list[ImportRow]:
        """Return all selected files where this is one of them, else this one."""
        selected = self.selected_rows()
        return selected if row in selected else [row]

    def edit_date(self) -> None:
        """Edit the date of the current row, or ask for one date of all selected rows."""
        place = self.currentIndex().row()
        if len(self.selected_rows()) > 1:
            self.dates_wanted.emit()
        elif place >= 0:
            self._edit(self._model.index(place, Column.DATE))

    def are_days_right(self) -> bool:
        """Tell whether no field holds a day that cannot be; one that does says why."""
        fields = [field for field in self.findChildren(DateField) if field.isVisible()]
        return all(field.check() for field in fields)

    # Keys and clicks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the keys say; the rest is the table's own."""
        key = event.key()
        if key == Qt.Key.Key_F2:
            self._edit_current()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.adding_wanted.emit()
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removal_wanted.emit()
        elif key == Qt.Key.Key_Space and self._is_in_bin(self.currentIndex()):
            self.bin_toggled.emit(self._model.row(self.currentIndex()))
        elif event.text().isdigit() and len(self.selected_rows()) <= 1:
            self._type_date(event)
        else:
            super().keyPressEvent(event)

    def _type_date(self, event: QKeyEvent) -> None:
        """Begin a date with the figure that was typed."""
        self.edit_date()
        field = QApplication.focusWidget()
        if isinstance(field, DateField):
            QApplication.sendEvent(field, event)

    def _edit_current(self) -> None:
        index = self.currentIndex()
        if index.isValid() and index.column() in {Column.VIEW, Column.RELATION}:
            self._edit(index)
        elif index.isValid() and self._is_in_bin(index):
            self.bin_toggled.emit(self._model.row(index))
        else:
            self.edit_date()

    @Slot(QModelIndex)
    def _follow_click(self, index: QModelIndex) -> None:
        if QApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
            return
        if index.column() >= Column.DATE and self._is_in_bin(index):
            self.bin_toggled.emit(self._model.row(index))
        else:
            self._edit(index)

    def _edit(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.edit(index)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go on to the next row's date where Tab ended a date; Enter and Escape lead back.

        After Enter the next row that has no date is the current one: who types on, as in a list
        of figures, would else write over the date that was just taken.
        """
        hints = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, hints.NoHint)
        if hint in {hints.SubmitModelCache, hints.RevertModelCache}:
            self.setFocus()
        if hint is hints.SubmitModelCache and isinstance(editor, DateField):
            self._select_next_undated()
        if hint is hints.EditNextItem and isinstance(editor, DateField):
            self._edit_next_date()

    def _edit_next_date(self) -> None:
        for place in range(self.currentIndex().row() + 1, len(self._model.rows)):
            index = self._model.index(place, Column.DATE)
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self._choose(index)
                self._edit(index)
                return

    def _select_next_undated(self) -> None:
        for place in range(self.currentIndex().row() + 1, len(self._model.rows)):
            index = self._model.index(place, Column.DATE)
            is_editable = bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
            if is_editable and not self._model.rows[place].has_date:
                self._choose(index)
                return

    def _choose(self, index: QModelIndex) -> None:
        """Make a row the selected one; Qt's own way to it finds none from right to left."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _is_in_bin(self, index: QModelIndex) -> bool:
        return index.isValid() and self._model.row(index).state is RowState.IN_BIN

    # Places

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the room to the file names and the quality."""
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Share the width; the column of sessions is there only where a photo needs it."""
        has_sessions = self._model.has_sessions()
        if self.isColumnHidden(Column.RELATION) is has_sessions:
            self.setColumnHidden(Column.RELATION, not has_sessions)
        metrics = self.fontMetrics()
        if self.verticalHeader().defaultSectionSize() != row_height(metrics):
            self.verticalHeader().setDefaultSectionSize(row_height(metrics))
        scale = max(1.0, metrics.height() / BASE_LINE_PX)
        widths = {column: round(width * scale) for column, width in _WIDTHS.items()}
        if not has_sessions:
            del widths[Column.RELATION]
        left = self.viewport().width() - sum(widths.values())
        date, view = next((more for least, *more in _MORE if left > least), (0, 0))
        widths[Column.DATE] += date
        widths[Column.VIEW] += view
        rest = max(0, self.viewport().width() - sum(widths.values()))
        if rest < _LEAST_FILE_PX + round(_LEAST_QUALITY_PX * scale):
            # Pictures do not grow with the letters; days and views take a second line.
            tight = {column: round(width * _TIGHT) for column, width in widths.items()}
            widths = {**tight, Column.PICTURE: _WIDTHS[Column.PICTURE]}
            rest = max(0, self.viewport().width() - sum(widths.values()))
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        usual = min(_USUAL_FILE_PX, round(rest * _FIRST_FILE_SHARE))
        file = min(max(_LEAST_FILE_PX, usual, round(rest * _FILE_SHARE)), _MOST_FILE_PX)
        self.setColumnWidth(Column.FILE, file)
        self.setColumnWidth(Column.QUALITY, max(0, rest - file))

    @Slot(int, int)
    def _fit_height(self, place: int, height: int) -> None:
        """Let a row that is seen be as high as its words."""
        if place < len(self._model.rows) and self.rowHeight(place) != height:
            self.setRowHeight(place, height)

    @Slot(QModelIndex, QModelIndex)
    def _fit_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        if first.column() != last.column():  # a picture alone changes nothing
            self._fit_spans(range(first.row(), last.row() + 1))

    @Slot()
    def _fit_all(self) -> None:
        self._fit_spans(range(len(self._model.rows)))

    def _fit_spans(self, places: range) -> None:
        """Let one sentence take the place of date, view and quality where there are none."""
        for place in places:
            wanted = len(Column) - Column.DATE if self._model.is_explained(place) else 1
            if self.columnSpan(place, Column.DATE) != wanted:
                self.setSpan(place, Column.DATE, 1, wanted)
