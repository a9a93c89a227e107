"""Paints the cells of the review, two lines each, and opens the editors of date, view, session."""

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from skintrack.model import SessionDayRelation, View
from skintrack.ui.icons import draw_svg
from skintrack.ui.importing.import_model import CELL_ROLE, ImportModel
from skintrack.ui.importing.row_words import Cell, Column, Tone, relation_name
from skintrack.ui.importing.rows import ImportRow
from skintrack.ui.theme import Theme
from skintrack.ui.widgets.date_field import DateField
from skintrack.ui.words import tr, view_name

if TYPE_CHECKING:
    from collections.abc import Callable

_Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

ROW_HEIGHT_PX = 66
BASE_LINE_PX = 17  # a line of the usual text, for which the sizes here are
_MARGIN_PX = 10
_AROUND_PX = 6
_PICTURE_PX = 58
_MARK_PX = 22
_SMALL_TEXT = 12 / 14
_LEAST_EDITOR_HEIGHT_PX = 36
_CHEVRON_PX = 14
_CHEVRON_STROKE = 1.5


class CellDelegate(QStyledItemDelegate):
    """Paints and edits; ``day_given(row, day)`` and the like tell what the user said.

    ``height_wanted(place, height)`` tells when a row that is seen is too low for its words, or
    higher than they are.
    """

    day_given = Signal(object, object)
    view_given = Signal(object, object)
    relation_given = Signal(object, object)
    height_wanted = Signal(int, int)

    def __init__(self, theme: Theme, model: ImportModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self.first_day: Callable[[ImportRow], DateField] | None = None

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return the height of two lines and a picture."""
        return QSize(0, row_height(option.fontMetrics))

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint ground, then picture or words."""
        tokens = self._theme.tokens
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tokens.accent_soft))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(tokens.surface_2))
        painter.setPen(QColor(tokens.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if index.column() == Column.PICTURE:
            self._paint_picture(painter, option.rect, self._model.row(index))
        elif not self._is_edited(index):
            cell: Cell = index.data(CELL_ROLE)
            self._paint_words(painter, option, cell)
            if index.column() == Column.QUALITY or self._model.is_explained(index.row()):
                self._want_height(option, index, cell)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(tokens.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -2, -3), 4, 4)
        painter.restore()

    def _is_edited(self, index: _Index) -> bool:
        """Tell whether a field stands over the words: three lines would look out from behind it."""
        table = self.parent()
        return isinstance(table, QAbstractItemView) and table.indexWidget(index) is not None

    def _paint_picture(self, painter: QPainter, area: QRect, row: ImportRow) -> None:
        frame = QRect(0, 0, _PICTURE_PX, _PICTURE_PX)
        frame.moveCenter(area.center())
        tokens = self._theme.tokens
        painter.fillRect(frame, QColor(tokens.surround))
        if row.failure is not None:
            mark = QRect(0, 0, _MARK_PX, _MARK_PX)
            mark.moveCenter(frame.center())
            ratio = painter.device().devicePixelRatioF()
            painter.drawPixmap(mark, draw_svg("notice", tokens.surround_text, _MARK_PX, ratio))
            return
        pixmap = self._model.picture(row)
        if pixmap is None:
            return
        size = pixmap.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(frame.topLeft(), size)
        place.moveCenter(frame.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, pixmap)

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, cell: Cell) -> None:
        tokens = self._theme.tokens
        inner = option.rect.adjusted(_MARGIN_PX, 0, -_MARGIN_PX, 0)
        area = QRect(inner)
        if cell.is_editable:
            chevron = QRect(inner)
            chevron.setLeft(inner.right() - _CHEVRON_PX)
            self._paint_chevron(painter, QStyle.visualRect(option.direction, inner, chevron))
            area.setRight(area.right() - _CHEVRON_PX - 4)
            area = QStyle.visualRect(option.direction, inner, area)
        painter.setLayoutDirection(option.direction)
        large, small = _fonts(option.font)
        first = {Tone.QUIET: tokens.text_3, Tone.ASK: tokens.accent}.get(cell.tone, tokens.text_1)
        second = tokens.accent if cell.tone is Tone.LINK else tokens.text_2
        if cell.tone is Tone.ASK:
            large.setWeight(QFont.Weight.DemiBold)
        parts = [(cell.first, large, first), (cell.second, small, second)]
        lines = _lines([part for part in parts if part[0]], area.size())
        height = sum(metrics.height() for _, metrics, _, _ in lines)
        top = area.top() + (area.height() - height) // 2
        for text, metrics, font, color in lines:
            painter.setFont(font)
            painter.setPen(QColor(color))
            place = QRect(area.left(), top, area.width(), metrics.height())
            flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, int(flags), text)
            top += metrics.height()

    def _want_height(self, option: QStyleOptionViewItem, index: _Index, cell: Cell) -> None:
        """Tell how high the row must be: what helps with a photo is longer than two lines."""
        if index.column() not in (Column.DATE, Column.QUALITY):
            return
        width = option.rect.width() - 2 * _MARGIN_PX
        needed = sum(
            QFontMetrics(font).height() * len(_broken(text, font, width))
            for text, font in zip((cell.first, cell.second), _fonts(option.font), strict=True)
            if text
        )
        height = max(row_height(option.fontMetrics), needed + 2 * _AROUND_PX)
        if height != option.rect.height():
            self.height_wanted.emit(index.row(), height)

    def _paint_chevron(self, painter: QPainter, area: QRect) -> None:
        """Paint the sign that a click opens a choice."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.tokens.text_3), _CHEVRON_STROKE))
        x, y = area.center().x(), area.center().y()
        painter.drawLine(x - 4, y - 2, x, y + 2)
        painter.drawLine(x, y + 2, x + 4, y - 2)

    # Editing

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index
    ) -> QWidget:
        """Return a field for the day, or a box with the choices."""
        row = self._model.row(index)
        name = row.path.name
        if index.column() == Column.DATE and self.first_day is not None:
            field = self.first_day(row)
            field.setParent(parent)
            field.setAccessibleName(tr("Date of {name}").format(name=name))
            field.dateChanged.connect(self._note_choice)
            field.calendarWidget().clicked.connect(self._confirm_day)
            field.calendarWidget().activated.connect(self._confirm_day)
            return field
        box = QComboBox(parent)
        if index.column() == Column.VIEW:
            box.setAccessibleName(tr("View of {name}").format(name=name))
            for view in View:
                if view is not View.UNKNOWN:
                    box.addItem(view_name(view), view)
        else:
            box.setAccessibleName(tr("Session of {name}").format(name=name))
            for relation in (*SessionDayRelation, None):
                box.addItem(relation_name(relation), relation)
        box.activated.connect(self._confirm_choice)
        return box

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Show the present choice, and all of them at once."""
        if isinstance(editor, QComboBox):
            cell: Cell = index.data(CELL_ROLE)
            editor.setCurrentIndex(max(editor.findText(cell.first), 0))
            QTimer.singleShot(0, editor, editor.showPopup)

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: _Index) -> None:
        """Tell what the user said; a field that was only looked at says nothing."""
        row = self._model.row(index)
        if isinstance(editor, DateField):
            if editor.property("is_confirmed") and not editor.problem:
                self.day_given.emit(row, editor.day)
        elif isinstance(editor, QComboBox) and editor.property("is_confirmed"):
            is_view = index.column() == Column.VIEW
            told = self.view_given if is_view else self.relation_given
            told.emit(row, editor.currentData())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index
    ) -> None:
        """Put the editor into the middle of its cell."""
        area = option.rect.adjusted(2, 0, -2, -1)
        height = max(_LEAST_EDITOR_HEIGHT_PX, editor.sizeHint().height())
        area.setTop(area.top() + (area.height() - height) // 2)
        area.setHeight(height)
        editor.setGeometry(area)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter as a yes to what is shown; leaving the field says nothing.

        The key ends here: in the table itself it would add the photos. A day that cannot be stays
        in its field until it is right, or until Escape.
        """
        if isinstance(watched, DateField) and watched.problem and _is_leaving(event):
            if event.type() == QEvent.Type.KeyPress:
                watched.check()
                return True
            watched.say_problem()
            return False
        is_enter = isinstance(event, QKeyEvent) and event.key() in _ENTER
        if isinstance(watched, DateField | QComboBox) and is_enter:
            if event.type() == QEvent.Type.KeyPress:
                if isinstance(watched, DateField):
                    watched.interpretText()
                watched.setProperty("is_confirmed", True)
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, self.EndEditHint.SubmitModelCache)
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _note_choice(self) -> None:
        field = self.sender()
        if field is not None:
            field.setProperty("is_confirmed", True)

    @Slot()
    def _confirm_day(self) -> None:
        """Take the day that was clicked in the calendar."""
        calendar = self.sender()
        field = calendar.parent() if isinstance(calendar, QWidget) else None
        while field is not None and not isinstance(field, DateField):
            field = field.parent()
        if isinstance(field, DateField):
            field.setProperty("is_confirmed", True)
            if field.check():
                self.commitData.emit(field)
                self.closeEditor.emit(field)

    @Slot()
    def _confirm_choice(self) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            box.setProperty("is_confirmed", True)
            self.commitData.emit(box)
            self.closeEditor.emit(box)


def _is_leaving(event: QEvent) -> bool:
    """Whether an editor would be closed with what is in it."""
    keys = (*_ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
    if isinstance(event, QKeyEvent):
        return event.type() == QEvent.Type.KeyPress and event.key() in keys
    return event.type() == QEvent.Type.FocusOut


_Line = tuple[str, QFontMetrics, QFont, str]


def row_height(metrics: QFontMetrics) -> int:
    """Return the height of a row, which grows with the system's size of text."""
    return max(ROW_HEIGHT_PX, round(ROW_HEIGHT_PX * metrics.height() / BASE_LINE_PX))


def _fonts(font: QFont) -> tuple[QFont, QFont]:
    """Return the fonts of the first and of the second text of a cell."""
    small = QFont(font)
    small.setPixelSize(max(10, round(QFontMetrics(font).height() * 0.66)))
    if font.pixelSize() > 0:
        small.setPixelSize(round(font.pixelSize() * _SMALL_TEXT))
    return QFont(font), small


def _lines(parts: list[tuple[str, QFont, str]], size: QSize) -> list[_Line]:
    """Break texts into lines; the last one that fits ends in an ellipsis."""
    lines: list[_Line] = []
    room, width = size.height() - _AROUND_PX, size.width()
    for place, (text, font, color) in enumerate(parts):
        metrics = QFontMetrics(font)
        kept = sum(QFontMetrics(later).height() for _, later, _ in parts[place + 1 :])
        most = max(1, (room - kept) // metrics.height())
        broken = _broken(text, font, width)
        shown = broken[:most]
        if len(broken) > most:
            shown[-1] = " ".join(broken[most - 1 :])
        for line in shown:
            fitted = metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)
            lines.append((fitted, metrics, font, color))
        room -= len(shown) * metrics.height()
    return lines


def _broken(text: str, font: QFont, width: int) -> list[str]:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    found = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        found.append(text[line.textStart() : line.textStart() + line.textLength()].strip())
    layout.endLayout()
    return found or [text]
