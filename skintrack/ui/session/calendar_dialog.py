"""Choose what of a course's dates goes into a calendar file."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QWidget

from skintrack.model import Course
from skintrack.treatment.calendar import CalendarEntry
from skintrack.ui.session.calendar_words import entry_day
from skintrack.ui.session.date_lines import DateLines
from skintrack.ui.session.groups import FieldGroup
from skintrack.ui.session.tall_dialog import TallDialog
from skintrack.ui.widgets.basic import label
from skintrack.ui.widgets.check_line import CheckLine
from skintrack.ui.words import said

_SIZE = QSize(640, 680)


class CalendarDialog(TallDialog):
    """Tells ``confirmed(label or None, with_reminders)``.

    Parameters
    ----------
    parent : QWidget
        The window.
    course : Course
        Its name may stand before the titles.
    entries : sequence of CalendarEntry
        What would be saved.
    """

    confirmed = Signal(object, bool)

    def __init__(self, parent: QWidget, course: Course, entries: Sequence[CalendarEntry]) -> None:
        super().__init__(
            parent,
            self.tr("Save dates to a calendar"),
            self.tr(
                "A file that your calendar can open. Save it again when the plan changes: the "
                "entries move instead of standing twice."
            ),
            self.tr("Choose where to save…"),
            _SIZE,
        )
        self._course = course
        self.name_box = CheckLine(self.tr("Put the name of the course before each entry"))
        self.reminder_box = CheckLine(
            self.tr("Remind me: a day before a session, and on photo days")
        )
        self.reminder_box.set_checked(True)
        dates = FieldGroup(self.tr("Dates"))
        lines = DateLines(is_even=True)
        lines.show_lines([(entry_day(entry), said(entry.title)) for entry in entries])
        dates.add_widget(lines)
        choices = FieldGroup(self.tr("In the entries"), row_spacing=0)
        choices.add_widget(self.reminder_box)
        choices.add_widget(self.name_box)
        hint = self.tr("Without it an entry says only “Session 2 of 4”: others may see a calendar.")
        choices.add_widget(label(hint, "secondary"))
        self.content.addWidget(dates)
        self.content.addWidget(choices)
        self.content.addStretch(1)
        self.reminder_box.setFocus()

    @Slot()
    def confirm(self) -> None:
        """Tell the choices."""
        name = self._course.name if self.name_box.is_checked else None
        self.confirmed.emit(name, self.reminder_box.is_checked)
        self.accept()
