"""The chart on the screen, painted from its plan in the colours of the theme."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import floor

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from skintrack.charts.plan import ChartPlan, Meaning, PlannedPoint, PlannedSession
from skintrack.charts.scale import time_ticks
from skintrack.model.session_pins import SessionPin, shared_pins
from skintrack.ui.fonts import scaled, ui_font
from skintrack.ui.tokens import Tokens
from skintrack.ui.trends.chart_frame import ChartFrame
from skintrack.ui.trends.chart_words import LegendEntry, Sign, axis_words, legend_entries
from skintrack.ui.words import said

_TEXT_PX = 12
_AXIS_HEIGHT = 22
_PIN_RADIUS = 9.0
_PIN_GAP = 2.0
_PINS_HEIGHT = 2 * _PIN_RADIUS + 9
_TICKS_HEIGHT = 36
_LEGEND_LINE = 20
_LEGEND_GAP = 16.0
_MOST_LEGEND_LINES = 2
_SIGN_WIDTH = 22.0
_LEFT_GAP = 10.0
_LEAST_LEFT = 36.0
_RIGHT = 16.0
_TICK_WIDTH = 62
_HATCH_STEP = 6.0
_HATCH_OPACITY = 0.34
_LEAST_HATCH = 2.0
_BAND_OPACITY, _BAND_OPACITY_DARK = 0.13, 0.2
_RADIUS = 4.5
_DASHES = (6.0, 3.5)
_ALIGN = Qt.AlignmentFlag
_TURNS = {Meaning.BETTER: -1, Meaning.WORSE: 1}
_BEYOND = {Sign.ABOVE: 1, Sign.BELOW: -1}
_ORDER = (Meaning.LEFT_OUT, Meaning.EARLIER, Meaning.SAME, Meaning.BETTER, Meaning.WORSE)


@dataclass(frozen=True)
class _LegendPlace:
    entry: LegendEntry
    x: float
    line: int


class ChartPainter:
    """Paints one plan at one size.

    Parameters
    ----------
    plan : ChartPlan
        What to paint.
    tokens : Tokens
        Colours.
    width, height : float
        Size in logical pixels.
    """

    def __init__(self, plan: ChartPlan, tokens: Tokens, width: float, height: float) -> None:
        self._plan = plan
        self._tokens = tokens
        self._font = ui_font(_TEXT_PX)
        self._metrics = QFontMetricsF(self._font)
        self._legend = () if plan.level is None else self._place_legend(width)
        lines = 1 + max((each.line for each in self._legend), default=-1)
        self._axis_height = self._height_of_axis_words(width)
        top = self._axis_height + _PINS_HEIGHT
        left = self._level_width() + _LEFT_GAP
        bottom = height - scaled(_TICKS_HEIGHT) - lines * scaled(_LEGEND_LINE)
        plot = QRectF(left, top, max(width - left - _RIGHT, 1), max(bottom - top, 1))
        self.frame = ChartFrame(plan, plot)

    def paint(self, painter: QPainter) -> None:
        """Paint everything but the marks of what is chosen."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        self._paint_axis_words(painter)
        if self._plan.level is None:
            # Sessions would run through the words that say why there is nothing to see.
            self._paint_days(painter)
            return
        self._paint_band(painter)
        for session in self._plan.sessions:
            self._paint_healing(painter, session)
        self._paint_levels(painter)
        self._paint_days(painter)
        self._paint_pins(painter)
        self._paint_line(painter)
        for _, points in groupby(sorted(self.frame.shown_points(), key=_drawn_after), _drawn_after):
            self._paint_alike(painter, list(points))
        for place in self._legend:
            self._paint_legend_entry(painter, place)

    # Axes

    def _level_width(self) -> float:
        widths = [self._metrics.horizontalAdvance(said(text)) for _, text in self._plan.levels]
        return max([_LEAST_LEFT, *widths])

    def _paint_axis_words(self, painter: QPainter) -> None:
        painter.setPen(QColor(self._tokens.text_2))
        area = QRectF(0, 0, self.frame.plot.right(), self._axis_height)
        flags = _ALIGN.AlignLeft | _ALIGN.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(area, flags, axis_words(self._plan))

    def _height_of_axis_words(self, width: float) -> float:
        """Return the height of what is said of the values: in a narrow chart that are two lines."""
        needed = self._metrics.horizontalAdvance(axis_words(self._plan))
        more = 0 if needed <= width - _RIGHT else scaled(_LEGEND_LINE)
        return scaled(_AXIS_HEIGHT) + more

    def _paint_levels(self, painter: QPainter) -> None:
        plot = self.frame.plot
        painter.setPen(QPen(QColor(self._tokens.line), 1))
        heights = [floor(self.frame.y(level)) + 0.5 for level, _ in self._plan.levels]
        painter.drawLines([QLineF(plot.left(), y, plot.right(), y) for y in heights])
        painter.setPen(QColor(self._tokens.text_2))
        for y, (_, text) in zip(heights, self._plan.levels, strict=True):
            area = QRectF(0, y - 10, plot.left() - _LEFT_GAP, 20)
            painter.drawText(area, _ALIGN.AlignRight | _ALIGN.AlignVCenter, said(text))
        if self._plan.level is not None:
            y = floor(self.frame.y(self._plan.level)) + 0.5
            painter.setPen(QPen(QColor(self._tokens.line_strong), 1))
            painter.drawLine(QLineF(plot.left(), y, plot.right(), y))

    def _paint_days(self, painter: QPainter) -> None:
        plot = self.frame.plot
        painter.setPen(QPen(QColor(self._tokens.line_strong), 1))
        foot = floor(plot.bottom()) + 0.5
        painter.drawLine(QLineF(plot.left(), foot, plot.right(), foot))
        ticks = time_ticks(
            *self._plan.days,
            most=max(2, int(plot.width() / scaled(_TICK_WIDTH))),
            say=said,
        )
        places = [floor(self.frame.x(day)) + 0.5 for day, _ in ticks]
        painter.drawLines([QLineF(x, foot, x, foot + 4) for x in places])
        painter.setPen(QColor(self._tokens.text_2))
        for x, (_, text) in zip(places, ticks, strict=True):
            area = QRectF(
                x - scaled(_TICK_WIDTH) / 2,
                foot + 6,
                scaled(_TICK_WIDTH),
                scaled(_TICKS_HEIGHT) - 6,
            )
            painter.drawText(area, _ALIGN.AlignHCenter | _ALIGN.AlignTop, text)

    # Sessions

    def _paint_healing(self, painter: QPainter, session: PlannedSession) -> None:
        plot = self.frame.plot
        left, right = self.frame.x(session.start), self.frame.x(session.end)
        area = QRectF(left, plot.top(), right - left, plot.height()).intersected(plot)
        # Narrower ones, over many years, are no wider than the line of their session.
        if area.width() >= _LEAST_HATCH:
            painter.save()
            painter.setClipRect(area)
            self._hatch(painter, area)
            painter.restore()
        x = floor(left) + 0.5
        painter.setPen(QPen(QColor(self._tokens.line_strong), 1))
        painter.drawLine(QLineF(x, plot.top() - _PINS_HEIGHT + 2 * _PIN_RADIUS, x, plot.bottom()))

    def _hatch(self, painter: QPainter, area: QRectF) -> None:
        color = QColor(self._tokens.text_3)
        color.setAlphaF(_HATCH_OPACITY)
        painter.setPen(QPen(color, 1))
        rise = area.height()
        count = int((area.width() + rise) / _HATCH_STEP) + 1
        starts = [area.left() - rise + number * _HATCH_STEP for number in range(count)]
        painter.drawLines([QLineF(x, area.bottom(), x + rise, area.top()) for x in starts])

    def _paint_pins(self, painter: QPainter) -> None:
        """Paint the number of each session on top; sessions without room share a pin."""
        y = self.frame.plot.top() - _PINS_HEIGHT + _PIN_RADIUS
        painter.setFont(ui_font(11, QFont.Weight.DemiBold))
        metrics = painter.fontMetrics()

        def width(pin: SessionPin) -> float:
            room = metrics.horizontalAdvance(pin.text) + _PIN_RADIUS
            return max(room, 2 * _PIN_RADIUS)

        places = [(each.number, self.frame.x(each.start)) for each in self._plan.sessions]
        for pin in shared_pins(places, width, _PIN_GAP):
            half = width(pin) / 2
            area = QRectF(pin.place - half, y - _PIN_RADIUS, 2 * half, 2 * _PIN_RADIUS)
            painter.setPen(QPen(QColor(self._tokens.line_strong), 1))
            painter.setBrush(QColor(self._tokens.surface_1))
            painter.drawRoundedRect(area, _PIN_RADIUS, _PIN_RADIUS)
            painter.setPen(QColor(self._tokens.text_1))
            painter.drawText(area, _ALIGN.AlignCenter, pin.text)
        painter.setFont(self._font)

    # Values

    def _paint_band(self, painter: QPainter) -> None:
        columns = self.frame.band_columns()
        if not columns:
            return
        painter.save()
        painter.setClipRect(self.frame.plot)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(band_color(self._tokens))
        painter.drawRects(columns)
        painter.restore()

    def _paint_line(self, painter: QPainter) -> None:
        places = [QPointF(self.frame.x(day), self.frame.y(value)) for day, value in self._plan.line]
        # Segments: a polyline with a wide pen takes a hundred times as long.
        painter.setPen(self._line_pen())
        painter.drawLines(_dashes(places))

    def _line_pen(self) -> QPen:
        return QPen(QColor(self._tokens.accent), 1.75, c=Qt.PenCapStyle.FlatCap)

    def _paint_alike(self, painter: QPainter, points: Sequence[PlannedPoint]) -> None:
        """Paint points that look alike: pens and brushes are set once for all of them."""
        self._take_mark(painter, points[0].meaning)
        for point in points:
            self._draw_mark(painter, self.frame.place(point), point.meaning, point.beyond)

    def _take_mark(self, painter: QPainter, meaning: Meaning) -> None:
        """Set the colours of a meaning."""
        tokens = self._tokens
        colors = {
            Meaning.BETTER: tokens.improved,
            Meaning.SAME: tokens.text_1,
            Meaning.WORSE: tokens.worse,
            Meaning.LEFT_OUT: tokens.unknown,
            Meaning.EARLIER: tokens.line_strong,
        }
        color, ground = QColor(colors[meaning]), QColor(tokens.surface_1)
        is_hollow = meaning is Meaning.LEFT_OUT
        painter.setPen(QPen(color if is_hollow else ground, 1.4 if is_hollow else 1))
        painter.setBrush(ground if is_hollow else color)

    def _draw_mark(self, painter: QPainter, place: QPointF, meaning: Meaning, beyond: int) -> None:
        turn = _TURNS.get(meaning, beyond)
        if turn:
            painter.drawPolygon(_triangle(place, turn))
        else:
            painter.drawEllipse(place, _RADIUS, _RADIUS)

    # Legend

    def _place_legend(self, width: float) -> tuple[_LegendPlace, ...]:
        places = self._in_lines(legend_entries(self._plan), width)
        if places and places[-1].line >= _MOST_LEGEND_LINES:
            return self._in_lines(legend_entries(self._plan, is_short=True), width)
        return places

    def _in_lines(self, entries: Sequence[LegendEntry], width: float) -> tuple[_LegendPlace, ...]:
        places = []
        x, line = 0.0, 0
        for entry in entries:
            needed = _SIGN_WIDTH + self._metrics.horizontalAdvance(entry.words)
            if x > 0 and x + needed > width:
                x, line = 0.0, line + 1
            places.append(_LegendPlace(entry, x, line))
            x += needed + _LEGEND_GAP
        return tuple(places)

    def _paint_legend_entry(self, painter: QPainter, place: _LegendPlace) -> None:
        top = self.frame.plot.bottom() + scaled(_TICKS_HEIGHT) + place.line * scaled(_LEGEND_LINE)
        middle = QPointF(place.x + 8, top + scaled(_LEGEND_LINE) / 2)
        self._paint_sign(painter, middle, place.entry.sign)
        painter.setPen(QColor(self._tokens.text_2))
        words = place.entry.words
        width = self._metrics.horizontalAdvance(words) + 4
        area = QRectF(place.x + _SIGN_WIDTH, top, width, scaled(_LEGEND_LINE))
        painter.drawText(area, _ALIGN.AlignLeft | _ALIGN.AlignVCenter, words)

    def _paint_sign(self, painter: QPainter, middle: QPointF, sign: Meaning | Sign) -> None:
        area = QRectF(middle.x() - 8, middle.y() - 6, 16, 12)
        if isinstance(sign, Meaning):
            self._take_mark(painter, sign)
            self._draw_mark(painter, middle, sign, 0)
        elif sign in _BEYOND:
            self._take_mark(painter, Meaning.LEFT_OUT)
            self._draw_mark(painter, middle, Meaning.LEFT_OUT, _BEYOND[sign])
        elif sign is Sign.BAND:
            painter.fillRect(area, band_color(self._tokens))
        elif sign is Sign.HEALING:
            painter.save()
            painter.setClipRect(area)
            self._hatch(painter, area)
            painter.restore()
            painter.setPen(QPen(QColor(self._tokens.line_strong), 1))
            painter.drawLine(QLineF(area.topLeft(), area.bottomLeft()))
        else:
            painter.setPen(self._line_pen())
            left, right = QPointF(area.left(), middle.y()), QPointF(area.right(), middle.y())
            painter.drawLines(_dashes([left, right]))


