"""A pin in every photo of its view, oldest first, as an item model."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap

from skintrack.model import PhotoId, Similarity
from skintrack.ui.course_state import CourseState
from skintrack.ui.photo.crop_store import CropStore
from skintrack.ui.photo.mark_words import no_place_words
from skintrack.ui.words import phase_short, short_day, tr
from skintrack.workflows.pin_places import PinInPhoto

CELL_ROLE = Qt.ItemDataRole.UserRole
CROP_PX = 116

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class StripCell:
    """One photo of the strip: its words, and its crop or why there is none."""

    where: PinInPhoto
    day: str
    phase: str
    note: str
    is_current: bool
    crop: QPixmap | None = None
    problem: str = ""

    @property
    def spoken(self) -> str:
        """All of it in one sentence."""
        return ", ".join(part for part in (self.day, self.phase, self.note, self.problem) if part)


class PinStripModel(QAbstractListModel):
    """Cells in the order of the photos; crops come when they are cut.

    Parameters
    ----------
    crops : CropStore
        Cuts them.
    """

    def __init__(self, crops: CropStore) -> None:
        super().__init__()
        self._crops = crops
        self._places: tuple[PinInPhoto, ...] = ()
        self._state: CourseState | None = None
        self._current: PhotoId | None = None
        self._width = 100.0
        self._ratio = 1.0
        crops.ready.connect(self._follow_crops)

    def show_places(
        self, places: Sequence[PinInPhoto], state: CourseState, current: PhotoId
    ) -> None:
        """Show a pin in its photos; ``current`` is the photo that is shown large."""
        is_same = [each.photo.id for each in places] == [each.photo.id for each in self._places]
        if not is_same:
            self.beginResetModel()
        self._places, self._state, self._current = tuple(places), state, current
        if is_same:
            self._tell_all()
        else:
            self.endResetModel()

    def set_scale(self, width: float, pixel_ratio: float) -> None:
        """Say how much skin a crop shows, in pixels of the common frame."""
        self._width, self._ratio = width, pixel_ratio
        self._tell_all()

    def _follow_crops(self) -> None:
        self._tell_all()

    def _tell_all(self) -> None:
        if self._places:
            self.dataChanged.emit(self.index(0), self.index(len(self._places) - 1))

    @property
    def places(self) -> tuple[PinInPhoto, ...]:
        """What is shown."""
        return self._places

    def row_of(self, photo_id: PhotoId) -> int | None:
        """Return the row of a photo."""
        ids = [each.photo.id for each in self._places]
        return ids.index(photo_id) if photo_id in ids else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many photos there are."""
        return 0 if parent is not None and parent.isValid() else len(self._places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell, or its words."""
        if not index.isValid() or index.row() >= len(self._places):
            return None
        where = self._places[index.row()]
        if role == CELL_ROLE:
            return self._cell(where, with_crop=True)
        roles = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        )
        return self._cell(where, with_crop=False).spoken if role in roles else None

    def _cell(self, where: PinInPhoto, *, with_crop: bool) -> StripCell:
        photo, state = where.photo, self._state
        phase = None if state is None else state.phase_of(photo.id)
        day = tr("No date yet")
        if photo.captured_at is not None:
            day = short_day(photo.captured_at.date(), with_year=True)
        note, problem, crop = "", "", None
        if where.why_not is not None:
            problem = no_place_words(where.why_not)
        elif where.is_by_hand:
            note = tr("by you")
        frame = where.frame or self._guessed_frame(where)
        if where.place is not None and frame is not None:
            if with_crop:
                wanted = (photo, where.place, frame, self._width, round(CROP_PX * self._ratio))
                crop = self._crops.crop(*wanted)
                problem = self._crops.problem(*wanted)
            if where.frame is None:
                note = tr("size estimated")
        elif where.place is not None:
            problem = tr("Its size is not known")
        return StripCell(
            where,
            day,
            "" if phase is None else phase_short(phase),
            note,
            photo.id == self._current,
            crop,
            problem,
        )

    def _guessed_frame(self, where: PinInPhoto) -> Similarity | None:
        """Return a frame as if the photo showed the face as large as the first known one does."""
        for other in self._places:
            if other.frame is not None:
                scale = abs(complex(other.frame.a, other.frame.b))
                return Similarity(scale * other.photo.width / where.photo.width, 0.0, 0.0, 0.0)
        return None
