"""A row of small photos; the chosen ones are underlined and named."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from skintrack.model import Photo, PhotoId
from skintrack.ui.fonts import scaled, ui_font
from skintrack.ui.models.photos_model import PHOTO_ROLE, SHORT_ROLE, PhotosModel
from skintrack.ui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_PHOTO = QSize(48, 64)
_SMALL_PHOTO = QSize(33, 44)
_BESIDE, _BELOW = 18, 30
_SCROLL_BAR_PX = 14


class _StripDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.chosen: tuple[PhotoId, ...] = ()
        self.photo = _PHOTO

    @property
    def cell(self) -> QSize:
        """The size of every cell."""
        width = max(self.photo.width(), scaled(_PHOTO.width()))  # a day needs as much
        return QSize(width + _BESIDE, self.photo.height() + scaled(_BELOW))

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return the size of every cell."""
        return self.cell

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a photo with its day below."""
        tokens = self._theme.tokens
        photo, pixmap = index.data(PHOTO_ROLE), index.data(Qt.ItemDataRole.DecorationRole)
        is_chosen = photo.id in self.chosen
        rect = QRectF(option.rect)
        left = rect.center().x() - self.photo.width() / 2
        frame = QRectF(left, rect.top() + 6, self.photo.width(), self.photo.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.surface_2))
            painter.drawRoundedRect(rect.adjusted(2, 0, -2, 0), 6, 6)
        painter.fillRect(frame, QColor(tokens.surround))
        if isinstance(pixmap, QPixmap):
            painter.drawPixmap(frame, pixmap, _middle(pixmap, frame))
        words = QRectF(rect.left(), frame.bottom() + 2, rect.width(), scaled(16))
        weight = QFont.Weight.DemiBold if is_chosen else QFont.Weight.Normal
        painter.setFont(ui_font(12, weight))
        painter.setPen(QColor(tokens.accent if is_chosen else tokens.text_2))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, index.data(SHORT_ROLE))
        if is_chosen:
            bar = QRectF(frame.left(), words.bottom() + 1, frame.width(), 2)
            painter.fillRect(bar, QColor(tokens.accent))
        painter.restore()


class PhotoStrip(QListView):
    """Lets the user choose a photo by click, or by arrow keys and Enter."""

    photo_chosen = Signal(object)

    def __init__(self, theme: Theme, model: PhotosModel, name: str) -> None:
        super().__init__()
        self._in_sight = -1
        self._delegate = _StripDelegate(theme, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(self._delegate.cell.height() + _SCROLL_BAR_PX)
        self.setAccessibleName(name)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def mark(self, *photo_ids: PhotoId) -> None:
        """Mark the photos that are shown."""
        self._delegate.chosen = photo_ids
        self.viewport().update()

    def bring_in_sight(self, row: int) -> None:
        """Scroll to a photo, and stay with it when the strip gets another width."""
        self._in_sight = row
        self._scroll_there()

    def _scroll_there(self) -> None:
        index = self.model().index(self._in_sight, 0)
        if index.isValid():
            self.executeDelayedItemsLayout()
            self.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the photo in sight that was."""
        super().resizeEvent(event)
        self._scroll_there()

    def set_small(self, *, is_small: bool) -> None:
        """Show smaller photos where there is little room."""
        photo = _SMALL_PHOTO if is_small else _PHOTO
        if photo != self._delegate.photo:
            self._delegate.photo = photo
            self.setFixedHeight(self._delegate.cell.height() + _SCROLL_BAR_PX)
            self.scheduleDelayedItemsLayout()

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        photo = index.data(PHOTO_ROLE)
        if isinstance(photo, Photo):
            self.photo_chosen.emit(photo)


def _middle(pixmap: QPixmap, frame: QRectF) -> QRectF:
    scale = min(pixmap.width() / frame.width(), pixmap.height() / frame.height())
    width, height = frame.width() * scale, frame.height() * scale
    return QRectF((pixmap.width() - width) / 2, (pixmap.height() - height) / 2, width, height)
