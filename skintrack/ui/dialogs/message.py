"""Messages that need more room than a banner: files that failed, and our own bugs."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from skintrack.model import FileFailure
from skintrack.ui.dialogs.form_dialog import FormDialog
from skintrack.ui.widgets.basic import button

_TEXT_HEIGHT = 220
_WIDTH = 600


class _TextDialog(FormDialog):
    """A text to read and copy, and one button to close."""

    def __init__(self, parent: QWidget, title: str, explanation: str, text: str) -> None:
        super().__init__(parent, title, self.tr("Close"), explanation)
        self.setMinimumWidth(_WIDTH)
        self.cancel_button.hide()
        self.text_field = QPlainTextEdit(text)
        self.text_field.setReadOnly(True)
        self.text_field.setTabChangesFocus(True)
        self.text_field.setMinimumHeight(_TEXT_HEIGHT)
        self.text_field.setAccessibleName(title)
        self.add_widget(self.text_field)
        self.add_foot_button(button(self.tr("Copy"), self.copy_text, "quiet"))

    @Slot()
    def copy_text(self) -> None:
        """Put the text on the clipboard."""
        QGuiApplication.clipboard().setText(self.text_field.toPlainText())


class FailuresDialog(_TextDialog):
    """Every file that could not be used, each in one sentence."""

    def __init__(self, parent: QWidget, failures: Sequence[FileFailure]) -> None:
        super().__init__(
            parent,
            self.tr("These files could not be read"),
            self.tr("Everything else is in your library."),
            "\n\n".join(failure.message for failure in failures),
        )


class BugDialog(_TextDialog):
    """Something that we did wrong; nothing is sent anywhere."""

    def __init__(self, parent: QWidget, details: str) -> None:
        super().__init__(
            parent,
            self.tr("Something in SkinTrack went wrong"),
            self.tr(
                "Your photos are safe. This is a mistake in the program, not yours. If you want "
                "to report it, copy the text below; read it first, and remove what is private."
            ),
            details,
        )
