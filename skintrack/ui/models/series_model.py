"""A series as a table: the same content as its chart, for screen readers and for reading values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from skintrack.model import PhotoId, Series, SeriesPoint, Shown, display
from skintrack.model.index import has_index
from skintrack.ui.models.point_words import PointWords, point_words
from skintrack.ui.words import said, tr

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
MEANING_COLUMN, SESSION_COLUMN = 2, 3
POINT_ROLE = Qt.ItemDataRole.UserRole + 1
_MOST_LOOKED_AT = 120


@dataclass(frozen=True)
class _Row:
    photo_id: PhotoId
    texts: tuple[str, ...]
    hint: str


class SeriesModel(QAbstractTableModel):
    """One row per photo: day, index, what it means, session, value, change with its noise.

    The meaning is a verdict, or why the photo is not comparable: all that the chart shows. The
    words of a row are found when it is looked at: a long series has thousands.
    """

    def __init__(self) -> None:
        super().__init__()
        self._series: Series | None = None
        self._points: tuple[SeriesPoint, ...] = ()
        self._before: Mapping[PhotoId, str] = {}
        self._rows: dict[int, _Row] = {}
        self._unit = self._change_unit = ""
        self._is_index = False

    def show(
        self,
        series: Series | None,
        shown: Shown = Shown.RAW,
        earlier: Mapping[PhotoId, str] | None = None,
    ) -> None:
        """Take a series, as index where its metric has one, or as stored values.

        ``earlier`` is where an earlier version of the method saw photos that wait.
        """
        self.beginResetModel()
        self._series, self._before = series, earlier or {}
        self._points = () if series is None else tuple(series.points)
        self._rows.clear()
        for kept in ("_looked_at", "_decimals"):
            vars(self).pop(kept, None)
        self._is_index = series is not None and shown is Shown.INDEX and has_index(series.metric)
        self._unit = "" if series is None else said(display.raw_unit(series.metric))
        self._change_unit = "" if series is None else said(display.change_unit(series.metric))
        self.endResetModel()

    def _row(self, number: int) -> _Row:
        if number not in self._rows and self._series is not None:
            point = self._points[number]
            before = self._before.get(point.photo_id, "")
            words = point_words(self._series, point, before, self._decimals)
            self._rows[number] = _row(point.photo_id, words, is_index=self._is_index)
        return self._rows[number]

    def row_of(self, photo_id: PhotoId | None) -> int:
        """Return the row of a photo, -1 for one that is not in the series."""
        rows = (number for number, point in enumerate(self._points) if point.photo_id == photo_id)
        return next(rows, -1)

    @property
    def extra_columns(self) -> tuple[int, ...]:
        """The columns of measured values beside an index; empty where they are what is shown."""
        return (SESSION_COLUMN + 1, SESSION_COLUMN + 2) if self._is_index else ()

    def texts_of(self, column: int) -> frozenset[str]:
        """Return the different words of a column; of a long series those of some hundred rows."""
        return frozenset(self._row(number).texts[column] for number in self._looked_at)

    def texts_in(self, row: int) -> tuple[str, ...]:
        """Return the words of a row."""
        return self._row(row).texts

    @cached_property
    def _looked_at(self) -> Sequence[int]:
        """The rows whose words say how wide the columns must be."""
        count = len(self._points)
        if count <= _MOST_LOOKED_AT:
            return range(count)
        # Evenly spread, with the longest numbers and one row of each kind.
        kinds: dict[object, int] = {}
        for number, point in enumerate(self._points):
            kinds.setdefault((point.excluded_reason, point.phase), number)
        numbers = range(count)
        ends = (
            min(numbers, key=lambda number: self._points[number].value or 0.0),
            max(numbers, key=lambda number: self._points[number].value or 0.0),
            max(numbers, key=lambda number: self._points[number].noise or 0.0),
        )
        even = range(0, count, -(-count // _MOST_LOOKED_AT))
        return sorted({*even, *ends, *list(kinds.values())[:_MOST_LOOKED_AT]})

    @cached_property
    def _decimals(self) -> int:
        """How many decimals all changes have: those of one column are alike."""
        series = self._series
        if series is None:
            return 0
        points = [self._points[number] for number in self._looked_at]
        changes = [(series.change_of(each), series.noise_of(each)) for each in points]
        needed = (
            display.change_decimals(series.metric, change, noise, series.baseline)
            for change, noise in changes
        )
        return display.decimals_together(series.metric, needed)

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return the number of photos."""
        return 0 if parent.isValid() else len(self._points)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._headings())

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words; the tool tip says why a photo is left out."""
        if not index.isValid():
            return None
        entry = self._row(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.texts[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.hint or entry.texts[index.column()]
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
        value = tr("Value ({unit})").format(unit=self._unit) if self._unit else tr("Value")
        change = tr("Change")
        if self._change_unit not in ("", "%"):
            change = tr("Change ({unit})").format(unit=self._unit)
        return (
            tr("Day"),
            *((tr("Index (noise)"),) if self._is_index else (value,)),
            tr("What it means"),
            tr("Session"),
            *((value,) if self._is_index else ()),
            change,
        )


def _row(photo_id: PhotoId, words: PointWords, *, is_index: bool) -> _Row:
    first, rest = (words.index, (words.value,)) if is_index else (words.value, ())
    first = words.figure if words.earlier else first
    texts = (words.short_day, first, words.meaning, words.phase, *rest, words.change)
    return _Row(photo_id, texts, words.why)
