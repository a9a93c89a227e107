"""The pages of the report, as they will be printed, one below the other."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from skintrack.ui.widgets.basic import clear, label

_MOST_WIDTH = 820
_MARGIN = 24


class PagesView(QScrollArea):
    """Shows page pictures on the neutral ground."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: tuple[QImage, ...] = ()
        self._labels: list[QLabel] = []
        self._column = QVBoxLayout()
        self._column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._column.setSpacing(16)
        content = QWidget()
        content.setLayout(self._column)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setProperty("surface", "surround")
        self.setAccessibleName(self.tr("Pages of the report"))
        self.setAccessibleDescription(self.tr("The arrow keys and Page Down scroll."))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self._pages)

    def show_message(self, text: str) -> None:
        """Show a sentence instead of pages."""
        self._pages = ()
        self._labels = []
        clear(self._column)
        words = label(text, "secondary")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column.addWidget(words)

    def show_pages(self, pages: tuple[QImage, ...]) -> None:
        """Show pages."""
        self._pages = pages
        clear(self._column)
        self._labels = []
        for number, _page in enumerate(pages, start=1):
            picture = QLabel()
            picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            name = self.tr("Page {number} of {count}").format(number=number, count=len(pages))
            picture.setAccessibleName(name)
            self._labels.append(picture)
            self._column.addWidget(picture)
        self._column.addStretch(1)
        self._fit()

    def _fit(self) -> None:
        """Scale the pages to the width, at the pixels of the screen."""
        ratio = self.devicePixelRatioF()
        width = min(self.viewport().width() - 2 * _MARGIN, _MOST_WIDTH)
        for picture, page in zip(self._labels, self._pages, strict=True):
            size = QSize(width, round(width * page.height() / page.width())) * ratio
            fitted = page.scaled(
                size,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            fitted.setDevicePixelRatio(ratio)
            picture.setPixmap(QPixmap.fromImage(fitted))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages again."""
        super().resizeEvent(event)
        if self._pages:
            self._fit()
