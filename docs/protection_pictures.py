"""Pictures of what protects a library: the choice, the recovery key, the locked page, the keys."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from skintrack.ui.dialogs.new_library import NewLibraryDialog
from skintrack.ui.vault.protection_dialog import ProtectionDialog
from skintrack.ui.vault.recovery_key_dialog import RecoveryKeyDialog

if TYPE_CHECKING:
    from docs.make_screenshots import Photographer

# Opens nothing: the signs that check its groups are wrong.
_KEY = "7K2M9P QX4T0B 5V8N3C R1D6WZ HJ2FGY 9S4K7M T3XBQ0 8N5VCP"


def take_protection(photographer: "Photographer") -> None:
    """Save them while no library is open."""
    window = photographer.window
    place = Path("SkinTrack") / "library"
    window.libraries.create_library()
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, NewLibraryDialog):
        raise TypeError("new library")
    dialog.set_folder(place)
    photographer.settle()
    photographer.save("create-library", dialog)
    dialog.confirm()
    dialog.protection.fields.first_field.setFocus()
    photographer.save_dialog("protect")
    services = photographer.program.services
    shown = RecoveryKeyDialog(window, services, _KEY, place)
    shown.open()
    photographer.settle()
    photographer.save("recovery-key", shown)
    shown.done(0)
    ProtectionDialog(window, is_encrypted=True).open()
    photographer.save_dialog("keys")
    window.show_unlock(place)
    photographer.settle()
    photographer.save("locked")
    window.show_first_start()
