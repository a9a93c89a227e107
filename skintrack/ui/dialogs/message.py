"""Messages that need more room than a banner: files that failed, and our own bugs."""

import platform
import traceback
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from PySide6 import __version__ as qt_version
from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from skintrack import __version__
from skintrack.model import FileFailure
from skintrack.ui.widgets.basic import button
from skintrack.ui.widgets.form_dialog import FormDialog

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


def bug_details(error: BaseException) -> str:
    """Return what a report of a bug needs: versions, and where in the code it happened.

    What the error says is left out: it may hold a name, a note or a path.
    """
    lines = [
        f"SkinTrack {__version__}, Python {platform.python_version()}, PySide6 {qt_version}, "
        f"{platform.system()}"
    ]
    for each in _chain(error):
        lines.append("")
        lines += [
            f"{_code_file(frame.filename)}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(each.__traceback__)
        ]
        lines.append(type(each).__qualname__)
    return "\n".join(lines)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield what led to an error, then the error."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield from _chain(earlier)
    yield error


def _code_file(name: str) -> str:
    """Return a file of code as it is called everywhere, without where it is installed here."""
    parts = PurePath(name).parts
    for place in ("skintrack", "site-packages"):
        if place in parts:
            last = len(parts) - 1 - parts[::-1].index(place)
            return PurePath(*parts[last:]).as_posix()
    return parts[-1] if parts else name
