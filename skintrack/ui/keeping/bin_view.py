"""The page of the bin: what was deleted, the way back, and the way out for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from skintrack.model.bin import BIN_DAYS, BinItem
from skintrack.ui.fonts import scaled
from skintrack.ui.keeping import keeping_operations
from skintrack.ui.keeping.bin_model import PICTURE_PX, BinColumn, BinModel
from skintrack.ui.page import Page
from skintrack.ui.widgets.basic import button, column, icon_button, label, name_control, row
from skintrack.ui.words import number

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent

    from skintrack.ui.keeping.keeping_commands import KeepingCommands
    from skintrack.ui.services import Services

_MARGINS = (24, 18, 24, 14)
_ROW_PX = 60
_COURSE_SHARE, _DAY_PX, _LEAST_WHAT_PX = 0.22, 178, 220


class BinTable(QTableView):
    """Enter brings back what is selected, Delete removes it for good."""

    restoring_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, model: BinModel) -> None:
        super().__init__()
        self.setModel(model)
        name_control(self, self.tr("What lies in the bin"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # What tells photos of a day apart stands at the end of their names.
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setIconSize(QSize(scaled(PICTURE_PX), scaled(PICTURE_PX)))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(scaled(_ROW_PX))
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width; what it is has what the others leave."""
        super().resizeEvent(event)
        width = self.viewport().width()
        day = scaled(_DAY_PX)
        course = min(round(width * _COURSE_SHARE), max(0, width - 2 * day - scaled(_LEAST_WHAT_PX)))
        self.setColumnWidth(BinColumn.COURSE, course)
        self.setColumnWidth(BinColumn.DELETED, day)
        self.setColumnWidth(BinColumn.GOES, day)
        self.setColumnWidth(BinColumn.WHAT, width - course - 2 * day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the keys say; the rest is the table's own."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.restoring_wanted.emit()
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)


class BinView(Page):
    """Shows the bin; ``left`` asks for the view that was there before."""

    left = Signal()

    def __init__(self, services: Services, commands: KeepingCommands) -> None:
        super().__init__()
        self._services = services
        self._commands = commands
        self.model = BinModel(services.images, services.icons)
        self.table = BinTable(self.model)
        self.back_button = icon_button(services.icons, "back", self.tr("Back"), self.left.emit)
        self.restore_button = button(self.tr("Bring back"), self.restore, "primary")
        self.remove_button = button(self.tr("Delete for good…"), self.remove)
        self.empty_button = button(self.tr("Empty the bin…"), self.empty)
        self._empty_back = button(self.tr("Back to the course"), self.left.emit)
        # Of this widget from the start: else its first page would show as a window of its own.
        self._pages = QStackedLayout(self)
        self._build()
        self.table.restoring_wanted.connect(self.restore)
        self.table.removal_wanted.connect(self.remove)
        self.table.selectionModel().selectionChanged.connect(self._follow_selection)
        services.bus.changed.connect(self._read_if_shown)
        services.desk.closed.connect(self._forget)
        self._show_items(())

    def _build(self) -> None:
        title = label(self.tr("Bin"), "title", wraps=False)
        words = self.tr(
            "What was deleted rests here for {days} days. Then it goes by itself when the "
            "library is opened."
        ).format(days=number(BIN_DAYS))
        hint = label(words, "secondary")
        hint.setMinimumWidth(1)
        # At the top: a banner would cover what stands at the foot.
        tools = (self.empty_button, self.remove_button, self.restore_button)
        top = row(self.back_button, title, 1, *tools, spacing=8)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(*_MARGINS)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(hint)
        layout.addWidget(self.table, 1)
        self._pages.addWidget(content)
        self._pages.addWidget(self._make_empty())

    def _make_empty(self) -> QWidget:
        words = label(self.tr("The bin is empty."), "headline")
        hint = label(
            self.tr("Photos, sessions, courses, ratings and pins that you delete rest here first."),
            "secondary",
        )
        for each in (words, hint):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        page = QWidget()
        page.setLayout(
            column(2, words, hint, row(1, self._empty_back, 1), 3, spacing=12, margin=24)
        )
        return page

    def first_control(self) -> QWidget:
        """Return the table, or what leads back."""
        return self.table if self.model.items else self._empty_back

    def showEvent(self, event: QShowEvent) -> None:
        """Read what lies in the bin now."""
        super().showEvent(event)
        self._read()

    @property
    def selected(self) -> list[BinItem]:
        """What is selected, in order."""
        places = sorted({index.row() for index in self.table.selectedIndexes()})
        return [self.model.items[place] for place in places]

    @Slot()
    def restore(self) -> None:
        """Bring back what is selected."""
        if self.selected:
            self._commands.restore(tuple(self.selected))

    @Slot()
    def remove(self) -> None:
        """Ask whether what is selected shall go for good."""
        if self.selected:
            is_all = len(self.selected) == len(self.model.items)
            self._commands.ask_removal(tuple(self.selected), is_all=is_all)

    @Slot()
    def empty(self) -> None:
        """Ask whether everything shall go for good."""
        if self.model.items:
            self._commands.ask_removal(self.model.items, is_all=True)

    @Slot(object)
    def _read_if_shown(self, _changes: object) -> None:
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        self._services.desk.run(keeping_operations.read_bin(), self._show_items)

    @Slot()
    def _forget(self) -> None:
        self._show_items(())

    def _show_items(self, items: tuple[BinItem, ...]) -> None:
        inside = (None, *self.findChildren(QWidget))
        had_focus = self.isVisible() and self.window().focusWidget() in inside
        place = self.table.currentIndex().row()
        self.model.show(items)
        self._pages.setCurrentIndex(0 if items else 1)
        if items:
            row_number = min(max(place, 0), len(items) - 1)
            flags = (
                QItemSelectionModel.SelectionFlag.ClearAndSelect
                | QItemSelectionModel.SelectionFlag.Rows
            )
            index = self.model.index(row_number, 0)
            self.table.selectionModel().setCurrentIndex(index, flags)
        if had_focus:
            self.first_control().setFocus()
        self._follow_selection()

    @Slot()
    def _follow_selection(self) -> None:
        has_some = bool(self.selected)
        self.restore_button.setEnabled(has_some)
        self.remove_button.setEnabled(has_some)
