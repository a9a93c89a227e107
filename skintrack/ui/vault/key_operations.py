"""Changes of the keys of an open library, as operations for the desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from skintrack.ui.opener import Opener
from skintrack.ui.operations import Operation
from skintrack.ui.words import tr

if TYPE_CHECKING:
    from skintrack.library import Library
    from skintrack.model import Cancelled, Progress
    from skintrack.workflows.change_form import FormChange


class KeyAct(Enum):
    """What can be done with the keys of a library."""

    CHANGE_PASSPHRASE = auto()
    NEW_RECOVERY_KEY = auto()
    ENCRYPT = auto()
    NEW_LIBRARY_KEY = auto()
    DECRYPT = auto()

    @property
    def changes_files(self) -> bool:
        """Whether every photo is written anew, after the library was opened again."""
        return self not in (KeyAct.CHANGE_PASSPHRASE, KeyAct.NEW_RECOVERY_KEY)


@dataclass(frozen=True)
class KeyWish:
    """One act with what it needs; ``new_passphrase`` is empty where none is asked for."""

    act: KeyAct
    opener: Opener
    new_passphrase: str = field(default="", repr=False)

    @property
    def later_opener(self) -> Opener:
        """What opens the library afterwards."""
        return Opener(self.new_passphrase) if self.new_passphrase else self.opener


def change_keys(wish: KeyWish) -> Operation[str | None]:
    """Write the new key file; gives the new recovery key where there is one."""
    labels = {
        KeyAct.CHANGE_PASSPHRASE: tr("Changing the passphrase"),
        KeyAct.NEW_RECOVERY_KEY: tr("Making a recovery key"),
    }
    return Operation(labels.get(wish.act, tr("Making the keys")), partial(_change_keys, wish))


def _change_keys(
    wish: KeyWish, library: Library, _progress: Progress, _cancelled: Cancelled
) -> str | None:
    from skintrack.library import key_changes

    folder = library.folder
    if wish.act is KeyAct.ENCRYPT:
        return key_changes.begin_sealing(folder, wish.new_passphrase)
    opener = wish.opener.credential()
    if wish.act is KeyAct.NEW_RECOVERY_KEY:
        return key_changes.renew_recovery_key(folder, opener)
    if wish.act is KeyAct.NEW_LIBRARY_KEY:
        return key_changes.begin_rotating(folder, opener, wish.new_passphrase)
    if wish.act is KeyAct.DECRYPT:
        key_changes.begin_unsealing(folder, opener)
    else:
        key_changes.change_passphrase(folder, opener, wish.new_passphrase)
    return None


def find_unfinished() -> Operation[KeyAct | None]:
    """Tell which change of all files is under way, if any."""
    return Operation("", _find_unfinished)


def _find_unfinished(library: Library, _progress: Progress, _cancelled: Cancelled) -> KeyAct | None:
    if not library.is_encrypted or not library.rekeying.is_under_way:
        return None
    stage = library.rekeying.stage
    name = "" if stage is None else stage.name
    acts = {"SEALING": KeyAct.ENCRYPT, "ROTATING": KeyAct.NEW_LIBRARY_KEY}
    return acts.get(name, KeyAct.DECRYPT)


def change_files(act: KeyAct) -> Operation[FormChange]:
    """Write photos anew until all are, or something urgent waits, or the user stops it."""
    label = tr("Decrypting the library") if act is KeyAct.DECRYPT else tr("Encrypting the library")
    return Operation(label, _change_files, is_urgent=False, gives_way=True)


def _change_files(library: Library, progress: Progress, cancelled: Cancelled) -> FormChange:
    from skintrack.workflows import change_form

    return change_form.run(library, progress=progress, cancelled=cancelled)
