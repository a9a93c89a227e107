"""Where the PDF goes, and what became of it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from skintrack.errors import EnvironmentalError
from skintrack.ui import report_operations
from skintrack.ui.course_state import CourseState
from skintrack.ui.places import documents_folder
from skintrack.ui.report.choice_book import ChoiceBook
from skintrack.ui.services import Services
from skintrack.ui.words import tr

if TYPE_CHECKING:
    from skintrack.workflows.make_report import ReportResult
    from skintrack.workflows.report_preview import ReportDraft

_MOST_LETTERS = 80


class ReportSaving(QObject):
    """Asks for a name and writes; tells what came of it.

    ``saved(ReportResult)`` tells of a PDF, ``picture_saved(Path)`` of a page, ``failed(str)`` why
    there is none; ``ended`` comes in every case, also after Cancel.

    Parameters
    ----------
    services : Services
        Where it runs.
    book : ChoiceBook
        What is written.
    view : QWidget
        Parent of the dialog.
    """

    saved = Signal(object)
    picture_saved = Signal(object)
    failed = Signal(str)
    began = Signal()
    ended = Signal()

    def __init__(self, services: Services, book: ChoiceBook, view: QWidget) -> None:
        super().__init__(view)
        self._services = services
        self._book = book
        self._view = view
        self._is_running = False
        services.desk.ended.connect(self._follow_end)

    @property
    def is_running(self) -> bool:
        """Whether a PDF is being written."""
        return self._is_running

    @Slot()
    def choose_file(self) -> None:
        """Ask where the PDF goes; the system asks before an older file is replaced."""
        state = self._book.state
        if state is None or self._book.reason_not_to_save or self._is_running:
            return
        dialog = QFileDialog(self._view, self.tr("Save the report"), self.folder())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self.file_name(state))
        dialog.fileSelected.connect(self.save_as)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def folder(self) -> str:
        """Return where the last report went, as long as that folder is there."""
        return documents_folder(self._services.settings.current.report_folder)

    def file_name(self, state: CourseState) -> str:
        """Return a name that says what is in the file; with a code it says nobody's name."""
        choices = self._book.choices
        if choices.code is not None:
            parts = [choices.code]
        else:
            person = None if state.person is None else state.person.name
            parts = [part for part in (person, state.course.name) if part]
        kept = _for_file_name(" ".join(parts))[:_MOST_LETTERS].strip()
        return " ".join(filter(None, ("SkinTrack", kept, self._book.today.isoformat()))) + ".pdf"

    def choose_picture(self, draft: "ReportDraft", page: int) -> None:
        """Ask where one page goes as a picture."""
        state = self._book.state
        if state is None or self._is_running:
            return
        if self._book.choices.password is not None:
            self.failed.emit(
                self.tr(
                    "A picture cannot be locked with a password. Save the report as PDF, or the "
                    "picture without a password."
                )
            )
            return
        dialog = _PictureDialog(self._view, self.tr("Save this page as picture"), self.folder())
        dialog.selectFile(self.picture_name(state, page))
        dialog.draft, dialog.page = draft, page
        dialog.chosen.connect(self.save_picture)
        dialog.open()

    def picture_name(self, state: CourseState, page: int) -> str:
        """Return the name of the file of a page, counted from 0."""
        name = self.tr("{report} page {number}")
        return name.format(report=Path(self.file_name(state)).stem, number=page + 1) + ".png"

    @Slot(object, int, str)
    def save_picture(self, draft: "ReportDraft", page: int, name: str) -> None:
        """Write one page as a picture."""
        path = Path(name)
        self._begin(path)
        operation = report_operations.save_page(self.tr("Saving the picture"), draft, page, path)
        self._services.desk.run(operation, self._tell_picture, self._explain)

    def _tell_picture(self, path: Path) -> None:
        self._follow_end()
        self.picture_saved.emit(path)

    def _begin(self, path: Path) -> None:
        self._services.settings.change(report_folder=str(path.parent))
        self._is_running = True
        self.began.emit()

    @Slot(str)
    def save_as(self, name: str) -> None:
        """Write the PDF."""
        path = Path(name)
        self._begin(path)
        operation = report_operations.make_report(
            self.tr("Writing the report"), path, self._book.choices
        )
        self._services.desk.run(operation, self._tell_saved, self._explain)

    def _tell_saved(self, result: "ReportResult") -> None:
        self._follow_end()
        self.saved.emit(result)

    def _explain(self, error: BaseException) -> None:
        self._follow_end()
        if isinstance(error, EnvironmentalError):
            self.failed.emit(tr(error.message))
        else:
            self._services.desk.failed.emit(error)

    @Slot()
    def _follow_end(self) -> None:
        """Take note that nothing is written any more, also after Cancel, which tells nobody."""
        if self._is_running:
            self._is_running = False
            self.ended.emit()


class _PictureDialog(QFileDialog):
    """Asks where a page goes; the page is that which was seen when it was asked."""

    chosen = Signal(object, int, str)

    def __init__(self, parent: QWidget, title: str, folder: str) -> None:
        super().__init__(parent, title, folder)
        self.draft: object = None
        self.page = 0
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setNameFilter("PNG (*.png)")
        self.setDefaultSuffix("png")
        self.fileSelected.connect(self._tell)

    @Slot(str)
    def _tell(self, name: str) -> None:
        self.chosen.emit(self.draft, self.page, name)


def _for_file_name(text: str) -> str:
    """Return words that any file system takes: letters, figures and hyphens."""
    kept = "".join(letter if letter.isalnum() or letter in "-_" else " " for letter in text)
    return " ".join(kept.split())
