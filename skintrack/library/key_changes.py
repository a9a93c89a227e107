"""Changes of the key file: another passphrase, another recovery key, encryption on, off, anew.

Each writes one small file and nothing else, so it is done at once or not at all. Hold the library
meanwhile: open it, or keep its lock. What changes the form of all other files only begins here:
the library goes on in its new stage when it is opened next (``rekeying``).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from skintrack.errors import InternalError, LibraryError
from skintrack.library.lock import LibraryLock
from skintrack.library.storage import replace_whole, storing, sync_folder
from skintrack.library.vault.credentials import Credential, Passphrase, RecoveryKey
from skintrack.library.vault.keyring import Keyring, make_keyring, read_keyring
from skintrack.library.vault.sealed import SealedVault, Stage
from skintrack.library.vault.vault import KEYS_NAME


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a library that is not open, so that nobody else changes it meanwhile.

    Raises
    ------
    LibraryError
        With code ``in_use``.
    """
    lock = LibraryLock(folder)
    try:
        yield
    finally:
        lock.release()


def change_passphrase(folder: Path, credential: Credential, passphrase: str) -> None:
    """Let another passphrase open the library; no photo is touched, the recovery key stays.

    Backups that were made before still open with the passphrase of their time.

    Raises
    ------
    LibraryError
        With code ``not_encrypted``, or what ``Keyring.unlock`` raises.
    InputError
        With code ``empty_passphrase``.
    StorageError
        If the disk refuses; the old passphrase opens the library then.
    """
    keyring = _keyring_of(folder)
    vault = keyring.unlock(credential)
    try:
        content = keyring.with_new_passphrase(vault, passphrase)
        _put(folder, content, vault, Passphrase(passphrase))
    finally:
        vault.close()


def renew_recovery_key(folder: Path, credential: Credential) -> str:
    """Let another recovery key open the library, and return it; the old one does no more.

    Raises what ``change_passphrase`` raises.
    """
    keyring = _keyring_of(folder)
    vault = keyring.unlock(credential)
    try:
        content, recovery_key = keyring.with_new_recovery_key(vault)
        _put(folder, content, vault, RecoveryKey(recovery_key))
    finally:
        vault.close()
    return recovery_key


def begin_sealing(folder: Path, passphrase: str) -> str | None:
    """Switch encryption on, and return the recovery key.

    Where it was being switched off, it is switched on again; then the passphrase must be that of
    the library, its recovery key stays, and None is returned.

    Raises
    ------
    LibraryError
        With code ``already_encrypted``.
    """
    keyring = read_keyring(folder)
    if keyring is not None:
        _move_on(folder, keyring, Passphrase(passphrase), {Stage.UNSEALING, Stage.UNSEALED})
        return None
    new = make_keyring(passphrase, stage=Stage.SEALING)
    try:
        _put(folder, new.content, new.vault, Passphrase(passphrase), RecoveryKey(new.recovery_key))
    finally:
        new.vault.close()
    return new.recovery_key


def begin_unsealing(folder: Path, credential: Credential) -> None:
    """Switch encryption off, also where it was just being switched on or the key renewed.

    Raises what ``change_passphrase`` raises.
    """
    keyring = _keyring_of(folder)
    vault = keyring.unlock(credential)
    try:
        if vault.stage not in (Stage.UNSEALING, Stage.UNSEALED):
            put_stage(folder, vault, Stage.UNSEALING)
    finally:
        vault.close()


def begin_rotating(folder: Path, credential: Credential, passphrase: str) -> str:
    """Make a new library key, and return the recovery key that goes with it.

    Parameters
    ----------
    folder : Path
    credential : Passphrase or RecoveryKey
        What opens the library now.
    passphrase : str
        What is to open it from now on; it may be the same.

    Raises
    ------
    LibraryError
        With code ``keys_busy`` where another change is not finished; else as
        ``change_passphrase``.
    """
    keyring = _keyring_of(folder)
    vault = keyring.unlock(credential)
    try:
        if vault.stage is not Stage.WHOLE:
            raise _busy()
        new = keyring.with_new_generation(vault, passphrase)
    finally:
        vault.close()
    try:
        _put(folder, new.content, new.vault, Passphrase(passphrase), RecoveryKey(new.recovery_key))
    finally:
        new.vault.close()
    return new.recovery_key


def put_stage(folder: Path, vault: SealedVault, stage: Stage) -> None:
    """Note in the key file how far the library is; with ``WHOLE`` older library keys go."""
    content = _keyring_of(folder).with_stage(vault, stage)
    proved = Keyring(content).reopened(vault)
    is_right = proved.stage is stage and proved.generation == vault.generation
    proved.close()
    if not is_right:
        raise InternalError("The new key file does not say what it should.")
    replace_whole(folder / KEYS_NAME, content)


def remove_keys(folder: Path) -> None:
    """Remove the key file of a library in which nothing is sealed any more."""
    with storing(KEYS_NAME):
        (folder / KEYS_NAME).unlink(missing_ok=True)
        sync_folder(folder)


def _keyring_of(folder: Path) -> Keyring:
    keyring = read_keyring(folder)
    if keyring is None:
        raise LibraryError("The library is not encrypted: it has no keys.", "not_encrypted")
    return keyring


def _put(folder: Path, content: bytes, vault: SealedVault, *credentials: Credential) -> None:
    """Write a key file, after each new secret has opened the same vault from it."""
    for credential in credentials:
        proved = Keyring(content).unlock(credential)
        is_same = proved.database_keys == vault.database_keys
        proved.close()
        if not is_same:
            raise InternalError("The new key file opens another vault.")
    replace_whole(folder / KEYS_NAME, content)


def _move_on(folder: Path, keyring: Keyring, credential: Credential, from_: set[Stage]) -> None:
    """Switch encryption on again where the stage is one of these."""
    vault = keyring.unlock(credential)
    try:
        if vault.stage not in from_:
            raise LibraryError("The library is encrypted already.", "already_encrypted")
        put_stage(folder, vault, Stage.SEALING)
    finally:
        vault.close()


def _busy() -> LibraryError:
    return LibraryError(
        "An earlier change of the encryption is not finished yet. Finish it first.", "keys_busy"
    )
