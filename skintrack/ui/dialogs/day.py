"""Ask for one date of several photos."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from skintrack.ui.widgets.date_field import DateField
from skintrack.ui.widgets.form_dialog import FormDialog
from skintrack.ui.words import plural


class DayDialog(FormDialog):
    """Tells ``confirmed(day)``.

    Parameters
    ----------
    parent : QWidget
        The window.
    field : DateField
        Begins at the likeliest day.
    count : int
        How many photos it is of.
    """

    confirmed = Signal(object)

    def __init__(self, parent: QWidget, field: DateField, count: int) -> None:
        super().__init__(
            parent,
            plural("When was it taken?", "When were the {count} photos taken?", count),
            self.tr("Set the date"),
        )
        self.day = field
        field.setAccessibleName(self.tr("Day the photos were taken"))
        field.has_note = False
        field.problem_said.connect(self.show_problem)
        self.add_widget(field)
        field.setFocus()

    @Slot()
    def confirm(self) -> None:
        """Tell the day, unless it cannot be."""
        if self.day.check():
            self.confirmed.emit(self.day.day)
            self.accept()
