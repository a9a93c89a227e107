"""A series as a table: the same content as its chart, for screen readers and for reading values."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from skintrack import treatment
from skintrack.model import PhotoId, Series, SeriesPoint, Shown, display
from skintrack.model.index import has_index
from skintrack.model.index_text import index_number, index_text
from skintrack.ui.findings import point_finding
from skintrack.ui.words import DASH, change_words, short_day, tr, value_words, verdict_words

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
POINT_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class _Row:
    photo_id: PhotoId
    texts: tuple[str, ...]
    hint: str


class SeriesModel(QAbstractTableModel):
    """One row per photo: day, phase, index or value and change, what it means."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[_Row, ...] = ()
        self._unit = ""
        self._is_index = False

    def show(self, series: Series | None, shown: Shown = Shown.RAW) -> None:
        """Take a series, as index where its metric has one, or as stored values."""
        self.beginResetModel()
        self._is_index = series is not None and shown is Shown.INDEX and has_index(series.metric)
        self._rows = (
            ()
            if series is None
            else tuple(_row(series, each, is_index=self._is_index) for each in series.points)
        )
        self._unit = "" if series is None else display.raw_unit(series.metric)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return the number of photos."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._headings())

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words; the tool tip says why a photo is left out."""
        if not index.isValid():
            return None
        entry = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.texts[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.hint or None
        if role == POINT_ROLE:
            return entry.photo_id
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the headings."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        is_heading = role == Qt.ItemDataRole.DisplayRole
        if is_heading and orientation is Qt.Orientation.Horizontal:
            return self._headings()[section]
        return None

    def _headings(self) -> tuple[str, ...]:
        if self._is_index:
            return (tr("Day"), tr("Phase"), tr("Index (noise)"), tr("What it means"))
        value = tr("Value ({unit})").format(unit=self._unit) if self._unit else tr("Value")
        return (tr("Day"), tr("Phase"), value, tr("Since baseline"), tr("What it means"))


def _row(series: Series, point: SeriesPoint, *, is_index: bool) -> _Row:
    finding = point_finding(series, point)
    if finding is None:
        meaning = tr("● baseline")
    elif point.excluded_reason:
        meaning = f"○ {point.excluded_reason}"
    else:
        meaning = verdict_words(finding.verdict)
    return _Row(
        point.photo_id,
        (
            short_day(point.captured_at.date(), with_year=True),
            treatment.phase_label(point.phase),
            *(_index_texts(series, point) if is_index else _value_texts(series, point)),
            meaning,
        ),
        point.excluded_reason or "",
    )


def _index_texts(series: Series, point: SeriesPoint) -> tuple[str, ...]:
    noisy = series.index_interval_of(point)
    return (index_text(noisy) if noisy is not None else index_number(series.index_of(point)),)


def _value_texts(series: Series, point: SeriesPoint) -> tuple[str, ...]:
    finding = point_finding(series, point)
    change = DASH
    if finding is not None:
        change = change_words(series.metric, finding.change, None, finding.baseline)
    return value_words(series.metric, point.value), change
