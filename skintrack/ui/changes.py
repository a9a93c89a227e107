"""One signal that says what a user command changed; views reload only that."""

from PySide6.QtCore import QObject, Signal


class ChangeBus(QObject):
    """Carries ``skintrack.model.Changes`` from commands to views."""

    changed = Signal(object)
