"""Passphrase and keys of the open library: asked for, changed, and every photo written anew."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from skintrack.ui.vault import key_operations
from skintrack.ui.vault.key_operations import KeyAct, KeyWish
from skintrack.ui.words import plural

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from skintrack.ui.opener import Opener
    from skintrack.ui.services import Services
    from skintrack.ui.vault.key_dialog import KeyDialog
    from skintrack.ui.widgets.banner import Banner
    from skintrack.workflows.change_form import FormChange


class Protection(QObject):
    """Opens the dialogs, does what they ask for, and goes on with what was not finished.

    Parameters
    ----------
    services : Services
        Where it runs.
    banner : Banner
        Where it says what was done.
    window : QWidget
        Parent of the dialogs.
    """

    def __init__(self, services: Services, banner: Banner, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._banner = banner
        self._window = window
        self._dialog: KeyDialog | None = None
        # Only while encryption is being removed: what opens the library for the last step.
        self._opener: Opener | None = None
        self._is_reopening = self._was_encrypted = False
        self._new_key: str | None = None
        services.desk.opened.connect(self._take_library)
        services.desk.closed.connect(self._leave_library)
        if services.desk.is_open:  # it may be made when a library is open already
            self._take_library()

    # Asking

    @Slot()
    def show_acts(self) -> None:
        """Show what can be done with the keys."""
        from skintrack.ui.vault.protection_dialog import ProtectionDialog

        desk = self._services.desk
        if desk.is_open:
            dialog = ProtectionDialog(self._window, is_encrypted=desk.is_encrypted)
            dialog.chosen.connect(self.ask)
            dialog.open()

    @Slot(object)
    def ask(self, act: KeyAct) -> None:
        """Ask for what an act needs."""
        from skintrack.ui.vault.key_dialog import KeyDialog

        dialog = KeyDialog(self._window, act)
        dialog.wished.connect(self._begin)
        dialog.finished.connect(self._leave_dialog)
        self._dialog = dialog
        dialog.open()

    @Slot()
    def ask_to_encrypt(self) -> None:
        """Ask for the first passphrase of a library."""
        self.ask(KeyAct.ENCRYPT)

    @Slot()
    def ask_new_passphrase(self) -> None:
        """Ask for another passphrase."""
        self.ask(KeyAct.CHANGE_PASSPHRASE)

    @Slot()
    def _leave_dialog(self) -> None:
        self._dialog = None

    # Doing

    @Slot(object)
    def _begin(self, wish: KeyWish) -> None:
        self._services.desk.run(
            key_operations.change_keys(wish), partial(self._go_on, wish), self._refuse
        )

    def _refuse(self, error: BaseException) -> None:
        if self._is_reopening and self._dialog is not None:
            # There is no library any more that the dialog could go on with.
            self._dialog.done(0)
        self._is_reopening = False
        if self._dialog is None or not self._dialog.refuse(error):
            self._services.desk.failed.emit(error)

    def _go_on(self, wish: KeyWish, recovery_key: str | None) -> None:
        """Open the library again where its files change, else say what was done."""
        self._new_key = recovery_key
        folder = self._services.desk.folder
        if wish.act.changes_files and folder is not None:
            opener = wish.later_opener
            self._is_reopening = True
            self._opener = opener if wish.act is KeyAct.DECRYPT else None
            self._services.desk.open(partial(opener.open, folder), failed=self._refuse)
            return
        self._close_dialog()
        if wish.act is KeyAct.CHANGE_PASSPHRASE:
            self._banner.show_message(self.tr("The library opens with the new passphrase."))

    def _close_dialog(self) -> None:
        """Close the dialog; a new recovery key takes its place."""
        if self._dialog is not None:
            self._dialog.accept()
        key, self._new_key = self._new_key, None
        folder = self._services.desk.folder
        if key is not None and folder is not None:
            from skintrack.ui.vault.recovery_key_dialog import RecoveryKeyDialog

            RecoveryKeyDialog(self._window, self._services, key, folder).open()

    @Slot(object)
    def keep_opener(self, opener: Opener) -> None:
        """Keep what opens a library until it is known whether its encryption is being removed."""
        self._opener = opener

    @Slot()
    def forget_opener(self) -> None:
        """Forget what did not open the library."""
        self._opener = None

    # Writing every photo anew

    @Slot()
    def _take_library(self) -> None:
        was_encrypted, self._was_encrypted = self._was_encrypted, False
        if self._is_reopening:
            self._is_reopening = False
            self._close_dialog()
        if self._opener is not None and self._opener.is_recovery_key:
            self._banner.show_message(
                self.tr("Opened with the recovery key. If the passphrase is lost, set a new one."),
                (self.tr("Set a passphrase…"), self.ask_new_passphrase),
            )
        if self._services.desk.is_encrypted:
            self._services.desk.run(key_operations.find_unfinished(), self._take_unfinished)
        else:
            self._opener = None
            if was_encrypted:
                self._banner.show_message(self.tr("The library is not encrypted any more."))

    @Slot()
    def _leave_library(self) -> None:
        if not self._is_reopening:
            self._opener = self._new_key = None

    def _take_unfinished(self, act: KeyAct | None) -> None:
        if act is not KeyAct.DECRYPT:
            self._opener = None
        if act is not None:
            self._change_files(act)

    def _change_files(self, act: KeyAct) -> None:
        self._services.desk.run(key_operations.change_files(act), partial(self._finish, act))

    def _finish(self, act: KeyAct, change: FormChange) -> None:
        if change.errors:
            self._banner.show_message(
                plural(
                    "{count} photo is damaged and keeps its old form. Verify the library, and "
                    "repair it from a backup.",
                    "{count} photos are damaged and keep their old form. Verify the library, and "
                    "repair them from a backup.",
                    len(change.errors),
                )
            )
        elif not change.is_finished:
            self._banner.show_message(
                plural(
                    "Stopped. {count} photo keeps its old form until you go on.",
                    "Stopped. {count} photos keep their old form until you go on.",
                    change.waiting,
                ),
                (self.tr("Go on"), partial(self._change_files, act)),
            )
        elif change.must_reopen:
            self._reopen_plain()
        elif act is not KeyAct.DECRYPT:
            self._banner.show_message(
                self.tr("The library is encrypted.")
                if act is KeyAct.ENCRYPT
                else self.tr("Every photo is encrypted with the new key.")
            )

    def _reopen_plain(self) -> None:
        """Open the library once more: that makes its database plain and removes the keys."""
        folder, opener = self._services.desk.folder, self._opener
        if folder is None or opener is None:
            self._banner.show_message(
                self.tr("The encryption is removed when the library is opened the next time.")
            )
            return
        self._is_reopening = self._was_encrypted = True
        self._services.desk.open(partial(opener.open, folder), failed=self._refuse)
        self._opener = None
