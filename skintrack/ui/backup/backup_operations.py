"""What the window asks of the library about backups, each as an ``Operation`` for the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from skintrack.errors import InputError
from skintrack.ui.operations import Operation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from skintrack.library import Library
    from skintrack.library.backup import Backup
    from skintrack.library.rehearsal import Rehearsal
    from skintrack.model.backup import BackupState
    from skintrack.model.progress import Cancelled, Progress
    from skintrack.workflows.repair_library import Repair
    from skintrack.workflows.weekly_backup import WeeklyBackup

_MOST_NAMES = 100


class Shown(NamedTuple):
    """What the window says of backups; ``is_encrypted`` is that of the library."""

    state: BackupState
    is_encrypted: bool


def read_state() -> Operation[Shown]:
    """Read what is known of the backups of the library."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> Shown:
        return Shown(library.backups.state(), library.is_encrypted)

    return Operation("", work, is_urgent=False)


def put_off() -> Operation[None]:
    """Let the reminder wait."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> None:
        library.backups.put_off()

    return Operation("", work)


def set_weekly_folder(folder: Path | None) -> Operation[Shown]:
    """Say where weekly backups go."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> Shown:
        from skintrack.workflows.weekly_backup import choose_folder

        choose_folder(library, folder)
        return Shown(library.backups.state(), library.is_encrypted)

    return Operation("", work)


def back_up(label: str, output: Path) -> Operation[Backup]:
    """Write a backup, and take a free name where an earlier file must stay as it is."""

    def work(library: Library, progress: Progress, cancelled: Cancelled) -> Backup:
        from skintrack.workflows import backup_library

        for name in (output, *_numbered(output)):
            try:
                return backup_library.run(library, name, progress=progress, cancelled=cancelled)
            except InputError as error:
                if error.code not in {"exists", "less_complete"}:
                    raise
        raise InputError("There are too many backups of this day in that folder.", "exists")

    return Operation(label, work)


def back_up_weekly(label: str, *, gives_way: bool) -> Operation[WeeklyBackup | None]:
    """Write the weekly backup if it is due; what the user does goes before."""

    def work(library: Library, progress: Progress, cancelled: Cancelled) -> WeeklyBackup | None:
        from skintrack.workflows import weekly_backup

        return weekly_backup.run(library, progress=progress, cancelled=cancelled)

    return Operation(label, work, is_urgent=False, gives_way=gives_way)


def rehearse(label: str, file: Path) -> Operation[Rehearsal]:
    """Prove that a backup of this library restores completely."""

    def work(library: Library, progress: Progress, cancelled: Cancelled) -> Rehearsal:
        from skintrack.workflows import rehearse_backup

        return rehearse_backup.with_library(library, file, progress=progress, cancelled=cancelled)

    return Operation(label, work)


def repair(label: str, file: Path) -> Operation[Repair]:
    """Bring damaged and missing photos back from a backup."""

    def work(library: Library, progress: Progress, cancelled: Cancelled) -> Repair:
        from skintrack.workflows import repair_library

        return repair_library.run(library, file, progress=progress, cancelled=cancelled)

    return Operation(label, work)


def _numbered(path: Path) -> Iterator[Path]:
    for number in range(2, _MOST_NAMES):
        yield path.with_name(f"{path.stem} {number}{path.suffix}")
