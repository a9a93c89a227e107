"""The recovery key, shown once: to print or to write down, then asked for in part."""

import secrets
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from skintrack.errors import EnvironmentalError
from skintrack.ui.fonts import scaled
from skintrack.ui.services import Services
from skintrack.ui.vault.key_grid import KeyGrid
from skintrack.ui.vault.key_saving import KeySaving
from skintrack.ui.widgets.basic import button, label
from skintrack.ui.widgets.form_dialog import FormDialog
from skintrack.ui.widgets.steps import Steps
from skintrack.ui.words import tr

_WIDTH, _WIDEST = 620, 840


class RecoveryKeyDialog(FormDialog):
    """Accepted once a group of the key was typed back; ``kept`` tells of it.

    It puts nothing on the clipboard: other programs read that, and some keep it.
    """

    kept = Signal()

    def __init__(self, parent: QWidget, services: Services, key: str, library: Path) -> None:
        super().__init__(parent, self.tr("Your recovery key"), self.tr("I have it"))
        self.setMinimumWidth(min(scaled(_WIDTH), _WIDEST))
        self._services = services
        self._key = key
        self._groups = key.split()
        self._asked = secrets.randbelow(len(self._groups))
        self._has_warned = False
        self._saving = KeySaving(services, self)
        self._saving.saved.connect(self._tell_saved)
        self._saving.failed.connect(self._tell_failure)
        self._library = library
        self._said = label("", "secondary")
        self._said.hide()
        self.grid = KeyGrid(self._groups)
        self.check_field = QLineEdit()
        self.check_field.setMaxLength(2 * len(self._groups[0]))
        self.check_field.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.check_field.textChanged.connect(self._forget_problem)
        self._key_page = self._make_key_page()
        self._check_page = self._make_check_page()
        self._steps = Steps(self._key_page, self._check_page)
        self.add_widget(self._steps)
        self.cancel_button.setText(self.tr("Not now"))
        self.cancel_button.setAccessibleName(self.tr("Not now"))
        self.side_button = button("", self._do_beside)
        self.add_foot_button(self.side_button)
        self._show_key()

    def _make_key_page(self) -> QWidget:
        words = label(
            self.tr(
                "It opens the library if you forget the passphrase. Print it or write it down, and "
                "keep it where you keep other papers that matter. It is shown only now."
            ),
            "secondary",
        )
        hint = label(
            self.tr("Whoever has this key can open the library: keep it away from this computer."),
            "hint",
        )
        return _page(words, self.grid, hint, self._said)

    def _make_check_page(self) -> QWidget:
        caption = label(
            self.tr("Type group {number} of your key").format(number=self._asked + 1), "section"
        )
        caption.setBuddy(self.check_field)
        self.check_field.setAccessibleName(caption.text())
        words = label(
            self.tr("This makes sure that what you have on paper can be read."), "secondary"
        )
        return _page(words, caption, self.check_field)

    @property
    def asked_group(self) -> str:
        """The group that has to be typed back."""
        return self._groups[self._asked]

    @Slot()
    def confirm(self) -> None:
        """Go on to the check; there, accept the right group."""
        if self._steps.current is self._key_page:
            self._show_check()
        elif _plain(self.check_field.text()) == self.asked_group:
            self.kept.emit()
            self.accept()
        else:
            self.show_problem(self.tr("This is not what the key says there. Compare it again."))
            self.check_field.setFocus()
            self.check_field.selectAll()

    def reject(self) -> None:
        """Say first what it means to have no recovery key."""
        if self._has_warned:
            super().reject()
            return
        self._has_warned = True
        self.show_problem(
            self.tr(
                "Without this key a forgotten passphrase means that the photos are gone. You can "
                "make a new key in the settings at any time."
            )
        )
        self.cancel_button.setText(self.tr("Go on without it"))
        self.cancel_button.setAccessibleName(self.tr("Go on without it"))

    def done(self, result: int) -> None:
        """Forget the key."""
        self._key = ""
        self._groups = []
        self.grid.forget()
        self.check_field.setText("")
        super().done(result)

    @Slot()
    def _do_beside(self) -> None:
        if self._steps.current is self._check_page:
            self._show_key()
        else:
            self._choose_file()

    def _show_key(self) -> None:
        self._show(self._key_page)
        self.grid.setFocus()

    def _show_check(self) -> None:
        self._show(self._check_page)
        self.check_field.setText("")
        self.check_field.setFocus()

    def _show(self, page: QWidget) -> None:
        is_check = page is self._check_page
        self._steps.show_page(page)
        beside = self.tr("Back to the key") if is_check else self.tr("Save as PDF to print…")
        self.side_button.setText(beside)
        self.side_button.setAccessibleName(beside)
        text = self.tr("Done", "recovery key") if is_check else self.tr("I have it")
        self.confirm_button.setText(text)
        self.confirm_button.setAccessibleName(text)
        self.show_problem("")
        self.fit()

    @Slot()
    def _forget_problem(self) -> None:
        self.show_problem("")

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the recovery key"), self._saving.folder())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self.tr("SkinTrack recovery key.pdf"))
        dialog.fileSelected.connect(self.save_as)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def save_as(self, name: str) -> None:
        """Write the page to print."""
        self._saving.save(Path(name), self._key, self._library.name)

    @Slot(object)
    def _tell_saved(self, path: Path) -> None:
        self._said.setText(
            self.tr(
                "“{file}” is saved. Print it, then delete the file: a key that lies beside its "
                "library protects nothing."
            ).format(file=path.name)
        )
        self._said.show()
        self._saving.open(path)

    @Slot(object)
    def _tell_failure(self, error: BaseException) -> None:
        if isinstance(error, EnvironmentalError):
            self.show_problem(tr(error.message))
        else:
            self._services.desk.failed.emit(error)


def _page(*parts: QWidget) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    for each in parts:
        layout.addWidget(each)
    layout.addStretch(1)
    return page


def _plain(text: str) -> str:
    """Return a group as the key has it, however it was typed."""
    return "".join(sign for sign in text.upper() if sign.isalnum())
