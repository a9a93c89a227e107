"""Work that several commands do on an open library."""

from typing import TYPE_CHECKING

from skintrack.cli.arguments import default_jobs
from skintrack.cli.host import Host
from skintrack.model import CourseId, FileFailure

if TYPE_CHECKING:
    from skintrack.library import Library


def analyse_pending(
    library: "Library", course_id: CourseId | None, host: Host
) -> tuple[FileFailure, ...]:
    """Analyse the photos that have no analysis yet; return those that could not be read."""
    from skintrack.analysis import ALGORITHM

    if not library.analyses.pending(ALGORITHM):
        return ()
    # Not at the top: this loads OpenCV, and most calls have nothing to analyse.
    from skintrack.workflows import analyse_photos

    result = analyse_photos.analyse_library(
        library,
        course_id=course_id,
        jobs=default_jobs(),
        progress=host.terminal.progress,
        cancelled=host.terminal.cancelled,
    )
    return result.errors
