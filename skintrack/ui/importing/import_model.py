"""The files of a review as a table."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from skintrack.ui.importing.row_words import Cell, Column, Course, cell_of, is_explained
from skintrack.ui.importing.rows import Counts, ImportRow, ReviewRows
from skintrack.ui.words import tr

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
CELL_ROLE = Qt.ItemDataRole.UserRole + 1
_MOST_PICTURES = 600


class ImportModel(QAbstractTableModel):
    """One row per file; ``picture_wanted`` asks for a small picture that is about to be seen.

    Nothing can be edited while it ``is_frozen``, as during the import itself.
    """

    picture_wanted = Signal(object)
    picture_dropped = Signal(object)
    counted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._list = ReviewRows()
        self._course: Course | None = None
        self._pictures: dict[ImportRow, QPixmap] = {}
        self.is_frozen = False

    # What is in it

    @property
    def rows(self) -> list[ImportRow]:
        """The files, in order."""
        return self._list.rows

    @property
    def removed_count(self) -> int:
        """How many files the user took out of the list."""
        return len(self._list.removed)

    @property
    def counts(self) -> Counts:
        """How many files are in which state."""
        return Counts.of(self._list.rows)

    @property
    def course(self) -> Course | None:
        """The course that the files are for."""
        return self._course

    def add(self, rows: list[ImportRow]) -> None:
        """Add files at the end."""
        if not rows:
            return
        first = len(self.rows)
        self.beginInsertRows(_NO_INDEX, first, first + len(rows) - 1)
        self.rows.extend(rows)
        self.endInsertRows()
        self.counted.emit()

    def remove(self, places: Iterable[int]) -> None:
        """Take files out of the list; they can be put back."""
        for place in sorted(places, reverse=True):
            self.beginRemoveRows(_NO_INDEX, place, place)
            self._list.removed.append(self.rows.pop(place))
            self.endRemoveRows()
        self.tell_changed(self._list.mark_twins())

    def put_back(self) -> None:
        """Put everything back that was taken out."""
        rows, self._list.removed = self._list.removed[::-1], []
        self.add(rows)
        self.tell_changed(self._list.mark_twins())

    def clear(self) -> None:
        """Begin anew."""
        self.beginResetModel()
        self._list = ReviewRows()
        self._pictures.clear()
        self.endResetModel()
        self.counted.emit()

    # What changes

    def show_course(self, course: Course | None) -> None:
        """Take what is known of the course; rows that were added follow it."""
        self._course = course
        for row in self.rows:
            if course is not None and row.course_id == course.state.course.id:
                photo = course.photo_of(row)
                row.is_taken_back = photo is None
                row.is_dated = photo is not None and photo.captured_at is not None
        self.tell_changed(self.rows)

    def tell_changed(self, rows: list[ImportRow]) -> None:
        """Show rows anew whose state changed."""
        places = self._places(rows)
        if places:
            last = len(Column) - 1
            self.dataChanged.emit(self.index(min(places), 0), self.index(max(places), last))
        self.counted.emit()

    def tell_looked(self, row: ImportRow) -> None:
        """Show a row that was looked at, and those that turn out to be the same photo."""
        self.tell_changed([row, *self._list.mark_twins_of(row)])

    def take_picture(self, row: ImportRow, image: QImage) -> None:
        """Keep the picture of a row."""
        self._pictures[row] = QPixmap.fromImage(image)
        while len(self._pictures) > _MOST_PICTURES:
            dropped = next(iter(self._pictures))
            del self._pictures[dropped]
            self.picture_dropped.emit(dropped)
        for place in self._places([row]):
            index = self.index(place, Column.PICTURE)
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])

    def _places(self, rows: list[ImportRow]) -> list[int]:
        if len(rows) == len(self.rows):
            return list(range(len(rows)))
        wanted = set(rows)
        return [place for place, row in enumerate(self.rows) if row in wanted]

    # What the table asks

    def row(self, index: _Index) -> ImportRow:
        """Return the file of an index."""
        return self.rows[index.row()]

    def cell(self, index: _Index) -> Cell:
        """Return what a cell says."""
        return cell_of(self.row(index), Column(index.column()), self._course)

    def is_explained(self, place: int) -> bool:
        """Whether one sentence takes the place of a row's last columns."""
        return is_explained(self.rows[place])

    def has_sessions(self) -> bool:
        """Whether any of the photos was taken on the day of a session."""
        return self._course is not None and any(map(self._course.has_session, self.rows))

    def picture(self, row: ImportRow) -> QPixmap | None:
        """Return a small picture, or None and ask for it."""
        pixmap = self._pictures.get(row)
        if pixmap is None and row.failure is None:
            self.picture_wanted.emit(row)
        return pixmap

    def has_picture(self, row: ImportRow) -> bool:
        """Whether the small picture of a row is there."""
        return row in self._pictures

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return the number of files."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return whether a cell can be edited."""
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if index.isValid() and not self.is_frozen and self.cell(index).is_editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words."""
        if not index.isValid():
            return None
        if role == CELL_ROLE:
            return self.cell(index)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.cell(index).spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.cell(index).hint or None
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
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return {
            Column.PICTURE: "",
            Column.FILE: tr("File"),
            Column.DATE: tr("Taken on"),
            Column.VIEW: tr("View"),
            Column.RELATION: tr("Session"),
            Column.QUALITY: tr("Quality"),
        }[Column(section)]
