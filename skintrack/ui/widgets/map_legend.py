"""What the colours of a map mean: a bar with its ticks, or patches with words."""

from itertools import pairwise
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from skintrack.model.skin_map import MapLegend, Rgba
from skintrack.ui.fonts import scaled, ui_font
from skintrack.ui.theme import Theme

_WIDTH, _LEAST_WIDTH, _HEIGHT = 300, 180, 52
_TITLE_PX, _BAR_PX, _TICK_PX = 18, 12, 4
_PATCH_PX, _GAP_PX = 14, 8
_FONT_PX = 12
_MOST_COLUMNS = 2


class MapLegendView(QWidget):
    """Paints one legend; its words are also its name for screen readers."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._legend: MapLegend | None = None
        self._room = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_legend(self, legend: MapLegend | None) -> None:
        """Show a legend, or none."""
        self._legend = legend
        words = "" if legend is None else _spoken(legend)
        self.setAccessibleName(words)
        self.setToolTip("" if legend is None else legend.note)
        self.setMaximumWidth(self.sizeHint().width())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room that the legend needs."""
        if self._legend is None or not self._legend.entries:
            return QSize(scaled(_WIDTH), scaled(_HEIGHT))
        columns = self._columns(self._legend)
        rows = ceil(len(self._legend.entries) / columns)
        return QSize(round(columns * self._column_width(self._legend)), rows * _row_height(columns))

    def fit_into(self, room: int) -> None:
        """Put all patches below each other where two columns have no room."""
        self._room = room
        self.setMaximumWidth(self.sizeHint().width())
        self.updateGeometry()

    def _columns(self, legend: MapLegend) -> int:
        is_narrow = 0 < self._room < _MOST_COLUMNS * self._column_width(legend)
        return 1 if is_narrow else _MOST_COLUMNS

    def minimumSizeHint(self) -> QSize:
        """Return the room that the legend needs; a bar of colours may be shorter."""
        hint = self.sizeHint()
        if self._legend is None:
            return QSize(_LEAST_WIDTH, hint.height())
        if self._legend.entries:
            return hint
        strong = QFontMetricsF(ui_font(_FONT_PX, QFont.Weight.DemiBold))
        least = max(_LEAST_WIDTH, ceil(strong.horizontalAdvance(self._legend.title) + 1))
        apart = (width for width in range(least, hint.width()) if _stand_apart(self._legend, width))
        return QSize(min(next(apart, hint.width()), hint.width()), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the legend."""
        if self._legend is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(ui_font(_FONT_PX))
        if self._legend.entries:
            self._paint_patches(painter, self._legend)
        else:
            self._paint_bar(painter, self._legend)
        painter.end()

    def _paint_bar(self, painter: QPainter, legend: MapLegend) -> None:
        tokens = self._theme.tokens
        painter.setFont(ui_font(_FONT_PX, QFont.Weight.DemiBold))
        painter.setPen(QColor(tokens.text_1))
        top = QRectF(0, 0, self.width(), scaled(_TITLE_PX))
        metrics = QFontMetricsF(painter.font())
        title = metrics.elidedText(legend.title, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, title)
        bar = QRectF(0.5, scaled(_TITLE_PX) + 0.5, self.width() - 1, _BAR_PX)
        gradient = QLinearGradient(bar.topLeft(), bar.topRight())
        last = max(len(legend.colors) - 1, 1)
        for place, color in enumerate(legend.colors):
            gradient.setColorAt(place / last, _qcolor(color))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(bar, QColor(tokens.surround))
        painter.setPen(QPen(QColor(tokens.line_strong), 1))
        painter.setBrush(gradient)
        painter.drawRect(bar)
        painter.setFont(ui_font(_FONT_PX))
        metrics = QFontMetricsF(painter.font())
        for (share, words), (left, _) in zip(
            legend.ticks, _tick_places(legend, self.width()), strict=True
        ):
            x = bar.left() + share * bar.width()
            painter.setPen(QPen(QColor(tokens.line_strong), 1))
            painter.drawLine(QPointF(x, bar.bottom()), QPointF(x, bar.bottom() + _TICK_PX))
            painter.setPen(QColor(tokens.text_2))
            painter.drawText(QPointF(left, bar.bottom() + _TICK_PX + metrics.ascent()), words)

    def _paint_patches(self, painter: QPainter, legend: MapLegend) -> None:
        tokens = self._theme.tokens
        column, columns = self._column_width(legend), self._columns(legend)
        words_height = _words_height()
        for number, (color, words) in enumerate(legend.entries):
            row, side = divmod(number, columns)
            left, top = side * column, row * _row_height(columns)
            down = (words_height - _PATCH_PX) / 2
            painter.setPen(QPen(QColor(tokens.line_strong), 1))
            painter.setBrush(_qcolor(color))
            painter.drawRect(QRectF(left + 0.5, top + down + 0.5, _PATCH_PX, _PATCH_PX))
            painter.setPen(QColor(tokens.text_1))
            place = QRectF(left + _PATCH_PX + _GAP_PX, top, column, words_height + 1)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words
            )

    def _column_width(self, legend: MapLegend) -> float:
        metrics = QFontMetricsF(ui_font(_FONT_PX))
        longest = max(metrics.horizontalAdvance(words) for _, words in legend.entries)
        return float(_PATCH_PX + 3 * _GAP_PX + longest)


def _tick_places(legend: MapLegend, width: int) -> list[tuple[float, float]]:
    """Return from where to where the words of each tick go: below it, but never outside."""
    metrics = QFontMetricsF(ui_font(_FONT_PX))
    places = []
    for share, words in legend.ticks:
        long = metrics.horizontalAdvance(words)
        left = min(max(0.5 + share * (width - 1) - long / 2, 0.0), width - long)
        places.append((left, left + long))
    return places


def _stand_apart(legend: MapLegend, width: int) -> bool:
    """Whether the words of the ticks leave a gap between them."""
    return all(
        after[0] - before[1] >= _GAP_PX
        for before, after in pairwise(sorted(_tick_places(legend, width)))
    )


def _words_height() -> int:
    return max(_PATCH_PX, ceil(QFontMetricsF(ui_font(_FONT_PX)).height()))


def _row_height(columns: int) -> int:
    """Return the height of a row of patches; many rows stand closer together."""
    return _words_height() + (_GAP_PX if columns > 1 else _GAP_PX // 2)


def _qcolor(color: Rgba) -> QColor:
    return QColor(color.red, color.green, color.blue, color.alpha)


def _spoken(legend: MapLegend) -> str:
    parts = [legend.title, *(words for _, words in legend.ticks or legend.entries)]
    return ", ".join(parts) + f". {legend.note}"
