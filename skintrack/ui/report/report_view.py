"""The PDF for the practitioner: choices at the left, its real pages at the right."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from skintrack.errors import EnvironmentalError
from skintrack.model import Paper, ReportChoices
from skintrack.ui import operations
from skintrack.ui.course_state import CourseState
from skintrack.ui.course_view import CourseView
from skintrack.ui.fonts import scaled
from skintrack.ui.language import spoken_language
from skintrack.ui.qimage import image_from_bytes
from skintrack.ui.report.pages import PagesView
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import button, label, name_control
from skintrack.ui.widgets.date_field import DateField
from skintrack.ui.words import plural, tr

if TYPE_CHECKING:
    from skintrack.workflows.make_report import ReportResult

_SIDE_WIDTH = 300
_PAPERS = ("a4", "letter")


class ReportView(CourseView):
    """Makes the report; the preview follows the choices."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._saved: Path | None = None
        self._request = 0
        self.pages = PagesView()
        self.limit_box = QCheckBox(self.tr("Only a part of the course"))
        name_control(self.limit_box, self.tr("Only a part of the course"))
        self.from_field = DateField(self.tr("From"))
        self.to_field = DateField(self.tr("To"))
        self.paper_box = QComboBox()
        name_control(self.paper_box, self.tr("Paper"))
        self.paper_box.addItem("A4", "a4")
        self.paper_box.addItem("Letter", "letter")
        paper = services.settings.current.paper
        self.paper_box.setCurrentIndex(_PAPERS.index(paper) if paper in _PAPERS else 0)
        self.save_button = button(self.tr("Save PDF…"), self.choose_file, "primary")
        services.icons.put(self.save_button, "export", "on_accent")
        self._result = label("", "secondary")
        self.show_button = button(self.tr("Show in folder"), self._show_in_folder)
        services.icons.put(self.show_button, "show_folder")
        self.show_button.hide()
        self._build()
        self.limit_box.toggled.connect(self._limit)
        self.from_field.dateChanged.connect(self._preview)
        self.to_field.dateChanged.connect(self._preview)
        self.paper_box.activated.connect(self._choose_paper)

    def _build(self) -> None:
        side = QVBoxLayout()
        side.setContentsMargins(24, 20, 20, 20)
        side.setSpacing(6)
        side.addWidget(label(self.tr("For your practitioner"), "title"))
        text = self.tr(
            "One PDF with the matched pair, the charts, every visit and the sessions. "
            "It says how sure each number is."
        )
        side.addWidget(label(text, "secondary"))
        side.addSpacing(14)
        side.addWidget(label(self.tr("Period"), "section"))
        side.addWidget(self.limit_box)
        self._fields = QWidget()
        fields = QVBoxLayout(self._fields)
        fields.setContentsMargins(26, 0, 0, 0)
        fields.setSpacing(4)
        fields.addWidget(label(self.tr("From"), "caption"))
        fields.addWidget(self.from_field)
        fields.addWidget(label(self.tr("To"), "caption"))
        fields.addWidget(self.to_field)
        self._fields.hide()
        side.addWidget(self._fields)
        side.addSpacing(12)
        side.addWidget(label(self.tr("Paper"), "section"))
        side.addWidget(self.paper_box)
        side.addSpacing(20)
        side.addWidget(self.save_button)
        side.addSpacing(8)
        side.addWidget(self._result)
        side.addWidget(self.show_button)
        side.addStretch(1)
        note = self.tr("The PDF shows your face. It stays where you save it until you share it.")
        side.addWidget(label(note, "hint"))
        chooser = QWidget()
        chooser.setFixedWidth(scaled(_SIDE_WIDTH))
        chooser.setLayout(side)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(chooser)
        layout.addWidget(self.pages, 1)

    # Showing

    def first_control(self) -> QWidget:
        """Return the button that saves."""
        return self.save_button

    def refresh(self) -> None:
        """Show the report of the course as it is now."""
        state = self.services.course.state
        if state is None:
            return
        if not self.limit_box.isChecked():
            self._fill_dates(state)
        self._preview()

    def _fill_dates(self, state: CourseState) -> None:
        days = [visit.day for visit in state.visits]
        if not days:
            return
        for field, day in ((self.from_field, days[0]), (self.to_field, days[-1])):
            field.blockSignals(True)
            field.set_day(day)
            field.blockSignals(False)

    def choices(self, state: CourseState) -> ReportChoices:
        """Return what the fields say."""
        is_limited = self.limit_box.isChecked()
        return ReportChoices(
            course_id=state.course.id,
            date_from=self.from_field.day if is_limited else None,
            date_to=self.to_field.day if is_limited else None,
            paper=Paper(str(self.paper_box.currentData())),
            language=spoken_language(),
        )

    @Slot()
    def _preview(self) -> None:
        state = self.services.course.state
        if state is None or not self.isVisible():
            return
        if not state.visits:
            self.pages.show_message(self.tr("The report begins with your first dated photos."))
            self.save_button.setEnabled(False)
            return
        self.save_button.setEnabled(True)
        self._request += 1
        if not self.pages.page_count:
            self.pages.show_message(self.tr("Laying out the pages"))
        self.services.desk.run(
            operations.preview_report(self.choices(state)),
            partial(self._decode, self._request),
            self._explain,
        )

    def _decode(self, request: int, pages: tuple[bytes, ...]) -> None:
        if request == self._request:
            self.services.cpu_tasks.run(
                partial(_decoded, pages),
                done=partial(self._show_pages, request),
                failed=self.services.desk.failed.emit,
            )

    def _show_pages(self, request: int, pages: tuple[QImage, ...]) -> None:
        if request == self._request:
            self.pages.show_pages(pages)

    def _explain(self, error: BaseException) -> None:
        if isinstance(error, EnvironmentalError):
            self.pages.show_message(tr(error.message))
            self.save_button.setEnabled(False)
        else:
            self.services.desk.failed.emit(error)

    # Choosing and saving

    @Slot(bool)
    def _limit(self, is_limited: bool) -> None:
        self._fields.setVisible(is_limited)
        self._preview()

    @Slot(int)
    def _choose_paper(self, index: int) -> None:
        self.services.settings.change(paper=_PAPERS[index])
        self._preview()

    @Slot()
    def choose_file(self) -> None:
        """Ask where the PDF goes."""
        state = self.services.course.state
        if state is None:
            return
        places = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, self.tr("Save the report"), places)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(_file_name(state))
        dialog.fileSelected.connect(self.save_as)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def save_as(self, name: str) -> None:
        """Write the PDF."""
        state = self.services.course.state
        if state is not None:
            operation = operations.make_report(
                self.tr("Writing the report"), Path(name), self.choices(state)
            )
            self.services.desk.run(operation, self._show_result)

    def _show_result(self, result: "ReportResult") -> None:
        self._saved = result.path
        pages = plural("{count} page", "{count} pages", result.page_count)
        self._result.setText(
            self.tr("Saved, {pages}:\n{path}").format(pages=pages, path=result.path)
        )
        self.show_button.show()

    @property
    def result(self) -> str:
        """What is said of the saved file."""
        return self._result.text()

    @Slot()
    def _show_in_folder(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved.parent)))


def _file_name(state: CourseState) -> str:
    kept = "".join(letter if letter.isalnum() else " " for letter in state.course.name)
    return f"SkinTrack {' '.join(kept.split()) or 'report'}.pdf"


def _decoded(pages: tuple[bytes, ...]) -> tuple[QImage, ...]:
    images = (image_from_bytes(page) for page in pages)
    return tuple(image for image in images if image is not None)
