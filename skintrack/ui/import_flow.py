"""From dropped files to measured photos: copy, say what happened, measure what waits."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from skintrack.model import FileFailure, PhotoId
from skintrack.ui import operations
from skintrack.ui.services import Services
from skintrack.ui.skin_notes import SkinNotes
from skintrack.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from skintrack.workflows.analyse_photos import AnalyseResult
    from skintrack.workflows.import_photos import ImportResult


class ImportFlow(QObject):
    """Runs an import and the measuring after it.

    ``pending_counted`` tells how many photos wait to be measured whenever that may have changed.

    Parameters
    ----------
    services : Services
        Where it runs.
    banner : Banner
        Where it says what happened.
    window : QWidget
        Parent of the list of failures.
    """

    pending_counted = Signal(int)

    def __init__(self, services: Services, banner: Banner, window: "QWidget") -> None:
        super().__init__(window)
        # A cancel also calls off the measuring that was about to begin.
        self._cancel_count = 0
        self._services = services
        self._banner = banner
        self._window = window
        self.skin_notes = SkinNotes(services, banner, window)
        desk = services.desk
        desk.opened.connect(self._rebuild_previews)
        desk.opened.connect(self.measure_pending)
        desk.cancelled.connect(self._note_cancel)
        desk.closed.connect(self._note_close)
        services.course.loaded.connect(self._count_pending)
        desk.ended.connect(self._count_pending)

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
    def measure_pending(self) -> None:
        """Measure what was not measured yet, if there is anything."""
        measure = partial(self._measure, self._cancel_count)
        self._services.desk.run(operations.count_pending(), measure)

    def _measure(self, cancel_count: int, count: int) -> None:
        if count and cancel_count == self._cancel_count:
            operation = operations.analyse_library(self.tr("Measuring photos"))
            self._services.desk.run(operation, self._finish_measuring)

    @Slot()
    def _note_cancel(self) -> None:
        self._cancel_count += 1

    @Slot()
    def _note_close(self) -> None:
        self.pending_counted.emit(0)

    @Slot()
    def _count_pending(self) -> None:
        if not self._services.desk.is_busy:
            self._services.desk.run(operations.count_pending(), self.pending_counted.emit)

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
            self.measure_pending()

    def _finish_measuring(self, result: "AnalyseResult") -> None:
        if result.errors:
            count = len(result.errors)
            text = (
                self.tr("1 photo could not be measured.")
                if count == 1
                else self.tr("{count} photos could not be measured.").format(count=count)
            )
            show = (self.tr("Show which"), partial(self._show_failures, result.errors))
            self._banner.show_message(text, show)

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
