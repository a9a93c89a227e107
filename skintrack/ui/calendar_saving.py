"""Save the dates of the course as a calendar file and say what to do with it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from skintrack.treatment.schedule import schedule
from skintrack.ui.places import documents_folder
from skintrack.ui.unsealed import with_hint
from skintrack.ui.widgets.banner import ANSWER_SECONDS
from skintrack.ui.words import plural, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from skintrack.treatment.calendar import CalendarEntry
    from skintrack.ui.services import Services
    from skintrack.ui.widgets.banner import Banner


class CalendarSaving(QObject):
    """Shows the dates, asks where the file goes, and offers to open it.

    Parameters
    ----------
    services : Services
        The course, and where the work runs.
    banner : Banner
        Says what was saved.
    window : QWidget
        Parent of the dialogs.
    """

    def __init__(self, services: Services, banner: Banner, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._banner = banner
        self._window = window

    @Slot()
    def show_dates(self) -> None:
        """Show what would be saved, or say that there is nothing."""
        state = self._services.course.state
        if state is None:
            return
        from skintrack.treatment.calendar import calendar_entries

        today = datetime.now().astimezone().date()
        ahead = schedule(state.course, state.sessions, state.visits, today)
        entries = calendar_entries(state.course, ahead, today)
        if not entries:
            self._banner.show_message(
                self._none_words(state.course.planned_sessions, len(state.sessions)),
                seconds=ANSWER_SECONDS,
            )
            return
        from skintrack.ui.session.calendar_dialog import CalendarDialog

        dialog = CalendarDialog(self._window, state.course, entries)
        dialog.confirmed.connect(partial(self._choose_file, entries))
        dialog.open()

    def _none_words(self, planned: int | None, done: int) -> str:
        if planned is not None and done >= planned:
            return self.tr("No date is left. New ones follow from the plan and the sessions.")
        return self.tr("There are no dates yet. They follow from the plan and the sessions.")

    def _choose_file(
        self, entries: Sequence[CalendarEntry], name: str | None, with_reminders: bool
    ) -> None:
        from PySide6.QtWidgets import QFileDialog

        places = documents_folder()
        dialog = QFileDialog(self._window, self.tr("Save dates to a calendar"), places)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Calendar (*.ics)")])
        dialog.setDefaultSuffix("ics")
        dialog.selectFile(self.tr("Dates.ics"))
        dialog.fileSelected.connect(partial(self._save_as, entries, name, with_reminders))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save_as(
        self, entries: Sequence[CalendarEntry], name: str | None, with_reminders: bool, file: str
    ) -> None:
        self.save(Path(file), entries, name, with_reminders=with_reminders)

    def save(
        self,
        path: Path,
        entries: Sequence[CalendarEntry],
        name: str | None,
        *,
        with_reminders: bool,
    ) -> None:
        """Write the file; ``name`` stands before each title."""
        from skintrack.treatment.calendar import calendar_text

        text = calendar_text(
            entries, datetime.now(UTC), label=name, with_reminders=with_reminders, say=said
        )
        self._services.cpu_tasks.run(
            partial(_write, path, text.encode()),
            done=partial(self._show_result, path, len(entries)),
            failed=self._services.desk.failed.emit,
            is_needed=True,
        )

    def _show_result(self, path: Path, count: int, _result: object) -> None:
        text = plural(
            "{count} date is saved. Open the file to put it into your calendar.",
            "{count} dates are saved. Open the file to put them into your calendar.",
            count,
        )
        text = with_hint(text, self._services.desk)
        self._banner.show_message(text, (self.tr("Open it"), partial(_open, path)))


def _write(path: Path, content: bytes) -> None:
    from skintrack.workflows.safe_file import write_safely

    write_safely(path, content)


def _open(path: Path) -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
