"""Type back what a practitioner wrote on the last page of the report, in the order of that page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from skintrack.model import Scale, SessionId, TreatmentSession
from skintrack.ui.ratings.rating_words import answer_names, scale_name
from skintrack.ui.session.appointment import AppointmentField
from skintrack.ui.session.depths import DepthsField
from skintrack.ui.session.fields import PassesField
from skintrack.ui.session.groups import FieldGroup, WheelGuard
from skintrack.ui.session.tall_dialog import TallDialog
from skintrack.ui.widgets.date_field import DateField
from skintrack.ui.widgets.elided_combo_box import ElidedComboBox
from skintrack.ui.words import tr
from skintrack.workflows.type_back import PractitionerPage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from skintrack.model import Course

_SIZE = QSize(720, 860)
_TEXT_HEIGHT = 76


class PractitionerDialog(TallDialog):
    """Tells ``confirmed(PractitionerPage)``.

    Parameters
    ----------
    parent : QWidget
        The window.
    course : Course
        Whose page it is; what is noted of its next session is shown.
    sessions : sequence of TreatmentSession
        Those of the course.
    today : date
        No grade is given later; a later session is the next one.
    """

    confirmed = Signal(object)

    def __init__(
        self, parent: QWidget, course: Course, sessions: Sequence[TreatmentSession], today: date
    ) -> None:
        super().__init__(
            parent,
            self.tr("The practitioner's page"),
            self.tr(
                "What was written on the last page of the report. Leave empty what is empty there."
            ),
            self.tr("Keep the page"),
            _SIZE,
        )
        self._course = course
        ahead = (session for session in sessions if session.date > today)
        self._planned = min(ahead, key=lambda session: session.date, default=None)
        self._make_fields(today)
        for group in (self._grades(), self._next_session(), self._said()):
            self.content.addWidget(group)
        self.content.addStretch(1)
        self._guard = WheelGuard(self)
        self._guard.guard(self)
        self.depths.parts_made.connect(self._guard_parts)
        self.boxes[Scale.GOODMAN_BARON].setFocus()

    @Slot()
    def _guard_parts(self) -> None:
        self._guard.guard(self.depths)

    def _make_fields(self, today: date) -> None:
        self.date_field = DateField(self.tr("Day of the grades"), today)
        self.date_field.set_latest(today)
        self.boxes = {scale: _grade_box(scale) for scale in (Scale.GOODMAN_BARON, Scale.GAIS)}
        self.remarks_field = _text_field("")
        course, planned = self._course, self._planned
        day, clock = course.appointment, course.appointment_clock
        if planned is not None:
            day, clock = planned.date, planned.clock
        if day is not None and day < today:
            day = clock = None
        self.appointment = AppointmentField(day, clock, today)
        self.device_field = QLineEdit("" if planned is None else planned.device or "")
        self.passes_field = PassesField(
            self.tr("Passes"), None if planned is None else planned.passes
        )
        self.depths = DepthsField()
        if planned is not None:
            self.depths.set_depths(planned.depth_mm, planned.zone_depths)
        self.instruction_field = _text_field(course.practitioner_instruction or "")

    def _grades(self) -> FieldGroup:
        group = FieldGroup(self.tr("Grades"))
        grade = self.boxes[Scale.GOODMAN_BARON]
        group.add_field(scale_name(Scale.GOODMAN_BARON), grade, is_wide=True)
        group.add_field(scale_name(Scale.GAIS), self.boxes[Scale.GAIS])
        group.add_field(self.tr("Day of the grades"), self.date_field)
        group.add_field(self.tr("Remarks"), self.remarks_field, is_wide=True)
        return group

    def _next_session(self) -> FieldGroup:
        group = FieldGroup(self.tr("Plan for the next session"))
        group.add_widget(self.appointment)
        group.add_field(self.tr("Device"), self.device_field)
        group.add_field(self.tr("Passes"), self.passes_field)
        group.add_field(self.tr("Needle depth"), self.depths, is_wide=True)
        return group

    def _said(self) -> FieldGroup:
        group = FieldGroup(
            self.tr("What your practitioner said"),
            self.tr("It stands first in the aftercare, before anything this program says."),
        )
        name = self.tr("Instruction for after a session")
        group.add_field(name, self.instruction_field, is_wide=True)
        return group

    def page(self) -> PractitionerPage:
        """Return the page as the fields say; ``ValueError`` if the time is none."""
        return PractitionerPage(
            day=self.date_field.day,
            grade=self.boxes[Scale.GOODMAN_BARON].currentData(),
            gais=self.boxes[Scale.GAIS].currentData(),
            remarks=self.remarks_field.toPlainText().strip() or None,
            session=self._session(),
            course=self._changed_course(),
        )

    def _session(self) -> TreatmentSession | None:
        """Return the next session where it is new or another one than before."""
        day = self.appointment.day
        if day is None:
            return None
        details = self._details()
        if self._planned is None:
            if not any(details.values()):
                return None
            course = self._course
            new = TreatmentSession(
                SessionId(0), course.id, day, concern=course.concern, area=course.area
            )
            return replace(new, clock=self.appointment.clock, **details)
        changed = replace(self._planned, date=day, clock=self.appointment.clock, **details)
        return None if changed == self._planned else changed

    def _details(self) -> dict[str, Any]:
        return {
            "device": self.device_field.text().strip() or None,
            "passes": self.passes_field.passes,
            "depth_mm": self.depths.depth_mm,
            "zone_depths": self.depths.zone_depths,
        }

    def _changed_course(self) -> Mapping[str, Any]:
        day = self.appointment.day
        told: dict[str, Any] = {
            "practitioner_instruction": self.instruction_field.toPlainText().strip() or None
        }
        # A session that is recorded already has its own day.
        if day is not None and self._planned is None:
            told |= {"appointment": day, "appointment_clock": self.appointment.clock}
        return {name: value for name, value in told.items() if value != getattr(self._course, name)}

    @Slot()
    def confirm(self) -> None:
        """Tell the page, unless something in it cannot be kept."""
        problem = self._problem_of_page()
        self.show_problem(problem)
        if not problem:
            self.confirmed.emit(self.page())
            self.accept()

    def _problem_of_page(self) -> str:
        if not (self.date_field.check() and self.appointment.date_field.check()):
            return self.tr("One of the days cannot be.")
        try:
            page = self.page()
        except ValueError:
            self.appointment.clock_field.setFocus()
            return self.tr("The time could not be read. Write it like 14:30, or leave it empty.")
        has_grade = page.grade is not None or page.gais is not None
        if page.remarks and not has_grade:
            self.boxes[Scale.GOODMAN_BARON].setFocus()
            return self.tr(
                "Remarks are kept with a grade. Choose one, or write them into the instruction."
            )
        if self.appointment.day is None and any(self._details().values()):
            self.appointment.agreed_box.setFocus()
            return self.tr(
                "Device, passes and depth belong to a session: say on which day it is agreed."
            )
        if not (has_grade or page.session or page.course):
            return self.tr("Nothing is filled in yet.")
        return ""


def _grade_box(scale: Scale) -> ElidedComboBox:
    box = ElidedComboBox()
    box.addItem(tr("Not filled in"), None)
    for value, name in zip(scale.values, answer_names(scale), strict=True):
        box.addItem(name, value)
    return box


def _text_field(text: str) -> QPlainTextEdit:
    field = QPlainTextEdit(text)
    field.setFixedHeight(_TEXT_HEIGHT)
    field.setTabChangesFocus(True)
    return field
