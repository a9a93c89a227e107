"""Buttons that take each other's place: a double click presses only the first of them."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton


class SingleClick(QObject):
    """Keeps the second click of a double click from a button that came in between.

    "Cancel" stands where "Add" stood; without this a double click would stop what it began.

    Parameters
    ----------
    parent : QObject
        Lives as long as this.
    *buttons : QAbstractButton
        Where only the first click counts.
    """

    def __init__(self, parent: QObject, *buttons: QAbstractButton) -> None:
        super().__init__(parent)
        for each in buttons:
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the second click away."""
        if event.type() == QEvent.Type.MouseButtonDblClick:
            return True
        return super().eventFilter(watched, event)
