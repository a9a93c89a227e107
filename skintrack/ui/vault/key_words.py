"""What the acts with the keys of a library are called, and what they do and do not do."""

from dataclasses import dataclass

from skintrack.ui.vault.key_operations import KeyAct
from skintrack.ui.widgets.protection_choice import promise, warning
from skintrack.ui.words import tr


@dataclass(frozen=True)
class ActWords:
    """A name for the button and the title, one sentence for the list, more for the dialog."""

    name: str
    short: str
    explanation: str
    confirm: str


def words_of(act: KeyAct) -> ActWords:
    """Return the words of an act."""
    return {
        KeyAct.CHANGE_PASSPHRASE: _change_passphrase,
        KeyAct.NEW_RECOVERY_KEY: _new_recovery_key,
        KeyAct.ENCRYPT: _encrypt,
        KeyAct.NEW_LIBRARY_KEY: _new_library_key,
        KeyAct.DECRYPT: _decrypt,
    }[act]()


def _change_passphrase() -> ActWords:
    return ActWords(
        tr("Change the passphrase"),
        tr("At once; the recovery key stays as it is."),
        tr(
            "The recovery key stays as it is. Backups that you made before still open with the "
            "passphrase of their time: if somebody knows it, make a new library key instead."
        ),
        tr("Change it"),
    )


def _new_recovery_key() -> ActWords:
    return ActWords(
        tr("New recovery key"),
        tr("When the printed one is lost, or somebody saw it."),
        tr(
            "The key that you have now will not open this library any more. It still opens backups "
            "that you made before."
        ),
        tr("Make a new key"),
    )


def _encrypt() -> ActWords:
    return ActWords(
        tr("Encrypt this library"),
        tr("With a passphrase, and a recovery key to print."),
        f"{promise()}\n\n{warning()}\n\n"
        + tr(
            "Every photo is written anew, which can take some minutes. You can go on working, and "
            "stop it and go on later. Backups that you made before stay readable, and a disk may "
            "keep what was deleted for a while."
        ),
        tr("Encrypt"),
    )


def _new_library_key() -> ActWords:
    return ActWords(
        tr("New library key"),
        tr("When somebody may know the passphrase. Every photo is encrypted anew."),
        tr(
            "Every photo is encrypted anew with another key, which can take some minutes; you can "
            "stop it and go on later. You get a new recovery key. What was copied before, such as "
            "a backup, still opens with the old passphrase."
        ),
        tr("Make a new key"),
    )


def _decrypt() -> ActWords:
    return ActWords(
        tr("Remove the encryption"),
        tr("Anybody who has the folder can then see the photos."),
        tr(
            "Every photo is written anew without encryption. Anybody who uses this computer, or "
            "has the folder or its disk, can then see the photos."
        ),
        tr("Remove it"),
    )
