"""A backup each week into a folder of the user's, and the old ones among them thinned out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from skintrack.errors import EnvironmentalError, InputError
from skintrack.library import Library, archive
from skintrack.library.backup import Backup
from skintrack.library.records import now
from skintrack.model.backup import FoundBackup, to_thin_out
from skintrack.model.phrase import Phrase
from skintrack.model.progress import Cancelled, Progress, never_cancelled, no_progress
from skintrack.model.text import file_label
from skintrack.workflows import backup_library
from skintrack.workflows.safe_file import refuse_harmful_output

_ID_DIGITS = 8
_NAME = re.compile(r"SkinTrack weekly \d{4}-\d\d-\d\d [0-9a-f]{8}\.skintrack")


@dataclass(frozen=True)
class WeeklyBackup:
    """What was written, and which older ones were removed."""

    backup: Backup
    removed: tuple[Path, ...]


def choose_folder(library: Library, folder: Path | None) -> None:
    """Say where weekly backups go; None for nowhere.

    Raises
    ------
    InputError
        With code ``inside_library``, or ``missing`` where there is no such folder.
    """
    if folder is not None:
        refuse_harmful_output(folder / "backup")
        if not folder.is_dir():
            raise _missing(folder)
    library.backups.set_weekly_folder(folder)


def run(
    library: Library,
    *,
    at: datetime | None = None,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> WeeklyBackup | None:
    """Write the backup of this week if there is none yet, then thin out; None where nothing is due.

    Raises
    ------
    InputError
        With code ``missing`` where the folder is not there, such as on a drive that is not plugged
        in.
    StorageError
        If the disk refuses.
    CancelledError
        If the user stopped.
    """
    moment = now() if at is None else at
    state = library.backups.state()
    folder = state.wishes.weekly_folder
    if folder is None or not state.is_weekly_due(moment):
        return None
    if not folder.is_dir():
        raise _missing(folder)
    name = f"SkinTrack weekly {moment.date().isoformat()} {_digits(library)}.skintrack"
    made = backup_library.run(
        library, folder / name, is_weekly=True, progress=progress, cancelled=cancelled
    )
    # Photos that are damaged now may be whole in an older backup, so none of them goes.
    removed = () if made.errors else thin_out(library, folder, moment)
    return WeeklyBackup(made, removed)


def thin_out(library: Library, folder: Path, moment: datetime) -> tuple[Path, ...]:
    """Remove the weekly backups of this library that need not be kept; see ``to_thin_out``."""
    removed = []
    for each in to_thin_out(tuple(_weekly_backups(library, folder)), moment.date()):
        try:
            each.path.unlink()
        except OSError:
            continue  # it is tried again next week
        library.backups.forget(each.path.resolve())
        removed.append(each.path)
    return tuple(removed)


def _weekly_backups(library: Library, folder: Path) -> Iterator[FoundBackup]:
    """Find the files that carry our name and say inside that they are of this library."""
    library_id = library.backups.library_id
    for path in sorted(folder.iterdir()):
        if _NAME.fullmatch(path.name) is None or path.is_symlink() or not path.is_file():
            continue
        try:
            manifest = archive.glance(path)
            made_at = datetime.fromisoformat(manifest.created_at)
        except (EnvironmentalError, ValueError):
            continue  # damaged or another program's: not ours to remove
        if manifest.is_weekly and manifest.library_id == library_id and made_at.tzinfo is not None:
            yield FoundBackup(path, made_at)


def _digits(library: Library) -> str:
    return library.backups.library_id[:_ID_DIGITS]


def _missing(folder: Path) -> InputError:
    return InputError(
        Phrase(
            "The folder “{file}” for weekly backups is not there. Plug in its drive or choose "
            "another folder.",
            file=file_label(folder),
        ),
        "missing",
    )
