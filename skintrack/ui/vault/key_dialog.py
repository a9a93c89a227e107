"""The dialog of one act with the keys of a library."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from skintrack.errors import EnvironmentalError
from skintrack.ui.fonts import scaled
from skintrack.ui.opener import Opener
from skintrack.ui.vault.key_operations import KeyAct, KeyWish
from skintrack.ui.vault.key_words import words_of
from skintrack.ui.vault.opener_fields import OpenerFields
from skintrack.ui.widgets.basic import label
from skintrack.ui.widgets.busy_line import BusyLine
from skintrack.ui.widgets.form_dialog import FormDialog
from skintrack.ui.widgets.passphrase import NewPassphraseFields
from skintrack.ui.words import tr

_WIDTH, _WIDEST = 540, 840
_WITH_NEW = (KeyAct.CHANGE_PASSPHRASE, KeyAct.ENCRYPT, KeyAct.NEW_LIBRARY_KEY)


class KeyDialog(FormDialog):
    """Tells ``wished(KeyWish)`` and stays, busy, until it is accepted or told what went wrong."""

    wished = Signal(object)

    def __init__(self, parent: QWidget, act: KeyAct) -> None:
        words = words_of(act)
        super().__init__(parent, words.name, words.confirm, words.explanation)
        self.setMinimumWidth(min(scaled(_WIDTH), _WIDEST))
        self._act = act
        self._is_busy = False
        self.opener = OpenerFields() if act is not KeyAct.ENCRYPT else None
        self.new = NewPassphraseFields() if act in _WITH_NEW else None
        if self.opener is not None:
            self.opener.changed.connect(self._forget_problem)
            self.opener.finished.connect(self.confirm)
            self.add_widget(self.opener)
        if self.new is not None:
            self.new.changed.connect(self._forget_problem)
            self.new.finished.connect(self.confirm)
            if self.opener is not None:
                self.add_widget(label(self.tr("From now on"), "section"))
            self.add_widget(self.new)
        self._busy = BusyLine(lines=1)
        self.add_widget(self._busy)
        self._first_field().setFocus()

    def _first_field(self) -> QWidget:
        if self.opener is not None:
            return self.opener.field
        return self if self.new is None else self.new.first_field

    @property
    def act(self) -> KeyAct:
        """What it is for."""
        return self._act

    @Slot()
    def confirm(self) -> None:
        """Tell what is wanted, once nothing is missing."""
        if self._is_busy:
            return
        if self.opener is not None and not self.opener.opener.text:
            self.show_problem(self.tr("Type what opens the library now."))
            self.opener.field.setFocus()
        elif self.new is not None and self.new.problem:
            self.show_problem(self.new.problem)
            self.new.focus_problem()
        else:
            self._set_busy(True)
            opener = Opener("") if self.opener is None else self.opener.opener
            new = "" if self.new is None else self.new.passphrase
            self.wished.emit(KeyWish(self._act, opener, new))

    def refuse(self, error: BaseException) -> bool:
        """Say why it was not done; False for a bug, which needs more room."""
        self._set_busy(False)
        if not isinstance(error, EnvironmentalError):
            return False
        self.show_problem(tr(error.message))
        field = self._first_field()
        field.setFocus()
        return True

    def reject(self) -> None:
        """Stay while keys are made: it takes a second or two."""
        if not self._is_busy:
            super().reject()

    def done(self, result: int) -> None:
        """Forget what was typed."""
        for each in (self.opener, self.new):
            if each is not None:
                each.wipe()
        super().done(result)

    @Slot()
    def _forget_problem(self) -> None:
        self.show_problem("")

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        for part in (self.opener, self.new, self.cancel_button, self.confirm_button):
            if part is not None:
                part.setEnabled(not is_busy)
        self._busy.say(
            self.tr("Making the keys. This takes a few seconds.") if is_busy else "",
            is_busy=is_busy,
        )
