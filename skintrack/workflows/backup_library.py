"""Save the whole library in one file."""

from pathlib import Path

from skintrack.library import Library
from skintrack.library.backup import Backup
from skintrack.model.progress import Cancelled, Progress, never_cancelled, no_progress


def run(
    library: Library,
    output: Path,
    *,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> Backup:
    """Write photos, previews and database into one file, and prove it by reading it back.

    An earlier backup of that name is replaced once the new one is proved.

    Raises
    ------
    InputError
        If something else has that name (``exists``) or it lies inside the library.
    StorageError
        If the disk refuses; no file is left behind.
    CancelledError
        If the user stopped; no file is left behind.
    """
    return library.write_backup(output, progress, cancelled)
