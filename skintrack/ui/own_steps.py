"""Undo and redo within a dialog: only of what was done since it was opened."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from skintrack.ui.edit_history import EditHistory
from skintrack.ui.widgets.basic import button


class OwnSteps(QObject):
    """Counts the steps of a dialog, so that its Undo never takes back what was done elsewhere.

    Parameters
    ----------
    history : EditHistory
        Knows the steps.
    dialog : QWidget
        Gets the usual keys.
    """

    def __init__(self, history: EditHistory, dialog: QWidget) -> None:
        super().__init__(dialog)
        self._history = history
        self._done = 0
        self._undone = 0
        self.undo_button: QPushButton = button(self.tr("Undo"), self.undo, "quiet")
        for key, slot in (
            (QKeySequence.StandardKey.Undo, self.undo),
            (QKeySequence.StandardKey.Redo, self.redo),
        ):
            QShortcut(QKeySequence(key), dialog).activated.connect(slot)
        self._show()

    def note(self) -> None:
        """Count a step that the dialog asks for."""
        self._done += 1
        self._undone = 0
        self._show()

    @Slot()
    def undo(self) -> None:
        """Take the dialog's latest step back."""
        if self._done:
            self._done -= 1
            self._undone += 1
            self._history.undo()
            self._show()

    @Slot()
    def redo(self) -> None:
        """Do again what the dialog took back last."""
        if self._undone:
            self._undone -= 1
            self._done += 1
            self._history.redo()
            self._show()

    def _show(self) -> None:
        self.undo_button.setEnabled(bool(self._done))
