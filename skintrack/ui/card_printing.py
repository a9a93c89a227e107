"""Save the colour card as PDF and say what to do with it."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from skintrack.ui.places import documents_folder
from skintrack.ui.services import Services
from skintrack.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from skintrack.workflows.make_card import CardResult

_PAPERS = ("a4", "letter")
_FILTERS = ("A4 (*.pdf)", "Letter (*.pdf)")


class CardPrinting(QObject):
    """Asks where the card goes and on which paper; the banner offers to open it.

    Parameters
    ----------
    services : Services
        Where it runs, and which paper was chosen last.
    banner : Banner
        Where it says what was saved.
    window : QWidget
        Parent of the dialog.
    """

    def __init__(self, services: Services, banner: Banner, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._banner = banner
        self._window = window

    @Slot()
    def choose_file(self) -> None:
        """Ask where the PDF goes."""
        from PySide6.QtWidgets import QFileDialog

        places = documents_folder()
        dialog = QFileDialog(self._window, self.tr("Print a colour card"), places)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(_FILTERS))
        paper = self._services.settings.current.paper
        dialog.selectNameFilter(_FILTERS[_PAPERS.index(paper) if paper in _PAPERS else 0])
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self.tr("SkinTrack colour card.pdf"))
        dialog.fileSelected.connect(self._save_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _save_chosen(self, name: str) -> None:
        chosen = getattr(self.sender(), "selectedNameFilter", None)
        paper = _PAPERS[_FILTERS.index(chosen())] if chosen is not None else _PAPERS[0]
        self.save_as(Path(name), paper)

    def save_as(self, path: Path, paper: str) -> None:
        """Write the PDF; each one is a new card with a serial of its own."""
        self._services.cpu_tasks.run(
            partial(_write, path, paper),
            done=self._show_result,
            failed=self._services.desk.failed.emit,
            is_needed=True,
        )

    def _show_result(self, result: "CardResult") -> None:
        text = self.tr(
            "Colour card {serial} is saved. Print it at 100 % on matt paper, and keep this print."
        ).format(serial=result.serial)
        self._banner.show_message(text, (self.tr("Open it"), partial(_open, result.path)))


def _write(path: Path, paper: str) -> "CardResult":
    from skintrack.workflows import make_card

    return make_card.run(path, paper=paper)


def _open(path: Path) -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
