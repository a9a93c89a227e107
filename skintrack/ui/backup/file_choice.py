"""Asking for the file of a backup, or for a folder."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from skintrack.ui.places import documents_folder


class _Choice(QObject):
    """Hands over what was chosen as a path; lives as long as its dialog."""

    def __init__(self, dialog: QFileDialog, take: Callable[[Path], object]) -> None:
        super().__init__(dialog)
        self._take = take
        dialog.fileSelected.connect(self._hand_over)
        dialog.finished.connect(dialog.deleteLater)

    @Slot(str)
    def _hand_over(self, name: str) -> None:
        self._take(Path(name))


def choose_folder(window: QWidget, title: str, take: Callable[[Path], object]) -> None:
    """Ask for a folder and hand it over."""
    dialog = QFileDialog(window, title, documents_folder())
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    _Choice(dialog, take)
    dialog.open()


def choose_backup(
    window: QWidget, title: str, pattern: str, take: Callable[[Path], object]
) -> None:
    """Ask for a file and hand it over; any file may be chosen, for names can be changed."""
    dialog = QFileDialog(window, title, documents_folder())
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([pattern, window.tr("All files (*)")])
    _Choice(dialog, take)
    dialog.open()
