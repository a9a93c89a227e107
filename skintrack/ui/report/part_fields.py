"""The parts of a report that can be left out."""

from PySide6.QtCore import Slot

from skintrack.model import ReportSection
from skintrack.ui.report.choice_book import ChoiceBook
from skintrack.ui.report.folding_group import ChoiceFields
from skintrack.ui.services import Services
from skintrack.ui.widgets.check_line import CheckLine
from skintrack.ui.words import number


class PartFields(ChoiceFields):
    """Chooses the parts; a part without content says so."""

    def __init__(self, services: Services, book: ChoiceBook) -> None:
        super().__init__(services, book)
        words = {
            ReportSection.TRENDS: self.tr("Charts over time"),
            ReportSection.PHOTO_RECORD: self.tr("Photo record"),
            ReportSection.SESSIONS: self.tr("Sessions"),
            ReportSection.RECOVERY: self.tr("Recovery after the sessions"),
            ReportSection.PRACTITIONER: self.tr("Page for the practitioner to fill in"),
        }
        self.boxes: dict[ReportSection, CheckLine] = {}
        for section, text in words.items():
            line = self.boxes[section] = CheckLine(text)
            line.toggled.connect(self._take)
            self.column.addWidget(line)
        self.add_hint(self.tr("The summary, the method and its limits are always there."))

    @property
    def title(self) -> str:
        """Name of the group."""
        return self.tr("Parts")

    def summary(self) -> str:
        """Return how many of them are in."""
        chosen, count = len(self.book.choices.sections), len(self.boxes)
        if chosen == count:
            return self.tr("All", "parts")
        return self.tr("{shown} of {count}").format(shown=number(chosen), count=number(count))

    def show_choices(self) -> None:
        """Show what the book holds."""
        has_photos = self.book.has_photos
        for section, line in self.boxes.items():
            line.box.blockSignals(True)
            line.set_checked(section in self.book.choices.sections)
            line.box.blockSignals(False)
        record = self.boxes[ReportSection.PHOTO_RECORD]
        record.setEnabled(has_photos)
        record.setToolTip("" if has_photos else self.tr("Privacy says that no photos are shown."))

    @Slot()
    def _take(self) -> None:
        chosen = frozenset(each for each, line in self.boxes.items() if line.is_checked)
        self.book.change(sections=chosen)
