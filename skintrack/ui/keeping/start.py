"""Begins to look after the library once the first view has everything: the window opens sooner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from skintrack.ui.backup.backup_commands import BackupCommands
    from skintrack.ui.keeping.keeping_commands import KeepingCommands
    from skintrack.ui.services import Services
    from skintrack.ui.status_line import StatusLine
    from skintrack.ui.widgets.banner import Banner


class KeepingStart(QObject):
    """Makes ``KeepingCommands`` on first use; the parameters are theirs.

    ``bin_wanted`` asks for the page of the bin; ``taken_back`` tells that things are back.
    """

    bin_wanted = Signal()
    taken_back = Signal()

    def __init__(
        self,
        services: Services,
        backups: BackupCommands,
        banner: Banner,
        status: StatusLine,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._parts = (services, backups, banner, window)
        self._status = status
        self._made: KeepingCommands | None = None

    @Slot()
    def begin(self) -> None:
        """Begin to look after the library, now and whenever one is opened."""
        self.commands()

    def commands(self) -> KeepingCommands:
        """Return what the user can ask of it."""
        if self._made is None:
            from skintrack.ui.keeping.keeping_commands import KeepingCommands

            self._made = KeepingCommands(*self._parts)
            self._made.speak_in(self._status)
            self._made.bin_wanted.connect(self.bin_wanted)
            self._made.taken_back.connect(self.taken_back)
        return self._made