def band_color(tokens: Tokens) -> QColor:
    """Return the hint colour, thin over the card; opaque, for columns overlap."""
    over, ground = QColor(tokens.text_3), QColor(tokens.surface_1)
    # The same step looks smaller between dark greys.
    share = _BAND_OPACITY_DARK if tokens.is_dark else _BAND_OPACITY
    return QColor(
        round(share * over.red() + (1 - share) * ground.red()),
        round(share * over.green() + (1 - share) * ground.green()),
        round(share * over.blue() + (1 - share) * ground.blue()),
    )


def _drawn_after(point: PlannedPoint) -> int:
    """Return the place of a point in the order of drawing: verdicts lie on top."""
    return _ORDER.index(point.meaning)


def _triangle(place: QPointF, turn: int) -> QPolygonF:
    """Return a triangle that points up for 1 and down for -1."""
    size = _RADIUS * 1.25
    tip = QPointF(place.x(), place.y() - turn * size)
    foot = place.y() + turn * size * 0.8
    return QPolygonF([tip, QPointF(place.x() + size, foot), QPointF(place.x() - size, foot)])


def _dashes(places: Sequence[QPointF]) -> list[QLineF]:
    """Cut a line into dashes."""
    dash, period = _DASHES[0], sum(_DASHES)
    pieces, walked = [], 0.0
    for start, end in pairwise(places):
        line = QLineF(start, end)
        length = line.length()
        if length <= 0:
            continue
        first = floor(walked / period)
        for number in range(first, floor((walked + length) / period) + 1):
            low = max(number * period - walked, 0.0)
            high = min(number * period + dash - walked, length)
            if high > low:
                pieces.append(QLineF(line.pointAt(low / length), line.pointAt(high / length)))
        walked += length
    return pieces
