"""Backups as the window asks for them: made, missed, rehearsed, brought back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from skintrack.errors import CancelledError, EnvironmentalError
from skintrack.settings import sample_library_folder
from skintrack.ui.backup import backup_operations, backup_words
from skintrack.ui.backup.export_commands import ExportCommands
from skintrack.ui.places import documents_folder
from skintrack.ui.words import day_words, plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from skintrack.library.backup import Backup
    from skintrack.library.rehearsal import Rehearsal
    from skintrack.model import FileFailure
    from skintrack.model.backup import BackupState
    from skintrack.ui.backup.backup_dialog import BackupDialog
    from skintrack.ui.backup.backup_operations import Shown
    from skintrack.ui.library_commands import LibraryCommands
    from skintrack.ui.services import Services
    from skintrack.ui.widgets.banner import Banner
    from skintrack.workflows.repair_library import Repair
    from skintrack.workflows.weekly_backup import WeeklyBackup

    _Reminder = tuple[str, tuple[tuple[str, Callable[[], object]], ...]]

LOOK_AFTER_MS = 8_000
"""When a library was opened there are better things to do first."""

_LOOK_AGAIN_MS = 60 * 60 * 1000
_WAIT_FOR_BANNER_MS = 20_000
_NO_MORE_GIVING_WAY_DAYS = 14
_FILTER = "*.skintrack"


class BackupCommands(QObject):
    """Makes and checks backups of the open library.

    Parameters
    ----------
    services : Services
        Where everything runs.
    libraries : LibraryCommands
        Opens what was restored.
    banner : Banner
        Says what came of it.
    window : QWidget
        Parent of the dialogs.
    """

    def __init__(
        self, services: Services, libraries: LibraryCommands, banner: Banner, window: QWidget
    ) -> None:
        super().__init__(window)
        self._services = services
        self._libraries = libraries
        self._banner = banner
        self._window = window
        self.exports = ExportCommands(services, banner, window)
        self._dialog: BackupDialog | None = None
        self._was_reminded = False
        self._is_at_home = True
        self._waiting: _Reminder | None = None
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.look)
        services.desk.opened.connect(self._begin)
        services.desk.closed.connect(self._end)

    # What is due

    @Slot()
    def _begin(self) -> None:
        self._was_reminded = False
        self._waiting = None
        if self._services.desk.folder != sample_library_folder():
            self._clock.start(LOOK_AFTER_MS)

    @Slot()
    def _end(self) -> None:
        self._clock.stop()
        if self._dialog is not None:
            self._dialog.reject()

    @Slot()
    def look(self) -> None:
        """See whether a weekly backup is due, or a line about a missing one."""
        self._clock.start(_LOOK_AGAIN_MS)
        self._services.desk.run(backup_operations.read_state(), self._consider, _ignore)

    def _consider(self, shown: Shown) -> None:
        now, state = datetime.now(UTC), shown.state
        if state.is_weekly_due(now):
            self._back_up_weekly(state, now)
        elif state.is_reminder_due(now) and not self._was_reminded:
            self._remind(state)

    @Slot(str)
    def follow_view(self, key: str) -> None:
        """Remind on the timeline only: elsewhere it would stand over what is being looked at."""
        self._is_at_home = key == "timeline"
        reminder = self._waiting
        if reminder is None:
            return
        if self._is_at_home and not self._was_reminded:
            self._show_reminder(reminder)
        elif not self._is_at_home and self._banner.text == reminder[0]:
            self._was_reminded = False
            self._banner.dismiss()

    def _remind(self, state: BackupState) -> None:
        text = backup_words.reminder_words(state)
        back_up, put_off = (self.tr("Back up"), self.back_up), (self.tr("Not now"), self._put_off)
        self._show_reminder((text, (back_up, put_off)))

    def _show_reminder(self, reminder: _Reminder) -> None:
        """Show a line that nobody asked for, once, when it is in nobody's way."""
        self._waiting = reminder
        if not self._is_at_home:
            return
        if self._banner.text:
            self._clock.start(_WAIT_FOR_BANNER_MS)
            return
        self._was_reminded = True
        text, actions = reminder
        self._banner.show_message(text, *actions)

    @Slot()
    def _put_off(self) -> None:
        self._services.desk.run(backup_operations.put_off(), is_needed=True)

    def _back_up_weekly(self, state: BackupState, now: datetime) -> None:
        # One that never came to its end because somebody was always at work goes first at last.
        last = state.last
        is_patient = last is not None and (now - last.made_at).days < _NO_MORE_GIVING_WAY_DAYS
        operation = backup_operations.back_up_weekly(
            self.tr("Writing the weekly backup"), gives_way=is_patient
        )
        self._services.desk.run(operation, self._end_weekly, self._fail_weekly)

    def _end_weekly(self, made: WeeklyBackup | None) -> None:
        if made is not None and made.backup.errors:
            self._show_incomplete(made.backup)

    def _fail_weekly(self, error: BaseException) -> None:
        """Say once why there is no weekly backup; it is tried again."""
        if not isinstance(error, EnvironmentalError):
            self._services.desk.failed.emit(error)
        elif not self._was_reminded:
            self._show_reminder((error.message, ((self.tr("Backups…"), self.open_dialog),)))

    # Making one

    @Slot()
    def back_up(self) -> None:
        """Back up to where the last one went; ask where that is not known or not there."""
        self._services.desk.run(backup_operations.read_state(), self._back_up_there)

    def _back_up_there(self, shown: Shown) -> None:
        folder = shown.state.wishes.folder
        if folder is not None and folder.is_dir():
            self.save(folder / backup_words.file_name(_today()))
        else:
            self.choose_place()

    @Slot()
    def choose_place(self) -> None:
        """Ask where the backup goes."""
        from PySide6.QtWidgets import QFileDialog

        places = documents_folder()
        dialog = QFileDialog(self._window, self.tr("Save a backup"), places)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self._filter()])
        dialog.setDefaultSuffix("skintrack")
        dialog.selectFile(backup_words.file_name(_today()))
        dialog.fileSelected.connect(self._save_as)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _save_as(self, name: str) -> None:
        self.save(Path(name))

    def save(self, path: Path) -> None:
        """Write a backup."""
        operation = backup_operations.back_up(self.tr("Writing a backup"), path)
        self._services.desk.run(operation, self._tell_saved)

    def _tell_saved(self, made: Backup) -> None:
        if made.errors:
            self._show_incomplete(made)
        else:
            self._banner.show_message(backup_words.saved_words(made.photos, made.path))
        self._refresh()

    def _show_incomplete(self, made: Backup) -> None:
        text = backup_words.incomplete_words(len(made.errors), made.path)
        self._banner.show_message(text, (self.tr("Which ones?"), partial(self._list, made.errors)))

    # The dialog

    @Slot()
    def open_dialog(self) -> None:
        """Show what is backed up, and what can be done."""
        self._services.desk.run(backup_operations.read_state(), self._open_dialog)

    def _open_dialog(self, shown: Shown) -> None:
        from skintrack.ui.backup.backup_dialog import BackupDialog

        if self._dialog is not None:
            return
        dialog = self._dialog = BackupDialog(self._window, shown)
        dialog.backup_wanted.connect(self.back_up)
        dialog.other_place_wanted.connect(self.choose_place)
        dialog.weekly_folder_chosen.connect(self.set_weekly_folder)
        dialog.rehearsal_wanted.connect(self.choose_rehearsal)
        dialog.repair_wanted.connect(self.choose_repair)
        dialog.restore_wanted.connect(self.choose_restore)
        dialog.finished.connect(self._leave_dialog)
        dialog.open()

    @Slot()
    def _leave_dialog(self) -> None:
        self._dialog = None

    def _refresh(self) -> None:
        if self._dialog is not None:
            self._services.desk.run(backup_operations.read_state(), self._show)

    def _show(self, shown: Shown) -> None:
        if self._dialog is not None:
            self._dialog.show_state(shown)

    @Slot(object)
    def set_weekly_folder(self, folder: Path | None) -> None:
        """Write a backup each week into a folder; None for no more."""
        operation = backup_operations.set_weekly_folder(folder)
        self._services.desk.run(operation, self._follow_weekly, self._refuse_weekly)

    def _follow_weekly(self, shown: Shown) -> None:
        self._show(shown)
        if shown.state.is_weekly_due(datetime.now(UTC)):
            self._back_up_weekly(shown.state, datetime.now(UTC))

    def _refuse_weekly(self, error: BaseException) -> None:
        if self._dialog is not None and isinstance(error, EnvironmentalError):
            self._dialog.refuse(error)
        else:
            self._services.desk.failed.emit(error)

    # From a backup

    @Slot()
    def choose_rehearsal(self) -> None:
        """Ask which backup is to be rehearsed."""
        self._choose_file(self.tr("Check a backup"), self.rehearse)

    def rehearse(self, file: Path) -> None:
        """Prove that a backup restores."""
        operation = backup_operations.rehearse(self.tr("Checking a backup"), file)
        self._services.desk.run(operation, self._tell_rehearsed)

    def _tell_rehearsed(self, found: Rehearsal) -> None:
        made_at = datetime.fromisoformat(found.created_at)
        if found.is_complete:
            self._banner.show_message(backup_words.restores_words(made_at, found.photos))
        else:
            text = plural(
                "In your backup of {day} {count} photo is not whole; the rest restores.",
                "In your backup of {day} {count} photos are not whole; the rest restores.",
                len(found.errors),
                day=day_words(backup_words.local_day(made_at)),
            )
            which = (self.tr("Which ones?"), partial(self._list, found.errors))
            self._banner.show_message(text, which)
        self._refresh()

    @Slot()
    def choose_repair(self) -> None:
        """Ask which backup damaged photos shall come from."""
        self._choose_file(self.tr("Bring back damaged photos"), self.repair)

    def repair(self, file: Path) -> None:
        """Bring damaged photos back from a backup."""
        operation = backup_operations.repair(self.tr("Looking for damaged photos"), file)
        self._services.desk.run(operation, self._tell_repaired)

    def _tell_repaired(self, done: Repair) -> None:
        text = backup_words.repaired_words(len(done.mended), len(done.errors))
        if done.errors:
            which = (self.tr("Which ones?"), partial(self._list, done.errors))
            self._banner.show_message(text, which)
        else:
            self._banner.show_message(text)

    @Slot()
    def choose_restore(self) -> None:
        """Ask which backup shall become a library."""
        self._choose_file(self.tr("Restore a backup"), self.restore)

    def restore(self, file: Path) -> None:
        """Look at a backup, then ask where it goes."""
        from skintrack.ui.backup.restore_dialog import look_at

        self._services.cpu_tasks.run(
            partial(look_at, file), done=self._ask_restore, failed=self._services.desk.failed.emit
        )

    def _ask_restore(self, found: object) -> None:
        from skintrack.ui.backup.restore_dialog import FoundFile, RestoreDialog

        if not isinstance(found, FoundFile):
            return
        dialog = RestoreDialog(self._window, self._services.cpu_tasks, self._services.desk, found)
        dialog.restored.connect(self._open_restored)
        dialog.open()

    @Slot(object, str, bool)
    def _open_restored(self, folder: Path, secret: str, is_recovery_key: bool) -> None:
        # It is the next start's, too, where the window waits for nothing else to close.
        self._services.settings.remember_library(folder)
        if is_recovery_key:
            self._libraries.unlock_by_recovery_key(folder, secret)
        elif secret:
            self._libraries.unlock_by_passphrase(folder, secret)
        else:
            self._libraries.open_folder(folder)

    def _choose_file(self, title: str, take: Callable[[Path], object]) -> None:
        from skintrack.ui.backup.file_choice import choose_backup

        choose_backup(self._window, title, self._filter(), take)

    def _list(self, failures: tuple[FileFailure, ...]) -> None:
        from skintrack.ui.backup.failure_list import FailureList

        FailureList(self._window, failures).open()

    def _filter(self) -> str:
        return self.tr("Backups ({pattern})").format(pattern=_FILTER)


def _today() -> date:
    return datetime.now().astimezone().date()


def _ignore(error: BaseException) -> None:
    """Say nothing of a look that failed: it is made again."""
    if not isinstance(error, CancelledError | EnvironmentalError):
        raise error
