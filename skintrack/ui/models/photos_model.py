"""Photos as a list with a small picture, a day and a phase: for strips and pickers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Slot

from skintrack.model import Photo, PhotoId
from skintrack.ui.course_state import CourseState
from skintrack.ui.images import ImageStore
from skintrack.ui.phase_words import phase_words
from skintrack.ui.words import day_words, number, photo_clock, photo_day, short_day, tr

if TYPE_CHECKING:
    from datetime import date

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
PHOTO_ROLE = Qt.ItemDataRole.UserRole + 1
SHORT_ROLE = Qt.ItemDataRole.UserRole + 2
# Shorter ways to say the same, for a picker that is too narrow for all words.
SHORTER_ROLE = Qt.ItemDataRole.UserRole + 3


class PhotosModel(QAbstractListModel):
    """Photos of one view, oldest first."""

    def __init__(self, images: ImageStore) -> None:
        super().__init__()
        self._images = images
        self._photos: tuple[Photo, ...] = ()
        self._texts: tuple[_Texts, ...] = ()
        self._marks: dict[PhotoId, str] = {}
        images.thumbnail_ready.connect(self._announce)

    def show(self, state: CourseState, photos: tuple[Photo, ...]) -> None:
        """Take photos of a course."""
        self.beginResetModel()
        self._photos = photos
        twins = _twins(photos)
        self._marks = {photo_id: twin.mark for photo_id, twin in twins.items()}
        self._texts = tuple(_texts(state, photo, twins.get(photo.id)) for photo in photos)
        self.endResetModel()

    @property
    def photos(self) -> tuple[Photo, ...]:
        """The rows."""
        return self._photos

    def row_of(self, photo_id: PhotoId) -> int:
        """Return the row of a photo, or -1."""
        for row, photo in enumerate(self._photos):
            if photo.id == photo_id:
                return row
        return -1

    def mark_of(self, photo_id: PhotoId) -> str:
        """Return what tells a photo from others of its day; nothing where it is the only one."""
        return self._marks.get(photo_id, "")

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return the number of photos."""
        return 0 if parent.isValid() else len(self._photos)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a photo, its words or its picture."""
        if not index.isValid():
            return None
        photo, texts = self._photos[index.row()], self._texts[index.row()]
        said: dict[int, object] = {
            PHOTO_ROLE: photo,
            Qt.ItemDataRole.DisplayRole: texts.full,
            Qt.ItemDataRole.AccessibleTextRole: texts.full,
            SHORT_ROLE: texts.short,
            SHORTER_ROLE: texts.shorter,
        }
        if role in said:
            return said[role]
        if role == Qt.ItemDataRole.DecorationRole:
            return self._images.thumbnail(photo)
        return None

    @Slot(str)
    def _announce(self, photo_id: str) -> None:
        row = self.row_of(PhotoId(photo_id))
        if row >= 0:
            index = self.index(row)
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])


@dataclass(frozen=True)
class _Texts:
    """What a photo is called: in a list, under a small picture, in a narrow picker."""

    full: str
    short: str
    shorter: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Twin:
    """One of several photos of a day: its time or its place among them, long and short."""

    mark: str
    short: str


def _twins(photos: tuple[Photo, ...]) -> dict[PhotoId, _Twin]:
    """Return what tells photos of one day apart: the times if all are known, else their order."""
    by_day: dict[date, list[Photo]] = {}
    for photo in photos:
        if photo.captured_at is not None:
            by_day.setdefault(photo.captured_at.date(), []).append(photo)
    found = {}
    for group in by_day.values():
        if len(group) > 1:
            clocks = [photo_clock(photo) for photo in group]
            are_clear = all(clocks) and len(set(clocks)) == len(clocks)
            count = number(len(group))
            for place, (photo, clock) in enumerate(zip(group, clocks, strict=True), start=1):
                nth = tr("photo {number} of {count}").format(number=number(place), count=count)
                found[photo.id] = _Twin(clock if are_clear else nth, number(place))
    return found


def _texts(state: CourseState, photo: Photo, twin: _Twin | None) -> _Texts:
    visit = state.visit_of(photo.id)
    if visit is None:
        return _Texts(photo_day(photo), photo_day(photo))
    phase = phase_words(visit.phase, is_first=visit is state.visits[0])
    day, short = day_words(visit.day), short_day(visit.day)
    dated = short_day(visit.day, with_year=True)
    if twin is not None:
        day = tr("{day}, {time}").format(day=day, time=twin.mark)
        dated = tr("{day}, {time}").format(day=dated, time=twin.mark)
        short = f"{short} · {twin.short}"
    brief = short_day(visit.day) if twin is None else short
    shorter = (f"{dated} · {phase}", f"{brief} · {phase}", dated)
    return _Texts(f"{day} · {phase}", short, shorter)
