"""Paper and language of a report, which need not be that of the window."""

from PySide6.QtCore import Slot

from skintrack.model import Paper
from skintrack.settings import LANGUAGES
from skintrack.ui.report.choice_book import ChoiceBook
from skintrack.ui.report.folding_group import ChoiceFields
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import column, label
from skintrack.ui.widgets.elided_combo_box import ElidedComboBox
from skintrack.ui.words import said
from skintrack.workflows.report_inside_words import language_name, paper_name


class PaperFields(ChoiceFields):
    """Chooses paper and language."""

    def __init__(self, services: Services, book: ChoiceBook) -> None:
        super().__init__(services, book)
        self.paper_box = ElidedComboBox()
        self.paper_box.setAccessibleName(self.tr("Paper"))
        for paper in Paper:
            self.paper_box.addItem(said(paper_name(paper)), paper.value)
        self.language_box = ElidedComboBox()
        self.language_box.setAccessibleName(self.tr("Language of the report"))
        for language in LANGUAGES:
            self.language_box.addItem(said(language_name(language)), language)
        names = (self.tr("Paper"), self.tr("Language of the report"))
        for name, box in zip(names, (self.paper_box, self.language_box), strict=True):
            self.column.addLayout(column(label(name, "caption"), box, spacing=4))
            self.column.addSpacing(6)
        self.add_hint(self.tr("What you wrote yourself stays as it is."))
        self.paper_box.activated.connect(self._take)
        self.language_box.activated.connect(self._take)

    @property
    def title(self) -> str:
        """Name of the group."""
        return self.tr("Paper and language")

    def summary(self) -> str:
        """Return both."""
        choices = self.book.choices
        return f"{said(paper_name(choices.paper))}, {said(language_name(choices.language))}"

    def show_choices(self) -> None:
        """Show what the book holds."""
        choices = self.book.choices
        self.paper_box.setCurrentIndex(self.paper_box.findData(choices.paper.value))
        self.language_box.setCurrentIndex(self.language_box.findData(choices.language))

    @Slot()
    def _take(self) -> None:
        self.book.change(
            paper=Paper(str(self.paper_box.currentData())),
            language=str(self.language_box.currentData()),
        )
