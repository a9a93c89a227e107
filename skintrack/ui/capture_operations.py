"""Keeping photos from the camera, as an operation on the library; see ``operations``."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from skintrack.model import Cancelled, Changes, CourseId, Progress, View
from skintrack.ui.import_operations import ImportOnce
from skintrack.ui.operations import Operation

if TYPE_CHECKING:
    from skintrack.library import Library
    from skintrack.workflows.capture_shots import ShotFile
    from skintrack.workflows.import_photos import ImportResult


@dataclass
class KeepOnce:
    """The import of shots; taken back and done again they come from the bin.

    Their date is in the files themselves, with its zone.
    """

    label: str
    shots: "tuple[ShotFile, ...]"
    course_id: CourseId
    view: View
    _once: ImportOnce | None = field(default=None, init=False)

    def operation(self) -> "Operation[ImportResult]":
        """Return the import."""
        return Operation(self.label, self._work)

    def undo(self, result: "ImportResult") -> Operation[Changes]:
        """Return what moves the photos to the bin."""
        if self._once is None:
            return Operation("", _nothing)
        return self._once.undo(result)

    def _work(self, library: "Library", progress: Progress, cancelled: Cancelled) -> "ImportResult":
        from skintrack.workflows.import_photos import Given

        if self._once is not None and self._once.result is not None:
            return self._once.operation().work(library, progress, cancelled)
        # From memory: nothing of a photo lies on the disk outside the library.
        contents = {Path(shot.name): shot.data for shot in self.shots}
        given = dict.fromkeys(contents, Given(view=self.view))
        self._once = ImportOnce(self.label, tuple(contents), self.course_id, given, contents)
        result = self._once.operation().work(library, progress, cancelled)
        self._once.contents = {}
        self.shots = ()
        return result


def _nothing(_library: "Library", _progress: Progress, _cancelled: Cancelled) -> Changes:
    return Changes()
