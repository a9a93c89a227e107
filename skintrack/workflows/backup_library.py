"""Save the whole library in one file."""

from pathlib import Path

from skintrack.library import Library
from skintrack.library.backup import Backup
from skintrack.model.progress import Cancelled, Progress, never_cancelled, no_progress
from skintrack.workflows.safe_file import refuse_harmful_output


def run(
    library: Library,
    output: Path,
    *,
    is_weekly: bool = False,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> Backup:
    """Write photos, previews and database into one file, and prove it by reading it back.

    An earlier backup of that name is replaced once the new one is proved. The library remembers
    when and where it was made.

    Raises
    ------
    InputError
        If something else has that name (``exists``), it lies inside a library, or it would replace
        an earlier backup that may be more complete (``less_complete``).
    StorageError
        If the disk refuses; no file is left behind.
    CancelledError
        If the user stopped; no file is left behind.
    """
    if not output.resolve().is_relative_to(library.folder.resolve()):
        refuse_harmful_output(output)  # another library; of its own one ``write_backup`` tells
    made = library.write_backup(output, progress, cancelled, is_weekly=is_weekly)
    library.backups.remember(
        output.resolve(), made.photos, len(made.errors), made.byte_size, is_automatic=is_weekly
    )
    return made
