"""The line above the pages: which page it is, and how large."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from skintrack.ui.fonts import scaled
from skintrack.ui.report.pages import PagesView, Zoom
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import icon_button, segments
from skintrack.ui.widgets.elided import ElidedLabel
from skintrack.ui.words import number

_LEAST_WORDS = 40
_ROOMY_PX = 480
_MARGIN, _SNUG_MARGIN = 16, 6


class PageBar(QFrame):
    """Turns and zooms pages; tells ``picture_chosen`` when the page is to be saved as a picture.

    Parameters
    ----------
    services : Services
        Draw the icons.
    pages : PagesView
        Turned and zoomed.
    """

    picture_chosen = Signal()

    def __init__(self, services: Services, pages: PagesView) -> None:
        super().__init__()
        self.setProperty("surface", "header")
        self._pages = pages
        icons = services.icons
        self.back_button = icon_button(icons, "previous", self.tr("Page before"), self._turn_back)
        self.next_button = icon_button(icons, "next", self.tr("Next page"), self._turn)
        self._place = ElidedLabel("secondary", _LEAST_WORDS)
        choices = (
            (self.tr("Width"), self.tr("As wide as there is room")),
            (self.tr("Whole page"), self.tr("One page at a time")),
            (self.tr("100 %"), self.tr("About as large as on paper")),
        )
        zooms, self.zoom_group = segments(choices)
        for each in self.zoom_group.buttons():
            each.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.zoom_group.button(Zoom.FIT_WIDTH.value).setChecked(True)
        self.picture_button = icon_button(
            icons, "export", self.tr("Save this page as picture…"), self.picture_chosen.emit
        )
        layout = self._line = QHBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 6, _MARGIN, 6)
        layout.setSpacing(4)
        layout.addWidget(self.back_button)
        layout.addWidget(self.next_button)
        layout.addSpacing(4)
        layout.addWidget(self._place)
        layout.addStretch(1)
        layout.addLayout(zooms)
        layout.addSpacing(8)
        layout.addWidget(self.picture_button)
        self.zoom_group.idClicked.connect(self._zoom)
        pages.page_changed.connect(self.follow)
        self.follow()

    @property
    def place(self) -> str:
        """Which page is looked at, in words."""
        return self._place.accessibleName()

    @property
    def _is_roomy(self) -> bool:
        return self.width() >= scaled(_ROOMY_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say it shorter, and put words closer together, where letters are large."""
        super().resizeEvent(event)
        for each in self.zoom_group.buttons():
            each.setProperty("fit", "" if self._is_roomy else "snug")
            each.style().unpolish(each)
            each.style().polish(each)
        margin = _MARGIN if self._is_roomy else _SNUG_MARGIN
        self._line.setContentsMargins(margin, 6, margin, 6)
        self.follow()

    @Slot()
    def follow(self) -> None:
        """Say which page is looked at."""
        count, page = self._pages.page_count, self._pages.page
        place, last = number(page + 1), number(count)
        words = self.tr("Page {number} of {count}").format(number=place, count=last)
        self._place.set_whole_text(words if self._is_roomy else f"{place} / {last}")
        self._place.setAccessibleName(words)
        self._place.setVisible(count > 0)
        self.back_button.setEnabled(page > 0)
        self.next_button.setEnabled(page + 1 < count)
        self.picture_button.setEnabled(count > 0)

    @Slot()
    def _turn_back(self) -> None:
        self._pages.show_page(self._pages.page - 1)

    @Slot()
    def _turn(self) -> None:
        self._pages.show_page(self._pages.page + 1)

    @Slot(int)
    def _zoom(self, chosen: int) -> None:
        self._pages.set_zoom(Zoom(chosen))
