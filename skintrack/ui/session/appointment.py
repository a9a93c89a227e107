"""The day of the next session, where one was agreed on."""

from datetime import date, time, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from skintrack.ui.session.fields import ClockField
from skintrack.ui.session.groups import captioned
from skintrack.ui.widgets.date_field import DateField

_NEXT_WEEK = timedelta(weeks=1)


class AppointmentField(QWidget):
    """A box to tick, then day and time; ``changed`` when any of it did."""

    changed = Signal()

    def __init__(self, day: date | None, clock: time | None, today: date) -> None:
        super().__init__()
        self.agreed_box = QCheckBox(self.tr("A day is agreed on"))
        self.agreed_box.setAccessibleName(self.agreed_box.text())
        self.agreed_box.setChecked(day is not None)
        self.date_field = DateField(self.tr("Day of the next session"), day or today + _NEXT_WEEK)
        self.clock_field = ClockField(self.tr("Time of the next session"), clock)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.addWidget(self.agreed_box, 0, 0, 1, 2)
        grid.addWidget(captioned(self.tr("Date"), self.date_field), 1, 0)
        grid.addWidget(captioned(self.tr("Time"), self.clock_field), 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.agreed_box.toggled.connect(self._follow)
        self.date_field.dateChanged.connect(self._tell)
        self._follow()

    @property
    def day(self) -> date | None:
        """The day, or None."""
        return self.date_field.day if self.agreed_box.isChecked() else None

    @property
    def clock(self) -> time | None:
        """The time, or None; ``ValueError`` if it is none."""
        return self.clock_field.clock

    @Slot()
    def _follow(self) -> None:
        for field in (self.date_field, self.clock_field):
            field.setEnabled(self.agreed_box.isChecked())
        self.changed.emit()

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()
