"""The table beside the chart: the same content, for reading values and for screen readers."""

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from skintrack.ui.models.series_model import SeriesModel

_LEAST_HEIGHT = 108
_MOST_HEIGHT = 300
_ROW_HEIGHT = 32


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
        head.setStretchLastSection(True)
        head.setHighlightSections(False)
        self.setAccessibleName(self.tr("Values as a table"))
        self.setToolTip(self.tr("Enter opens the photo"))

    def show_photo(self, row: int) -> None:
        """Select the row of a photo and scroll to it."""
        if row >= 0 and row != self.currentIndex().row():
            self.setCurrentIndex(self.model().index(row, 0))
