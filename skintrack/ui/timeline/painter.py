"""Paints the parts of the timeline. Around photos everything is neutral; marks never touch them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from PySide6.QtCore import QLineF, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
)

from skintrack.model import HealingWindow, TreatmentSession, View, Visit, VisitPhase
from skintrack.model.session_pins import SessionPin, shared_pins
from skintrack.ui.fonts import scaled, ui_font
from skintrack.ui.timeline.layout import TimelineLayout
from skintrack.ui.timeline.marks import AheadMark
from skintrack.ui.timeline.plain_fill import fill
from skintrack.ui.timeline.sizes import (
    ahead_width,
    axis_height,
    label_top,
    line_y,
    names_width,
    pin_height,
    row_height,
)
from skintrack.ui.tokens import Tokens
from skintrack.ui.words import month_words, phase_short, short_day, tr, view_name

_HATCH_HEIGHT = 14
MONTH_GAP = 66
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ROW_GAP = 12
_HATCH_ALPHA = 0.34
_CAPTION_PX, _HINT_PX = 12, 14
_HINT_WIDTH, _HINT_DROP = 340, 24
_INSIDE = 24
_HOLLOW_PX = 1.2
_DOT_REACH = 8
_ELIDED_PX = 4


def frame_rect(rect: QRect) -> QRectF:
    """Return the frame of a photo on whole pixels."""
    return QRectF(rect)


def pin_text(number: int, planned: int) -> str:
    """Return "2 of 4" where so many sessions are planned, else the number alone."""
    if number > planned:
        return str(number)
    return tr("{number} of {count}", "session").format(number=number, count=planned)


def pin_width(text: str) -> float:
    """Return the width of a pin with its words."""
    metrics = QFontMetricsF(ui_font(_CAPTION_PX, QFont.Weight.DemiBold))
    return max(metrics.horizontalAdvance(text) + 14, pin_height())


def label_widths(visits: Iterable[Visit], days: dict[tuple[int, int], float]) -> list[float]:
    """Return the width of the words above each visit; ``days`` remembers those of a day."""
    day = QFontMetricsF(ui_font(_CAPTION_PX, QFont.Weight.DemiBold))
    phase = QFontMetricsF(ui_font(_CAPTION_PX))
    # Many visits have the same few phases, and years the same days.
    phases: dict[tuple[VisitPhase, bool], float] = {}
    widths = []
    for number, visit in enumerate(visits):
        key, kind = (visit.day.month, visit.day.day), (visit.phase, number == 0)
        if kind not in phases:
            words = phase_short(visit.phase, is_first=number == 0)
            phases[kind] = phase.horizontalAdvance(words)
        if key not in days:
            days[key] = day.horizontalAdvance(short_day(visit.day))
        widths.append(max(days[key], phases[kind]))
    return widths


class TimelinePainter:
    """Paints with one set of tokens on one layout.

    ``shift`` is where the axis begins in x, ``planned`` how many sessions the course has in all,
    ``months`` are those that the axis names.
    """

    def __init__(
        self,
        tokens: Tokens,
        layout: TimelineLayout,
        shift: float,
        *,
        planned: int = 0,
        months: Sequence[date] = (),
    ) -> None:
        self._tokens = tokens
        self._layout = layout
        self._shift = shift
        self._planned = planned
        self._named = months
        self._caption = ui_font(_CAPTION_PX)
        self._strong = ui_font(_CAPTION_PX, QFont.Weight.DemiBold)

    def _x(self, day: date) -> float:
        return self._layout.axis.x(day) + self._shift

    def shared_pins(self, sessions: Sequence[TreatmentSession]) -> tuple[SessionPin, ...]:
        """Return the pins of the sessions; those that would hide each other share one."""
        places = [(number, self._x(each.date)) for number, each in enumerate(sessions, start=1)]
        return shared_pins(places, self._shared_width)

    def _shared_width(self, pin: SessionPin) -> float:
        return pin_width(self._words_on(pin))

    def _words_on(self, pin: SessionPin) -> str:
        if not pin.is_shared or pin.last > self._planned:
            return pin.text if pin.is_shared else self.pin_text(pin.first)
        return tr("{number} of {count}", "session").format(number=pin.text, count=self._planned)

    def shared_pin_rect(self, pin: SessionPin) -> QRectF:
        """Return where a pin stands; it is as wide as its words."""
        return self._pin_at(pin.place, self._words_on(pin))

    def mark_rect(self, place: int) -> QRect:
        """Return where a mark right of today stands."""
        x = self._layout.ahead[place] + self._shift
        top = line_y() - pin_height()
        return QRectF(
            x - ahead_width() / 2, top, ahead_width(), axis_height() - top
        ).toAlignedRect()

    def pin_text(self, number: int) -> str:
        """Return "2 of 4" where so many sessions are planned, else the number alone."""
        return pin_text(number, self._planned)

    def _pin_at(self, x: float, text: str) -> QRectF:
        width = pin_width(text)
        return QRectF(x - width / 2, line_y() - pin_height() / 2, width, pin_height())

    def axis(self, painter: QPainter, healing: Sequence[HealingWindow], width: int) -> None:
        """Paint months, the line and healing days; right of today the line is dotted."""
        tokens = self._tokens
        fill(painter, QRectF(0, 0, width, axis_height()), QColor(tokens.surface_0))
        self._months(painter, width)
        today = self._layout.today_x
        for window in healing:
            left, right = self._x(window.start), self._x(window.end)
            if today is not None and self._layout.ahead:
                right = min(right, max(left, today + self._shift))
            band = QRectF(left, line_y() - _HATCH_HEIGHT / 2, max(right - left, 3), _HATCH_HEIGHT)
            if right >= 0 and left <= width:
                painter.fillRect(band, self._hatch())
        end = self._shift + self._layout.width
        middle = end if today is None else today + self._shift
        painter.setPen(QPen(QColor(tokens.line_strong), 1))
        painter.drawLine(QLineF(self._shift, line_y(), middle, line_y()))
        if self._layout.ahead:
            end = self._layout.ahead[-1] + ahead_width() / 2 + self._shift
            painter.setPen(QPen(QColor(tokens.line_strong), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QLineF(middle, line_y(), end, line_y()))

    def today(self, painter: QPainter) -> None:
        """Paint the line of today with its name, unless a visit stands there."""
        place = self._layout.today_x
        if place is None:
            return
        painter.setPen(QPen(QColor(self._tokens.accent), 1.5))
        x = place + self._shift
        painter.drawLine(QLineF(x, line_y() - 12, x, line_y() + pin_height()))
        last = self._layout.columns[-1] if self._layout.columns else None
        if last is None or place - last.center_x > last.width / 2 + 10:
            painter.setFont(self._caption)
            painter.setPen(QColor(self._tokens.accent))
            area = QRectF(x - names_width() / 2, label_top(), names_width(), row_height())
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, tr("Today"))

    def pins(self, painter: QPainter, sessions: Sequence[TreatmentSession]) -> None:
        """Paint the numbered sessions."""
        for pin in self.shared_pins(sessions):
            rect = self.shared_pin_rect(pin)
            if rect.right() < 0:
                continue
            painter.setPen(QPen(QColor(self._tokens.surface_0), 2))
            painter.setBrush(QColor(self._tokens.text_1))
            painter.drawRoundedRect(rect, pin_height() / 2, pin_height() / 2)
            painter.setFont(self._strong)
            painter.setPen(QColor(self._tokens.surface_0))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._words_on(pin))

    def marks(self, painter: QPainter, marks: Sequence[AheadMark], hovered: int) -> None:
        """Paint what is planned: hollow, with two short lines below."""
        tokens = self._tokens
        for place, (mark, x) in enumerate(zip(marks, self._layout.ahead, strict=False)):
            center = x + self._shift
            if place == hovered:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(tokens.surface_2))
                painter.drawRoundedRect(QRectF(self.mark_rect(place)).adjusted(1, 4, -1, -4), 8, 8)
            pen = QPen(QColor(tokens.text_2), 1.4)
            is_guess = mark.number is not None and not mark.is_sure
            pen.setStyle(Qt.PenStyle.DashLine if is_guess else Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.setBrush(QColor(tokens.surface_0))
            if mark.number is None:
                painter.drawRect(QRectF(center - 6.5, line_y() - 8.5, 13, 17))
            else:
                text = self.pin_text(mark.number)
                rect = self._pin_at(center, text)
                painter.drawRoundedRect(rect, pin_height() / 2, pin_height() / 2)
                painter.setFont(self._strong)
                painter.setPen(QColor(tokens.text_2))
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
            area = QRectF(center - ahead_width() / 2, label_top(), ahead_width(), row_height())
            painter.setPen(QColor(tokens.text_2))
            painter.setFont(self._strong)
            self._elided(painter, area, self._ahead_text(mark))
            painter.setFont(self._caption)
            self._elided(painter, area.translated(0, row_height() - 1), mark.name)

    def _ahead_text(self, mark: AheadMark) -> str:
        """Return the day of a mark; of photos that are far ahead the month where it has no room."""
        width = QFontMetricsF(self._strong).horizontalAdvance(mark.day_text)
        if mark.number is None and width > ahead_width() - _ELIDED_PX:
            return month_words(mark.day, with_year=True)
        return mark.day_text

    @staticmethod
    def _elided(painter: QPainter, area: QRectF, text: str) -> None:
        mode = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(text, mode, round(area.width()) - _ELIDED_PX)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, shown)

    def _months(self, painter: QPainter, width: int) -> None:
        painter.setFont(self._caption)
        months = self._named
        for position, month in enumerate(months):
            x = self._x(month)
            if not -MONTH_GAP <= x <= width:
                continue
            is_named = position == 0 or month.year != months[position - 1].year
            painter.setPen(QColor(self._tokens.text_2))
            text = month_words(month, with_year=is_named)
            # Left of its line where the view ends before its words.
            is_at_end = x + 5 + painter.fontMetrics().horizontalAdvance(text) > width
            left, side = (x - 5 - 2 * names_width(), _RIGHT) if is_at_end else (x + 5, _LEFT)
            painter.drawText(QRectF(left, 8, 2 * names_width(), row_height()), side, text)
            painter.setPen(QPen(QColor(self._tokens.line), 1))
            painter.drawLine(QLineF(x, 10, x, line_y()))

    def _hatch(self) -> QBrush:
        color = QColor(self._tokens.text_3)
        color.setAlphaF(_HATCH_ALPHA)
        return QBrush(color, Qt.BrushStyle.BDiagPattern)

    def stems(self, painter: QPainter, columns: range, is_hollow: Callable[[int], bool]) -> None:
        """Join each visit's day on the axis with its column; hollow where it enters no trend."""
        dot, line = QColor(self._tokens.text_2), QPen(QColor(self._tokens.line_strong), 1)
        for column in columns:
            place = self._layout.columns[column]
            top = QPointF(self._dot_x(column), line_y())
            foot = QPointF(place.center_x + self._shift, label_top() - 4)
            painter.setPen(line)
            if abs(top.x() - foot.x()) < 1:
                painter.drawLine(top, foot)
            else:
                path = QPainterPath(top)
                middle = (top.y() + foot.y()) / 2 + 6
                path.cubicTo(QPointF(top.x(), middle), QPointF(foot.x(), middle), foot)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPath(path)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(dot)
            if is_hollow(column):
                painter.setBrush(QColor(self._tokens.surface_0))
                painter.setPen(QPen(dot, _HOLLOW_PX))
            painter.drawEllipse(top, 3, 3)

    def dot_at(self, point: QPoint, columns: range) -> int:
        """Return the visit whose dot on the axis lies at a point, or -1."""
        near = [(abs(self._dot_x(column) - point.x()), column) for column in columns]
        distance, column = min(near, default=(_DOT_REACH, -1))
        is_near = distance < _DOT_REACH and abs(point.y() - line_y()) < _DOT_REACH
        return column if is_near else -1

    def _dot_x(self, column: int) -> float:
        return self._layout.columns[column].day_x + self._shift

    def visit_label(
        self, painter: QPainter, place: QRect, visit: Visit, *, is_current: bool, is_first: bool
    ) -> None:
        """Paint day and phase of a visit."""
        area = QRectF(place.left(), place.top(), place.width(), row_height())
        painter.setFont(self._strong)
        painter.setPen(QColor(self._tokens.accent if is_current else self._tokens.text_1))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, short_day(visit.day))
        painter.setFont(self._caption)
        painter.setPen(QColor(self._tokens.text_2))
        below = area.translated(0, row_height() - 1)
        words = phase_short(visit.phase, is_first=is_first)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)

    def row_names(
        self, painter: QPainter, views: Sequence[View], tops: Sequence[int], height: int
    ) -> None:
        """Paint the names of the views at the left; they stay while the rest scrolls."""
        ground = QColor(self._tokens.surface_0)
        fill(painter, QRectF(0, 0, names_width(), height), ground)
        painter.setFont(self._caption)
        painter.setPen(QColor(self._tokens.text_2))
        for view, top in zip(views, tops, strict=True):
            if top > axis_height() - _ROW_GAP:
                area = QRectF(0, top, names_width() - 12, 2 * row_height())
                flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
                painter.drawText(area, flags | Qt.TextFlag.TextWordWrap, view_name(view))

    def hint(self, painter: QPainter, room: QRect, text: str) -> QRect:
        """Paint a few words where nothing else is yet; return where they stand."""
        painter.setFont(ui_font(_HINT_PX))
        painter.setPen(QColor(self._tokens.text_2))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        area = QRect(room)
        area.setWidth(min(room.width(), scaled(_HINT_WIDTH)))
        needed = painter.boundingRect(area, int(flags), text).height()
        if needed > room.height():
            area = room  # as wide as it must be, where one row of photos is all the height
        area = area.adjusted(0, max(0, min(_HINT_DROP, room.height() - needed)), 0, 0)
        painter.drawText(area, int(flags), text)
        return area

    def next_place(self, painter: QPainter, frame: QRectF, text: str) -> None:
        """Paint the empty frame of a photo that is still to come, with a few words in it."""
        self._dashed(painter, frame)
        painter.setFont(ui_font(_HINT_PX))
        painter.setPen(QColor(self._tokens.text_2))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(frame.adjusted(_INSIDE, _INSIDE, -_INSIDE, -_INSIDE), flags, text)

    def column_ground(self, painter: QPainter, rect: QRect, *, is_current: bool) -> None:
        """Paint the ground of the visit that is shown or under the pointer."""
        painter.setPen(Qt.PenStyle.NoPen)
        token = self._tokens.line if is_current else self._tokens.surface_2
        painter.setBrush(QColor(token))
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 2, -1, 0), 8, 8)

    def photo(self, painter: QPainter, frame: QRectF, pixmap: QPixmap | None, count: int) -> None:
        """Paint a photo cropped to its frame; a second one shows as an edge behind."""
        if count > 1:
            fill(painter, frame.translated(4, -4), QColor(self._tokens.line_strong))
            fill(painter, frame.adjusted(-1, -1, 1, 1), QColor(self._tokens.surface_0))
        fill(painter, frame, QColor(self._tokens.surround))
        if pixmap is None:
            return
        if pixmap.deviceIndependentSize() == frame.size():
            painter.drawPixmap(frame.topLeft(), pixmap)
        else:
            painter.drawPixmap(frame, pixmap, _cropped(pixmap, frame))

    def missing(self, painter: QPainter, frame: QRectF) -> None:
        """Paint an empty frame that asks for a photo."""
        self._dashed(painter, frame)
        painter.setPen(QPen(QColor(self._tokens.line_strong), 1.5))
        center = frame.center()
        painter.drawLine(QLineF(center.x() - 6, center.y(), center.x() + 6, center.y()))
        painter.drawLine(QLineF(center.x(), center.y() - 6, center.x(), center.y() + 6))

    def _dashed(self, painter: QPainter, frame: QRectF) -> None:
        pen = QPen(QColor(self._tokens.line), 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame.adjusted(0.5, 0.5, -0.5, -0.5))

    def selection(self, painter: QPainter, rect: QRect, *, is_focused: bool) -> None:
        """Paint the ring of a selected photo, outside its frame."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._tokens.accent), 2.5 if is_focused else 2))
        painter.drawRect(QRectF(rect).adjusted(-3, -3, 3, 3))


def _cropped(pixmap: QPixmap, frame: QRectF) -> QRectF:
    """Return the middle part of a pixmap that has the proportions of a frame."""
    scale = min(pixmap.width() / frame.width(), pixmap.height() / frame.height())
    width, height = frame.width() * scale, frame.height() * scale
    return QRectF((pixmap.width() - width) / 2, (pixmap.height() - height) / 2, width, height)
