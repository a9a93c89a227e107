"""Opaque file names: only the key makes them, and only the key turns them back.

A name is one block of AES-256 over what the file is and which photo it belongs to. Unlike a hash it
can be turned back, so that photos are not lost where the database is: their ids, to which their
files are sealed, stand nowhere else.
"""

import hashlib
import hmac
import re
from typing import TYPE_CHECKING

from skintrack.library.vault.derivation import subkey, wipe
from skintrack.library.vault.vault import Place

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.modes import CBC

NAME_BYTES = 16
_HALF_BYTES = NAME_BYTES // 2
_PHOTO_ID = re.compile(r"[0-9a-f]{16}")
_NAME = re.compile(r"[0-9a-f]{32}")


class NameKey:
    """The key to the names of one generation.

    Parameters
    ----------
    library_key : bytearray
    """

    def __init__(self, library_key: bytes | bytearray) -> None:
        self._hash_key = bytearray(subkey(library_key, "names"))
        self._block_key = bytearray(subkey(library_key, "name blocks"))
        self._made: Cipher[CBC] | None = None

    def name(self, place: Place, photo_id: str) -> str:
        """Return 32 signs of hex; what is no photo's id gets a name that cannot be turned back."""
        if _PHOTO_ID.fullmatch(photo_id) is None:
            subject = f"{place.value} {photo_id}".encode()
            return hmac.digest(self._hash_key, subject, "sha256")[:NAME_BYTES].hex()
        block = _tag(place) + bytes.fromhex(photo_id)
        return self._cipher.encryptor().update(block).hex()

    def photo_id(self, place: Place, name: str) -> str | None:
        """Return the photo that a name was made for; None if it was not made by this key."""
        if _NAME.fullmatch(name) is None:
            return None
        block = self._cipher.decryptor().update(bytes.fromhex(name))
        tag, photo_id = block[:_HALF_BYTES], block[_HALF_BYTES:]
        return photo_id.hex() if tag == _tag(place) else None

    def wipe(self) -> None:
        """Overwrite the keys, as far as Python allows."""
        wipe(self._hash_key)
        wipe(self._block_key)
        self._made = None

    @property
    def _cipher(self) -> "Cipher[CBC]":
        """AES as it is: with a single block and zeros for a start, CBC adds nothing to it."""
        if self._made is None:
            from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

            self._made = Cipher(algorithms.AES(self._block_key), modes.CBC(bytes(NAME_BYTES)))
        return self._made


def _tag(place: Place) -> bytes:
    return hashlib.sha256(place.value.encode()).digest()[:_HALF_BYTES]
