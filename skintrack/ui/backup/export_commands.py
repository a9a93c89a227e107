"""Everything out into open formats, and an export back in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from skintrack.ui.backup import export_operations
from skintrack.ui.words import plural

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from skintrack.model import FileFailure
    from skintrack.ui.services import Services
    from skintrack.ui.widgets.banner import Banner
    from skintrack.workflows.export_library import ExportResult
    from skintrack.workflows.import_export import ImportedExport


class ExportCommands(QObject):
    """Exports the open library, and imports an export into it; ``imported`` tells of new photos."""

    imported = Signal()

    def __init__(self, services: Services, banner: Banner, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._banner = banner
        self._window = window

    @Slot()
    def ask(self) -> None:
        """Say what an export is before asking where it goes."""
        from skintrack.ui.backup.export_dialog import ExportDialog

        dialog = ExportDialog(self._window, is_encrypted=self._services.desk.is_encrypted)
        dialog.place_wanted.connect(self._choose_place)
        dialog.open()

    @Slot(bool)
    def _choose_place(self, with_originals: bool) -> None:
        self._choose_folder(
            self.tr("Choose where the export goes"), partial(self.export, with_originals)
        )

    def export(self, with_originals: bool, folder: Path) -> None:
        """Write everything into a new folder within this one."""
        operation = export_operations.export(
            self.tr("Exporting"), self.tr("SkinTrack export"), folder, with_originals=with_originals
        )
        self._services.desk.run(operation, self._tell_exported)

    def _tell_exported(self, made: ExportResult) -> None:
        text = plural(
            "{count} photo and all notes are in the folder “{folder}”.",
            "{count} photos and all notes are in the folder “{folder}”.",
            made.photos,
            folder=made.folder.name,
        )
        self._tell(text, made.errors)

    @Slot()
    def choose_import(self) -> None:
        """Ask for the folder of an export."""
        self._choose_folder(self.tr("Choose the exported folder"), self.bring_back)

    def bring_back(self, folder: Path) -> None:
        """Import an export into the open library."""
        operation = export_operations.bring_back(self.tr("Importing an export"), folder)
        self._services.desk.run(operation, self._tell_imported)

    def _tell_imported(self, found: ImportedExport) -> None:
        text = plural(
            "{count} photo was added with all that was noted; {known} were there already.",
            "{count} photos were added with all that was noted; {known} were there already.",
            found.added,
            known=str(found.known),
        )
        self._tell(text, found.errors)
        if found.courses:
            self._services.course.show_course(found.courses[0])
        self.imported.emit()

    def _tell(self, text: str, failures: tuple[FileFailure, ...]) -> None:
        if failures:
            missing = (self.tr("What is missing?"), partial(_list, self._window, failures))
            self._banner.show_message(text, missing)
        else:
            self._banner.show_message(text)

    def _choose_folder(self, title: str, take: Callable[[Path], object]) -> None:
        from skintrack.ui.backup.file_choice import choose_folder

        choose_folder(self._window, title, take)


def _list(window: QWidget, failures: tuple[FileFailure, ...]) -> None:
    from skintrack.ui.backup.failure_list import FailureList

    FailureList(window, failures).open()
