"""The period of a report: the whole course, since a session, or from a day to a day."""

from datetime import date
from enum import StrEnum

from PySide6.QtCore import Slot

from skintrack.ui.report.choice_book import ChoiceBook
from skintrack.ui.report.folding_group import ChoiceFields
from skintrack.ui.report.indented import indented
from skintrack.ui.report.radio_group import RadioChoices
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import label
from skintrack.ui.widgets.date_field import DateField
from skintrack.ui.widgets.elided_combo_box import ElidedComboBox
from skintrack.ui.words import DASH, number, short_day


class PeriodKind(StrEnum):
    """How the period is given."""

    WHOLE = "whole"
    SESSION = "session"
    DAYS = "days"


class PeriodFields(ChoiceFields):
    """Chooses the days that the report tells of."""

    def __init__(self, services: Services, book: ChoiceBook) -> None:
        super().__init__(services, book)
        words = (
            (PeriodKind.WHOLE, self.tr("The whole course")),
            (PeriodKind.SESSION, self.tr("Since a session")),
            (PeriodKind.DAYS, self.tr("From a day to a day")),
        )
        self.kinds = RadioChoices(self, self.column, words)
        self.session_box = ElidedComboBox()
        self.session_box.setAccessibleName(self.tr("Session"))
        self.from_field = DateField(self.tr("From"))
        self.to_field = DateField(self.tr("To"))
        self._session = indented(self.session_box)
        self._days = indented(
            label(self.tr("From"), "caption"),
            self.from_field,
            label(self.tr("To"), "caption"),
            self.to_field,
        )
        self.column.insertWidget(2, self._session)
        self.column.addWidget(self._days)
        self.add_hint(
            self.tr("The first photo of the period is what the others are compared with.")
        )
        self._kind = PeriodKind.WHOLE
        self.kinds.group.idClicked.connect(self._take)
        self.session_box.activated.connect(self._take)
        self.from_field.dateChanged.connect(self._take_days)
        self.to_field.dateChanged.connect(self._take_days)

    @property
    def title(self) -> str:
        """Name of the group."""
        return self.tr("Period")

    def summary(self) -> str:
        """Return the days in few words."""
        choices = self.book.choices
        if choices.date_from is None and choices.date_to is None:
            return self.tr("Whole course")
        if self._kind is PeriodKind.SESSION and self.session_box.currentIndex() >= 0:
            place = self.tr("Since session {number}")
            return place.format(number=number(self.session_box.currentIndex() + 1))
        first, last = choices.date_from, choices.date_to
        if first is None or last is None:
            return self.tr("Part of the course")
        has_years = {first.year, last.year} != {self.book.today.year}
        return DASH.join(
            (
                f"{short_day(first, with_year=has_years)} ",
                f" {short_day(last, with_year=has_years)}",
            )
        )

    def show_choices(self) -> None:
        """Show what the book holds."""
        state, choices = self.book.state, self.book.choices
        if state is None:
            return
        is_whole = choices.date_from is None and choices.date_to is None
        if is_whole:
            self._kind = PeriodKind.WHOLE
            self._fill_days([visit.day for visit in state.visits])
        self._fill_sessions()
        self.kinds.choose(self._kind)
        has_sessions = bool(state.held_sessions)
        reason = "" if has_sessions else self.tr("This course has no session yet.")
        self.kinds.allow(PeriodKind.SESSION, reason)
        no_photos = "" if state.visits else self.tr("This course has no photos with a date yet.")
        self.kinds.allow(PeriodKind.DAYS, no_photos)
        self._show_kind()

    def _show_kind(self) -> None:
        self._session.setVisible(self._kind is PeriodKind.SESSION)
        self._days.setVisible(self._kind is PeriodKind.DAYS)

    def _fill_days(self, days: list[date]) -> None:
        if days:
            _set_day(self.from_field, days[0])
            _set_day(self.to_field, days[-1])

    def _fill_sessions(self) -> None:
        state = self.book.state
        days = [] if state is None else [session.date for session in state.held_sessions]
        if days == [self.session_box.itemData(n) for n in range(self.session_box.count())]:
            return
        place = max(self.session_box.currentIndex(), 0)
        self.session_box.clear()
        for count, day in enumerate(days, start=1):
            words = self.tr("Session {number}, {day}")
            name = words.format(number=number(count), day=short_day(day, with_year=True))
            self.session_box.addItem(name, day)
        self.session_box.setCurrentIndex(min(place, len(days) - 1))

    @Slot()
    def _take_days(self) -> None:
        if self._kind is PeriodKind.DAYS:
            self._take()

    @Slot()
    def _take(self) -> None:
        """Take what the controls say."""
        self._kind = self.kinds.chosen
        self._show_kind()
        first, last = None, None
        if self._kind is PeriodKind.SESSION:
            first = self.session_box.currentData()
        elif self._kind is PeriodKind.DAYS:
            first, last = self.from_field.day, self.to_field.day
        self.book.change(date_from=first, date_to=last)

    def show_whole_course(self) -> None:
        """Take the whole course again."""
        self.kinds.choose(PeriodKind.WHOLE)
        self._take()


def _set_day(field: DateField, day: date) -> None:
    field.blockSignals(True)
    field.set_day(day)
    field.blockSignals(False)
