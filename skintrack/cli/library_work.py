"""Work that several commands do on an open library."""

from typing import TYPE_CHECKING

from skintrack.cli.arguments import default_jobs
from skintrack.cli.host import Host
from skintrack.model import CourseId, FileFailure, PhotoId

if TYPE_CHECKING:
    from skintrack.library import Library


def analyse_pending(
    library: "Library",
    course_id: CourseId | None,
    host: Host,
    *,
    jobs: int | None = None,
    anew: bool = False,
) -> tuple[FileFailure, ...]:
    """Measure the photos that wait for it; return those that could not be read.

    How many are measured again by a new method, and how many are left where it is stopped, stands
    on standard error.

    Parameters
    ----------
    library : Library
        An open library.
    course_id : CourseId, optional
        Only photos of this course.
    host : Host
        Where progress goes.
    jobs : int, optional
        Threads.
    anew : bool
        Also photos that have numbers of this version.
    """
    waiting = _pending(library, course_id)
    if not waiting and not anew:
        return ()
    _announce(library, waiting, host)
    # Not at the top: this loads OpenCV, and most calls have nothing to analyse.
    from skintrack.workflows import analyse_photos

    result = analyse_photos.analyse_library(
        library,
        course_id=course_id,
        anew=anew,
        jobs=jobs or default_jobs(),
        progress=host.terminal.progress,
        cancelled=host.terminal.cancelled,
    )
    if left := len(_pending(library, course_id)):
        host.terminal.say(f"{_photos(left)} still {'waits' if left == 1 else 'wait'}.")
    return result.errors


def _pending(library: "Library", course_id: CourseId | None) -> frozenset[PhotoId]:
    from skintrack.analysis import ALGORITHM

    pending = frozenset(library.analyses.pending(ALGORITHM))
    if course_id is None:
        return pending
    return pending & {photo.id for photo in library.photos.of_course(course_id)}


def _announce(library: "Library", waiting: frozenset[PhotoId], host: Host) -> None:
    """Say how many photos wait, and why: it takes seconds for each, where nothing else does."""
    from skintrack.analysis import ALGORITHM

    again = len(waiting & library.analyses.outdated(ALGORITHM))
    if again:
        host.terminal.say(
            "SkinTrack measures photos in a new way. "
            f"Measuring {_photos(again)} again; nothing is lost."
        )
    if new := len(waiting) - again:
        host.terminal.say(f"Measuring {_photos(new)} first. This is done once.")


def _photos(count: int) -> str:
    return "1 photo" if count == 1 else f"{count:,} photos"
