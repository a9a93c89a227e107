"""The key file ``skintrack.keys``: the library keys, for who has the passphrase or recovery key.

A random ring key is wrapped twice, under the key of the passphrase (Argon2id) and under that of
the recovery key. The ring key seals the library keys and the stage of the library, together with
everything else in the file; so nothing in it can be altered without being noticed. Before that,
while nobody has unlocked it, a sum over the file tells damage from a wrong passphrase.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from skintrack.errors import InputError, LibraryError
from skintrack.library.vault import recovery
from skintrack.library.vault.credentials import Credential, Passphrase
from skintrack.library.vault.derivation import (
    KEY_BYTES,
    SALT_BYTES,
    Effort,
    calibrated,
    passphrase_key,
    subkey,
    wipe,
)
from skintrack.library.vault.key_file import (
    KeyFile,
    PassphraseSlot,
    RecoverySlot,
    damaged,
    parse,
    read_bytes,
)
from skintrack.library.vault.sealed import SealedVault, Stage
from skintrack.library.vault.vault import KEYS_NAME

_NONCE_BYTES, _TAG_BYTES = 12, 16
_GENERATION_BYTES = 4


@dataclass(frozen=True)
class NewKeyring:
    """A key file that is to be written, and what goes with it.

    Attributes
    ----------
    content : bytes
        What to write as ``skintrack.keys``.
    vault : SealedVault
        The same as unlocking it would give.
    recovery_key : str
        Shown once; nobody can make it out of the file.
    """

    content: bytes = field(repr=False)
    vault: SealedVault
    recovery_key: str = field(repr=False)


def make_keyring(
    passphrase: str, *, stage: Stage = Stage.WHOLE, effort: Effort | None = None
) -> NewKeyring:
    """Make a library key, and the key file that holds it.

    Parameters
    ----------
    passphrase : str
    stage : Stage, optional
        ``Stage.SEALING`` for a library that has plain files already.
    effort : Effort, optional
        By default what takes 0.5-1 s on this computer.

    Raises
    ------
    InputError
        With code ``empty_passphrase``.
    """
    library_keys = {1: bytearray(secrets.token_bytes(KEY_BYTES))}
    return _new_ring(passphrase, library_keys, stage, effort)


def read_keyring(folder: Path) -> "Keyring | None":
    """Return the key ring of a library's folder, or None where there is no key file.

    Raises
    ------
    LibraryError
        With code ``keys_damaged`` or ``newer``.
    """
    content = read_bytes(folder / KEYS_NAME)
    return None if content is None else Keyring(content)


class Keyring:
    """A key file that was read; everything in it is believed only after unlocking.

    Parameters
    ----------
    content : bytes

    Raises
    ------
    LibraryError
        With code ``keys_damaged`` or ``newer``.
    """

    def __init__(self, content: bytes) -> None:
        self._file = parse(content)

    def unlock(self, credential: Credential) -> SealedVault:
        """Open the vault; takes 0.5-1 s with a passphrase and no time with a recovery key.

        Raises
        ------
        LibraryError
            With code ``wrong_passphrase``, ``wrong_recovery_key``, ``keys_damaged`` or ``memory``.
        """
        if isinstance(credential, Passphrase):
            passphrase_slot = self._file.passphrase
            key = passphrase_key(credential.text, passphrase_slot.salt, passphrase_slot.effort)
            ring_key = _opened(passphrase_slot.sealed, key, passphrase_slot.facts())
            if ring_key is None:
                raise LibraryError(
                    "This passphrase does not open the library. Try again, or use the recovery "
                    "key.",
                    "wrong_passphrase",
                )
        else:
            slot = self._file.recovery
            key = _recovery_key(recovery.secret_of(credential.text), slot.salt)
            ring_key = _opened(slot.sealed, key, slot.facts())
            if ring_key is None:
                raise LibraryError(
                    "This recovery key belongs to another library, or was replaced by a newer one.",
                    "wrong_recovery_key",
                )
        return self._vault(bytearray(ring_key))

    def reopened(self, vault: SealedVault) -> SealedVault:
        """Open this key file with the ring key that another vault holds.

        Raises
        ------
        LibraryError
            With code ``keys_damaged`` if they do not belong together.
        """
        return self._vault(bytearray(vault.ring_key))

    def with_new_passphrase(
        self, vault: SealedVault, passphrase: str, *, effort: Effort | None = None
    ) -> bytes:
        """Return the key file with another passphrase; the recovery key stays."""
        slot = _passphrase_slot(vault.ring_key, passphrase, effort)
        return _sealed_file(slot, self._file.recovery, vault)

    def with_new_recovery_key(self, vault: SealedVault) -> tuple[bytes, str]:
        """Return the key file with another recovery key, and that key as text."""
        slot, text = _recovery_slot(vault.ring_key)
        return _sealed_file(self._file.passphrase, slot, vault), text

    def with_stage(self, vault: SealedVault, stage: Stage) -> bytes:
        """Return the key file of a library that is now further on its way.

        With ``Stage.WHOLE`` the library keys of older generations are left out.
        """
        keys: Mapping[int, bytearray] = vault.library_keys
        if stage is Stage.WHOLE:
            keys = {vault.generation: keys[vault.generation]}
        return _file_of(self._file.passphrase, self._file.recovery, vault.ring_key, keys, stage)

    @staticmethod
    def with_new_generation(
        vault: SealedVault, passphrase: str, *, effort: Effort | None = None
    ) -> NewKeyring:
        """Make a new library key beside the old ones, under a new ring key and recovery key.

        Nothing that opened the old key file helps with the new one, not even its ring key; so the
        passphrase is needed, and may be another one.
        """
        keys = {number: bytearray(key) for number, key in vault.library_keys.items()}
        keys[vault.generation + 1] = bytearray(secrets.token_bytes(KEY_BYTES))
        return _new_ring(passphrase, keys, Stage.ROTATING, effort)

    def _vault(self, ring_key: bytearray) -> SealedVault:
        body = _opened(self._file.body, ring_key, self._file.facts())
        size = _GENERATION_BYTES + KEY_BYTES
        if body is None or len(body) < 1 + size or (len(body) - 1) % size or body[0] > max(Stage):
            wipe(ring_key)
            raise damaged()
        keys = {}
        for start in range(1, len(body), size):
            middle = start + _GENERATION_BYTES
            generation = int.from_bytes(body[start:middle], "big")
            keys[generation] = bytearray(body[middle : start + size])
        return SealedVault(keys, ring_key, Stage(body[0]))


def refuse_empty(passphrase: str) -> None:
    """Raise ``InputError`` code ``empty_passphrase`` for blanks or nothing."""
    if not passphrase.strip():
        raise InputError("A passphrase cannot be empty. Type one.", "empty_passphrase")


def _new_ring(
    passphrase: str, library_keys: dict[int, bytearray], stage: Stage, effort: Effort | None
) -> NewKeyring:
    ring_key = bytearray(secrets.token_bytes(KEY_BYTES))
    vault = SealedVault(library_keys, ring_key, stage)
    recovery_slot, text = _recovery_slot(ring_key)
    slot = _passphrase_slot(ring_key, passphrase, effort)
    return NewKeyring(_sealed_file(slot, recovery_slot, vault), vault, text)


def _passphrase_slot(ring_key: bytearray, passphrase: str, effort: Effort | None) -> PassphraseSlot:
    refuse_empty(passphrase)
    facts = PassphraseSlot(secrets.token_bytes(SALT_BYTES), effort or calibrated(), b"")
    key = passphrase_key(passphrase, facts.salt, facts.effort)
    return PassphraseSlot(facts.salt, facts.effort, _sealed(ring_key, key, facts.facts()))


def _recovery_slot(ring_key: bytearray) -> tuple[RecoverySlot, str]:
    secret = recovery.new_secret()
    facts = RecoverySlot(secrets.token_bytes(SALT_BYTES), b"")
    key = _recovery_key(secret, facts.salt)
    slot = RecoverySlot(facts.salt, _sealed(ring_key, key, facts.facts()))
    return slot, recovery.as_text(secret)


def _recovery_key(secret: bytes, salt: bytes) -> bytes:
    return subkey(secret, "recovery", salt)


def _sealed_file(
    passphrase: PassphraseSlot, recovery_slot: RecoverySlot, vault: SealedVault
) -> bytes:
    return _file_of(passphrase, recovery_slot, vault.ring_key, vault.library_keys, vault.stage)


def _file_of(
    passphrase: PassphraseSlot,
    recovery_slot: RecoverySlot,
    ring_key: bytearray,
    library_keys: Mapping[int, bytearray],
    stage: Stage,
) -> bytes:
    body = bytearray([stage])
    for number, key in sorted(library_keys.items()):
        body += number.to_bytes(_GENERATION_BYTES, "big") + key
    bare = KeyFile(passphrase, recovery_slot, b"")
    whole = KeyFile(passphrase, recovery_slot, _sealed(body, ring_key, bare.facts()))
    wipe(body)
    return whole.content()


def _sealed(data: bytearray, key: bytes | bytearray, facts: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, data, facts)


def _opened(sealed: bytes, key: bytes | bytearray, facts: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(sealed) < _NONCE_BYTES + _TAG_BYTES:
        return None
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], facts)
    except InvalidTag:
        return None
