"""Files that are attached inside the PDF, for those who want to work with the numbers."""

from PySide6.QtCore import Slot

from skintrack.ui.report.choice_book import ChoiceBook
from skintrack.ui.report.folding_group import ChoiceFields
from skintrack.ui.services import Services
from skintrack.ui.widgets.check_line import CheckLine


class FileFields(ChoiceFields):
    """Chooses the attached files."""

    def __init__(self, services: Services, book: ChoiceBook) -> None:
        super().__init__(services, book)
        self.data_box = CheckLine(self.tr("Numbers and sessions, as JSON and CSV"))
        self.fhir_box = CheckLine(self.tr("Numbers for the systems of clinics, as FHIR"))
        for line in (self.data_box, self.fhir_box):
            line.toggled.connect(self._take)
            self.column.addWidget(line)
        self.add_hint(
            self.tr(
                "They travel inside the PDF. With the first, SkinTrack can show a report that "
                "comes back."
            )
        )

    @property
    def title(self) -> str:
        """Name of the group."""
        return self.tr("Attached files")

    def summary(self) -> str:
        """Return their kinds."""
        choices = self.book.choices
        kinds = ["JSON", "CSV"] if choices.has_data else []
        if choices.has_fhir:
            kinds.append("FHIR")
        return ", ".join(kinds) or self.tr("None", "files")

    def show_choices(self) -> None:
        """Show what the book holds."""
        choices = self.book.choices
        for line, is_chosen in (
            (self.data_box, choices.has_data),
            (self.fhir_box, choices.has_fhir),
        ):
            line.box.blockSignals(True)
            line.set_checked(is_chosen)
            line.box.blockSignals(False)

    @Slot()
    def _take(self) -> None:
        self.book.change(has_data=self.data_box.is_checked, has_fhir=self.fhir_box.is_checked)
