"""Which photos are not whole, each in one sentence."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from skintrack.model import FileFailure
from skintrack.ui.widgets.form_dialog import FormDialog
from skintrack.ui.words import said

_WIDTH, _HEIGHT = 600, 220


class FailureList(FormDialog):
    """Lists what was found."""

    def __init__(self, parent: QWidget, failures: Sequence[FileFailure]) -> None:
        super().__init__(parent, self.tr("These photos are not whole"), self.tr("Close"))
        self.setMinimumWidth(_WIDTH)
        self.cancel_button.hide()
        text = "\n\n".join(said(each.message) for each in failures)
        self.text_field = QPlainTextEdit(text)
        self.text_field.setReadOnly(True)
        self.text_field.setTabChangesFocus(True)
        self.text_field.setMinimumHeight(_HEIGHT)
        self.text_field.setAccessibleName(self.windowTitle())
        self.add_widget(self.text_field)
