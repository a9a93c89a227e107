"""Photos as a list with a small picture, a day and a phase: for strips and pickers."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Slot

from skintrack import treatment
from skintrack.model import Photo, PhotoId
from skintrack.ui.course_state import CourseState
from skintrack.ui.images import ImageStore
from skintrack.ui.words import day_words, photo_day, short_day, tr

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
PHOTO_ROLE = Qt.ItemDataRole.UserRole + 1
SHORT_ROLE = Qt.ItemDataRole.UserRole + 2


class PhotosModel(QAbstractListModel):
    """Photos of one view, oldest first."""

    def __init__(self, images: ImageStore) -> None:
        super().__init__()
        self._images = images
        self._photos: tuple[Photo, ...] = ()
        self._texts: tuple[tuple[str, str], ...] = ()
        images.thumbnail_ready.connect(self._announce)

    def show(self, state: CourseState, photos: tuple[Photo, ...]) -> None:
        """Take photos of a course."""
        self.beginResetModel()
        self._photos = photos
        self._texts = tuple(_texts(state, photo) for photo in photos)
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

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return the number of photos."""
        return 0 if parent.isValid() else len(self._photos)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a photo, its words or its picture."""
        if not index.isValid():
            return None
        photo = self._photos[index.row()]
        if role == PHOTO_ROLE:
            return photo
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._texts[index.row()][0]
        if role == SHORT_ROLE:
            return self._texts[index.row()][1]
        if role == Qt.ItemDataRole.DecorationRole:
            return self._images.thumbnail(photo)
        return None

    @Slot(str)
    def _announce(self, photo_id: str) -> None:
        row = self.row_of(PhotoId(photo_id))
        if row >= 0:
            index = self.index(row)
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])


def _texts(state: CourseState, photo: Photo) -> tuple[str, str]:
    visit = state.visit_of(photo.id)
    if visit is None:
        return photo_day(photo), photo_day(photo)
    phase = tr(treatment.phase_label(visit.phase))
    return f"{day_words(visit.day)} · {phase}", short_day(visit.day)
