"""The aftercare of a session: the practitioner's words, what to leave and do, when to call."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from skintrack.model import Course, TreatmentSession
from skintrack.treatment.aftercare import (
    Aftercare,
    AftercareItem,
    AftercareRule,
    aftercare_at,
    contact_advice,
)
from skintrack.ui.session.aftercare_words import session_words
from skintrack.ui.session.countdown import Countdown
from skintrack.ui.session.tall_dialog import TallDialog
from skintrack.ui.widgets.basic import button, clear, column, label, row, surface
from skintrack.ui.words import said

_SIZE = QSize(680, 860)
_EVERY_MS = 30_000
_INSTRUCTION_HEIGHT = 84


def present() -> datetime:
    """Return this moment in the computer's zone."""
    return datetime.now().astimezone()


class AftercareDialog(TallDialog):
    """Follows the time; tells ``instructed(before, after)`` of changed words.

    Parameters
    ----------
    parent : QWidget
        The window.
    course : Course
        Holds the practitioner's instruction.
    session : TreatmentSession
        The session that the hours count from.
    number : int
        Its number in the course.
    clock : callable
        Tells the time.
    """

    instructed = Signal(object, object)

    def __init__(
        self,
        parent: QWidget,
        course: Course,
        session: TreatmentSession,
        number: int,
        clock: Callable[[], datetime] = present,
    ) -> None:
        now = clock()
        super().__init__(
            parent,
            self.tr("Aftercare"),
            session_words(aftercare_at(session, now), number),
            "",
            _SIZE,
        )
        self._course = course
        self._session = session
        self._clock = clock
        self.instruction_field = QPlainTextEdit(course.practitioner_instruction or "")
        self._save = button(self.tr("Save these words"), self._tell_instruction)
        self._rules = QVBoxLayout()
        self._rules.setSpacing(12)
        self.content.addWidget(self._instruction_card())
        self.content.addLayout(self._rules)
        self.content.addWidget(_contact_card())
        self.content.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what holds now."""
        now = self._clock()
        aftercare = aftercare_at(self._session, now)
        clear(self._rules)
        if aftercare.avoid:
            title = self.tr("Avoid for now")
            self._rules.addWidget(_rules_card(title, aftercare.avoid, aftercare, now))
        self._rules.addWidget(_rules_card(self.tr("Do"), aftercare.do, aftercare, now))
        if not aftercare.is_time_known:
            text = self.tr(
                "The time of the session is not noted, so the hours count from the end of its day."
            )
            self._rules.addWidget(label(text, "secondary"))
        if aftercare.allowed_again:
            title = self.tr("Allowed again")
            self._rules.addWidget(_allowed_card(title, aftercare.allowed_again))

    @Slot()
    def reject(self) -> None:
        """Close; words that were typed are kept all the same, and can be undone."""
        if self._save.isEnabled():
            self._tell_instruction()
        super().reject()

    def _instruction_card(self) -> QFrame:
        field = self.instruction_field
        field.setFixedHeight(_INSTRUCTION_HEIGHT)
        field.setTabChangesFocus(True)
        field.setAccessibleName(self.tr("What your practitioner said"))
        field.setPlaceholderText(
            self.tr("Their instruction, if they gave you one. It comes before everything below.")
        )
        self._save.setEnabled(False)
        field.textChanged.connect(self._offer_saving)
        inner = column(
            label(self.tr("What your practitioner said"), "title"),
            field,
            row(self._save, 1),
            spacing=10,
        )
        inner.setContentsMargins(20, 16, 20, 16)
        return surface("card", inner)

    @Slot()
    def _offer_saving(self) -> None:
        self._save.setEnabled(self._instruction() != self._course.practitioner_instruction)

    @Slot()
    def _tell_instruction(self) -> None:
        before = self._course
        self._course = replace(before, practitioner_instruction=self._instruction())
        self._save.setEnabled(False)
        self.instructed.emit(before, self._course)

    def _instruction(self) -> str | None:
        return self.instruction_field.toPlainText().strip() or None


def _rules_card(
    title: str, items: tuple[AftercareItem, ...], aftercare: Aftercare, now: datetime
) -> QFrame:
    inner = column(label(title, "title"), spacing=14)
    for item in items:
        inner.addWidget(Countdown(item, aftercare.began, now, with_detail=True))
    inner.setContentsMargins(20, 16, 20, 18)
    return surface("card", inner)


def _allowed_card(title: str, rules: tuple[AftercareRule, ...]) -> QFrame:
    inner = column(label(title, "title"), label(_bullets(rule.text for rule in rules)), spacing=10)
    inner.setContentsMargins(20, 16, 20, 18)
    return surface("card", inner)


def _bullets(texts: Iterable[str]) -> str:
    return "\n".join(f"•  {said(text)}" for text in texts)


def _contact_card() -> QFrame:
    advice = contact_advice()
    lines = _bullets(advice.signs)
    inner = column(
        label(said(advice.usual), "secondary"),
        label(said(advice.text), "section"),
        label(lines),
        label(said(advice.urgent), "secondary"),
        spacing=10,
    )
    inner.setContentsMargins(20, 16, 20, 18)
    return surface("card", inner)
