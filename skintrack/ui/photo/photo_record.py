"""What the user says of the photo that is shown: its date, view, state and use."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot

from skintrack.model import Photo, SessionDayRelation, SkinState, View
from skintrack.ui.photo import photo_edits
from skintrack.ui.photo.details_page import DetailsPage
from skintrack.ui.services import Services


class PhotoRecord(QObject):
    """Joins the page of details with the photo that it is about.

    ``dated``, ``skin_noted``, ``calibration_marked`` and ``binned`` tell the commands of the
    window; the rest is done here. Everything can be undone.

    Parameters
    ----------
    services : Services
    page : DetailsPage
    """

    dated = Signal(object, object)
    skin_noted = Signal(object, object)
    calibration_marked = Signal(object, bool)
    binned = Signal(object)

    def __init__(self, services: Services, page: DetailsPage) -> None:
        super().__init__()
        self._services = services
        self._photo: Photo | None = None
        page.date.date_given.connect(self._set_date)
        page.view_chosen.connect(self._set_view)
        page.relation_chosen.connect(self._set_relation)
        page.skin.state_chosen.connect(self._note_skin)
        page.calibration_chosen.connect(self._mark_calibration)
        page.bin_chosen.connect(self._bin)

    def show_photo(self, photo: Photo) -> None:
        """Speak of a photo from now on."""
        self._photo = photo

    @Slot(object)
    def _set_date(self, moment: datetime) -> None:
        if self._photo is not None:
            self.dated.emit(self._photo, moment)

    @Slot(object)
    def _set_view(self, view: View) -> None:
        if self._photo is not None and view is not self._photo.view:
            self._services.history.make(photo_edits.view_edit(self._photo, view))

    @Slot(object)
    def _set_relation(self, relation: SessionDayRelation) -> None:
        if self._photo is not None and relation is not self._photo.session_day_relation:
            self._services.history.make(photo_edits.relation_edit(self._photo, relation))

    @Slot(object)
    def _note_skin(self, state: SkinState | None) -> None:
        if self._photo is not None:
            self.skin_noted.emit(self._photo, state)

    @Slot(bool)
    def _mark_calibration(self, is_calibration: bool) -> None:
        if self._photo is not None:
            self.calibration_marked.emit(self._photo, is_calibration)

    @Slot()
    def _bin(self) -> None:
        if self._photo is not None:
            self.binned.emit(self._photo)
