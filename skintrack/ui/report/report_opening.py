"""Opens reports that are dropped or chosen: reads them, shows them, adds what a course lacks."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from skintrack.errors import InputError
from skintrack.ui.edit_history import Edit
from skintrack.ui.places import documents_folder
from skintrack.ui.words import day_words, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from skintrack.model import Changes
    from skintrack.ui.operations import Operation
    from skintrack.ui.report.report_reading import ReportReadingDialog
    from skintrack.ui.services import Services
    from skintrack.workflows.import_report import Imported
    from skintrack.workflows.read_report import ReadReport
    from skintrack.workflows.report_digest import Digest, Offer

_ENDINGS = (".pdf", ".json")


class ReportOpening(QObject):
    """Shows one report after the other.

    Parameters
    ----------
    services : Services
        Where files are read and the course is.
    window : QWidget
        Parent of the dialogs.
    """

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self._waiting: list[Path] = []
        self.dialog: ReportReadingDialog | None = None
        services.desk.closed.connect(self._close)

    def sort_out(self, paths: Sequence[Path], go_on: Callable[[Sequence[Path]], None]) -> bool:
        """Open the reports among files, and go on with the others; False where none may be one.

        Names only say which files to look into.
        """
        if not any(path.suffix.lower() in _ENDINGS for path in paths):
            return False
        self._services.cpu_tasks.run(
            partial(_sorted_out, tuple(paths)),
            done=partial(self._take_sorted, go_on),
            failed=self._services.desk.failed.emit,
        )
        return True

    def _take_sorted(
        self,
        go_on: Callable[[Sequence[Path]], None],
        found: tuple[tuple[Path, ...], tuple[Path, ...]],
    ) -> None:
        reports, others = found
        if others:
            go_on(others)
        self._waiting += reports
        self._open_next()

    @Slot()
    def choose_file(self) -> None:
        """Ask for a report."""
        from PySide6.QtWidgets import QFileDialog

        last = self._services.settings.current.report_folder
        dialog = QFileDialog(self._window, self.tr("Open a report"), documents_folder(last))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                self.tr("Reports and their data ({kinds})").format(kinds="*.pdf *.json"),
                self.tr("All files (*)"),
            ]
        )
        dialog.fileSelected.connect(self._open_name)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _open_name(self, name: str) -> None:
        self.open_report(Path(name))

    def open_report(self, path: Path, password: str | None = None) -> None:
        """Read a report and show it."""
        self._services.cpu_tasks.run(
            partial(_read, path, password),
            done=self._show,
            failed=partial(self._refuse, path),
        )

    @Slot()
    def _open_next(self) -> None:
        if self._waiting and self.dialog is None:
            self.open_report(self._waiting.pop(0))

    def _refuse(self, path: Path, error: BaseException) -> None:
        if isinstance(error, InputError) and error.code == "password":
            from skintrack.ui.report.password_dialog import PasswordDialog

            dialog = PasswordDialog(self._window, tr(error.message))
            dialog.confirmed.connect(partial(self.open_report, path))
            dialog.rejected.connect(self._open_next)
            dialog.open()
            return
        self._services.desk.failed.emit(error)
        self._open_next()

    def _show(self, found: tuple[ReadReport, Digest]) -> None:
        from skintrack.ui.report.report_reading import ReportReadingDialog

        report, digest = found
        state = self._services.course.state
        dialog = self.dialog = ReportReadingDialog(
            self._window,
            report,
            digest,
            has_course=state is not None,
            hides_scores=state is not None and state.are_scores_hidden,
        )
        dialog.adding_wanted.connect(self._add)
        dialog.finished.connect(self._forget)
        dialog.open()
        if state is not None:
            from skintrack.ui.report.report_operations import find_offer

            self._services.desk.run(find_offer(report, state.course.id, _today()), self._take_offer)

    def _take_offer(self, offer: Offer) -> None:
        if self.dialog is not None:
            self.dialog.show_offer(offer)

    @Slot(object)
    def _add(self, offer: Offer) -> None:
        from skintrack.ui.report.report_operations import add_report

        if self.dialog is None:
            return
        report, course_id = self.dialog.report, offer.additions.course_id
        day = day_words(report.day)
        do = add_report(self.tr("Adding the report"), report, course_id, _today())
        text = self.tr("The report of {day} was added to “{course}”.").format(
            day=day, course=offer.course_name
        )
        self._services.history.make(Edit(text, do, _take_back))

    @Slot()
    def _forget(self) -> None:
        self.dialog = None
        self._open_next()

    @Slot()
    def _close(self) -> None:
        self._waiting.clear()
        if self.dialog is not None:
            self.dialog.close()


def _take_back(imported: Imported) -> Operation[Changes]:
    from skintrack.ui.report.report_operations import take_report_back

    return take_report_back(imported)


def _sorted_out(paths: tuple[Path, ...]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Return the reports among files by what they hold, and the others."""
    from skintrack.workflows.report_file import is_report_file

    reports = tuple(
        path for path in paths if path.suffix.lower() in _ENDINGS and is_report_file(path)
    )
    return reports, tuple(path for path in paths if path not in reports)


def _read(path: Path, password: str | None) -> tuple[ReadReport, Digest]:
    from skintrack.workflows import read_report
    from skintrack.workflows.report_digest import digest_of

    report = read_report.run(path, password)
    return report, digest_of(report)


def _today() -> date:
    return datetime.now().astimezone().date()
