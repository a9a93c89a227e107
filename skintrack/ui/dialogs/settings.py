"""Settings: appearance, and where the library is."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QRadioButton, QWidget

from skintrack.settings import LANGUAGES, TEXT_SIZES, THEMES
from skintrack.ui.dialogs.form_dialog import FormDialog
from skintrack.ui.dialogs.watch_section import WatchSection
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import ChoiceGroup, column, label


class SettingsDialog(FormDialog):
    """Takes effect at once; language and size of text at the next start."""

    def __init__(self, parent: QWidget, services: Services) -> None:
        super().__init__(parent, self.tr("Settings"), self.tr("Close"))
        self.cancel_button.hide()
        self._services = services
        self._group = ChoiceGroup(self)
        names = (self.tr("As the system"), self.tr("Light"), self.tr("Dark"))
        choices = column(spacing=0)
        for index, (theme, name) in enumerate(zip(THEMES, names, strict=True)):
            choice = QRadioButton(name)
            choice.setAccessibleName(self.tr("Appearance: {name}").format(name=name))
            self._group.addButton(choice, index)
            choice.setChecked(theme == services.settings.current.theme)
            choices.addWidget(choice)
        self._group.idClicked.connect(self._choose)
        box = QWidget()
        box.setLayout(choices)
        self.add_widget(label(self.tr("Appearance"), "section"))
        self.add_widget(box)
        self._add_language()
        self.watch = WatchSection(services.watch)
        self.add_widget(self.watch)
        folder = services.desk.folder
        self.add_widget(label(self.tr("Library"), "section"))
        self.add_widget(
            label(str(folder) if folder else self.tr("No library is open."), "secondary")
        )

    def _add_language(self) -> None:
        self._languages = QComboBox()
        # Each language is named in itself, for who cannot read the one that is set.
        names = {"en": "English", "de": "Deutsch"}
        self._languages.addItem(self.tr("As the system"), "system")
        for code in LANGUAGES:
            self._languages.addItem(names[code], code)
        chosen = self._services.settings.current.language
        self._languages.setCurrentIndex(self._languages.findData(chosen))
        self._languages.activated.connect(self._choose_language)
        self.add_field(self.tr("Language"), self._languages)
        self._sizes = QComboBox()
        for size in TEXT_SIZES:
            name = self.tr("{size} %").format(size=size) if size else self.tr("As the system")
            self._sizes.addItem(name, size)
        self._sizes.setCurrentIndex(self._sizes.findData(self._services.settings.current.text_size))
        self._sizes.activated.connect(self._choose_size)
        hint = self.tr("Language and size of text change with the next start of SkinTrack.")
        self.add_field(self.tr("Size of text"), self._sizes, hint)

    @Slot(int)
    def _choose_language(self, index: int) -> None:
        self._services.settings.change(language=self._languages.itemData(index))

    @Slot(int)
    def _choose_size(self, index: int) -> None:
        self._services.settings.change(text_size=self._sizes.itemData(index))

    @Slot(int)
    def _choose(self, index: int) -> None:
        self._services.settings.change(theme=THEMES[index])
        self._services.theme.set_choice(THEMES[index])
