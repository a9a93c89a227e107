"""Bring a library on after encryption was switched on or off, or its key renewed.

Can be stopped and killed at any point, and gone on with at any time; meanwhile the library opens
and works. What begins a change is in ``library.key_changes``.
"""

from dataclasses import dataclass

from skintrack.errors import PhotoError
from skintrack.library import Library
from skintrack.library.vault.sealed import Stage
from skintrack.model.changes import FileFailure
from skintrack.model.progress import (
    Cancelled,
    Progress,
    ProgressStep,
    never_cancelled,
    no_progress,
)
from skintrack.model.text import file_label


@dataclass(frozen=True)
class FormChange:
    """How far the change is.

    Attributes
    ----------
    done : int
        Photos that were brought on now.
    waiting : int
        Photos that still lie in their old form.
    errors : tuple of FileFailure
        Photos that cannot be brought on as they are; they keep the old key from going.
    strangers : tuple of str
        Files among the originals that belong to no photo; they stay as they are, so after
        encryption was switched on they can still be read.
    must_reopen : bool
        Whether all files are plain, so that the next opening makes the database plain and removes
        the keys.
    """

    done: int
    waiting: int
    errors: tuple[FileFailure, ...] = ()
    strangers: tuple[str, ...] = ()
    must_reopen: bool = False

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left to do but, where it is so, to open the library again."""
        return not self.waiting


def run(
    library: Library,
    *,
    most: int | None = None,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> FormChange:
    """Bring photos on, and finish the change after the last one.

    Parameters
    ----------
    library : Library
        An open library; one that waits for nothing is left as it is.
    most : int, optional
        At most so many photos; call again for the rest.
    progress, cancelled : callable
        How the user follows and stops the work.

    Raises
    ------
    StorageError
        If the disk refuses; nothing is lost, and it can be gone on with.
    """
    rekeying = library.rekeying
    waiting = rekeying.waiting()
    errors: list[FileFailure] = []
    done = 0
    for photo in waiting[:most]:
        if cancelled():
            return FormChange(done, len(waiting) - done, tuple(errors))
        name = file_label(photo.original_name)
        progress(ProgressStep(done + len(errors), len(waiting), name))
        try:
            rekeying.bring_on(photo)
        except PhotoError as error:
            errors.append(FileFailure(photo.original_name, error.code, error.message))
        else:
            done += 1
    left = len(waiting) - done
    strangers: list[str] = []
    if not left and rekeying.is_under_way:
        strangers += [str(extra.photo) for extra in library.inspection.extra_files()]
        rekeying.finish()
    must_reopen = rekeying.stage is Stage.UNSEALED
    return FormChange(done, left, tuple(errors), tuple(strangers), must_reopen)
