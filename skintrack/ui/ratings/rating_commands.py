"""Opens the ratings and keeps them; hides scores where the patient asks for it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from skintrack.ui.edit_history import Edit
from skintrack.ui.words import day_words, tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from skintrack.model import Changes, CourseId, Rater, Rating, RatingId, Scale
    from skintrack.ui.note_operations import RatingEdit
    from skintrack.ui.operations import Operation
    from skintrack.ui.ratings.rating_dialog import RatingDialog
    from skintrack.ui.services import Services
    from skintrack.workflows.type_back import PractitionerPage


class RatingCommands(QObject):
    """Opens the dialog of ratings.

    Parameters
    ----------
    services : Services
        Where ratings are kept.
    window : QWidget
        Parent of the dialog.
    """

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self._dialog: RatingDialog | None = None
        services.course.noted.connect(self._refresh)
        services.desk.closed.connect(self._close)

    @Slot()
    def open_ratings(self) -> None:
        """Open the ratings of the course."""
        state = self._services.course.state
        if state is None:
            return
        from skintrack.ui.ratings.rating_dialog import RatingDialog

        self._close()
        dialog = self._dialog = RatingDialog(self._window, self._services)
        dialog.given.connect(partial(self._add, state.course.id))
        dialog.removed.connect(self._remove)
        dialog.finished.connect(self._forget)
        self._refresh()
        dialog.open()
        dialog.patient_row.take_focus()

    @Slot()
    def open_practitioner_page(self) -> None:
        """Ask for what the practitioner wrote on the page of the report."""
        state = self._services.course.state
        if state is None:
            return
        from skintrack.ui.ratings.practitioner_dialog import PractitionerDialog

        today = datetime.now().astimezone().date()
        dialog = PractitionerDialog(self._window, state.course, state.sessions, today)
        dialog.confirmed.connect(partial(self._keep_page, state.course.id))
        dialog.open()

    def _keep_page(self, course_id: CourseId, page: PractitionerPage) -> None:
        from skintrack.ui.report import report_operations

        text = tr("The practitioner's page of {day} was kept.").format(day=day_words(page.day))
        do = report_operations.type_back(page, course_id)
        self._services.history.make(Edit(text, do, report_operations.take_page_back))

    @Slot(bool)
    def hide_scores(self, is_hidden: bool) -> None:
        """Keep scores back until the next milestone photo, or show them again."""
        state = self._services.course.state
        if state is None or state.course.hides_scores == is_hidden:
            return
        course_id = state.course.id
        text = tr("Scores rest until your next milestone photos.")
        if not is_hidden:
            text = tr("Scores are shown again.")
        from skintrack.ui import note_operations

        do = note_operations.hide_scores(course_id, is_hidden=is_hidden)
        undo = note_operations.hide_scores(course_id, is_hidden=not is_hidden)
        self._services.history.make(Edit(text, do, partial(_always, undo)))

    @Slot()
    def show_scores(self) -> None:
        """Show scores again."""
        self.hide_scores(False)

    def _add(
        self,
        course_id: CourseId,
        day: date,
        answers: Sequence[tuple[Scale, int, Rater]],
        notes: str | None,
    ) -> None:
        text = tr("The rating of {day} was added.").format(day=day_words(day))
        from skintrack.ui import note_operations

        do = note_operations.add_ratings(course_id, day, answers, notes)
        edit = Edit(text, do, partial(_remove_added, course_id), is_quiet=True)
        self._services.history.make(edit, self._clear_answers)

    def _remove(self, rating: Rating) -> None:
        text = tr("The rating of {day} was removed.").format(day=day_words(rating.day))
        from skintrack.ui import note_operations

        do = note_operations.remove_ratings(rating.course_id, [rating.id])
        undo = partial(_take_back, rating.course_id, [rating.id])
        self._services.history.make(Edit(text, do, undo, is_quiet=True))

    def _clear_answers(self, _edit: RatingEdit) -> None:
        if self._dialog is not None:
            self._dialog.clear_answers()

    @Slot()
    def _refresh(self) -> None:
        state = self._services.course.state
        if self._dialog is not None and state is not None:
            self._dialog.show_ratings(state.notes.ratings)

    @Slot()
    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.close()

    @Slot()
    def _forget(self) -> None:
        self._dialog = None


def _always(undo: Operation[Changes], _result: object) -> Operation[Changes]:
    return undo


def _remove_added(course_id: CourseId, edit: RatingEdit) -> Operation[RatingEdit]:
    from skintrack.ui import note_operations

    return note_operations.remove_ratings(course_id, edit.ids)


def _take_back(
    course_id: CourseId, ids: Sequence[RatingId], _edit: RatingEdit
) -> Operation[RatingEdit]:
    from skintrack.ui import note_operations

    return note_operations.take_ratings_back(course_id, ids)
