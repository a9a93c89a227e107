"""Screenshots of backups: what there is, the line about a missing one, and a restore."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from skintrack.model.backup import BackupId, BackupState, BackupWishes, MadeBackup
from skintrack.ui.backup.backup_dialog import BackupDialog
from skintrack.ui.backup.backup_operations import Shown
from skintrack.ui.backup.backup_words import reminder_words
from skintrack.ui.backup.restore_dialog import FoundFile, RestoreDialog

if TYPE_CHECKING:
    from docs.make_screenshots import Photographer

_MADE = datetime.fromisoformat("2026-05-03T18:20:00+02:00")
_FOLDER = Path("/media/backup/SkinTrack")


def take_backups(photographer: Photographer) -> None:
    """Save the dialog of the backups, the reminder and the dialog of a restore."""
    window = photographer.window
    last = MadeBackup(
        BackupId(1),
        _MADE,
        _FOLDER / f"SkinTrack backup {date(2026, 5, 3)}.skintrack",
        photos=1204,
        left_out=0,
        byte_size=4_100_000_000,
        is_automatic=False,
        rehearsed_at=_MADE + timedelta(days=1),
    )
    state = BackupState(last, BackupWishes(_FOLDER, _FOLDER), 1252, 48, _MADE)
    BackupDialog(window, Shown(state, is_encrypted=True)).open()
    photographer.save_dialog("backups")
    found = FoundFile(last.place, _MADE, last.photos, is_encrypted=True)
    dialog = RestoreDialog(
        window, photographer.program.cpu_tasks, photographer.program.services.desk, found
    )
    dialog.set_folder(Path("/home/zoe/SkinTrack"))
    dialog.open()
    photographer.save_dialog("restore")
    window.show_view("timeline")
    window.banner.show_message(
        reminder_words(state), ("Back up", QApplication.beep), ("Not now", QApplication.beep)
    )
    photographer.settle()
    photographer.save("backup-reminder")
    window.banner.dismiss()
