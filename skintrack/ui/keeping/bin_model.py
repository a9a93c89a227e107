"""What lies in the bin as a table: a picture where there is one, what it is, when it goes."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QIcon, QPainter, QPixmap

from skintrack.model.bin import BinItem, BinKind
from skintrack.ui.fonts import scaled
from skintrack.ui.keeping import keeping_words
from skintrack.ui.words import day_words, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skintrack.ui.icons import IconSet
    from skintrack.ui.images import ImageStore

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()

_ICONS = {
    BinKind.COURSE: "timeline",
    BinKind.SESSION: "session",
    BinKind.RATING: "edit",
    BinKind.ROUND: "compare",
    BinKind.PIN: "pin",
}


PICTURE_PX = 48
_ICON_PX = 22


class BinColumn(IntEnum):
    """The columns."""

    WHAT = 0
    COURSE = 1
    DELETED = 2
    GOES = 3


class BinModel(QAbstractTableModel):
    """The latest first."""

    def __init__(self, images: ImageStore, icons: IconSet) -> None:
        super().__init__()
        self._images = images
        self._icons = icons
        self._items: tuple[BinItem, ...] = ()
        images.thumbnail_ready.connect(self._announce)

    @property
    def items(self) -> tuple[BinItem, ...]:
        """The rows."""
        return self._items

    def show(self, items: Sequence[BinItem]) -> None:
        """Take what lies in the bin."""
        self.beginResetModel()
        self._items = tuple(items)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return the number of things."""
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(BinColumn)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the name of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        names = {
            BinColumn.WHAT: tr("What", "bin"),
            BinColumn.COURSE: tr("Course", "bin"),
            BinColumn.DELETED: tr("Deleted", "bin"),
            BinColumn.GOES: tr("Goes for good", "bin"),
        }
        return names[BinColumn(section)]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, or the picture of a thing."""
        if not index.isValid():
            return None
        item, column = self._items[index.row()], BinColumn(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(item, column)
        if role == Qt.ItemDataRole.ToolTipRole and column is BinColumn.COURSE:
            return item.course
        if role == Qt.ItemDataRole.DecorationRole and column is BinColumn.WHAT:
            return self._picture(item)
        return None

    def _text(self, item: BinItem, column: BinColumn) -> str:
        if column is BinColumn.WHAT:
            lines = (keeping_words.item_words(item), keeping_words.detail_words(item))
            return "\n".join(line for line in lines if line)
        if column is BinColumn.COURSE:
            return "" if item.kind is BinKind.COURSE else item.course
        if column is BinColumn.DELETED:
            return day_words(item.deleted_at.astimezone().date())
        return keeping_words.goes_words(item)

    def _picture(self, item: BinItem) -> QIcon:
        if item.photo is None:
            # Asked for each time: it has the colours of the window as it is now.
            icon = self._icons.icon(_ICONS[item.kind])
            return _untinted(_framed(icon.pixmap(scaled(_ICON_PX))))
        return _untinted(_framed(self._images.thumbnail(item.photo)))

    @Slot(str)
    def _announce(self, photo_id: str) -> None:
        for row, item in enumerate(self._items):
            if item.photo is not None and item.photo.id == photo_id:
                index = self.index(row, BinColumn.WHAT)
                self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])


def _untinted(picture: QPixmap) -> QIcon:
    """Return a picture that looks the same where its row is selected: Qt would tint it."""
    icon = QIcon(picture)
    icon.addPixmap(picture, QIcon.Mode.Selected)
    return icon


def _framed(picture: QPixmap | None) -> QPixmap:
    """Return a picture in the middle of a square, so that all words begin at one line."""
    ratio = 1.0 if picture is None else max(picture.devicePixelRatioF(), 2.0)
    size = round(scaled(PICTURE_PX) * ratio)
    square = QPixmap(size, size)
    square.fill(Qt.GlobalColor.transparent)
    if picture is not None:
        own = picture.deviceIndependentSize() * ratio
        if max(own.width(), own.height()) > size:
            own.scale(size, size, Qt.AspectRatioMode.KeepAspectRatio)
        painter = QPainter(square)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shown = picture.scaled(
            own.toSize(),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        shown.setDevicePixelRatio(1)
        painter.drawPixmap((size - shown.width()) // 2, (size - shown.height()) // 2, shown)
        painter.end()
    square.setDevicePixelRatio(ratio)
    return square
