"""Keep what the user draws: outlines and anchors. Measuring follows, and all can be taken back."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from skintrack.model import Anchors, Outline, OutlineKind, Photo
from skintrack.ui import region_operations
from skintrack.ui.region_operations import AnchorEdit, RegionEdit
from skintrack.ui.services import Services
from skintrack.ui.widgets.banner import Banner


class RegionCommands(QObject):
    """Runs edits of regions; the banner offers to take each back.

    Parameters
    ----------
    services : Services
        Where they run.
    banner : Banner
        Where it is said.
    parent : QObject
        The window.
    """

    measuring_wanted = Signal()

    def __init__(self, services: Services, banner: Banner, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._banner = banner

    @Slot(object, object, object)
    def save_outline(self, photo: Photo, kind: OutlineKind, outline: Outline | None) -> None:
        """Keep an outline for all photos of the photo's view; None forgets it."""
        is_skin = kind is OutlineKind.SKIN
        if outline is None:
            text = self.tr("The region is removed.") if is_skin else self.tr("The mark is removed.")
        elif is_skin:
            text = self.tr("This region is measured in all photos of this view.")
        else:
            text = self.tr("Redness is measured against this skin in all photos of this view.")
        operation = region_operations.save_outline(photo, kind, outline)
        self._services.desk.run(operation, partial(self._offer_region_back, photo, text))

    @Slot(object, object)
    def save_anchors(self, photo: Photo, anchors: Anchors | None) -> None:
        """Keep the spots that were matched in a photo; None forgets them."""
        text = self.tr("The anchors are kept with this photo.")
        if anchors is None:
            text = self.tr("The anchors are removed.")
        operation = region_operations.save_anchors(photo, anchors)
        self._services.desk.run(operation, partial(self._offer_anchors_back, photo, text))

    def _offer_region_back(self, photo: Photo, text: str, edit: RegionEdit) -> None:
        undo = partial(self._restore_region, edit.before_photo or photo, edit)
        self._banner.show_message(text, (self.tr("Undo"), undo))
        self.measuring_wanted.emit()

    def _restore_region(self, photo: Photo, edit: RegionEdit) -> None:
        operation = region_operations.restore_region(photo, edit.before)
        self._services.desk.run(operation, self._measure)

    def _offer_anchors_back(self, photo: Photo, text: str, edit: AnchorEdit) -> None:
        undo = partial(self._restore_anchors, photo, edit)
        self._banner.show_message(text, (self.tr("Undo"), undo))
        self.measuring_wanted.emit()

    def _restore_anchors(self, photo: Photo, edit: AnchorEdit) -> None:
        operation = region_operations.save_anchors(photo, edit.before)
        self._services.desk.run(operation, self._measure)

    def _measure(self, _edit: object) -> None:
        self.measuring_wanted.emit()
