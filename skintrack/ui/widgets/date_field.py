"""A field for a day, with a calendar in the calm colours of the window."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit

from skintrack.ui.widgets.field_note import FieldNote
from skintrack.ui.widgets.typed_day import DayPart, day_is_missing, typed_day
from skintrack.ui.words import day_words, month_words, plural, tr

_CALENDAR_SIZE = (320, 260)
_WEEKEND = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)
_SEPARATORS = " .,-/"
# So long nobody is told that a day is wrong that is still being typed.
_TYPING_MS = 700
_NO_LATEST = date(9999, 12, 31)
_PARTS = {
    QDateEdit.Section.MonthSection: DayPart.MONTH,
    QDateEdit.Section.YearSection: DayPart.YEAR,
}


class DateField(QDateEdit):
    """Shows "3 March 2026"; the calendar begins the week as the system does.

    A day can be typed as people write it, "3.5.2026" or "31 jan": Qt's own field only takes what
    fits between the parts that are shown, and falls back to the day before without a word.

    A day that cannot be is shown as it was typed, with a note that says why; whoever takes the day
    asks ``check`` first. Where ``has_note`` is off, ``problem_said`` tells the words to whoever has
    a better place for them.
    """

    problem_said = Signal(str)

    def __init__(self, name: str, day: date | None = None) -> None:
        super().__init__(QDate.currentDate() if day is None else to_qdate(day))
        self._typed = ""
        self._first = DayPart.DAY
        self._before = self.day
        self._latest = _NO_LATEST
        self._is_cut = self._begins_anew = False
        self._note: FieldNote | None = None
        self.has_note = True
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_MS)
        self._pause.timeout.connect(self.say_problem)
        self.dateChanged.connect(self._follow_day)
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

    def set_latest(self, latest: date) -> None:
        """Take no day after this one."""
        self._latest = latest
        self._follow_problem()

    @property
    def problem(self) -> str:
        """Why the day that is shown cannot be taken; nothing where it can."""
        if self._is_cut:
            return plural(
                "{month} has only {count} day.",
                "{month} has only {count} days.",
                self.day.day,
                month=month_words(self.day, with_year=True),
            )
        if self.day > self._latest:
            text = tr("{day} is still to come. Choose {latest} or an earlier day.")
            return text.format(day=day_words(self.day), latest=day_words(self._latest))
        return ""

    def check(self) -> bool:
        """Tell whether the day can be taken; where it cannot, say why and wait for another one.

        The last day of a month that is too short is what is shown: asked again, it is taken.
        """
        self.say_problem()
        is_right = not self.problem
        if not is_right:
            # What is typed next is another day; Backspace still corrects this one.
            self._is_cut, self._begins_anew = False, True
            self.setFocus()
        return is_right

    @Slot()
    def _follow_day(self) -> None:
        self._is_cut = False
        self._follow_problem()

    def _follow_problem(self) -> None:
        """Offer only possible days in the calendar, and take a note back that is out of date."""
        calendar = self.calendarWidget()
        if calendar is not None:
            blocker = QSignalBlocker(calendar)
            calendar.setMaximumDate(to_qdate(max(self._latest, self.day)))
            blocker.unblock()
        if self.problem:
            self._pause.start()
        else:
            self.say_problem()

    @Slot()
    def say_problem(self) -> None:
        """Say at once why the day cannot be taken, if it cannot."""
        self._pause.stop()
        problem = self.problem
        self.problem_said.emit(problem)
        if problem and self.has_note and self._note is None:
            self._note = FieldNote(self)
        if self._note is not None:
            self._note.say(problem)

    @property
    def note(self) -> str:
        """What the note below the field says; nothing where there is none."""
        return "" if self._note is None else self._note.text

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
        if self._begins_anew:
            self._typed = ""
        if not self._typed:
            self._first = _PARTS.get(self.currentSection(), DayPart.DAY)
            self._before = self.day
        self._show(self._typed + text)

    def _show(self, typed: str) -> None:
        """Show the day that is meant so far; what was typed may still go on."""
        self._typed, self._begins_anew = typed, False
        months = [
            locale.standaloneMonthName(month)
            for locale in (self.locale(), QLocale.c())
            for month in range(1, 13)
        ]
        day = typed_day(typed, self._before, self._latest, months, self._first)
        self.setDate(to_qdate(day))
        self._is_cut = day_is_missing(typed, day, months, self._first)
        self._follow_problem()

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
