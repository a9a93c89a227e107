"""Fields for what opens a library: typed unseen, shown on request, kept nowhere."""

import unicodedata

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from skintrack.ui.widgets.basic import button, column, label

LEAST_LENGTH = 8


class SecretField(QLineEdit):
    """A line that shows dots; what is typed goes into no dictionary of the system."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.show_text(is_shown=False)

    def show_text(self, *, is_shown: bool) -> None:
        """Show what is typed, or dots."""
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        # After the mode, which sets hints of its own.
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )

    def wipe(self) -> None:
        """Forget what was typed, also for Ctrl+Z."""
        self.setText("")


class ShowSwitch:
    """A link that shows and hides what stands in fields, all at once."""

    def __init__(self, show: str, hide: str, *fields: SecretField) -> None:
        self._words = {False: show, True: hide}
        self._fields = fields
        self._is_shown = False
        self.button: QPushButton = button(show, self.turn, "link")
        # A dialog must not be confirmed by it when Enter is pressed.
        self.button.setDefault(False)

    def turn(self) -> None:
        """Show where it was hidden, and the other way round."""
        self._set(not self._is_shown)

    def hide(self) -> None:
        """Hide again."""
        self._set(False)

    def _set(self, is_shown: bool) -> None:
        self._is_shown = is_shown
        for field in self._fields:
            field.show_text(is_shown=is_shown)
        self.button.setText(self._words[is_shown])
        self.button.setAccessibleName(self._words[is_shown])


class NewPassphraseFields(QWidget):
    """A new passphrase, typed twice. Its length is asked for, nothing else.

    ``changed`` is sent with every sign; ``finished`` with Enter in the second field.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first_field = SecretField(self.tr("Passphrase"))
        self.second_field = SecretField(self.tr("The same once more"))
        self._switch = ShowSwitch(
            self.tr("Show the passphrase"),
            self.tr("Hide the passphrase"),
            self.first_field,
            self.second_field,
        )
        self.show_button = self._switch.button
        self._hint = label("", "hint")
        beside = QHBoxLayout()
        beside.setSpacing(12)
        for field in (self.first_field, self.second_field):
            caption = label(field.accessibleName(), "caption")
            caption.setBuddy(field)
            beside.addLayout(column(caption, field, spacing=4), 1)
            field.textChanged.connect(self._follow)
        # The longest advice has two lines; nothing below moves with it.
        self._hint.setMinimumHeight(2 * self._hint.fontMetrics().lineSpacing())
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(beside)
        layout.addWidget(self._hint)
        layout.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.second_field.returnPressed.connect(self.finished)
        self._follow()

    @property
    def passphrase(self) -> str:
        """What stands in the first field."""
        return self.first_field.text()

    @property
    def problem(self) -> str:
        """Why this is no passphrase yet, in one sentence; empty where it is one."""
        if length_of(self.passphrase) < LEAST_LENGTH:
            return self.tr("Type a passphrase of at least {count} characters.").format(
                count=LEAST_LENGTH
            )
        if not self.second_field.text():
            return self.tr("Type the passphrase once more.")
        if self.passphrase != self.second_field.text():
            return self.tr("The two passphrases differ.")
        return ""

    def focus_problem(self) -> None:
        """Put the focus where something is missing."""
        is_short = length_of(self.passphrase) < LEAST_LENGTH
        field = self.first_field if is_short else self.second_field
        field.setFocus()
        field.selectAll()

    def wipe(self) -> None:
        """Forget what was typed, and hide what comes."""
        self._switch.hide()
        self.first_field.wipe()
        self.second_field.wipe()

    @Slot()
    def _follow(self) -> None:
        self._hint.setText(self._advice())
        self.changed.emit()

    def _advice(self) -> str:
        """Return one line: what is missing, else how it gets better."""
        second = self.second_field.text()
        if second and not self.passphrase.startswith(second):
            return self.tr("The two passphrases differ.")
        length = length_of(self.passphrase)
        if 0 < length < LEAST_LENGTH:
            return self.tr("{length} of at least {count} characters.").format(
                length=length, count=LEAST_LENGTH
            )
        return self.tr(
            "At least {count} characters. Four or five words that have nothing to do with each "
            "other are easy to keep in mind and hard to guess."
        ).format(count=LEAST_LENGTH)


def length_of(passphrase: str) -> int:
    """Return the number of signs, an accent not counted as one."""
    return len(unicodedata.normalize("NFC", passphrase))
