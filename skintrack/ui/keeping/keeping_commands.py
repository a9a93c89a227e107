"""What the user can ask about the state of the library, and what it says by itself."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from skintrack.ui.edit_history import Edit
from skintrack.ui.keeping import keeping_operations, keeping_words
from skintrack.ui.keeping.keeper import Keeper
from skintrack.ui.words import plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from skintrack.model import Changes
    from skintrack.model.bin import BinItem, Emptied
    from skintrack.ui.backup.backup_commands import BackupCommands
    from skintrack.ui.operations import Operation
    from skintrack.ui.services import Services
    from skintrack.ui.status_line import StatusLine
    from skintrack.ui.widgets.banner import Banner
    from skintrack.workflows.verify_library import VerifyResult


class KeepingCommands(QObject):
    """Opens the dialog about the library, and empties the bin.

    ``bin_wanted`` asks for the page of the bin; ``taken_back`` tells that photos are back.

    Parameters
    ----------
    services : Services
        Where everything runs.
    backups : BackupCommands
        Makes backups, and brings damaged photos back from one.
    banner : Banner
        Says what needs no dialog.
    window : QWidget
        Parent of the dialogs.
    """

    bin_wanted = Signal()
    taken_back = Signal()

    def __init__(
        self, services: Services, backups: BackupCommands, banner: Banner, window: QWidget
    ) -> None:
        super().__init__(window)
        self._services = services
        self._backups = backups
        self._banner = banner
        self._window = window
        self._status: StatusLine | None = None
        self._is_open = False
        self.keeper = Keeper(services, self)
        self.keeper.changed.connect(self._follow)
        self.keeper.emptied.connect(self._tell_emptied)
        self.keeper.verified.connect(self._tell_verified)

    def speak_in(self, status: StatusLine) -> None:
        """Say the state of the library in the line at the bottom."""
        self._status = status
        status.keeping_chosen.connect(self.open_dialog)

    @Slot()
    def _follow(self) -> None:
        kept = self.keeper.kept
        if self._status is not None:
            text = "" if kept is None else keeping_words.status_words(kept, _today())
            is_damage = kept is not None and bool(kept.state.damaged)
            self._status.show_keeping(text, is_damage=is_damage)
        if kept is not None and kept.is_sync_new and kept.synced_by and not self._banner.text:
            self.keeper.note_sync()
            self._banner.show_message(
                keeping_words.synced_line(kept.synced_by), (self.tr("More…"), self.open_dialog)
            )

    @Slot(object)
    def _tell_emptied(self, emptied: Emptied) -> None:
        if emptied.is_clock_doubted and not self._banner.text:
            self._banner.show_message(
                self.tr(
                    "The clock of this computer seems to be wrong. Nothing leaves the bin until "
                    "it is right."
                )
            )

    @Slot(object)
    def _tell_verified(self, result: VerifyResult) -> None:
        if self._is_open:
            return  # the dialog says it
        if result.problems:
            self.open_dialog()
        elif result.is_ok and result.photos:
            text = plural(
                "{count} photo was read and is whole.",
                "All {count} photos were read and are whole.",
                result.photos,
            )
            self._banner.show_message(text)

    @Slot()
    def open_dialog(self) -> None:
        """Show how the library is kept."""
        kept = self.keeper.kept
        if kept is None or self._is_open:
            return
        from skintrack.ui.keeping.keeping_dialog import KeepingDialog

        dialog = KeepingDialog(self._window, self._services, self.keeper, kept)
        dialog.backup_wanted.connect(self._backups.back_up)
        dialog.backups_wanted.connect(self._backups.open_dialog)
        dialog.repair_wanted.connect(self._backups.choose_repair)
        dialog.bin_wanted.connect(self.bin_wanted)
        dialog.finished.connect(self._leave)
        self._is_open = True
        dialog.open()

    @Slot()
    def _leave(self) -> None:
        self._is_open = False

    # The bin

    def restore(self, items: Sequence[BinItem]) -> None:
        """Bring things back; that can be undone."""
        edit = Edit(
            keeping_words.back_words(len(items), items[0]),
            keeping_operations.restore(items),
            partial(_put_back, items),
        )
        self._services.history.make(edit, self._tell_back)

    def _tell_back(self, _changes: object) -> None:
        self.taken_back.emit()

    def ask_removal(self, items: Sequence[BinItem], *, is_all: bool) -> None:
        """Ask once, then remove things for good."""
        from skintrack.ui.keeping.removal_dialog import RemovalDialog

        dialog = RemovalDialog(self._window, items, is_all=is_all)
        dialog.confirmed.connect(partial(self._remove, tuple(items)))
        dialog.open()

    def _remove(self, items: Sequence[BinItem]) -> None:
        self._services.desk.run(
            keeping_operations.remove_for_good(items),
            partial(self._tell_removed, len(items)),
            is_needed=True,
        )

    def _tell_removed(self, count: int, _changes: object) -> None:
        self._banner.show_message(keeping_words.gone_words(count), seconds=8)


def _put_back(items: Sequence[BinItem], _changes: Changes) -> Operation[Changes]:
    return keeping_operations.put_back(items)


def _today() -> date:
    return datetime.now().astimezone().date()
