"""Record a treatment session; everything but the date may be left empty."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QWidget

from skintrack.model import Course, SessionId, TreatmentSession
from skintrack.treatment.plan import closeness, doubt, plan_of, previous_session
from skintrack.ui.session.session_form import SessionForm
from skintrack.ui.session.tall_dialog import TallDialog
from skintrack.ui.widgets.basic import button
from skintrack.ui.words import day_words, said

_SIZE = QSize(720, 860)


class SessionDialog(TallDialog):
    """Tells ``confirmed(TreatmentSession)`` or ``removed(TreatmentSession)``.

    ``diary_wanted(TreatmentSession)`` asks for its recovery diary; ``left(TreatmentSession)`` hands
    over what was typed when the dialog is closed without saving, so that nothing is lost.

    Parameters
    ----------
    parent : QWidget
        The window.
    course : Course
        Whose session it is.
    sessions : sequence of TreatmentSession
        All sessions of the course.
    session : TreatmentSession, optional
        The one to change; a new one of today without it.
    answers : mapping, optional
        Answers to the questions before a new session.
    draft : TreatmentSession, optional
        What was typed into an earlier dialog.
    """

    confirmed = Signal(object)
    removed = Signal(object)
    diary_wanted = Signal(object)
    left = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        course: Course,
        sessions: Sequence[TreatmentSession],
        session: TreatmentSession | None = None,
        *,
        answers: Mapping[str, bool] | None = None,
        draft: TreatmentSession | None = None,
    ) -> None:
        is_new = session is None
        super().__init__(
            parent,
            self.tr("Add a session") if is_new else self.tr("Session"),
            self.tr(
                "Your answers are kept with this session. Add it for its day, and the rest later."
            )
            if answers
            else self.tr(
                "Only the date is needed. Everything else helps you and your practitioner."
            ),
            self.tr("Add session") if is_new else self.tr("Save"),
            _SIZE,
        )
        self._shown = session or _new_session(course, sessions, answers or {})
        self._course = course
        self._others = tuple(each for each in sessions if each.id != self._shown.id)
        self.form = SessionForm(course, self._shown)
        self._untouched = self.form.session()
        if draft is not None:
            self.form.show_session(draft)
        self.content.addWidget(self.form)
        self.content.addStretch(1)
        self.form.questions_wanted.connect(self._ask_questions)
        self.form.date_field.dateChanged.connect(self._remark)
        self.like_last_button = button(self.tr("As last time"), self._fill_like_last)
        self.add_head_widget(self.like_last_button)
        if not is_new:
            if self._shown.date <= datetime.now().astimezone().date():
                diary = button(self.tr("Recovery diary…"), self._want_diary, "quiet")
                self.add_foot_button(diary)
            self.add_foot_button(button(self.tr("Remove session"), self._remove, "quiet"))
        self._remark()
        self.form.date_field.setFocus()

    def session(self) -> TreatmentSession:
        """Return the session as the fields say; ``ValueError`` if the time is none."""
        session = self.form.session()
        return self._shown if session == self._untouched else session

    @Slot()
    def confirm(self) -> None:
        """Tell the session, unless its day cannot be or its time cannot be read."""
        if not self.form.date_field.check():
            return
        try:
            session = self.session()
        except ValueError:
            self.show_problem(
                self.tr("The time could not be read. Write it like 14:30, or leave it empty.")
            )
            self.form.clock_field.setFocus()
            return
        self.confirmed.emit(session)
        self.accept()

    @Slot()
    def reject(self) -> None:
        """Close without saving, and hand over what was typed."""
        draft = self.form.draft()
        super().reject()
        if draft != self._untouched:
            self.left.emit(draft)

    @Slot()
    def _fill_like_last(self) -> None:
        last = self._last()
        if last is not None:
            self.form.fill_like(last)

    @Slot()
    def _remark(self) -> None:
        """Say what follows from the day: how close the session is, and which one was before."""
        day = self.form.date_field.day
        _, (least, _most) = plan_of(self._course)
        today = datetime.now().astimezone().date()
        close = doubt(day, self._others, today) or closeness(day, self._others, least)
        self.form.remark.setText(
            self.tr("With the time, the hours of aftercare can be counted.")
            if close is None
            else said(close)
        )
        last = self._last()
        self.like_last_button.setVisible(last is not None)
        if last is not None:
            text = self.tr("Fill in device, depth and more from {day}; change what differs.")
            self.like_last_button.setToolTip(text.format(day=day_words(last.date)))
            self.like_last_button.setAccessibleDescription(self.like_last_button.toolTip())

    def _last(self) -> TreatmentSession | None:
        return previous_session(self._others, self.form.date_field.day)

    @Slot()
    def _ask_questions(self) -> None:
        from skintrack.ui.session.safety_dialog import SafetyDialog

        dialog = SafetyDialog(self, self.form.safety_answers)
        dialog.confirmed.connect(self.form.set_safety_answers)
        dialog.open()

    @Slot()
    def _want_diary(self) -> None:
        self.diary_wanted.emit(self._shown)

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self._shown)
        self.accept()


def _new_session(
    course: Course, sessions: Sequence[TreatmentSession], answers: Mapping[str, bool]
) -> TreatmentSession:
    """Return an empty session of today, or of the appointment that waits for its session.

    An appointment to come is meant only where the questions before a session were asked.
    """
    today = datetime.now().astimezone().date()
    new = TreatmentSession(SessionId(0), course.id, today, safety_answers=answers)
    agreed = course.appointment
    if agreed is None or any(each.date >= agreed for each in sessions):
        return new
    if agreed > today and not answers:
        return new
    return replace(new, date=agreed, clock=course.appointment_clock)
