"""The table beside the chart: the same content, for reading values and for screen readers."""

from PySide6.QtCore import QRect, Qt, QTimer, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from skintrack.ui.fonts import scaled
from skintrack.ui.models.series_model import MEANING_COLUMN, SESSION_COLUMN, SeriesModel

_LEAST_HEIGHT = 96
_MOST_HEIGHT = 300
_ROW_HEIGHT = 32
# Beside the words of a cell and of a heading, with the style sheet's padding.
_CELL_PX, _HEADING_PX = 24, 26
# Of this the cell's own part; the rest keeps words that just fit in one line.
_PADDING_PX = 22
_LINE_GAP = 14
# The style sheet's frame, and room below the last line: right above the frame it looked double.
_FRAME_PX = 14
_LEAST_MEANING, _MOST_MEANING = 240, 720
_SENTENCES = (MEANING_COLUMN, SESSION_COLUMN)
_ANY_HEIGHT = 10_000
# Longer series keep rows of one height: finding the height of each would be felt.
_MOST_FITTED_ROWS = 400
# In one turn of the loop; those that are seen first are among the first.
_ROWS_AT_ONCE = 80
_PAUSE_MS = 1


class SeriesTable(QTableView):
    """One row per photo; Enter opens it. It never scrolls sideways, and cuts no sentence."""

    def __init__(self, model: SeriesModel) -> None:
        super().__init__()
        self._series = model
        self.setModel(model)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.setMaximumHeight(_MOST_HEIGHT)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(scaled(_ROW_HEIGHT))
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(True)
        head.setHighlightSections(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._widths: dict[tuple[int, bool, tuple[str, str]], int] = {}
        self._heights: dict[tuple[int, int, str], int] = {}
        self._unfitted: list[int] = []
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(_PAUSE_MS)
        self._fitting.timeout.connect(self._fit_some)
        model.modelReset.connect(self._show_series)
        self.setAccessibleName(self.tr("Values as a table"))
        self.setToolTip(self.tr("Enter opens the photo"))

    def show_all(self) -> None:
        """Share the width: figures need theirs, sentences go on in a second line.

        Beside an index, where the window is too narrow for them, the measured value and its
        change are left out: the switch above the chart shows them.
        """
        count = self._series.columnCount()
        if count <= SESSION_COLUMN:
            return
        widths = [self._wanted_width(column) for column in range(count)]
        extra = self._series.extra_columns
        room = self.viewport().width()
        shown = self._shared(widths, room)
        is_tight = shown[MEANING_COLUMN] < _LEAST_MEANING
        if is_tight and extra:
            kept = [0 if column in extra else width for column, width in enumerate(widths)]
            shown = self._shared(kept, room)
        for column, width in enumerate(shown):
            self.setColumnHidden(column, is_tight and column in extra)
            self.setColumnWidth(column, width)
        self._fit_rows()

    def _shared(self, wanted: list[int], room: int) -> list[int]:
        """Return the widths of all columns; the meaning has what the others leave."""
        taken = sum(wanted) - wanted[MEANING_COLUMN]
        free = room - taken
        shared = list(wanted)
        broken = self._wanted_width(MEANING_COLUMN, is_broken=True)
        if free < max(_LEAST_MEANING, min(broken, _MOST_MEANING)):
            # The session in two lines gives half of its width to what it means.
            half = self._wanted_width(SESSION_COLUMN, is_broken=True)
            free += shared[SESSION_COLUMN] - half
            shared[SESSION_COLUMN] = half
        shared[MEANING_COLUMN] = min(free, _MOST_MEANING)
        return shared

    @Slot()
    def _show_series(self) -> None:
        """Measure the words of a new series."""
        self._widths.clear()
        self.show_all()

    def _wanted_width(self, column: int, *, is_broken: bool = False) -> int:
        """Return the width that the longest words of a column need, in one line or in two."""
        fonts = (self.font().key(), self.horizontalHeader().font().key())
        key = (column, is_broken, fonts)
        if key not in self._widths:
            self._widths[key] = self._measured_width(column, is_broken=is_broken)
        return self._widths[key]

    def _measured_width(self, column: int, *, is_broken: bool) -> int:
        orientation = Qt.Orientation.Horizontal
        heading = str(self._series.headerData(column, orientation) or "")
        metrics = self.fontMetrics()
        texts = self._series.texts_of(column)
        longest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        if is_broken:
            longest = max((_width_in_two_lines(metrics, text) for text in texts), default=0)
        head = self.horizontalHeader().fontMetrics().horizontalAdvance(heading) + _HEADING_PX
        return max(longest + _CELL_PX, head)

    @property
    def is_fitting(self) -> bool:
        """Whether rows still wait for their height."""
        return bool(self._unfitted)

    def _fit_rows(self) -> None:
        """Give a row as many lines as its longest sentence needs: of many, those in sight first."""
        rows = self._series.rowCount()
        self._heights.clear()
        self._unfitted = []
        if rows <= _MOST_FITTED_ROWS:
            top = max(self.rowAt(0), 0)
            self._unfitted = [*range(top, rows), *range(top)]
        self._fit_some()

    @Slot()
    def _fit_some(self) -> None:
        head = self.verticalHeader()
        now, self._unfitted = self._unfitted[:_ROWS_AT_ONCE], self._unfitted[_ROWS_AT_ONCE:]
        for row in now:
            needed = self._needed_height(row)
            if head.sectionSize(row) != needed:
                head.resizeSection(row, needed)
        if self._unfitted:
            self._fitting.start()
        self._fit_height()

    def _needed_height(self, row: int) -> int:
        texts = self._series.texts_in(row)
        return max(
            scaled(_ROW_HEIGHT), *(self._height_of(column, texts[column]) for column in _SENTENCES)
        )

    def _height_of(self, column: int, text: str) -> int:
        width = max(self.columnWidth(column) - _PADDING_PX, 1)
        key = (column, width, text)
        if key not in self._heights:
            place = QRect(0, 0, width, _ANY_HEIGHT)
            bounds = self.fontMetrics().boundingRect(place, Qt.TextFlag.TextWordWrap.value, text)
            self._heights[key] = bounds.height() + _LINE_GAP
        return self._heights[key]

    def _fit_height(self) -> None:
        """Take no more height than the rows need: the chart has better use for it."""
        rows = self.verticalHeader().length() + self.horizontalHeader().sizeHint().height()
        needed = rows + 2 * self.frameWidth() + _FRAME_PX
        self.setMaximumHeight(max(_LEAST_HEIGHT, min(needed, _MOST_HEIGHT)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew; the row that is chosen stays in sight."""
        super().resizeEvent(event)
        self.show_all()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def show_photo(self, row: int) -> None:
        """Select the row of a photo and scroll to it."""
        if row >= 0 and row != self.currentIndex().row():
            self.setCurrentIndex(self.model().index(row, 0))


def _width_in_two_lines(metrics: QFontMetrics, text: str) -> int:
    """Return the least width in which words take no more than two lines."""
    words = text.split()
    ways = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
    wide = [max(map(metrics.horizontalAdvance, way)) for way in ways]
    return min(wide, default=metrics.horizontalAdvance(text))
