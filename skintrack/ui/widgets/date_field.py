"""A field for a day, with a calendar in the calm colours of the window."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit

_CALENDAR_SIZE = (320, 260)
_WEEKEND = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)


class DateField(QDateEdit):
    """Shows "3 March 2026"; the calendar begins the week as the system does."""

    def __init__(self, name: str, day: date | None = None) -> None:
        super().__init__(QDate.currentDate() if day is None else to_qdate(day))
        self.setCalendarPopup(True)
        self.setDisplayFormat("d MMMM yyyy")
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

    def set_day(self, day: date) -> None:
        """Show a day."""
        self.setDate(to_qdate(day))


def to_qdate(day: date) -> QDate:
    """Return a day as Qt knows it."""
    return QDate(day.year, day.month, day.day)
