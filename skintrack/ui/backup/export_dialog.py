"""What an export is, and what its photos may carry; said before anything is written."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from skintrack.ui.widgets.basic import ChoiceGroup, label
from skintrack.ui.widgets.form_dialog import FormDialog

_WIDTH = 540
_INDENT = 30  # where the words of a choice begin


class ExportDialog(FormDialog):
    """Tells ``place_wanted(with_originals)`` when the user goes on."""

    place_wanted = Signal(bool)

    def __init__(self, parent: QWidget, *, is_encrypted: bool) -> None:
        super().__init__(
            parent,
            self.tr("Export everything"),
            self.tr("Choose a folder…"),
            self.tr(
                "Photos by date, tables for a spreadsheet, and one document with all you noted: "
                "for any other program, and to bring back into SkinTrack."
            ),
        )
        self.setMinimumWidth(_WIDTH)
        self._group = ChoiceGroup(self)
        self.pixels_choice = self._add_choice(
            self.tr("Photos with nothing but their date"),
            self.tr("No place, no camera, no author: made anew from what is seen."),
        )
        self.originals_choice = self._add_choice(
            self.tr("Photos as you added them"),
            self.tr("They may say where and with which phone they were taken."),
        )
        self.pixels_choice.setChecked(True)
        self.add_widget(
            label(
                self.tr(
                    "The export is not encrypted, unlike your library: whoever has the folder can "
                    "see the photos and read the notes. Deleting it later does not always erase it."
                )
                if is_encrypted
                else self.tr("Whoever has the folder can see the photos and read the notes."),
                "worse" if is_encrypted else "secondary",
            )
        )

    def _add_choice(self, name: str, hint: str) -> QRadioButton:
        choice = QRadioButton(name)
        choice.setAccessibleName(name)
        choice.setAccessibleDescription(hint)
        self._group.addButton(choice)
        words = label(hint, "hint")
        words.setContentsMargins(_INDENT, 0, 0, 0)
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(0)
        layout.addWidget(choice)
        layout.addWidget(words)
        self.add_widget(box)
        return choice

    @Slot()
    def confirm(self) -> None:
        """Go on to the place."""
        with_originals = self.originals_choice.isChecked()
        self.accept()
        self.place_wanted.emit(with_originals)
