"""The fields of a session in groups; everything but the date may be left empty."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from skintrack.model import Course, Provider, TreatmentSession
from skintrack.treatment import concern_name
from skintrack.treatment.safety import outcome
from skintrack.ui.session.concern_field import ConcernField
from skintrack.ui.session.depths import DepthsField
from skintrack.ui.session.fields import ClockField, PassesField, ScaleField
from skintrack.ui.session.groups import FieldGroup, WheelGuard
from skintrack.ui.widgets.basic import button, label, row
from skintrack.ui.widgets.date_field import DateField
from skintrack.ui.words import provider_name, said

_NOTES_HEIGHT = 92


class SessionForm(QWidget):
    """Shows a session and tells it as it was changed.

    Parameters
    ----------
    course : Course
        Says what stands where a session says nothing else.
    session : TreatmentSession
        What is shown first.
    """

    questions_wanted = Signal()

    def __init__(self, course: Course, session: TreatmentSession) -> None:
        super().__init__()
        self._session = session
        self._course = course
        self.safety_answers: Mapping[str, bool] = session.safety_answers
        self._make_fields()
        self.remark = label("", "secondary")
        self.safety_text = label("", "secondary")
        self.show_session(session)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for group in self._groups():
            layout.addWidget(group)
        self._guard = WheelGuard(self)
        self._guard.guard(self)
        self.depths_field.parts_made.connect(self._guard_parts)

    @Slot()
    def _guard_parts(self) -> None:
        self._guard.guard(self.depths_field)

    def session(self) -> TreatmentSession:
        """Return the session as the fields say; ``ValueError`` if the time is none."""
        return replace(self._without_clock(), clock=self.clock_field.clock)

    def draft(self) -> TreatmentSession:
        """Return the session as the fields say, without a time that cannot be read."""
        try:
            return self.session()
        except ValueError:
            return self._without_clock()

    def _without_clock(self) -> TreatmentSession:
        provider = self.provider_field.currentData()
        return replace(
            self._session,
            date=self.date_field.day,
            clock=None,
            concern=self.concern_field.concern,
            area=_text(self.area_field),
            provider=None if provider is None else Provider(provider),
            practitioner=_text(self.practitioner_field),
            device=_text(self.device_field),
            depth_mm=self.depths_field.depth_mm,
            zone_depths=self.depths_field.zone_depths,
            passes=self.passes_field.passes,
            products=_text(self.products_field),
            numbing=_text(self.numbing_field),
            pain=self.pain_field.value,
            notes=self.notes_field.toPlainText().strip() or None,
            safety_answers=self.safety_answers,
        )

    def show_session(self, session: TreatmentSession) -> None:
        """Fill all fields."""
        self.date_field.set_day(session.date)
        self.clock_field.set_clock(session.clock)
        self.pain_field.set_value(session.pain)
        self.notes_field.setPlainText(session.notes or "")
        self.set_safety_answers(session.safety_answers)
        self.fill_like(session)

    def fill_like(self, session: TreatmentSession) -> None:
        """Fill in what tends to stay the same from session to session."""
        self.concern_field.set_concern(session.concern)
        self.provider_field.setCurrentIndex(self.provider_field.findData(session.provider))
        self.depths_field.set_depths(session.depth_mm, session.zone_depths)
        self.passes_field.set_passes(session.passes)
        for field, text in (
            (self.area_field, session.area),
            (self.practitioner_field, session.practitioner),
            (self.device_field, session.device),
            (self.products_field, session.products),
            (self.numbing_field, session.numbing),
        ):
            field.setText(text or "")
            field.setCursorPosition(0)

    def set_safety_answers(self, answers: Mapping[str, bool]) -> None:
        """Take the answers to the questions before the session."""
        self.safety_answers = answers
        self.safety_text.setText(said(outcome(answers)))

    def _make_fields(self) -> None:
        self.date_field = DateField(self.tr("Date"), self._session.date)
        self.clock_field = ClockField(self.tr("Time"))
        name = concern_name(self._course.concern)
        as_course = self.tr("As the course")
        if name is not None:
            as_course = self.tr("As the course: {concern}").format(concern=said(name))
        self.concern_field = ConcernField(self.tr("What it was for"), as_course)
        self.area_field = _line(self._course.area or self.tr("such as cheeks and chin"))
        self.provider_field = QComboBox()
        self.provider_field.addItem(self.tr("Not noted"), None)
        for provider in Provider:
            self.provider_field.addItem(provider_name(provider), provider)
        self.practitioner_field = _line(self.tr("Name"))
        self.device_field = _line(self.tr("Name of the device, if you know it"))
        self.depths_field = DepthsField()
        self.passes_field = PassesField(self.tr("Passes"))
        self.products_field = _line(self.tr("such as a hyaluronic acid serum"))
        self.numbing_field = _line(self.tr("such as cream, 30 minutes"))
        self.pain_field = ScaleField(
            self.tr("Pain during the session"), self.tr("Not noted"), self._pain_name
        )
        self.notes_field = QPlainTextEdit()
        self.notes_field.setFixedHeight(_NOTES_HEIGHT)
        self.notes_field.setTabChangesFocus(True)

    def _groups(self) -> tuple[FieldGroup, ...]:
        when = FieldGroup(self.tr("When"))
        when.add_field(self.tr("Date"), self.date_field)
        when.add_field(self.tr("Time"), self.clock_field)
        when.add_widget(self.remark)
        where = FieldGroup(self.tr("What for, and with whom"))
        where.add_field(self.tr("What it was for"), self.concern_field)
        where.add_field(self.tr("Area"), self.area_field)
        where.add_field(self.tr("Where"), self.provider_field)
        where.add_field(self.tr("Practitioner"), self.practitioner_field)
        needles = FieldGroup(self.tr("Needles"))
        needles.add_field(self.tr("Device"), self.device_field)
        needles.add_field(self.tr("Passes"), self.passes_field)
        needles.add_field(self.tr("Needle depth"), self.depths_field, is_wide=True)
        skin = FieldGroup(self.tr("On the skin, and how it felt"))
        skin.add_field(self.tr("Products put on"), self.products_field)
        skin.add_field(self.tr("Numbing"), self.numbing_field)
        skin.add_field(
            self.tr("Pain during the session: 0 none, 10 as strong as can be"),
            self.pain_field,
            is_wide=True,
        )
        skin.add_field(self.tr("Notes"), self.notes_field, is_wide=True)
        return when, where, needles, skin, self._safety_group()

    def _safety_group(self) -> FieldGroup:
        group = FieldGroup(self.tr("Before the session"))
        ask = button(self.tr("Go through the questions…"), self.questions_wanted.emit)
        foot = QWidget()
        foot.setLayout(row(ask, 1))
        group.add_widget(self.safety_text)
        group.add_widget(foot)
        return group

    def _pain_name(self, number: int) -> str:
        return self.tr("Pain {number} of 10").format(number=number)


def _line(placeholder: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(placeholder)
    return line


def _text(field: QLineEdit) -> str | None:
    return field.text().strip() or None
