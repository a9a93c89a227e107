"""A grid of the photos of a report, to take some of them out."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from skintrack.ui.fonts import scaled, ui_font
from skintrack.ui.report.choice_book import ChoiceBook
from skintrack.ui.report.pick_model import DAY_ROLE, VIEW_ROLE, PickModel
from skintrack.ui.services import Services
from skintrack.ui.session.tall_dialog import TallDialog
from skintrack.ui.theme import Theme
from skintrack.ui.tokens import CONTROL_RADIUS
from skintrack.ui.widgets.basic import button, label
from skintrack.ui.words import number

_Index = QModelIndex | QPersistentModelIndex
_SIZE = QSize(870, 680)
_LEAST_HEIGHT = 190
_AROUND_GRID = QSize(68, 232)  # what the dialog has besides: margins, head and foot
_GRID_EDGE = 12
_PHOTO = QSize(112, 132)
_CELL_MARGIN = 10
_WORDS_HEIGHT = 40
_TICK_PX = 16
_TICK_GAP = 6
_FADED = 0.25


class _Delegate(QStyledItemDelegate):
    """Paints a photo with a tick in its corner, day and view below; pale where it is taken out."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return the size of every cell."""
        width = scaled(_PHOTO.width()) + 2 * _CELL_MARGIN
        height = scaled(_PHOTO.height()) + scaled(_WORDS_HEIGHT) + 2 * _CELL_MARGIN
        return QSize(width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one photo."""
        tokens = self._theme.tokens
        is_shown = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        cell = QRectF(option.rect).adjusted(2, 2, -2, -2)
        frame = QRectF(0, 0, scaled(_PHOTO.width()), scaled(_PHOTO.height()))
        frame.moveCenter(cell.center())
        frame.moveTop(cell.top() + _CELL_MARGIN - 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.surface_2))
            painter.drawRoundedRect(cell, CONTROL_RADIUS, CONTROL_RADIUS)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), CONTROL_RADIUS, CONTROL_RADIUS)
        painter.fillRect(frame, QColor(tokens.surround))
        painter.setOpacity(1.0 if is_shown else _FADED)
        pixmap = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(pixmap, QPixmap):
            painter.drawPixmap(frame, pixmap, _middle(pixmap, frame))
        painter.setOpacity(1.0)
        self._paint_words(painter, frame, index, is_shown=is_shown)
        self._paint_tick(painter, frame, is_shown=is_shown)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, frame: QRectF, index: _Index, *, is_shown: bool
    ) -> None:
        tokens = self._theme.tokens
        left = frame.left() + _TICK_PX + _TICK_GAP
        line = QRectF(left, frame.bottom() + 5, frame.right() - left + _CELL_MARGIN - 2, scaled(17))
        painter.setFont(ui_font(12))
        metrics = painter.fontMetrics()
        colors = (tokens.text_1 if is_shown else tokens.text_2, tokens.text_2)
        for role, color in zip((DAY_ROLE, VIEW_ROLE), colors, strict=True):
            text = metrics.elidedText(
                index.data(role), Qt.TextElideMode.ElideRight, int(line.width())
            )
            painter.setPen(QColor(color))
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft, text)
            line.translate(0, scaled(17))

    def _paint_tick(self, painter: QPainter, frame: QRectF, *, is_shown: bool) -> None:
        """Paint the box of the tick below the photo: nothing lies over skin."""
        tokens = self._theme.tokens
        box = QRectF(frame.left() + 1, frame.bottom() + 6, _TICK_PX, _TICK_PX)
        painter.setPen(QPen(QColor(tokens.accent if is_shown else tokens.line_strong), 1.5))
        painter.setBrush(QColor(tokens.accent if is_shown else tokens.surface_1))
        painter.drawRoundedRect(box, 4, 4)
        if is_shown:
            painter.setPen(QPen(QColor(tokens.on_accent), 2))
            corner, unit = box.topLeft(), box.width() / 20
            steps = ((5.0, 10.5), (8.5, 14.0), (15.0, 6.5))
            painter.drawPolyline([corner + QPointF(x * unit, y * unit) for x, y in steps])


class PhotoGrid(QListView):
    """Photos in lines; a click, Space or Enter takes one out or back in."""

    def __init__(self, theme: Theme, model: PickModel, name: str) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setItemDelegate(_Delegate(theme, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.clicked.connect(self._toggle)
        self.setCurrentIndex(model.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the photo with the focus out, or back in."""
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if Qt.Key(event.key()) in keys and self.currentIndex().isValid():
            self._toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _toggle(self, index: QModelIndex) -> None:
        self._model.toggle(index)


class PhotoPicking(TallDialog):
    """Tells ``picked(frozenset of PhotoId)`` with those that are taken out."""

    picked = Signal(object)

    def __init__(self, parent: QWidget, services: Services, book: ChoiceBook) -> None:
        super().__init__(
            parent,
            self.tr("Photos in the report"),
            self.tr(
                "Take out what you do not want to show. The numbers keep counting every photo."
            ),
            self.tr("Use these photos"),
            QSize(scaled(_SIZE.width()), scaled(_SIZE.height())),
        )
        self.model = PickModel(services.images, book.photos_to_pick(), book.choices.left_out_photos)
        self.grid = PhotoGrid(services.theme, self.model, self.tr("Photos in the report"))
        self._fit_width()
        self.grid.setMinimumHeight(self._grid_height())
        self.content.addWidget(self.grid, 1)
        self._count = label("", "secondary", wraps=False)
        self.all_button = button(self.tr("Show all"), self.model.take_all, "link")
        self.add_foot_button(self.all_button)
        self._foot.insertWidget(0, self._count)
        self.model.picked.connect(self._tell_count)
        self._tell_count()
        self.grid.setFocus()

    def _fit_width(self) -> None:
        """Be as wide as whole photos beside each other: less than one would stay empty."""
        cell = self.grid.sizeHintForIndex(self.model.index(0)).width()
        around = _AROUND_GRID.width()
        if cell > 0:
            self.resize(max((self.width() - around) // cell, 1) * cell + around, self.height())

    def _grid_height(self) -> int:
        """Return the height of all lines of photos, but no more than the dialog has room for."""
        cell = self.grid.sizeHintForIndex(self.model.index(0))
        across = max((self.width() - _AROUND_GRID.width()) // max(cell.width(), 1), 1)
        lines = -(-self.model.rowCount() // across)
        room = self.height() - scaled(_AROUND_GRID.height())
        return max(min(lines * cell.height() + _GRID_EDGE, room), scaled(_LEAST_HEIGHT))

    def confirm(self) -> None:
        """Tell which photos are taken out."""
        self.picked.emit(self.model.left_out)
        self.accept()

    @Slot()
    def _tell_count(self) -> None:
        shown, count = self.model.shown_count, self.model.rowCount()
        words = self.tr("{shown} of {count} photos are shown.")
        self._count.setText(words.format(shown=number(shown), count=number(count)))
        self.all_button.setVisible(shown < count)


def _middle(pixmap: QPixmap, frame: QRectF) -> QRectF:
    scale = min(pixmap.width() / frame.width(), pixmap.height() / frame.height())
    width, height = frame.width() * scale, frame.height() * scale
    return QRectF((pixmap.width() - width) / 2, (pixmap.height() - height) / 2, width, height)
