"""The numbers of a report that was read, in the columns of its first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from skintrack.ui.fonts import scaled
from skintrack.ui.words import said, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from skintrack.workflows.report_digest import DigestRow

_ROW_HEIGHT = 32
# The frame, and room below the last line: right above the frame it would look double.
_FRAME = 14


class DigestTable(QTableWidget):
    """One row per metric and region; all of them are seen, nothing scrolls in it."""

    def __init__(self, rows: Sequence[DigestRow]) -> None:
        headings = (
            tr("Metric"),
            tr("What it means"),
            tr("Change"),
            tr("Index"),
            tr("Values"),
        )
        super().__init__(len(rows), len(headings))
        self.setHorizontalHeaderLabels(headings)
        self.setAccessibleName(tr("Numbers of the report"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(scaled(_ROW_HEIGHT))
        for place, row in enumerate(rows):
            self._fill(place, row)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setStretchLastSection(True)
        self._height = scaled(_ROW_HEIGHT) * len(rows) + head.sizeHint().height() + _FRAME
        self.setFixedHeight(self._height)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the bar below the rows where they are wider than the dialog."""
        super().resizeEvent(event)
        columns = (self.sizeHintForColumn(place) for place in range(self.columnCount()))
        is_cut = sum(columns) > self.viewport().width()
        bar = self.horizontalScrollBar().sizeHint().height() if is_cut else 0
        self.setFixedHeight(self._height + bar)

    def _fill(self, place: int, row: DigestRow) -> None:
        verdict = said(row.verdict)
        texts = (
            said(row.place),
            verdict[:1].upper() + verdict[1:],
            said(row.change),
            said(row.index),
            f"{said(row.baseline)} → {said(row.latest)}",
        )
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            self.setItem(place, column, item)
