"""Which licences there are, and the text of the one that is chosen."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QVBoxLayout, QWidget

from skintrack.ui.fonts import scaled
from skintrack.ui.tasks import TaskRunner
from skintrack.ui.widgets.basic import label
from skintrack.workflows import licences

if TYPE_CHECKING:
    from collections.abc import Callable

_TEXT_HEIGHT, _TEXT_SIZE = 300, 12


class LicencePage(QWidget):
    """Names what the program is made of; the libraries are those that are installed here.

    Parameters
    ----------
    tasks : TaskRunner
        Looks for the libraries, which takes longer than a window may stand still.
    """

    def __init__(self, tasks: TaskRunner) -> None:
        super().__init__()
        self._tasks = tasks
        self._has_asked = False
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("Licence of"))
        caption = label(self.tr("Licence of"), "section")
        caption.setBuddy(self.choice)
        self.text_field = QPlainTextEdit()
        self.text_field.setReadOnly(True)
        self.text_field.setTabChangesFocus(True)
        self.text_field.setAccessibleName(self.tr("Text of the licence"))
        self.text_field.setMinimumHeight(scaled(_TEXT_HEIGHT))
        # Licences are written in lines of eighty letters: so they stay whole.
        self.text_field.setStyleSheet(f"font-size: {scaled(_TEXT_SIZE)}px;")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(
            label(
                self.tr(
                    "SkinTrack is free: you may use, copy and change it under the MIT licence. "
                    "What it is made of keeps the licence of who made it."
                ),
                "secondary",
            )
        )
        layout.addSpacing(4)
        layout.addWidget(caption)
        layout.addWidget(self.choice)
        layout.addWidget(self.text_field, 1)
        own: tuple[tuple[str, Callable[[], str]], ...] = (
            (self.tr("SkinTrack: MIT"), partial(licences.own_text, "LICENSE")),
            (
                self.tr("What SkinTrack carries and uses"),
                partial(licences.own_text, "NOTICE"),
            ),
            (self.tr("Face models: Apache 2.0"), licences.model_text),
            (self.tr("Inter, the typeface: Open Font License"), licences.typeface_text),
        )
        for name, read in own:
            self.choice.addItem(name, read)
        self.choice.currentIndexChanged.connect(self._show_text)
        self._show_text(0)

    def ask(self) -> None:
        """Look for the libraries, once."""
        if not self._has_asked:
            self._has_asked = True
            self._tasks.run(licences.libraries, done=self._add, failed=self._give_up)

    def _add(self, parts: tuple[licences.Part, ...]) -> None:
        for part in parts:
            about = f"{part.name} {part.version}"
            name = f"{about}: {part.licence}" if part.licence else about
            self.choice.addItem(name, partial(licences.library_text, part.name))

    def _give_up(self, error: BaseException) -> None:
        raise error

    @Slot(int)
    def _show_text(self, index: int) -> None:
        read = self.choice.itemData(index)
        text = read() if callable(read) else ""
        missing = self.tr("It was installed without a text of its licence.")
        self.text_field.setPlainText(text or missing)
