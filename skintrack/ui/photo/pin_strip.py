"""A pinned spot in every visit: crops at one scale, side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QBoxLayout, QFrame, QListView

from skintrack.model import Photo
from skintrack.model.pin import Pin
from skintrack.ui.fonts import scaled
from skintrack.ui.photo.crop_store import CropStore
from skintrack.ui.photo.pin_strip_model import CROP_PX, PinStripModel
from skintrack.ui.photo.pin_strip_painter import LOW_CROP_PX, PinStripPainter, cell_size
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import (
    button,
    column,
    icon_button,
    name_control,
    row,
    segments,
    set_fit,
)
from skintrack.ui.widgets.elided import ElidedLabel
from skintrack.ui.words import plural, tr
from skintrack.workflows.pin_places import PinInPhoto

_WIDTHS = (60.0, 110.0, 220.0)  # in pixels of the common frame: 18, 33 and 66 mm on a face
_SCROLL_BAR_PX = 14
_ROOMY_PX = 760
_PAIR = 2
_NO_LIMIT = 16_777_215  # of Qt's own for the size of a widget
_LEAST_HINT = 180  # shorter words of it are never cut


class _CropList(QListView):
    """The row of crops; Enter opens the photo, space chooses one for comparing."""

    opened = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the photo of the current crop."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class PinStrip(QFrame):
    """Shows one pin; a click opens the photo at the spot, two chosen ones are compared.

    The crops stand in a row below its head; in a low window above each other beside the photo,
    which is where that leaves room.

    Parameters
    ----------
    services : Services
    crops : CropStore
    beside : QBoxLayout
        The line of the photo.
    """

    photo_wanted = Signal(object)
    comparison_wanted = Signal(object, object)
    left = Signal()

    def __init__(self, services: Services, crops: CropStore, beside: QBoxLayout) -> None:
        super().__init__()
        self._services = services
        self._crops = crops
        self._beside = beside
        self._is_low: bool | None = None
        self._pin: Pin | None = None
        self.setProperty("surface", "well")
        self.model = PinStripModel(crops)
        self.list = _CropList()
        self._painter = PinStripPainter(services.theme)
        self._title = ElidedLabel("section")
        self._hint = ElidedLabel("caption", _LEAST_HINT)
        choices, self.sizes = segments(
            (
                (self.tr("Near"), self.tr("The spot alone")),
                (self.tr("Around"), self.tr("The spot and the skin round it")),
                (self.tr("Wide"), self.tr("A part of the face")),
            )
        )
        self.sizes.button(1).setChecked(True)
        self.compare_button = button(self.tr("Compare the two"), self._compare)
        self.compare_button.setToolTip(self.tr("Choose two crops: Ctrl and click, or space"))
        close = icon_button(services.icons, "close", self.tr("Close the strip"), self.left.emit)
        self._build_list()
        head = row(self._title, self._hint, 0, self.compare_button, choices, close, spacing=6)
        head.setContentsMargins(0, 0, 0, 0)
        head.setStretch(1, 1)
        self._body = column(head, spacing=4)
        self._body.setContentsMargins(0, 4, 0, 0)
        self.setLayout(self._body)
        self.sizes.idClicked.connect(self._set_size)
        self.list.clicked.connect(self._click)
        self.list.opened.connect(self._open)
        self.list.selectionModel().selectionChanged.connect(self._follow_selection)
        services.theme.changed.connect(self.list.viewport().update)
        self._follow_selection()
        self.set_low(is_low=False)
        self._set_shown(is_shown=False)

    def set_cramped(self, *, is_cramped: bool) -> None:
        """Say less where letters are large; the panel beside the photo names the pin as well."""
        self._title.setVisible(not is_cramped)
        self._hint.setVisible(not is_cramped)
        whole = self.compare_button.accessibleName()
        self.compare_button.setText(tr("Compare", "button") if is_cramped else whole)
        for each in self.sizes.buttons():
            each.setProperty("narrow", is_cramped)
            each.style().unpolish(each)
            each.style().polish(each)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words of the buttons their room where there is some."""
        super().resizeEvent(event)
        set_fit(self.sizes, "snug" if self.width() < scaled(_ROOMY_PX) else "")

    def _build_list(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._painter)
        self.list.setWrapping(False)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        name_control(
            self.list,
            self.tr("The spot in every visit"),
            self.tr("Enter opens the photo; Ctrl and space choose two to compare"),
        )

    def show_pin(self, pin: Pin, photo: Photo, places: Sequence[PinInPhoto] | None) -> None:
        """Show a pin in the photos of its view; ``photo`` is the one that is shown large.

        Without ``places``, which are still looked for, what was shown of the same pin stays.
        """
        state = self._services.course.state
        if state is None:
            return
        is_other = self._pin is None or self._pin.id != pin.id
        self._pin = pin
        self._title.set_whole_text(pin.label)
        if places is None:
            if is_other:
                self._hint.set_whole_text("")
                self.model.show_places((), state, photo.id)
            self._set_shown(is_shown=True)
            return
        known = sum(each.place is not None for each in places)
        self._hint.set_whole_text(known_words(known, len(places)))
        self.model.set_scale(_WIDTHS[self.sizes.checkedId()], self.devicePixelRatioF())
        self.model.show_places(places, state, photo.id)
        row_shown = self.model.row_of(photo.id)
        self._set_shown(is_shown=True)
        if row_shown is not None and (is_other or not self.list.hasFocus()):
            self.list.scrollTo(self.model.index(row_shown))

    def leave_pin(self) -> None:
        """Show no pin any more."""
        self._pin = None
        self._crops.drop_wishes()
        self._set_shown(is_shown=False)

    def _set_shown(self, *, is_shown: bool) -> None:
        self.setVisible(is_shown)
        self.list.setVisible(is_shown)

    @property
    def pin(self) -> Pin | None:
        """The pin that is shown."""
        return self._pin

    @property
    def chosen(self) -> list[Photo]:
        """The photos that are chosen, oldest first."""
        rows = sorted(index.row() for index in self.list.selectedIndexes())
        return [self.model.places[row].photo for row in rows]

    def show_size(self, index: int) -> None:
        """Show less or more skin round the spot."""
        self.sizes.button(index).setChecked(True)
        self._set_size(index)

    def set_low(self, *, is_low: bool) -> None:
        """Take less height: let smaller crops stand beside the photo."""
        if is_low is self._is_low:
            return
        self._is_low = is_low
        self._painter.crop_px = LOW_CROP_PX if is_low else CROP_PX
        cell, flow, bar = cell_size(self._painter.crop_px), QListView.Flow, Qt.ScrollBarPolicy
        self.list.setFlow(flow.TopToBottom if is_low else flow.LeftToRight)
        across, along = bar.ScrollBarAlwaysOff, bar.ScrollBarAsNeeded
        self.list.setHorizontalScrollBarPolicy(across if is_low else along)
        self.list.setVerticalScrollBarPolicy(along if is_low else across)
        if is_low:
            self.list.setMinimumHeight(0)
            self.list.setMaximumHeight(_NO_LIMIT)
            self.list.setFixedWidth(cell.width() + _SCROLL_BAR_PX)
            self._beside.addWidget(self.list)
        else:
            self.list.setMinimumWidth(0)
            self.list.setMaximumWidth(_NO_LIMIT)
            self.list.setFixedHeight(cell.height() + _SCROLL_BAR_PX + 2)
            self._body.addWidget(self.list)
        self._set_shown(is_shown=self._pin is not None)
        self.list.scheduleDelayedItemsLayout()

    @Slot(int)
    def _set_size(self, index: int) -> None:
        self._crops.drop_wishes()
        self.model.set_scale(_WIDTHS[index], self.devicePixelRatioF())

    @Slot()
    def _follow_selection(self) -> None:
        self.compare_button.setEnabled(len(self.chosen) == _PAIR)

    @Slot(QModelIndex)
    def _click(self, index: QModelIndex) -> None:
        modifiers = QApplication.keyboardModifiers()
        kept = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if not modifiers & kept:
            self._open(index)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.photo_wanted.emit(self.model.places[index.row()].photo)

    @Slot()
    def _compare(self) -> None:
        if len(self.chosen) == _PAIR:
            self.comparison_wanted.emit(*self.chosen)


def known_words(known: int, count: int) -> str:
    """Say in how many photos a spot is known."""
    return plural(
        "Known in {known} of {count} photo.",
        "Known in {known} of {count} photos.",
        count,
        known=str(known),
    )
