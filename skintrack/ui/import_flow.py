"""From dropped files to measured photos: copy, say what happened, have them measured."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from skintrack.model import FileFailure, PhotoId
from skintrack.ui import operations
from skintrack.ui.measuring import Measuring
from skintrack.ui.services import Services
from skintrack.ui.skin_notes import SkinNotes
from skintrack.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from skintrack.workflows.import_photos import ImportResult


class ImportFlow(QObject):
    """Runs an import and asks for the measuring after it.

    Parameters
    ----------
    services : Services
        Where it runs.
    banner : Banner
        Where it says what happened.
    window : QWidget
        Parent of the list of failures.
    """

    def __init__(self, services: Services, banner: Banner, window: "QWidget") -> None:
        super().__init__(window)
        self._services = services
        self._banner = banner
        self._window = window
        self.skin_notes = SkinNotes(services, banner, window)
        services.desk.opened.connect(self._rebuild_previews)
        self.measuring = Measuring(services, banner, window)

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Copy files and folders into the course that is shown."""
        state = self._services.course.state
        if state is None:
            self._banner.show_message(
                self.tr("Create or open a library first, then add your photos.")
            )
            return
        operation = operations.import_photos(self.tr("Adding photos"), paths, state.course.id)
        self._services.desk.run(operation, self._finish_import)

    @Slot()
    def _rebuild_previews(self) -> None:
        self._services.desk.run(operations.count_lost_previews(), self._rebuild)

    def _rebuild(self, count: int) -> None:
        if count:
            self._services.desk.run(operations.rebuild_previews(self.tr("Making previews")))

    def _finish_import(self, result: "ImportResult") -> None:
        photos = tuple(file.photo for file in (*result.added, *result.needs_date))
        added = tuple(photo.id for photo in photos)
        sentence = self._summary(len(added), len(result.duplicates), len(result.errors))
        actions = []
        if result.errors:
            actions.append((self.tr("Show which"), partial(self._show_failures, result.errors)))
        if added:
            actions.append((self.tr("Note the skin"), partial(self.skin_notes.ask, photos)))
            actions.append((self.tr("Undo"), partial(self._undo, added)))
        self._banner.show_message(sentence, *actions)
        if added:
            self.measuring.measure_pending()

    def _summary(self, added: int, duplicates: int, failed: int) -> str:
        parts = []
        if added or not (duplicates or failed):
            parts.append(self._counted(added, self.tr("photo added"), self.tr("photos added")))
        if duplicates:
            one, many = self.tr("was already here"), self.tr("were already here")
            parts.append(self._counted(duplicates, one, many))
        if failed:
            text = self.tr("could not be read")
            parts.append(self._counted(failed, text, text))
        return ", ".join(parts) + "."

    @staticmethod
    def _counted(count: int, one: str, many: str) -> str:
        return f"{count:,} {one if count == 1 else many}"

    def _undo(self, photo_ids: tuple[PhotoId, ...]) -> None:
        self._services.desk.run(operations.move_to_bin(photo_ids))

    def _show_failures(self, failures: tuple[FileFailure, ...]) -> None:
        from skintrack.ui.dialogs.message import FailuresDialog

        FailuresDialog(self._window, failures).open()
