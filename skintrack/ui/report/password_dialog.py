"""Asks for the password of a locked report; it is kept nowhere."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from skintrack.ui.widgets.form_dialog import FormDialog


class PasswordDialog(FormDialog):
    """Tells ``confirmed(password)``."""

    confirmed = Signal(str)

    def __init__(self, parent: QWidget, explanation: str) -> None:
        super().__init__(
            parent, self.tr("This report is locked"), self.tr("Open the report"), explanation
        )
        self.password_field = QLineEdit()
        self.password_field.setEchoMode(QLineEdit.EchoMode.Password)
        self.password_field.textChanged.connect(self._follow)
        self.add_field(self.tr("Password"), self.password_field)
        self._follow()
        self.password_field.setFocus()

    @Slot()
    def confirm(self) -> None:
        """Tell the password."""
        self.confirmed.emit(self.password_field.text())
        self.accept()

    @Slot()
    def _follow(self) -> None:
        self.confirm_button.setEnabled(bool(self.password_field.text()))
