"""Settings: appearance, and where the library is."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QRadioButton, QWidget

from skintrack.settings import LANGUAGES, LOCK_MINUTES, TEXT_SIZES, THEMES
from skintrack.ui.dialogs.watch_section import WatchSection
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import ChoiceGroup, button, label, row
from skintrack.ui.widgets.form_dialog import FormDialog
from skintrack.ui.words import plural


class SettingsDialog(FormDialog):
    """Takes effect at once; language and size of text at the next start.

    ``restart_wanted`` asks for that start now, ``protection_wanted`` for passphrase and keys.
    """

    restart_wanted = Signal()
    protection_wanted = Signal()

    def __init__(self, parent: QWidget, services: Services) -> None:
        super().__init__(parent, self.tr("Settings"), self.tr("Close"))
        self.cancel_button.hide()
        self._services, self._parent = services, parent
        self._group = ChoiceGroup(self)
        names = (self.tr("As the system"), self.tr("Light"), self.tr("Dark"))
        choices = row(spacing=16)
        for index, (theme, name) in enumerate(zip(THEMES, names, strict=True)):
            choice = QRadioButton(name)
            choice.setAccessibleName(self.tr("Appearance: {name}").format(name=name))
            self._group.addButton(choice, index)
            choice.setChecked(theme == services.settings.current.theme)
            choices.addWidget(choice)
        choices.addStretch(1)
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
        if folder is not None:
            self._add_protection(is_encrypted=services.desk.is_encrypted)
        self.add_foot_button(button(self.tr("About SkinTrack…"), self._show_about))

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
        self._sizes = QComboBox()
        for size in TEXT_SIZES:
            name = self.tr("{size} %").format(size=size) if size else self.tr("As the system")
            self._sizes.addItem(name, size)
        self._sizes.setCurrentIndex(self._sizes.findData(self._services.settings.current.text_size))
        self._sizes.activated.connect(self._choose_size)
        hint = self.tr("Language and size of text change with the next start of SkinTrack.")
        self.add_fields(
            (self.tr("Language"), self._languages), (self.tr("Size of text"), self._sizes)
        )
        # Always there, so that nothing moves when it can be pressed.
        self.restart_button = button(self.tr("Restart now"), self._restart)
        self.restart_button.setEnabled(self._services.settings.waits_for_start)
        words = label(hint, "hint")
        words.setMinimumWidth(1)
        line = row(words, self.restart_button, spacing=16)
        line.setStretch(0, 1)
        line.setContentsMargins(0, 0, 0, 10)
        box = QWidget()
        box.setLayout(line)
        self.add_widget(box)

    def _add_protection(self, *, is_encrypted: bool) -> None:
        text = self.tr("It is encrypted.") if is_encrypted else self.tr("It is not encrypted.")
        words = label(text, "secondary")
        words.setMinimumWidth(1)
        self.protection_button = button(self.tr("Passphrase and keys…"), self._ask_protection)
        line = row(words, self.protection_button, spacing=16)
        line.setStretch(0, 1)
        box = QWidget()
        box.setLayout(line)
        self.add_widget(box)
        if not is_encrypted:
            return
        self._minutes = QComboBox()
        for minutes in LOCK_MINUTES:
            name = plural("{count} minute", "{count} minutes", minutes)
            self._minutes.addItem(name if minutes else self.tr("Never by itself"), minutes)
        chosen = self._services.settings.current.lock_minutes
        self._minutes.setCurrentIndex(self._minutes.findData(chosen))
        self._minutes.activated.connect(self._choose_minutes)
        self.add_field(self.tr("Lock it when nobody touches it for"), self._minutes)

    @Slot()
    def _show_about(self) -> None:
        from skintrack.ui.about.about_dialog import AboutDialog

        self.accept()
        AboutDialog(self._parent, self._services).open()

    @Slot()
    def _ask_protection(self) -> None:
        self.accept()
        self.protection_wanted.emit()

    @Slot(int)
    def _choose_minutes(self, index: int) -> None:
        self._services.settings.change(lock_minutes=self._minutes.itemData(index))

    @Slot(int)
    def _choose_language(self, index: int) -> None:
        self._services.settings.change(language=self._languages.itemData(index))
        self._offer_restart()

    @Slot(int)
    def _choose_size(self, index: int) -> None:
        self._services.settings.change(text_size=self._sizes.itemData(index))
        self._offer_restart()

    def _offer_restart(self) -> None:
        self.restart_button.setEnabled(self._services.settings.waits_for_start)

    @Slot()
    def _restart(self) -> None:
        self.accept()
        self.restart_wanted.emit()

    @Slot(int)
    def _choose(self, index: int) -> None:
        self._services.settings.change(theme=THEMES[index])
        self._services.theme.set_choice(THEMES[index])
