"""The list of pinned spots, and what can be done with them."""

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from skintrack.model import Photo
from skintrack.model.pin import MOST_LABEL_LENGTH, Pin, PinId
from skintrack.ui.fonts import scaled
from skintrack.ui.photo.mark_words import no_place_words
from skintrack.ui.photo.panel_button import panel_button
from skintrack.ui.photo.pin_book import PinBook
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import flush, icon_button, label, name_control, row

_ROW_PX = 44
_MOST_ROWS = 6


class _PinList(QListWidget):
    """A name that is being edited gives way when a scroll bar takes some of the room."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the names and the field anew."""
        super().resizeEvent(event)
        self.doItemsLayout()
        self.updateEditorGeometries()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Let Tab lead on from a name: Qt edits the next one, and the last again and again."""
        hints = QAbstractItemDelegate.EndEditHint
        is_tab = hint in {hints.EditNextItem, hints.EditPreviousItem}
        super().closeEditor(editor, hints.NoHint if is_tab else hint)
        if is_tab:
            self.setFocus()
            self.focusNextPrevChild(hint is hints.EditNextItem)


class PinSection(QWidget):
    """Names can be edited in place; the chosen pin is followed through the visits."""

    pin_wanted = Signal()
    chosen = Signal(object)
    correction_wanted = Signal(object)

    def __init__(self, services: Services, book: PinBook) -> None:
        super().__init__()
        self._book = book
        self._photo: Photo | None = None
        self._chosen_id: PinId | None = None
        self._is_filling = False
        self.list = _PinList()
        name_control(
            self.list, self.tr("Pinned spots"), self.tr("F2 gives another name, Delete removes")
        )
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setEditTriggers(
            QListWidget.EditTrigger.DoubleClicked | QListWidget.EditTrigger.EditKeyPressed
        )
        self._empty = label(
            self.tr("Pin a scar or a spot to see it side by side in every visit of this view."),
            "secondary",
        )
        self._where = label("", "caption")
        icons = services.icons
        self.add_button = panel_button(self.tr("Pin a spot"), self.pin_wanted.emit)
        self.add_button.setToolTip(self.tr("Pin a scar or a spot (P)"))
        icons.put(self.add_button, "pin")
        self._rename = icon_button(icons, "edit", self.tr("Another name (F2)"), self.rename)
        self._remove = icon_button(icons, "bin", self.tr("Remove this pin (Delete)"), self._drop)
        self.correct_button = panel_button(self.tr("Put its place right here"), self._correct)
        self.release_button = panel_button(self.tr("Let it follow again"), self._release, "quiet")
        self.release_button.setToolTip(
            self.tr("Forget the place set in this photo; the alignment tells it again")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(label(self.tr("Pinned spots"), "section"))
        layout.addWidget(self._empty)
        layout.addWidget(self.list)
        # What is done with the chosen one stands below it; a new one is another matter.
        about = row(self._where, self._rename, self._remove, spacing=4)
        about.setStretch(0, 1)
        layout.addLayout(about)
        layout.addWidget(self.correct_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(flush(self.release_button), 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.list.currentItemChanged.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        self.list.itemChanged.connect(self._take_name)
        remove = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self._drop)
        book.changed.connect(self._fill)

    def show_photo(self, photo: Photo) -> None:
        """Show what is known of the pins in a photo."""
        self._photo = photo
        self._fill()

    def choose(self, pin_id: PinId | None) -> None:
        """Choose a pin in the list without telling anybody."""
        self._chosen_id = pin_id
        self._fill()

    @Slot()
    def rename(self) -> None:
        """Edit the name of the chosen pin in the list."""
        item = self.list.currentItem()
        if item is not None:
            self.list.setFocus()
            self.list.editItem(item)

    @Slot()
    def _fill(self) -> None:
        self._is_filling = True
        pins = self._book.pins
        shown = [self.list.item(place).data(Qt.ItemDataRole.UserRole) for place in
                 range(self.list.count())]  # fmt: skip
        if shown != [pin.id for pin in pins]:
            self.list.clear()
            for pin in pins:
                self._add_item(pin)
        for place, pin in enumerate(pins):
            self.list.item(place).setText(pin.label)
            self.list.item(place).setToolTip(pin.label)
            if pin.id == self._chosen_id:
                self.list.setCurrentRow(place, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if self._book.pin(self._chosen_id) is None:
            self._chosen_id = None
            self.list.setCurrentRow(-1)
            self.list.clearSelection()
        self.list.setFixedHeight(scaled(_ROW_PX) * min(len(pins), _MOST_ROWS) + 4)
        self._is_filling = False
        self._show_chosen()

    def _add_item(self, pin: Pin) -> None:
        item = QListWidgetItem(pin.label)
        item.setData(Qt.ItemDataRole.UserRole, pin.id)
        item.setSizeHint(QSize(0, scaled(_ROW_PX)))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        self.list.addItem(item)

    def _show_chosen(self) -> None:
        pin = self._book.pin(self._chosen_id)
        self._empty.setVisible(not self._book.pins)
        self.list.setVisible(bool(self._book.pins))
        for control in (self._rename, self._remove, self._where, self.correct_button):
            control.setVisible(pin is not None)
        where = (
            None if pin is None or self._photo is None else self._book.in_photo(pin, self._photo)
        )
        is_own = pin is not None and self._photo is not None and pin.photo_id == self._photo.id
        self.release_button.setVisible(where is not None and where.is_by_hand and not is_own)
        self.correct_button.setVisible(where is not None)
        if pin is None:
            return
        if where is None:
            words = self.tr("This spot is pinned in photos of another view.")
        elif where.place is None and where.why_not is not None:
            words = no_place_words(where.why_not)
        elif is_own:
            words = self.tr("Pinned first in this photo.")
        elif where.is_by_hand:
            words = self.tr("Its place in this photo was set by hand.")
        else:
            words = self.tr("Carried over into this photo. Drag it if it is not quite right.")
        self._where.setText(words)

    @Slot()
    def _choose(self) -> None:
        item = self.list.currentItem()
        if self._is_filling or item is None:
            return
        self._chosen_id = item.data(Qt.ItemDataRole.UserRole)
        self._show_chosen()
        self.chosen.emit(self._chosen_id)

    @Slot(QListWidgetItem)
    def _take_name(self, item: QListWidgetItem) -> None:
        pin = self._book.pin(item.data(Qt.ItemDataRole.UserRole))
        if not self._is_filling and pin is not None:
            self._book.rename(pin, item.text()[:MOST_LABEL_LENGTH])

    @Slot()
    def _drop(self) -> None:
        pin = self._book.pin(self._chosen_id)
        if pin is not None:
            self._book.remove(pin)

    @Slot()
    def _correct(self) -> None:
        pin = self._book.pin(self._chosen_id)
        if pin is not None:
            self.correction_wanted.emit(pin)

    @Slot()
    def _release(self) -> None:
        pin = self._book.pin(self._chosen_id)
        if pin is not None and self._photo is not None:
            self._book.set_place(pin, self._photo, None)
