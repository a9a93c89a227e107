"""The course as a table: a row for each view, a column for each visit."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from skintrack.model import Photo, View, Visit
from skintrack.treatment.schedule import expected_views
from skintrack.ui.course_state import CourseMeasurements, CourseState
from skintrack.ui.left_out import is_left_out, left_out_words
from skintrack.ui.phase_words import phase_words
from skintrack.ui.words import day_words, tr, view_name

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
CELL_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, eq=False, repr=False)
class TimelineCell:
    """The photos of one view on one visit; ``is_missing`` asks for one that was expected."""

    visit: Visit
    view: View
    photos: tuple[Photo, ...]
    is_missing: bool


class TimelineModel(QAbstractTableModel):
    """Visits of a course with the photos of each view."""

    def __init__(self) -> None:
        super().__init__()
        self._views: tuple[View, ...] = ()
        self._visits: tuple[Visit, ...] = ()
        self._expected: frozenset[View] = frozenset()
        self._places: dict[str, tuple[int, int]] | None = None
        self._measured = CourseMeasurements()

    def show(self, state: CourseState) -> None:
        """Take the visits of a course."""
        self.beginResetModel()
        self._views = state.views
        self._visits = state.visits
        self._expected = expected_views(state.visits)
        self._places = None
        self.endResetModel()

    def judge(self, measurements: CourseMeasurements) -> None:
        """Take what was measured in these visits."""
        self._measured = measurements

    def is_hollow(self, column: int) -> bool:
        """Whether no photo of a visit enters a trend, as hollow points of the chart."""
        visit = self._visits[column]
        return visit.phase.is_healing or is_left_out(visit, self._measured.left_out)

    def visit_words(self, column: int) -> str:
        """Return day and phase of a visit, and why it is hollow if it is."""
        visit = self._visits[column]
        phase = phase_words(visit.phase, is_first=column == 0)
        words = f"{day_words(visit.day)}, {phase}"
        return self._with_reason(words, visit, visit.photos) if self.is_hollow(column) else words

    def _with_reason(self, words: str, visit: Visit, photos: tuple[Photo, ...]) -> str:
        return f"{words}. {left_out_words(visit, photos, self._measured)}"

    @property
    def visits(self) -> tuple[Visit, ...]:
        """The columns."""
        return self._visits

    @property
    def views(self) -> tuple[View, ...]:
        """The rows."""
        return self._views

    def cell(self, index: _Index) -> TimelineCell | None:
        """Return what stands at an index."""
        if not index.isValid():
            return None
        return _cell(self._visits[index.column()], self._views[index.row()], self._expected)

    def index_of(self, photo: Photo) -> QModelIndex:
        """Return where a photo stands; an invalid index where it does not."""
        return self.index_of_id(photo.id)

    def index_of_id(self, photo_id: str) -> QModelIndex:
        """Return where the photo of an id stands; an invalid index where it does not."""
        if self._places is None:
            rows = {view: row for row, view in enumerate(self._views)}
            self._places = {
                photo.id: (rows[photo.view], column)
                for column, visit in enumerate(self._visits)
                for photo in visit.photos
            }
        place = self._places.get(photo_id)
        return QModelIndex() if place is None else self.index(*place)

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return the number of views."""
        return 0 if parent.isValid() else len(self._views)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return the number of visits."""
        return 0 if parent.isValid() else len(self._visits)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the cell, or what a screen reader says of it."""
        cell = self.cell(index)
        if cell is None:
            return None
        if role == CELL_ROLE:
            return cell
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            words = _spoken(cell, is_first=index.column() == 0)
            if cell.photos and all(each.id in self._measured.left_out for each in cell.photos):
                return self._with_reason(words, cell.visit, cell.photos)
            return words
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the day of a visit or the name of a view."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return day_words(self._visits[section].day) if section < len(self._visits) else None
        return view_name(self._views[section]) if section < len(self._views) else None


def _cell(visit: Visit, view: View, expected: frozenset[View]) -> TimelineCell:
    photos = tuple(photo for photo in visit.photos if photo.view is view)
    is_missing = not photos and view in expected and not visit.phase.is_healing
    return TimelineCell(visit, view, photos, is_missing)


def _spoken(cell: TimelineCell, *, is_first: bool) -> str:
    where = f"{view_name(cell.view)}, {day_words(cell.visit.day)}"
    phase = phase_words(cell.visit.phase, is_first=is_first)
    if not cell.photos:
        return tr("{where}, {phase}: no photo").format(where=where, phase=phase)
    return f"{where}, {phase}"
