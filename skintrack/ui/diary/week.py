"""The week of the diary: a head for each day, and rows of quiet marks below them."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from skintrack.model import Step
from skintrack.ui.fonts import scaled, ui_font
from skintrack.ui.theme import Theme
from skintrack.ui.tokens import Tokens

_DAY_WIDTH = 48
_HEAD_HEIGHT = 50
_HEAD_TOP, _HEAD_LINE = 7, 17
_ROW_HEIGHT = 36
_LEGEND_HEIGHT = 24
_SIDE, _BESIDE_MARK = 10, 8  # of the legend
_RADII = {Step.NONE: 3.5, Step.A_LITTLE: 3.5, Step.CLEARLY: 6.0, Step.STRONGLY: 9.0}


class DayHead(QAbstractButton):
    """Weekday and day of the month; checked for the day that is being answered."""

    def __init__(self, theme: Theme, day: date, weekday: str) -> None:
        super().__init__()
        self._theme = theme
        self._weekday = weekday
        self.day = day
        self.setCheckable(True)
        self.setFixedSize(scaled(_DAY_WIDTH), scaled(_HEAD_HEIGHT))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint both lines, and the ring of the focus."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            # Open below: the column of marks goes on from here.
            painter.setBrush(QColor(tokens.accent_soft))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0, 0, 0, 8), 6, 6)
        elif self.underMouse() and self.isEnabled():
            painter.setBrush(QColor(tokens.surface_2))
            painter.drawRoundedRect(area, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 6, 6)
        self._paint_words(painter, tokens)
        painter.end()

    def _paint_words(self, painter: QPainter, tokens: Tokens) -> None:
        center = Qt.AlignmentFlag.AlignHCenter
        line = scaled(_HEAD_LINE)
        top = QRectF(0, scaled(_HEAD_TOP), self.width(), line)
        tone = tokens.accent if self.isChecked() else tokens.text_2
        painter.setPen(QColor(tone if self.isEnabled() else tokens.text_3))
        painter.setFont(ui_font(12))
        painter.drawText(top, center, self._weekday)
        if not self.isChecked() and self.isEnabled():
            painter.setPen(QColor(tokens.text_1))
        painter.setFont(
            ui_font(14, QFont.Weight.DemiBold if self.isEnabled() else QFont.Weight.Normal)
        )
        painter.drawText(top.translated(0, line), center, str(self.day.day))

    def enterEvent(self, _event: object) -> None:
        """Show that it can be pressed."""
        self.update()

    def leaveEvent(self, _event: object) -> None:
        """Show it at rest."""
        self.update()


class WeekRow(QWidget):
    """One sign over the days; a click on a day chooses it."""

    day_chosen = Signal(int)

    def __init__(self, theme: Theme, days: int) -> None:
        super().__init__()
        self._theme = theme
        self._marks: tuple[Step | int | None, ...] = (None,) * days
        self._chosen = 0
        self._shows_numbers = False
        self._is_last = False
        self.setFixedSize(scaled(_DAY_WIDTH) * days, scaled(_ROW_HEIGHT))
        theme.changed.connect(self.update)

    def show_marks(self, marks: Sequence[Step | int | None], chosen: int) -> None:
        """Show a mark for each day; None leaves its place empty."""
        self._marks = tuple(marks)
        self._chosen = chosen
        self.update()

    def show_numbers(self, *, is_last: bool) -> None:
        """Show numbers instead of marks; ``is_last`` rounds the foot of the chosen column."""
        self._shows_numbers = True
        self._is_last = is_last
        self.update()

    def place_of(self, day: int) -> QRectF:
        """Return where a day stands."""
        column = len(self._marks) - 1 - day if self.isRightToLeft() else day
        width = scaled(_DAY_WIDTH)
        return QRectF(column * width, 0, width, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chosen column, then the marks."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        column = self.place_of(self._chosen)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent_soft))
        if self._is_last:
            painter.drawRoundedRect(column.adjusted(0, -8, 0, 0), 6, 6)
        else:
            painter.drawRect(column)
        line = QColor(tokens.line)
        painter.fillRect(QRectF(0, 0, self.width(), 1), line)
        for day, mark in enumerate(self._marks):
            if mark is not None and self._shows_numbers:
                painter.setPen(QColor(tokens.text_1))
                painter.setFont(ui_font(14))
                painter.drawText(self.place_of(day), Qt.AlignmentFlag.AlignCenter, str(int(mark)))
            elif mark is not None:
                paint_step(painter, self.place_of(day).center(), Step(mark), tokens)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day under the pointer."""
        for day in range(len(self._marks)):
            if self.place_of(day).contains(event.position()):
                self.day_chosen.emit(day)


class StepLegend(QWidget):
    """Says which mark means what."""

    def __init__(self, theme: Theme, names: dict[Step, str]) -> None:
        super().__init__()
        self._theme = theme
        self._names = names
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(scaled(_LEGEND_HEIGHT))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the room of all four."""
        return QSize(scaled(_DAY_WIDTH) * 8, scaled(_LEGEND_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the marks with their names, spread over the width."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(ui_font(12))
        width = self.width() / len(self._names)
        for place, (step, name) in enumerate(self._names.items()):
            column = len(self._names) - 1 - place if self.isRightToLeft() else place
            area = QRectF(column * width, 0, width, self.height())
            side = area.right() - _SIDE if self.isRightToLeft() else area.left() + _SIDE
            paint_step(painter, QPointF(side, area.center().y()), step, tokens)
            painter.setPen(QColor(tokens.text_2))
            # Words keep the same distance from a mark of any size.
            beside = _SIDE + _RADII[step] + _BESIDE_MARK
            words = area.adjusted(beside, 0, 0, 0)
            if self.isRightToLeft():
                words = area.adjusted(0, 0, -beside, 0)
            # The painter mirrors the alignment by itself.
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(words, flags, name)
        painter.end()


def paint_step(painter: QPainter, center: QPointF, step: Step, tokens: Tokens) -> None:
    """Paint how much there is as a grey dot; "none" is an empty ring."""
    tone = QColor(tokens.text_2)
    radius = _RADII[step]
    if step is Step.NONE:
        painter.setPen(QPen(tone, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tone)
    painter.drawEllipse(center, radius, radius)
