"""The card of the first days after a session: what to leave, for how long, and what is usual."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from skintrack.treatment.aftercare import (
    AftercareItem,
    aftercare_at,
    contact_advice,
    latest_session,
)
from skintrack.ui.course_state import CourseState
from skintrack.ui.timeline.aftercare_lines import AftercareLines, CareLine
from skintrack.ui.widgets.basic import button, label, row
from skintrack.ui.widgets.flow import FlowRow
from skintrack.ui.words import plural, said, tr

CLOCK_HOURS = 72
"""The hours that most rules last, counted down on the card."""

_HOUR = timedelta(hours=1)
_HOURS_PER_DAY = 24
_MOST_LETTERS = 200


class AftercareCard(QFrame):
    """Shows what holds now after the latest session; hidden when its healing days are over."""

    aftercare_chosen = Signal()
    diary_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._title = label("", "section")
        self._lines = AftercareLines()
        self._usual = label("", "caption")
        diary = button(self.tr("Diary…"), self.diary_chosen.emit, "link")
        everything = button(self.tr("All aftercare…"), self.aftercare_chosen.emit, "link")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 4, 12, 10)
        layout.setSpacing(4)
        ways = QWidget()
        ways.setLayout(row(diary, everything))
        self._title.setWordWrap(False)
        layout.addWidget(FlowRow(self._title, ways, line_spacing=0, ends_line=True))
        layout.addWidget(self._lines)
        layout.addWidget(self._usual)
        self.hide()

    @property
    def title(self) -> str:
        """The sentence at the top."""
        return self._title.text()

    @property
    def texts(self) -> tuple[str, ...]:
        """What is shown below it."""
        usual = () if self._usual.isHidden() else (self._usual.text(),)
        return (*self._lines.texts, *usual)

    def show_course(self, state: CourseState, now: datetime) -> None:
        """Show what holds at a moment; ``now`` is aware."""
        session = latest_session(state.sessions, now)
        self.setVisible(session is not None)
        if session is None:
            return
        care = aftercare_at(session, now)
        self._title.setText(
            _title(care.began + CLOCK_HOURS * _HOUR - now, state.sessions.index(session) + 1)
        )
        instruction = state.course.practitioner_instruction
        lines = [
            CareLine(self.tr("Your practitioner said"), words)
            for words in filter(None, (_shortened(instruction or ""),))
        ]
        lines += [CareLine(_avoided(left), rules) for left, rules in _by_span(care.avoid, now)]
        lines += [
            CareLine(self.tr("Good now"), rules, can_wait=True)
            for _, rules in _by_span(care.do, now)[:1]
        ]
        self._lines.show_lines(tuple(lines))
        self._lines.setToolTip(instruction or "")
        self._usual.setText(said(contact_advice().usual))

    def set_roomy(self, is_roomy: bool) -> None:
        """Show all lines, or only those that nobody should miss."""
        self._lines.set_roomy(is_roomy)
        self._usual.setVisible(is_roomy)


def _shortened(words: str) -> str:
    """Return the beginning of a long text; all of it is in the tool tip and the dialog."""
    flat = " ".join(words.split())
    if len(flat) <= _MOST_LETTERS:
        return flat
    return flat[:_MOST_LETTERS].rsplit(" ", 1)[0] + "…"


def _title(left: timedelta, number: int) -> str:
    if left <= timedelta(0):
        return tr("After session {number}: still a healing day").format(number=number)
    return plural(
        "After session {number}: {count} of the first {hours} hours left",
        "After session {number}: {count} of the first {hours} hours left",
        min(_hours(left), CLOCK_HOURS),
        number=str(number),
        hours=str(CLOCK_HOURS),
    )


def _by_span(items: Iterable["AftercareItem"], now: datetime) -> list[tuple[timedelta, str]]:
    """Return the rules of each span of time that is left, shortest first."""
    spans: dict[timedelta, list[str]] = {}
    for item in items:
        if item.until is not None:
            spans.setdefault(item.until - now, []).append(said(item.text))
    return [(left, " · ".join(rules)) for left, rules in sorted(spans.items())]


def _avoided(left: timedelta) -> str:
    hours = _hours(left)
    if hours > CLOCK_HOURS:
        days = round(hours / _HOURS_PER_DAY)
        return plural("Avoid for {count} more day", "Avoid for {count} more days", days)
    return plural("Avoid for {count} more hour", "Avoid for {count} more hours", hours)


def _hours(left: timedelta) -> int:
    """Return the hours that have begun: nothing ends too early."""
    return max(1, -int(-left // _HOUR))
