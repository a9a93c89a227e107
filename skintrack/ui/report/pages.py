"""The pages of the report, as they will be printed, one below the other."""

from dataclasses import dataclass
from enum import Enum
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from skintrack.ui.fonts import text_scale
from skintrack.ui.qimage import image_from_bytes
from skintrack.ui.report.page_picture import PagePicture
from skintrack.ui.report.preview import Pages
from skintrack.ui.tasks import TaskRunner
from skintrack.ui.widgets.basic import label
from skintrack.ui.words import number

_MARGIN = 24
_GAP = 16
_USUAL_PX, _WIDEST_PX = 900, 1400
_LEAST_PX = 240
_SCREEN_DPI = 96.0
_SHARPEST_DPI = 288.0
_NEAR_PAGES = 1
# So many beside the page that is looked at; pages as wide as a large screen take 11 MB each.
_KEPT_PAGES = 2
_STEP_PX = 60


class Zoom(Enum):
    """How large pages are."""

    FIT_WIDTH = 0
    WHOLE_PAGE = 1
    REAL_SIZE = 2


class _Chip(QFrame):
    """A few words over the pages."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.addWidget(label(words, "secondary", wraps=False))
        self.hide()


@dataclass(frozen=True)
class _Decoded:
    place: int
    png: bytes
    image: QImage | None


class PagesView(QScrollArea):
    """Shows pages; only those that are seen are decoded.

    Tells ``page_changed`` when another page is looked at, and ``dpi_wanted`` when pages are needed
    at another sharpness.

    Parameters
    ----------
    cpu_tasks : TaskRunner
        Decodes.
    """

    page_changed = Signal()
    dpi_wanted = Signal(float)

    def __init__(self, cpu_tasks: TaskRunner) -> None:
        super().__init__()
        self._tasks = cpu_tasks
        self._sheets: list[PagePicture] = []
        self._size_in = (8.27, 11.69)
        self._zoom = Zoom.FIT_WIDTH
        self._decoding = False
        self._shown_page = 0
        self._column = QVBoxLayout()
        self._column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._column.setSpacing(_GAP)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        content = QWidget()
        content.setLayout(self._column)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setProperty("surface", "surround")
        self.setAccessibleName(self.tr("Pages of the report"))
        self.setAccessibleDescription(
            self.tr("Page Up and Page Down turn pages, Home and End go to the first and the last.")
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(_STEP_PX)
        self.verticalScrollBar().valueChanged.connect(self._follow)
        self._busy = _Chip(self.tr("Laying out the pages"), self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._decode_seen)

    @Slot(bool)
    def show_busy(self, is_busy: bool) -> None:
        """Say that new pages are on their way; those there are stay as they are."""
        self._busy.setVisible(is_busy)
        self._place_chip()

    @property
    def is_busy(self) -> bool:
        """Whether it is said that new pages are on their way."""
        return self._busy.isVisibleTo(self)

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self._sheets)

    @property
    def page(self) -> int:
        """The page that is looked at, from 0."""
        # Where half of the screen is the next page, that one is looked at.
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        seen = int((middle - _MARGIN + _GAP) // (self._page_size().height() + _GAP))
        return min(max(seen, 0), max(len(self._sheets) - 1, 0))

    @property
    def zoom(self) -> Zoom:
        """How large pages are."""
        return self._zoom

    def set_zoom(self, zoom: Zoom) -> None:
        """Show pages larger or smaller; the page that is looked at stays."""
        page = self.page
        self._zoom = zoom
        self._fit()
        self.show_page(page)

    def show_pages(self, pages: Pages) -> None:
        """Show pages in place of those there were; what is looked at stays where it is."""
        self._make_sheets(len(pages.pictures))
        for sheet, png in zip(self._sheets, pages.pictures, strict=True):
            sheet.set_png(png)
        if pages.pictures:
            size = _size_of(pages.pictures[0])
            self._size_in = (size.width() / pages.dpi, size.height() / pages.dpi)
        self._fit()
        self._settle.start()
        self.page_changed.emit()

    def show_page(self, page: int) -> None:
        """Scroll to the top of a page, counted from 0."""
        if not self._sheets:
            return
        self._column.activate()
        place = min(max(page, 0), len(self._sheets) - 1)
        top = place * (self._page_size().height() + _GAP)
        self.verticalScrollBar().setValue(top + _MARGIN - _GAP if place else 0)

    def is_sharp(self) -> bool:
        """Whether the page that is looked at is decoded as it was laid out last."""
        return bool(self._sheets) and self._sheets[self.page].is_current

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages."""
        pages = {
            Qt.Key.Key_PageUp: self.page - 1,
            Qt.Key.Key_PageDown: self.page + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self.page_count - 1,
        }
        page = pages.get(Qt.Key(event.key()))
        if page is None:
            super().keyPressEvent(event)
        else:
            self.show_page(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages again."""
        super().resizeEvent(event)
        page, is_at_top = self.page, self.verticalScrollBar().value() == 0
        self._fit()
        if not is_at_top:
            self.show_page(page)
        self._place_chip()
        self._settle.start()

    def _place_chip(self) -> None:
        """Put the chip at the foot, in the middle: it moves nothing."""
        self._busy.adjustSize()
        left = (self.width() - self._busy.width()) // 2
        self._busy.move(left, self.height() - self._busy.height() - _GAP)

    def _make_sheets(self, count: int) -> None:
        while len(self._sheets) > count:
            sheet = self._sheets.pop()
            sheet.hide()
            sheet.deleteLater()
        while len(self._sheets) < count:
            sheet = PagePicture()
            self._sheets.append(sheet)
            self._column.addWidget(sheet)
        for place, sheet in enumerate(self._sheets, start=1):
            name = self.tr("Page {number} of {count}")
            sheet.setAccessibleName(name.format(number=number(place), count=number(count)))

    def _fit(self) -> None:
        """Give the pages their size, and ask for pictures that are sharp at it."""
        size = self._page_size()
        for sheet in self._sheets:
            if sheet.size() != size:
                sheet.setFixedSize(size)
        dpi = size.width() / self._size_in[0] * self.devicePixelRatioF()
        self.dpi_wanted.emit(min(dpi, _SHARPEST_DPI))

    def _page_size(self) -> QSize:
        width = self._page_width()
        return QSize(width, round(width * self._size_in[1] / self._size_in[0]))

    def _page_width(self) -> int:
        # The scroll bar takes its room whether it is there or not: pages must not jump with it.
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.width() - bar - 2 * _MARGIN
        if self._zoom is Zoom.REAL_SIZE:
            return round(self._size_in[0] * _SCREEN_DPI)
        if self._zoom is Zoom.WHOLE_PAGE:
            height = self.height() - 2 * _GAP
            room = min(room, round(height * self._size_in[0] / self._size_in[1]))
        return max(min(room, round(self._widest_px() * text_scale())), _LEAST_PX)

    def _widest_px(self) -> float:
        """Return how wide a page may be: as wide as there is room, as long as it is sharp."""
        sharp_px = self._size_in[0] * _SHARPEST_DPI / self.devicePixelRatioF()
        return max(min(sharp_px, _WIDEST_PX), _USUAL_PX)

    @Slot()
    def _follow(self) -> None:
        page = self.page
        if page != self._shown_page:
            self._shown_page = page
            self.page_changed.emit()
        self._settle.start()

    @Slot()
    def _decode_seen(self) -> None:
        """Decode the next page that is seen, or nearly, and let go of those far away."""
        if self._decoding:
            return
        page = self.page
        for place, sheet in enumerate(self._sheets):
            if abs(place - page) > _KEPT_PAGES:
                sheet.let_go()
        near = range(max(page - _NEAR_PAGES, 0), min(page + _NEAR_PAGES + 1, self.page_count))
        seen = [place for place in near if not self._sheets[place].is_current]
        if not seen:
            return
        place = min(seen, key=partial(_distance, page))
        self._decoding = True
        work = partial(_decode, place, self._sheets[place].png)
        self._tasks.run(work, done=self._show_decoded, failed=self._skip)

    def _show_decoded(self, decoded: _Decoded) -> None:
        self._decoding = False
        if decoded.place < self.page_count:
            sheet = self._sheets[decoded.place]
            if sheet.png == decoded.png:
                sheet.show_image(decoded.image)
        self._settle.start()

    def _skip(self, _error: BaseException) -> None:
        self._decoding = False


def _distance(page: int, place: int) -> int:
    return abs(place - page)


def _decode(place: int, png: bytes) -> _Decoded:
    return _Decoded(place, png, image_from_bytes(png))


def _size_of(png: bytes) -> QSize:
    """Return the size of a PNG from its head; nothing is decoded."""
    return QSize(int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big"))
