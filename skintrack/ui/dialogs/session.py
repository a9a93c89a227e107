"""Record a treatment session; everything but the date may be left empty."""

from datetime import date
from typing import cast

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from skintrack.model import CourseId, Provider, SessionId, TreatmentSession
from skintrack.ui.dialogs.form_dialog import FormDialog
from skintrack.ui.widgets.basic import button
from skintrack.ui.widgets.date_field import DateField
from skintrack.ui.words import provider_name

_NOTES_HEIGHT = 84
_MOST_MM = 5.0
_TEXT_MARGIN = 8  # the style sheet gives spin boxes none


class SessionDialog(FormDialog):
    """Tells ``confirmed(TreatmentSession)`` or ``removed(TreatmentSession)``."""

    confirmed = Signal(object)
    removed = Signal(object)

    def __init__(
        self, parent: QWidget, course_id: CourseId, session: TreatmentSession | None = None
    ) -> None:
        is_new = session is None
        super().__init__(
            parent,
            self.tr("Add a session") if is_new else self.tr("Session"),
            self.tr("Add session") if is_new else self.tr("Save"),
            self.tr("Only the date is needed. It tells which photos are from healing days."),
        )
        today = QDate.currentDate()
        self._session = session or TreatmentSession(
            SessionId(0), course_id, date(today.year(), today.month(), today.day())
        )
        self._make_fields()
        if not is_new:
            remove = button(self.tr("Remove session"), self._remove, "quiet")
            self.add_foot_button(remove)

    def _make_fields(self) -> None:
        session = self._session
        self.date_field = DateField(self.tr("Date"), session.date)
        self.depth_field = QDoubleSpinBox()
        self.depth_field.setRange(0, _MOST_MM)
        self.depth_field.setDecimals(2)
        self.depth_field.setSingleStep(0.25)
        self.depth_field.setSuffix(self.tr(" mm"))
        self.depth_field.setSpecialValueText(self.tr("Not noted"))
        self.depth_field.setValue(session.depth_mm or 0)
        self.depth_field.lineEdit().setTextMargins(_TEXT_MARGIN, 0, 0, 0)
        self.provider_field = QComboBox()
        self.provider_field.addItem(self.tr("Not noted"), None)
        for provider in Provider:
            self.provider_field.addItem(provider_name(provider), provider)
        position = 0 if session.provider is None else 1 + list(Provider).index(session.provider)
        self.provider_field.setCurrentIndex(position)
        self.device_field = QLineEdit(session.device or "")
        self.device_field.setPlaceholderText(self.tr("Name of the device, if you know it"))
        self.device_field.setCursorPosition(0)
        self.notes_field = QPlainTextEdit(session.notes or "")
        self.notes_field.setFixedHeight(_NOTES_HEIGHT)
        self.notes_field.setTabChangesFocus(True)
        self.add_field(self.tr("Date"), self.date_field)
        self.add_field(self.tr("Needle depth"), self.depth_field)
        self.add_field(self.tr("Where"), self.provider_field)
        self.add_field(self.tr("Device"), self.device_field)
        self.add_field(self.tr("Notes"), self.notes_field)

    def session(self) -> TreatmentSession:
        """Return the session as the fields say."""
        provider = self.provider_field.currentData()
        return TreatmentSession(
            id=self._session.id,
            course_id=self._session.course_id,
            date=self.date_field.day,
            depth_mm=self.depth_field.value() or None,
            device=self.device_field.text().strip() or None,
            provider=None if provider is None else Provider(cast("str", provider)),
            notes=self.notes_field.toPlainText().strip() or None,
        )

    @Slot()
    def confirm(self) -> None:
        """Tell the session."""
        self.confirmed.emit(self.session())
        self.accept()

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self._session)
        self.accept()
