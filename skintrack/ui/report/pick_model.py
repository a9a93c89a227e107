"""Photos with a tick each: shown in the report, or taken out by hand."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot

from skintrack.model import Photo, PhotoId
from skintrack.ui.images import ImageStore
from skintrack.ui.words import photo_day, short_day, tr, view_name

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
PHOTO_ROLE = Qt.ItemDataRole.UserRole + 1
DAY_ROLE = Qt.ItemDataRole.UserRole + 2
VIEW_ROLE = Qt.ItemDataRole.UserRole + 3


class PickModel(QAbstractListModel):
    """Photos, oldest first; tells ``picked`` with each tick that changes.

    Parameters
    ----------
    images : ImageStore
        Has the small pictures.
    photos : tuple of Photo
        The rows.
    left_out : frozenset of PhotoId
        Those without a tick.
    """

    picked = Signal()

    def __init__(
        self, images: ImageStore, photos: tuple[Photo, ...], left_out: frozenset[PhotoId]
    ) -> None:
        super().__init__()
        self._images = images
        self._photos = photos
        self._left_out = set(left_out)
        images.thumbnail_ready.connect(self._announce)

    @property
    def left_out(self) -> frozenset[PhotoId]:
        """The photos without a tick, also those that are not in the list."""
        return frozenset(self._left_out)

    @property
    def shown_count(self) -> int:
        """How many photos of the list have a tick."""
        return sum(photo.id not in self._left_out for photo in self._photos)

    def toggle(self, index: _Index) -> None:
        """Take a photo out, or back in."""
        photo_id = self._photos[index.row()].id
        self._left_out ^= {photo_id}
        self._tell(index.row(), index.row())

    def take_all(self) -> None:
        """Show all photos."""
        self._left_out -= {photo.id for photo in self._photos}
        self._tell(0, len(self._photos) - 1)

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return the number of photos."""
        return 0 if parent.isValid() else len(self._photos)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Say that photos can be ticked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a photo, its words, its tick or its picture."""
        if not index.isValid():
            return None
        photo = self._photos[index.row()]
        is_shown = photo.id not in self._left_out
        if role == Qt.ItemDataRole.DecorationRole:
            return self._images.thumbnail(photo)
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if is_shown else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _said(photo, is_shown=is_shown)
        said = {PHOTO_ROLE: photo, DAY_ROLE: _day(photo), VIEW_ROLE: view_name(photo.view)}
        return said.get(role)

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first), self.index(last), [])
        self.picked.emit()

    @Slot(str)
    def _announce(self, photo_id: str) -> None:
        for row, photo in enumerate(self._photos):
            if photo.id == photo_id:
                index = self.index(row)
                self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])


def _day(photo: Photo) -> str:
    taken = photo.captured_at
    return "" if taken is None else short_day(taken.date(), with_year=True)


def _said(photo: Photo, *, is_shown: bool) -> str:
    words = tr("{day}, {view}, shown") if is_shown else tr("{day}, {view}, taken out")
    return words.format(day=photo_day(photo), view=view_name(photo.view))
