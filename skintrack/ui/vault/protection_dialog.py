"""Passphrase and keys: whether the library is encrypted, and what can be done about it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from skintrack.ui.fonts import scaled
from skintrack.ui.vault.key_operations import KeyAct
from skintrack.ui.vault.key_words import words_of
from skintrack.ui.widgets.basic import button, label
from skintrack.ui.widgets.form_dialog import FormDialog

_WIDTH, _WIDEST = 660, 840


class ProtectionDialog(FormDialog):
    """Tells ``chosen(KeyAct)`` and closes."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, *, is_encrypted: bool) -> None:
        super().__init__(parent, self.tr("Passphrase and keys"), self.tr("Close"))
        self.setMinimumWidth(min(scaled(_WIDTH), _WIDEST))
        self.cancel_button.hide()
        state = (
            self.tr("This library is encrypted.")
            if is_encrypted
            else self.tr("This library is not encrypted: whoever has its folder sees the photos.")
        )
        self.add_widget(label(state, "secondary"))
        grid = QGridLayout()
        grid.setContentsMargins(0, 12, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(1, 1)
        self._buttons: dict[KeyAct, QPushButton] = {}
        acts = [each for each in KeyAct if (each is KeyAct.ENCRYPT) != is_encrypted]
        for line, act in enumerate(acts):
            words = words_of(act)
            name = self.tr("{name}…").format(name=words.name)
            widget = button(name, partial(self._choose, act))
            widget.setAccessibleDescription(words.short)
            self._buttons[act] = widget
            grid.addWidget(widget, line, 0)
            grid.addWidget(label(words.short, "secondary"), line, 1)
        box = QWidget()
        box.setLayout(grid)
        self.add_widget(box)

    def _choose(self, act: KeyAct) -> None:
        self.accept()
        self.chosen.emit(act)
