"""The dialogs that come with files, backups and faults, and how to come to each."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from skintrack.model import FileFailure

# With how many photos and files they are shown.
_MANY = 12
_FAILURES = (
    FileFailure("a.jpg", "cut_off", "“a.jpg” is cut off: part of the photo is missing."),
    FileFailure("b.jpg", "empty", "“b.jpg” is empty. Copy it again from the camera."),
)


def _show_backups(stage: Any) -> None:
    stage.window.backups.open_dialog()


def _restore_backup(stage: Any) -> None:
    from skintrack.ui.backup.restore_dialog import FoundFile

    made_at = datetime(2026, 11, 1, 9, tzinfo=UTC)
    found = FoundFile(stage.folder / "library.skintrack", made_at, _MANY, is_encrypted=True)
    stage.window.backups._ask_restore(found)


def _export(stage: Any) -> None:
    stage.window.backups.exports.ask()


def _list_damaged(stage: Any) -> None:
    from skintrack.ui.backup.failure_list import FailureList

    FailureList(stage.window, _FAILURES).open()


def _list_failures(stage: Any) -> None:
    from skintrack.ui.dialogs.message import FailuresDialog

    FailuresDialog(stage.window, _FAILURES).open()


def _tell_bug(stage: Any) -> None:
    from skintrack.ui.dialogs.message import BugDialog

    BugDialog(stage.window, "ValueError: one\nTwo lines of where it was.").open()


def _ask_dates(stage: Any) -> None:
    from skintrack.ui.dialogs.dates import DatesDialog

    photos = tuple(stage.course.photos[:2])
    DatesDialog(stage.window, photos, stage.program.services.images).open()


def _ask_one_day(stage: Any) -> None:
    from skintrack.ui.dialogs.day import DayDialog
    from skintrack.ui.widgets.date_field import DateField

    DayDialog(stage.window, DateField("Day", date(2026, 5, 1)), _MANY).open()


def _ask_skin(stage: Any) -> None:
    stage.window.imports.skin_notes.ask(tuple(stage.course.photos[:2]))


def _show_about(stage: Any) -> None:
    stage.window.header._show_about()


def _show_disagreements(stage: Any) -> None:
    from skintrack.ui.session.disagreements import DisagreementsDialog

    DisagreementsDialog(stage.window).open()


MORE_DIALOGS: dict[str, Callable[[Any], None]] = {
    "backups": _show_backups,
    "restore_backup": _restore_backup,
    "export": _export,
    "damaged_photos": _list_damaged,
    "unread_files": _list_failures,
    "bug": _tell_bug,
    "dates": _ask_dates,
    "one_day": _ask_one_day,
    "skin_state": _ask_skin,
    "disagreements": _show_disagreements,
    "about": _show_about,
}
