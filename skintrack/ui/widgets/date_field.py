"""A field for a day, with a calendar in the calm colours of the window."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit

from skintrack.ui.widgets.typed_day import DayPart, typed_day
from skintrack.ui.words import tr

_CALENDAR_SIZE = (320, 260)
_WEEKEND = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)
_SEPARATORS = " .,-/"
_PARTS = {
    QDateEdit.Section.MonthSection: DayPart.MONTH,
    QDateEdit.Section.YearSection: DayPart.YEAR,
}


class DateField(QDateEdit):
    """Shows "3 March 2026"; the calendar begins the week as the system does.

    A day can be typed as people write it, "3.5.2026" or "31 jan": Qt's own field only takes what
    fits between the parts that are shown, and falls back to the day before without a word.
    """

    def __init__(self, name: str, day: date | None = None) -> None:
        super().__init__(QDate.currentDate() if day is None else to_qdate(day))
        self._typed = ""
        self._first = DayPart.DAY
        self._before = self.day
        self.setCalendarPopup(True)
        self.setDisplayFormat(tr("d MMMM yyyy"))
        self.setAccessibleName(name)
        calendar = self.calendarWidget()
        calendar.setMinimumSize(*_CALENDAR_SIZE)
        calendar.setFirstDayOfWeek(QLocale.system().firstDayOfWeek())
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        # Qt's own weekend is red; nothing here is an alarm.
        for weekday in _WEEKEND:
            calendar.setWeekdayTextFormat(weekday, QTextCharFormat())

    @property
    def day(self) -> date:
        """The day that is shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what is typed as a day; all other keys are the field's own."""
        text = event.text()
        is_typed = len(text) == 1 and (text.isalnum() or text in _SEPARATORS)
        if is_typed and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._take(text)
        elif event.key() == Qt.Key.Key_Backspace and self._typed:
            self._show(self._typed[:-1])
        else:
            self._typed = ""
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin anew."""
        self._typed = ""
        super().focusInEvent(event)

    def _take(self, text: str) -> None:
        if not self._typed:
            self._first = _PARTS.get(self.currentSection(), DayPart.DAY)
            self._before = self.day
        self._show(self._typed + text)

    def _show(self, typed: str) -> None:
        """Show the day that is meant so far; what was typed may still go on."""
        self._typed = typed
        months = [
            locale.standaloneMonthName(month)
            for locale in (self.locale(), QLocale.c())
            for month in range(1, 13)
        ]
        latest = self.maximumDate()
        day = date(latest.year(), latest.month(), latest.day())
        self.setDate(to_qdate(typed_day(typed, self._before, day, months, self._first)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin anew at the part that is clicked."""
        self._typed = ""
        super().mousePressEvent(event)

    def set_day(self, day: date) -> None:
        """Show a day."""
        self.setDate(to_qdate(day))


def to_qdate(day: date) -> QDate:
    """Return a day as Qt knows it."""
    return QDate(day.year, day.month, day.day)
