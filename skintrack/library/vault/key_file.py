"""How the key file is written and read: JSON, bounded, with a sum that tells damage early.

Whoever can write into the folder can write this file. So nothing in it may cost much time or
memory before it was refused or unlocked.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skintrack.errors import LibraryError, StorageError
from skintrack.library.vault.derivation import KEY_BYTES, SALT_BYTES, Effort
from skintrack.model.phrase import Phrase
from skintrack.model.text import file_label

_FORMAT, _VERSION = "skintrack keys", 1
_MOST_BYTES = 64 * 1024
_WRAPPED_BYTES = 12 + KEY_BYTES + 16


@dataclass(frozen=True)
class PassphraseSlot:
    """The ring key under the passphrase."""

    salt: bytes
    effort: Effort
    sealed: bytes

    def facts(self) -> bytes:
        """Return what is bound to the sealed key."""
        return _canonical(self._plain())

    def stored(self) -> dict[str, object]:
        """Return the slot as it stands in the file."""
        return self._plain() | {"sealed": self.sealed.hex()}

    def _plain(self) -> dict[str, object]:
        return {
            "algorithm": "argon2id, aes-256-gcm",
            "salt": self.salt.hex(),
            "memory_mib": self.effort.memory_mib,
            "passes": self.effort.passes,
            "lanes": self.effort.lanes,
        }


@dataclass(frozen=True)
class RecoverySlot:
    """The ring key under the recovery key."""

    salt: bytes
    sealed: bytes

    def facts(self) -> bytes:
        """Return what is bound to the sealed key."""
        return _canonical(self._plain())

    def stored(self) -> dict[str, object]:
        """Return the slot as it stands in the file."""
        return self._plain() | {"sealed": self.sealed.hex()}

    def _plain(self) -> dict[str, object]:
        return {"algorithm": "hkdf-sha-256, aes-256-gcm", "salt": self.salt.hex()}


@dataclass(frozen=True)
class KeyFile:
    """All of the file: two slots, and the body that the ring key seals."""

    passphrase: PassphraseSlot
    recovery: RecoverySlot
    body: bytes

    def facts(self) -> bytes:
        """Return what is bound to the body: everything else."""
        return _canonical(self._plain())

    def content(self) -> bytes:
        """Return the file."""
        stored = self._plain() | {"body": self.body.hex()}
        return json.dumps(stored | {"sum": _sum_of(stored)}, indent=1).encode() + b"\n"

    def _plain(self) -> dict[str, object]:
        return {
            "format": _FORMAT,
            "version": _VERSION,
            "passphrase": self.passphrase.stored(),
            "recovery": self.recovery.stored(),
        }


def read_bytes(path: Path) -> bytes | None:
    """Return a key file, or None where there is none.

    Raises
    ------
    LibraryError
        With code ``keys_damaged`` if it is too large to be one.
    StorageError
        If it cannot be read.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StorageError(
            Phrase(
                "“{file}” cannot be read. Check the disk and the permissions.",
                file=file_label(path),
            ),
            "no_permission" if isinstance(error, PermissionError) else "io_error",
        ) from error
    if len(content) > _MOST_BYTES:
        raise damaged()
    return content


def parse(content: bytes) -> KeyFile:
    """Return what a key file says, after all of it was looked at.

    Raises
    ------
    LibraryError
        With code ``keys_damaged`` or ``newer``.
    """
    try:
        stored = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise damaged() from error
    try:
        if stored["format"] == _FORMAT and _is_newer(stored["version"]):
            raise LibraryError(
                "The library's keys were written by a newer SkinTrack. Open it with that version.",
                "newer",
            )
        file = KeyFile(
            PassphraseSlot(
                _bytes(stored["passphrase"]["salt"], SALT_BYTES),
                _effort(stored["passphrase"]),
                _bytes(stored["passphrase"]["sealed"], _WRAPPED_BYTES),
            ),
            RecoverySlot(
                _bytes(stored["recovery"]["salt"], SALT_BYTES),
                _bytes(stored["recovery"]["sealed"], _WRAPPED_BYTES),
            ),
            bytes.fromhex(stored["body"]),
        )
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise damaged() from error
    # Byte by byte: there is one way only to write each file.
    if file.content() != content:
        raise damaged()
    return file


def damaged() -> LibraryError:
    """Return the error of a key file that is not as it was written."""
    return LibraryError(
        "The library's key file “skintrack.keys” is damaged. Restore it, or the whole library, "
        "from your latest backup.",
        "keys_damaged",
    )


def _is_newer(version: object) -> bool:
    return isinstance(version, int) and not isinstance(version, bool) and version > _VERSION


def _effort(slot: dict[str, Any]) -> Effort:
    numbers = [slot[name] for name in ("memory_mib", "passes", "lanes")]
    if not all(type(number) is int for number in numbers):
        raise TypeError
    effort = Effort(*numbers)
    if not effort.is_bearable():
        raise ValueError
    return effort


def _bytes(text: str, length: int) -> bytes:
    data = bytes.fromhex(text)
    if len(data) != length:
        raise ValueError
    return data


def _canonical(stored: dict[str, object]) -> bytes:
    return json.dumps(stored, sort_keys=True, separators=(",", ":")).encode()


def _sum_of(stored: dict[str, object]) -> str:
    return hashlib.sha256(_canonical(stored)).hexdigest()
