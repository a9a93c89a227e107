"""How much of the person a report shows: the name or a code, and the photos."""

from enum import StrEnum

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

from skintrack.model import PhotoPrivacy
from skintrack.ui.report.choice_book import ChoiceBook
from skintrack.ui.report.folding_group import ChoiceFields
from skintrack.ui.report.indented import indented
from skintrack.ui.report.radio_group import RadioChoices
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import label

_MOST_LETTERS = 40


class NameKind(StrEnum):
    """What stands where names would stand."""

    NAMES = "names"
    CODE = "code"


class PrivacyFields(ChoiceFields):
    """Chooses name or code, and how photos are shown."""

    def __init__(self, services: Services, book: ChoiceBook) -> None:
        super().__init__(services, book)
        self.add_caption(self.tr("Names"))
        names = (
            (NameKind.NAMES, self.tr("The names of person and course")),
            (NameKind.CODE, self.tr("A code instead")),
        )
        self.names = RadioChoices(self, self.column, names)
        self.code_field = QLineEdit()
        self.code_field.setMaxLength(_MOST_LETTERS)
        self.code_field.setAccessibleName(self.tr("Code"))
        self._notes = label(
            self.tr("Your notes are printed as you wrote them: look for names in them."), "caption"
        )
        self._code = indented(self.code_field, self._notes)
        self.column.addWidget(self._code)
        self.add_caption(self.tr("Photos"))
        photos = (
            (PhotoPrivacy.SHOWN, self.tr("The whole face")),
            (PhotoPrivacy.EYES_COVERED, self.tr("Eyes covered")),
            (PhotoPrivacy.REGION_ONLY, self.tr("Only the skin that is measured")),
            (PhotoPrivacy.NONE, self.tr("No photos")),
        )
        self.photos = RadioChoices(self, self.column, photos)
        self._left = self.add_hint()
        self.names.group.idClicked.connect(self._take_names)
        self.code_field.textChanged.connect(self._take_code)
        self.photos.group.idClicked.connect(self._take_photos)

    @property
    def title(self) -> str:
        """Name of the group."""
        return self.tr("Privacy")

    def summary(self) -> str:
        """Return both in few words."""
        choices = self.book.choices
        name = self.tr("Names") if choices.code is None else self.tr("Code")
        photos = {
            PhotoPrivacy.SHOWN: self.tr("whole face"),
            PhotoPrivacy.EYES_COVERED: self.tr("eyes covered"),
            PhotoPrivacy.REGION_ONLY: self.tr("skin only"),
            PhotoPrivacy.NONE: self.tr("no photos"),
        }[choices.photos]
        return self.tr("{name}, {photos}").format(name=name, photos=photos)

    def show_choices(self) -> None:
        """Show what the book holds."""
        choices = self.book.choices
        has_code = choices.code is not None
        self.names.choose(NameKind.CODE if has_code else NameKind.NAMES)
        self._code.setVisible(has_code)
        if choices.code is not None and self.code_field.text() != choices.code:
            self.code_field.blockSignals(True)
            self.code_field.setText(choices.code)
            self.code_field.blockSignals(False)
        self.photos.choose(choices.photos)
        hint = {
            PhotoPrivacy.SHOWN: "",
            PhotoPrivacy.EYES_COVERED: self.tr(
                "A photo is left out where it is not certain where the eyes are."
            ),
            PhotoPrivacy.REGION_ONLY: self.tr("A photo is left out where no face was found in it."),
            PhotoPrivacy.NONE: self.tr("Numbers and charts stay."),
        }[choices.photos]
        self._left.setText(hint)
        self._left.setVisible(bool(hint))

    @Slot()
    def _take_names(self) -> None:
        if self.names.chosen is NameKind.NAMES:
            self.book.change(code=None)
        elif self.book.choices.code is None:
            self.book.change(code=self.book.suggested_code)
            self.code_field.setFocus()
            self.code_field.selectAll()

    @Slot()
    def _take_code(self) -> None:
        self.book.change(code=self.code_field.text().strip())

    @Slot()
    def _take_photos(self) -> None:
        self.book.change(photos=self.photos.chosen)
