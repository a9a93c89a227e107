"""The chart as an image: matplotlib draws it off the GUI thread, at the pixels of the screen."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from skintrack.model import HealingWindow, Series, Shown
from skintrack.ui.fonts import ui_font
from skintrack.ui.qimage import image_from_array
from skintrack.ui.services import Services

_DPI = 96.0
_SETTLE_MS = 40
_LEAST_PX = 120


@dataclass(frozen=True)
class Drawn:
    """A finished chart with its description in words."""

    image: QImage
    words: str


class ChartWidget(QWidget):
    """Shows the chart of one series; the old one stays until the new one is drawn."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._series: Series | None = None
        self._windows: tuple[HealingWindow, ...] = ()
        self._shown = Shown.INDEX
        self._drawn: Drawn | None = None
        self._request = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self._draw)
        self.setMinimumSize(QSize(420, 260))
        self.setAccessibleName(self.tr("Chart"))

    @property
    def image(self) -> QImage | None:
        """The chart as it was drawn last."""
        return None if self._drawn is None else self._drawn.image

    def show_series(
        self, series: Series | None, windows: tuple[HealingWindow, ...], shown: Shown
    ) -> None:
        """Show a series as index or stored value; None empties the chart."""
        self._series, self._windows, self._shown = series, windows, shown
        self._timer.start()

    @Slot()
    def _draw(self) -> None:
        self._request += 1
        if self._series is None:
            self._drawn = None
            self.update()
            return
        if min(self.width(), self.height()) < _LEAST_PX:
            return
        work = partial(
            draw_chart,
            self._series,
            self._windows,
            self.size(),
            self.devicePixelRatioF(),
            is_dark=self._services.theme.is_dark,
            shown=self._shown,
        )
        take = _Take(self, self._request)
        self._services.cpu_tasks.run(work, done=take.take, failed=self._services.desk.failed.emit)

    def take(self, request: int, drawn: Drawn) -> None:
        """Show a chart, unless a newer one was asked for meanwhile."""
        if request == self._request:
            self._drawn = drawn
            self.setAccessibleDescription(drawn.words)
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw again once the size has settled."""
        super().resizeEvent(event)
        self._timer.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chart pixel by pixel."""
        tokens = self._services.theme.tokens
        painter = QPainter(self)
        if self._drawn is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect(), self._drawn.image)
        elif self._series is not None:
            painter.setPen(QColor(tokens.text_3))
            painter.setFont(ui_font(14))
            painter.drawText(
                self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("Drawing the chart")
            )
        painter.end()


@dataclass(frozen=True)
class _Take:
    chart: ChartWidget
    request: int

    def take(self, drawn: Drawn) -> None:
        self.chart.take(self.request, drawn)


def draw_chart(
    series: Series,
    windows: tuple[HealingWindow, ...],
    size: QSize,
    ratio: float,
    *,
    is_dark: bool,
    shown: Shown = Shown.INDEX,
) -> Drawn:
    """Draw a series for a widget of this size; called on a worker thread."""
    from skintrack import charts

    figure = charts.draw_series(
        series,
        windows,
        theme=charts.DARK if is_dark else charts.LIGHT,
        size_in=(size.width() / _DPI, size.height() / _DPI),
        heading="",
        shown=shown,
    )
    image = image_from_array(charts.figure_rgba(figure, dpi=_DPI * ratio))
    return Drawn(image, charts.describe_series(series, windows, shown))
