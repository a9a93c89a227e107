"""Opens the recovery diary and keeps what is answered, at once and with a way back."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QObject, Slot

from skintrack.errors import EnvironmentalError
from skintrack.treatment import HEALING_DAYS
from skintrack.ui.edit_history import Edit
from skintrack.ui.words import day_words, said, tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from skintrack.model import CourseId, DiaryEntry, TreatmentSession
    from skintrack.ui.diary.diary_dialog import DiaryDialog
    from skintrack.ui.note_operations import DiaryEdit
    from skintrack.ui.operations import Operation
    from skintrack.ui.services import Services


class DiaryCommands(QObject):
    """Opens the diary of a session.

    Parameters
    ----------
    services : Services
        Where answers are kept.
    window : QWidget
        Parent of the dialog.
    """

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self._dialog: DiaryDialog | None = None
        self._saving = 0
        services.course.noted.connect(self._refresh)
        services.desk.failed.connect(self._give_up)
        services.desk.closed.connect(self._close)

    @Slot(object)
    def open_diary(self, session: TreatmentSession) -> None:
        """Open the diary of a session."""
        state = self._services.course.state
        if state is None:
            return
        from skintrack.ui.diary.diary_dialog import DiaryDialog

        self._close()
        dialog = self._dialog = DiaryDialog(self._window, self._services, session, state.sessions)
        self._saving = 0
        dialog.noted.connect(partial(self._save, session.course_id))
        dialog.session_chosen.connect(self.open_diary)
        dialog.finished.connect(self._forget)
        self._refresh()
        dialog.open()
        dialog.focus_answers()

    @Slot()
    def open_latest(self) -> None:
        """Open the diary of the session that the patient heals from, or of the latest one."""
        state = self._services.course.state
        if state is None or not state.sessions:
            return
        today = QDate.currentDate()
        day = date(today.year(), today.month(), today.day())
        begun = [session for session in state.sessions if session.date <= day]
        self.open_diary(begun[-1] if begun else state.sessions[0])

    def _save(self, course_id: CourseId, entry: DiaryEntry) -> None:
        self._saving += 1
        text = tr("The diary of {day} was noted.").format(day=day_words(entry.day))
        from skintrack.ui import note_operations

        save = note_operations.save_day(course_id, entry)
        self._services.history.make(
            Edit(text, save, partial(_put_back, course_id), is_quiet=True), self._note_saved
        )

    def _note_saved(self, _edit: object) -> None:
        self._saving = max(self._saving - 1, 0)

    @Slot()
    def _refresh(self) -> None:
        """Show what the library holds, unless an answer is still on its way there."""
        state = self._services.course.state
        if self._dialog is None or state is None or self._saving:
            return
        session_id = self._dialog.session.id
        self._dialog.show_entries(
            tuple(entry for entry in state.notes.diary if entry.session_id == session_id)
        )

    @Slot(object)
    def _give_up(self, error: BaseException) -> None:
        """Show what is really kept after an answer could not be, and say why."""
        self._saving = 0
        self._refresh()
        if self._dialog is not None and isinstance(error, EnvironmentalError):
            self._dialog.show_problem(said(error.message))

    @Slot()
    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.close()

    @Slot()
    def _forget(self) -> None:
        self._dialog = None


def is_diary_time(session: TreatmentSession, day: date) -> bool:
    """Tell whether a day is one of the diary of a session."""
    return 0 <= (day - session.date).days <= HEALING_DAYS


def _put_back(course_id: CourseId, edit: DiaryEdit) -> Operation[DiaryEdit]:
    from skintrack.ui import note_operations

    return note_operations.save_day(course_id, edit.before)
