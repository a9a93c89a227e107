"""Note the state of the skin in photos; each note can be taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from skintrack.model import Cancelled, Changes, Photo, PhotoId, Progress, SkinState
from skintrack.ui import operations
from skintrack.ui.edit_history import Edit
from skintrack.ui.operations import Operation
from skintrack.ui.services import Services
from skintrack.ui.words import plural, skin_state_in_sentence

if TYPE_CHECKING:
    from skintrack.library import Library


@dataclass(frozen=True)
class SkinEdit:
    """What was noted of photos before."""

    earlier: dict[PhotoId, SkinState | None]
    changes: Changes


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
        self._note((photo.id,), state)

    def note_all(self, photos: Iterable[Photo], state: SkinState | None) -> None:
        """Note one state for photos; those that have it already are left alone."""
        others = tuple(each.id for each in photos if each.skin_state is not state)
        if others:
            self._note(others, state)

    def _note(self, photo_ids: tuple[PhotoId, ...], state: SkinState | None) -> None:
        text = plural(
            "State of the skin in {count} photo: {state}.",
            "State of the skin in {count} photos: {state}.",
            len(photo_ids),
            state=skin_state_in_sentence(state),
        )
        self._services.history.make(Edit(text, _noting(photo_ids, state), _states_back))

    @Slot(object, bool)
    def mark_calibration(self, photo: Photo, is_calibration: bool) -> None:
        """Say of a photo whether it shows the skin of its visit in other light."""
        if is_calibration:
            text = self.tr("This photo now tells what other light does. It is in no trend.")
        else:
            text = self.tr("This photo counts like the others again.")
        do = operations.set_calibrations({photo.id: is_calibration})
        back = operations.set_calibrations({photo.id: not is_calibration})
        self._services.history.make(Edit(text, do, partial(_always, back)))


def _noting(photo_ids: tuple[PhotoId, ...], state: SkinState | None) -> Operation[SkinEdit]:
    """Return what notes a state; what stood there is read then, as another may be on its way."""

    def work(library: "Library", progress: Progress, cancelled: Cancelled) -> SkinEdit:
        earlier = {each: library.photos.get(each).skin_state for each in photo_ids}
        do = operations.set_skin_states(dict.fromkeys(photo_ids, state))
        return SkinEdit(earlier, do.work(library, progress, cancelled))

    return Operation("", work)


def _states_back(edit: SkinEdit) -> Operation[Changes]:
    return operations.set_skin_states(edit.earlier)


def _always(back: Operation[Changes], _changes: Changes) -> Operation[Changes]:
    return back
