"""The table beside the chart: the same content, for reading values and for screen readers."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from skintrack.ui.models.series_model import MEANING_COLUMN, SeriesModel

_LEAST_HEIGHT = 96
_MOST_HEIGHT = 300
_ROW_HEIGHT = 32
_LEAST_MEANING, _MOST_MEANING = 280, 560


class SeriesTable(QTableView):
    """One row per photo; Enter opens it."""

    def __init__(self, model: SeriesModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.setMaximumHeight(_MOST_HEIGHT)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setHighlightSections(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        model.modelReset.connect(self.show_all)
        self.setAccessibleName(self.tr("Values as a table"))
        self.setToolTip(self.tr("Enter opens the photo"))

    def show_all(self) -> None:
        """Give what it means the room that is left, as far as sentences need it."""
        head = self.horizontalHeader()
        if head.count() <= MEANING_COLUMN:
            return
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(MEANING_COLUMN, QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(False)
        taken = head.length() - head.sectionSize(MEANING_COLUMN)
        free = self.viewport().width() - taken
        head.resizeSection(MEANING_COLUMN, min(max(_LEAST_MEANING, free), _MOST_MEANING))
        head.setStretchLastSection(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self.show_all()

    def show_photo(self, row: int) -> None:
        """Select the row of a photo and scroll to it."""
        if row >= 0 and row != self.currentIndex().row():
            self.setCurrentIndex(self.model().index(row, 0))
