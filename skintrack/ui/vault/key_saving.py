"""Saves a recovery key as a page to print."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from skintrack.ui.language import spoken_language
from skintrack.ui.places import documents_folder
from skintrack.ui.words import tr

if TYPE_CHECKING:
    from pathlib import Path

    from skintrack.ui.services import Services


class KeySaving(QObject):
    """Tells ``saved(Path)`` or ``failed(error)``."""

    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services

    def folder(self) -> str:
        """Return where to begin."""
        return documents_folder()

    def save(self, path: Path, key: str, library: str) -> None:
        """Write the page on a worker; ``library`` is the name of the folder."""
        texts = (
            tr("Recovery key of a SkinTrack library"),
            tr(
                "It opens the library when the passphrase is forgotten. Whoever has this page can "
                "open the library as well."
            ),
            (
                tr("Name of the library's folder: {name}").format(name=library),
                tr(
                    "Keep it where you keep other papers that matter, not beside the computer, and "
                    "not as a file on it."
                ),
                tr(
                    "To use it, choose “Use the recovery key instead” where SkinTrack asks for the "
                    "passphrase. Spaces and capital letters do not matter."
                ),
            ),
        )
        paper = self._services.settings.current.paper
        work = partial(_write, path, key, texts, spoken_language(), paper)
        self._services.cpu_tasks.run(work, done=self._tell, failed=self._fail, is_needed=True)

    def _tell(self, path: Path) -> None:
        self.saved.emit(path)

    def _fail(self, error: BaseException) -> None:
        self.failed.emit(error)

    @Slot(object)
    def open(self, path: Path) -> None:
        """Show the page in the program that the system has for it, to be printed there."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _write(
    path: Path, key: str, texts: tuple[str, str, tuple[str, ...]], language: str, paper: str
) -> Path:
    from skintrack.model import Paper
    from skintrack.reports.key_page import KeyPage
    from skintrack.workflows import make_key_page

    title, purpose, lines = texts
    kind = Paper.LETTER if paper == Paper.LETTER.value else Paper.A4
    return make_key_page.run(path, KeyPage(key, title, purpose, lines, language, kind))
