"""Keep what the user draws or sets: outlines, anchors, points of a face. Measuring follows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from skintrack.ui.edit_history import Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from skintrack.library import Library
    from skintrack.model import Anchors, Cancelled, Outline, OutlineKind, Photo, Point, Progress
    from skintrack.model.face_point import FacePoint
    from skintrack.ui.face_operations import FacePointsEdit
    from skintrack.ui.operations import Operation
    from skintrack.ui.region_operations import AnchorEdit, RegionEdit
    from skintrack.ui.services import Services

T = TypeVar("T")


class RegionCommands(QObject):
    """Runs edits of what photos are measured by; each can be undone.

    Parameters
    ----------
    services : Services
        Where they run.
    parent : QObject
        The window.
    """

    measuring_wanted = Signal()

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._is_due = False
        services.history.changed.connect(self._measure)

    @Slot(object, object, object)
    def save_outline(self, photo: Photo, kind: OutlineKind, outline: Outline | None) -> None:
        """Keep an outline for all photos of the photo's view; None forgets it."""
        from skintrack.model import OutlineKind

        is_skin = kind is OutlineKind.SKIN
        if outline is None:
            text = self.tr("The region is removed.") if is_skin else self.tr("The mark is removed.")
        elif is_skin:
            text = self.tr("This region is measured in all photos of this view.")
        else:
            text = self.tr("Redness is measured against this skin in all photos of this view.")
        from skintrack.ui import region_operations

        operation = region_operations.save_outline(photo, kind, outline)
        self._make(text, operation, partial(_region_back, photo))

    @Slot(object, object)
    def save_anchors(self, photo: Photo, anchors: Anchors | None) -> None:
        """Keep the spots that were matched in a photo; None forgets them."""
        text = self.tr("The anchors are kept with this photo.")
        if anchors is None:
            text = self.tr("The anchors are removed.")
        from skintrack.ui import region_operations

        operation = region_operations.save_anchors(photo, anchors)
        self._make(text, operation, partial(_anchors_back, photo))

    @Slot(object, object)
    def save_face_points(self, photo: Photo, points: Mapping[FacePoint, Point]) -> None:
        """Keep the points of a face that were set in a photo; without any it is found again."""
        text = self.tr("The photo is measured with the points that you set.")
        if not points:
            text = self.tr("The face in this photo is found by the program again.")
        from skintrack.ui import face_operations

        operation = face_operations.save_face_points(photo, points)
        self._make(text, operation, partial(_points_back, photo))

    def _make(
        self, text: str, operation: Operation[T], back: Callable[[T], Operation[Any]]
    ) -> None:
        do = self._noticed(operation)
        self._services.history.make(Edit(text, do, partial(self._undo, back)))

    def _undo(self, back: Callable[[Any], Operation[Any]], result: object) -> Operation[Any]:
        return self._noticed(back(result))

    def _noticed(self, operation: Operation[T]) -> Operation[T]:
        """Return an operation after which photos wait to be measured, done, undone or redone."""

        def work(library: Library, progress: Progress, cancelled: Cancelled) -> T:
            result = operation.work(library, progress, cancelled)
            self._is_due = True
            return result

        return operation._replace(work=work)

    @Slot()
    def _measure(self) -> None:
        if self._is_due:
            self._is_due = False
            self.measuring_wanted.emit()


def _region_back(photo: Photo, edit: RegionEdit) -> Operation[RegionEdit]:
    from skintrack.ui import region_operations

    return region_operations.restore_region(edit.before_photo or photo, edit.before)


def _anchors_back(photo: Photo, edit: AnchorEdit) -> Operation[AnchorEdit]:
    from skintrack.ui import region_operations

    return region_operations.save_anchors(photo, edit.before)


def _points_back(photo: Photo, edit: FacePointsEdit) -> Operation[FacePointsEdit]:
    from skintrack.ui import face_operations

    return face_operations.save_face_points(photo, edit.before)
