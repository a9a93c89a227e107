"""Note the state of the skin in photos; each note can be taken back."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from skintrack.model import Changes, Photo, PhotoId, SkinState
from skintrack.ui import operations
from skintrack.ui.edit_history import Edit
from skintrack.ui.operations import Operation
from skintrack.ui.services import Services
from skintrack.ui.words import plural, skin_state_in_sentence


class SkinNotes(QObject):
    """Runs what the user notes of the skin, as steps of the history.

    Parameters
    ----------
    services : Services
        Where it runs.
    window : QWidget
        Parent of the dialog.
    """

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
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
            text = plural(
                "State of the skin in {count} photo: {state}.",
                "State of the skin in {count} photos: {state}.",
                len(earlier),
                state=skin_state_in_sentence(state),
            )
            do = operations.set_skin_states(dict.fromkeys(earlier, state))
            self._services.history.make(Edit(text, do, partial(_states_back, earlier)))

    @Slot(object, bool)
    def mark_calibration(self, photo: Photo, is_calibration: bool) -> None:
        """Say of a photo whether it shows the skin of its visit in other light."""
        if photo.is_calibration is is_calibration:
            return
        if is_calibration:
            text = self.tr("This photo now tells what other light does. It is in no trend.")
        else:
            text = self.tr("This photo counts like the others again.")
        do = operations.set_calibrations({photo.id: is_calibration})
        self._services.history.make(Edit(text, do, partial(_calibration_back, photo)))


def _states_back(earlier: dict[PhotoId, SkinState | None], _changes: Changes) -> Operation[Changes]:
    return operations.set_skin_states(earlier)


def _calibration_back(photo: Photo, _changes: Changes) -> Operation[Changes]:
    return operations.set_calibrations({photo.id: photo.is_calibration})
