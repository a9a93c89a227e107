"""What the compare view asks of the library, as operations (``operations`` says how)."""

from pathlib import Path
from typing import TYPE_CHECKING

from skintrack.model import Cancelled, CourseId, PhotoId, Progress
from skintrack.model.nudge import Nudge
from skintrack.ui.operations import Operation

if TYPE_CHECKING:
    from skintrack.library import Library
    from skintrack.workflows.save_pair import PairPicture


def load_nudges(course_id: CourseId) -> Operation[dict[PhotoId, Nudge]]:
    """Read how the photos of a course were moved by hand."""

    def work(
        library: "Library", _progress: Progress, _cancelled: Cancelled
    ) -> dict[PhotoId, Nudge]:
        return library.nudges.of_course(course_id)

    return Operation("", work)


def save_nudge(photo_id: PhotoId, nudge: Nudge | None) -> Operation[Nudge | None]:
    """Keep how a photo was moved by hand; None forgets it. Returns what was kept before."""

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> Nudge | None:
        before = library.nudges.get(photo_id)
        library.nudges.save(photo_id, nudge)
        return before

    return Operation("", work)


def save_pair(label: str, picture: "PairPicture", output: Path) -> Operation[Path]:
    """Write two photos as one labelled picture."""

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> Path:
        from skintrack.workflows import save_pair as workflow

        workflow.run(library, picture, output)
        return output

    return Operation(label, work)
