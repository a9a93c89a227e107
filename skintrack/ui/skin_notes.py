"""Note the state of the skin in photos, and take that back."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from skintrack.model import Photo, PhotoId, SkinState
from skintrack.ui import operations
from skintrack.ui.services import Services
from skintrack.ui.widgets.banner import Banner
from skintrack.ui.words import plural, skin_state_in_sentence


class SkinNotes(QObject):
    """Runs what the user notes of the skin; the banner offers to take it back.

    Parameters
    ----------
    services : Services
        Where it runs.
    banner : Banner
        Where it says what was noted.
    window : QWidget
        Parent of the dialog.
    """

    def __init__(self, services: Services, banner: Banner, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._banner = banner
        self._window = window

    def ask(self, photos: tuple[Photo, ...]) -> None:
        """Ask how the skin was in photos that were added together."""
        from skintrack.ui.dialogs.skin_state import SkinStateDialog

        dialog = SkinStateDialog(self._window, len(photos))
        dialog.confirmed.connect(partial(self.note_all, photos))
        dialog.open()

    @Slot(object, object)
    def note(self, photo: Photo, state: SkinState | None) -> None:
        """Note the state of the skin in one photo."""
        self.note_all((photo,), state)

    def note_all(self, photos: Iterable[Photo], state: SkinState | None) -> None:
        """Note one state for photos; those that have it already are left alone."""
        earlier = {each.id: each.skin_state for each in photos if each.skin_state is not state}
        if earlier:
            self._services.desk.run(
                operations.set_skin_states(dict.fromkeys(earlier, state)),
                partial(self._offer_back, earlier, state),
                is_needed=True,
            )

    @Slot(object, bool)
    def mark_calibration(self, photo: Photo, is_calibration: bool) -> None:
        """Say of a photo whether it shows the skin of its visit in other light."""
        if photo.is_calibration is not is_calibration:
            self._services.desk.run(
                operations.set_calibrations({photo.id: is_calibration}),
                partial(self._offer_calibration_back, photo.id, is_calibration),
                is_needed=True,
            )

    def _offer_calibration_back(
        self, photo_id: PhotoId, is_calibration: bool, _changes: object
    ) -> None:
        if is_calibration:
            text = self.tr("This photo now tells what other light does. It is in no trend.")
        else:
            text = self.tr("This photo counts like the others again.")
        back = operations.set_calibrations({photo_id: not is_calibration})
        self._banner.show_message(text, (self.tr("Undo"), partial(self._services.desk.run, back)))

    def _offer_back(
        self,
        earlier: dict[PhotoId, SkinState | None],
        state: SkinState | None,
        _changes: object,
    ) -> None:
        text = plural(
            "State of the skin in {count} photo: {state}.",
            "State of the skin in {count} photos: {state}.",
            len(earlier),
            state=skin_state_in_sentence(state),
        )
        undo = partial(self._services.desk.run, operations.set_skin_states(earlier))
        self._banner.show_message(text, (self.tr("Undo"), undo))
