"""Asks for what opens the library now: the passphrase, or the recovery key instead."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from skintrack.ui.opener import Opener
from skintrack.ui.widgets.basic import button, label
from skintrack.ui.widgets.flow import FlowRow
from skintrack.ui.widgets.passphrase import SecretField, ShowSwitch


class OpenerFields(QWidget):
    """One field at a time; ``changed`` with every sign, ``finished`` with Enter."""

    changed = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._by_key = False
        self._caption = label("", "section")
        self.passphrase_field = SecretField(self.tr("Current passphrase"))
        self.key_field = QLineEdit()
        self.key_field.setAccessibleName(self.tr("Recovery key"))
        self.key_field.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._switch = ShowSwitch(
            self.tr("Show the passphrase"), self.tr("Hide the passphrase"), self.passphrase_field
        )
        self.show_button = self._switch.button
        self.other_way = button("", self._change_way, "link")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._caption)
        for field in (self.passphrase_field, self.key_field):
            layout.addWidget(field)
            field.textChanged.connect(self.changed)
            field.returnPressed.connect(self.finished)
        layout.addWidget(FlowRow(self.show_button, self.other_way, spacing=12, ends_line=True))
        self._show_way()

    @property
    def opener(self) -> Opener:
        """What was typed."""
        return Opener(self.field.text(), self._by_key)

    @property
    def field(self) -> QLineEdit:
        """The field that is shown."""
        return self.key_field if self._by_key else self.passphrase_field

    def wipe(self) -> None:
        """Forget what was typed."""
        self._switch.hide()
        self.passphrase_field.wipe()
        self.key_field.setText("")

    @Slot()
    def _change_way(self) -> None:
        self._by_key = not self._by_key
        self.wipe()
        self._show_way()
        self.field.setFocus()

    def _show_way(self) -> None:
        by_key = self._by_key
        self._caption.setText(self.field.accessibleName())
        self._caption.setBuddy(self.field)
        self.passphrase_field.setVisible(not by_key)
        self.show_button.setVisible(not by_key)
        self.key_field.setVisible(by_key)
        text = (
            self.tr("Use the passphrase instead")
            if by_key
            else self.tr("Use the recovery key instead")
        )
        self.other_way.setText(text)
        self.other_way.setAccessibleName(text)
