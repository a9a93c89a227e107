"""The plan of a course: proposed from the concern, and changed as one likes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from skintrack.model import Course, TreatmentSession
from skintrack.treatment import sorted_sessions
from skintrack.treatment.plan import closeness, plan_of, propose
from skintrack.treatment.schedule import schedule
from skintrack.ui.session.appointment import AppointmentField
from skintrack.ui.session.date_lines import DateLines
from skintrack.ui.session.groups import FieldGroup, WheelGuard
from skintrack.ui.session.plan_fields import AimFields, PlanFields
from skintrack.ui.session.plan_words import date_lines, proposal_words, upkeep_words
from skintrack.ui.session.tall_dialog import TallDialog
from skintrack.ui.widgets.basic import button, label
from skintrack.ui.words import said

_SIZE = QSize(720, 860)
_INSTRUCTION_HEIGHT = 92


class PlanDialog(TallDialog):
    """Tells ``confirmed(Course)``, or ``left(Course)`` with what was typed and not saved.

    Parameters
    ----------
    parent : QWidget
        The window.
    course : Course
        Whose plan it is; what was never planned is filled from the proposal.
    sessions : sequence of TreatmentSession
        Those of the course.
    today : date
        What is ahead is counted from here.
    """

    confirmed = Signal(object)
    left = Signal(object)

    def __init__(
        self, parent: QWidget, course: Course, sessions: Sequence[TreatmentSession], today: date
    ) -> None:
        super().__init__(
            parent,
            self.tr("Plan"),
            self.tr("A proposal to begin with. Change it to what you and your practitioner agreed.")
            if course.planned_sessions is None
            else self.tr(
                "Your plan as it stands. Change it when you and your practitioner agree on another."
            ),
            self.tr("Save plan"),
            _SIZE,
        )
        self._course = course
        self._sessions = sorted_sessions(sessions)
        self._today = today
        self._is_proposed = course.planned_sessions is None
        self.aim = AimFields(course)
        self.plan = PlanFields(*plan_of(course))
        self.appointment = AppointmentField(course.appointment, course.appointment_clock, today)
        self.instruction_field = QPlainTextEdit(course.practitioner_instruction or "")
        self.instruction_field.setFixedHeight(_INSTRUCTION_HEIGHT)
        self.instruction_field.setTabChangesFocus(True)
        self._proposal = label("", "secondary")
        self.dates = DateLines()
        self._upkeep = label("", "secondary")
        self._remark = label("", "secondary")
        for group in self._groups():
            self.content.addWidget(group)
        self.content.addStretch(1)
        self.add_foot_button(
            button(self.tr("Where sources disagree…"), self._show_disagreements, "quiet")
        )
        self._guard = WheelGuard(self)
        self._guard.guard(self)
        self.aim.concern_chosen.connect(self._take_concern)
        self.plan.changed.connect(self._keep_own_plan)
        self.appointment.changed.connect(self._show_dates)
        self._show_dates()
        self._untouched = self._draft()
        self.aim.concern_field.setFocus()

    def course(self) -> Course:
        """Return the course as the fields say; ``ValueError`` if the time is none."""
        return replace(self._planned(), appointment_clock=self._clock())

    @Slot()
    def confirm(self) -> None:
        """Tell the plan, unless the day cannot be or the time cannot be read."""
        if self.appointment.day is not None and not self.appointment.date_field.check():
            return
        try:
            course = self.course()
        except ValueError:
            self.show_problem(
                self.tr("The time could not be read. Write it like 14:30, or leave it empty.")
            )
            self.appointment.clock_field.setFocus()
            return
        self.confirmed.emit(course)
        self.accept()

    @Slot()
    def reject(self) -> None:
        """Close without saving, and hand over what was typed."""
        draft = self._draft()
        super().reject()
        if draft != self._untouched:
            self.left.emit(draft)

    def _draft(self) -> Course:
        try:
            return self.course()
        except ValueError:
            return self._planned()

    def _planned(self) -> Course:
        return replace(
            self._course,
            concern=self.aim.concern,
            concern_words=self.aim.words,
            area=self.aim.area,
            planned_sessions=self.plan.sessions,
            spacing_weeks=self.plan.spacing_weeks,
            appointment=self.appointment.day,
            practitioner_instruction=self.instruction_field.toPlainText().strip() or None,
        )

    def _clock(self) -> time | None:
        return self.appointment.clock if self.appointment.day is not None else None

    def _groups(self) -> tuple[FieldGroup, ...]:
        aim = FieldGroup(self.tr("What it is for"))
        aim.add_field(self.tr("Concern"), self.aim.concern_field)
        aim.add_field(self.tr("Area"), self.aim.area_field)
        aim.add_field(self.tr("In your own words"), self.aim.words_field, is_wide=True)
        plan = FieldGroup(self.tr("Sessions"))
        plan.add_widget(self._proposal)
        plan.add_field(self.tr("How many"), self.plan.sessions_field)
        plan.add_field(self.tr("Weeks between them"), self.plan.spacing_field)
        plan.add_field(self.tr("That comes to"), self.dates, is_wide=True)
        plan.add_widget(self._upkeep)
        following = FieldGroup(self.tr("Next session"))
        following.add_widget(self.appointment)
        following.add_widget(self._remark)
        said_group = FieldGroup(
            self.tr("What your practitioner said"),
            self.tr("It stands first in the aftercare, before anything this program says."),
        )
        said_group.add_field(
            self.tr("Instruction for after a session"), self.instruction_field, is_wide=True
        )
        return aim, plan, following, said_group

    @Slot()
    def _take_concern(self) -> None:
        if self._is_proposed:
            proposal = propose(self.aim.concern)
            self.plan.set_plan(proposal.sessions, proposal.spacing_weeks)
        self._show_dates()

    @Slot()
    def _keep_own_plan(self) -> None:
        """Take the user's numbers as theirs: another concern does not change them."""
        self._is_proposed = False
        self._show_dates()

    @Slot()
    def _show_dates(self) -> None:
        self._proposal.setText(proposal_words(self.aim.concern))
        planned = self._planned()
        ahead = schedule(planned, self._sessions, (), self._today)
        self.dates.show_lines(date_lines(self._sessions, ahead))
        self._upkeep.setText(upkeep_words(self.aim.concern))
        day, (least, _most) = planned.appointment, plan_of(planned)
        close = None if day is None else closeness(day, self._sessions, least)
        self._remark.setText("" if close is None else said(close))
        self._remark.setVisible(close is not None)

    @Slot()
    def _show_disagreements(self) -> None:
        from skintrack.ui.session.disagreements import DisagreementsDialog

        DisagreementsDialog(self).open()
