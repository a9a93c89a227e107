"""The card of the first days after a session: what to leave, what to do, and for how long."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout

from skintrack.treatment.aftercare import (
    Aftercare,
    AftercareItem,
    aftercare_at,
    contact_advice,
    latest_session,
)
from skintrack.ui.course_state import CourseState
from skintrack.ui.widgets.basic import button, label, row
from skintrack.ui.words import plural, said, tr

CLOCK_HOURS = 72
"""The hours that most rules last, counted down on the card."""

_HOUR = timedelta(hours=1)
_HOURS_PER_DAY = 24


class AftercareCard(QFrame):
    """Shows what holds now after the latest session; hidden when its healing days are over."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._title = label("", "section")
        self._instruction = label("")
        self._avoid = label("")
        self._do = label("")
        self._usual = label("", "secondary")
        self._contact = label("", "secondary")
        self.more = button("", self._toggle, "link")
        self.more.setCheckable(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 6, 12, 10)
        layout.setSpacing(4)
        layout.addLayout(row(self._title, 1, self.more))
        self._parts = (self._avoid, self._do, self._usual, self._contact)
        for part in (self._instruction, *self._parts):
            layout.addWidget(part)
        self._name_button()
        self.hide()

    @property
    def title(self) -> str:
        """The sentence at the top."""
        return self._title.text()

    @property
    def texts(self) -> tuple[str, ...]:
        """What is shown below it."""
        parts = (self._instruction, *self._parts)
        return tuple(part.text() for part in parts if not part.isHidden())

    def show_course(self, state: CourseState, now: datetime) -> None:
        """Show what holds at a moment; ``now`` is aware."""
        session = latest_session(state.sessions, now)
        self.setVisible(session is not None)
        if session is None:
            return
        care, advice = aftercare_at(session, now), contact_advice()
        number = state.sessions.index(session) + 1
        self._title.setText(_title(care, number, now))
        instruction = state.course.practitioner_instruction
        self._instruction.setText(
            self.tr("Your practitioner said: {words}").format(words=instruction or "")
        )
        self._instruction.setVisible(bool(instruction))
        self._avoid.setText(self.tr("Leave for now: {rules}").format(rules=_rules(care.avoid, now)))
        self._do.setText(self.tr("Do: {rules}").format(rules=_rules(care.do, now)))
        self._usual.setText(said(advice.usual))
        signs = ", ".join(said(sign) for sign in advice.signs)
        self._contact.setText(f"{said(advice.text)} {signs}. {said(advice.urgent)}")
        self._show_parts()

    def set_open(self, is_open: bool) -> None:
        """Show all of the card, or its first lines."""
        if self.more.isChecked() != is_open:
            self.more.setChecked(is_open)
            self._toggle()

    @Slot()
    def _toggle(self) -> None:
        self._name_button()
        self._show_parts()

    def _show_parts(self) -> None:
        is_open = self.more.isChecked()
        self._avoid.setVisible(True)
        for part in (self._do, self._usual, self._contact):
            part.setVisible(is_open)

    def _name_button(self) -> None:
        is_open = self.more.isChecked()
        self.more.setText(self.tr("Show less") if is_open else self.tr("Show all"))
        self.more.setAccessibleName(
            self.tr("Aftercare: show less") if is_open else self.tr("Aftercare: show all")
        )


def _title(care: Aftercare, number: int, now: datetime) -> str:
    left = care.began + CLOCK_HOURS * _HOUR - now
    if left <= timedelta(0):
        return tr("After session {number}: still a healing day").format(number=number)
    hours = min(_hours(left), CLOCK_HOURS)
    return plural(
        "After session {number}: {count} hour of aftercare left",
        "After session {number}: {count} hours of aftercare left",
        hours,
        number=str(number),
    )


def _rules(items: Iterable[AftercareItem], now: datetime) -> str:
    return " · ".join(_rule(item, now) for item in items)


def _rule(item: AftercareItem, now: datetime) -> str:
    if item.until is None:
        return said(item.text)
    return tr("{rule} ({span})").format(rule=said(item.text), span=_span(item.until - now))


def _span(left: timedelta) -> str:
    hours = _hours(left)
    if hours > CLOCK_HOURS:
        return plural("{count} more day", "{count} more days", round(hours / _HOURS_PER_DAY))
    return plural("{count} more hour", "{count} more hours", hours)


def _hours(left: timedelta) -> int:
    """Return the hours that have begun: nothing ends too early."""
    return max(1, -int(-left // _HOUR))
