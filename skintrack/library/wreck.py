"""The originals of a library whose database is lost: whatever of them is still whole."""

import hashlib
import re
from pathlib import Path
from types import TracebackType
from typing import Self

from skintrack.errors import LibraryError
from skintrack.library.lock import LibraryLock
from skintrack.library.opening import keys_missing, lacks_keys
from skintrack.library.originals import FOLDER
from skintrack.library.vault.credentials import Credential
from skintrack.library.vault.vault import KEYS_NAME, Place, PlainVault, SealBrokenError, Vault
from skintrack.model.phrase import Phrase
from skintrack.model.text import file_label

_HASH_IN_NAME = re.compile(r".*_([0-9a-f]{8,64})\.[a-z]{3,4}")


class Wreck:
    """What is left of a library, with or without a database; nothing in it is changed.

    Parameters
    ----------
    folder : Path
    credential : Passphrase or RecoveryKey, optional
        What opened the library, where it is encrypted.

    Raises
    ------
    LibraryError
        With code ``not_a_library``, ``in_use``, ``locked``, ``not_encrypted``, ``keys_missing`` or
        what unlocking raises.
    """

    def __init__(self, folder: Path, credential: Credential | None) -> None:
        if not (folder / FOLDER).is_dir():
            raise LibraryError(
                Phrase("There are no photos of a library in “{file}”.", file=file_label(folder)),
                "not_a_library",
            )
        self._folder = folder
        self._lock = LibraryLock(folder)
        try:
            self._vault = _vault_of(folder, credential)
        except BaseException:
            self._lock.release()
            raise

    def files(self) -> list[Path]:
        """Return every file among the originals."""
        return sorted(path for path in (self._folder / FOLDER).rglob("*") if path.is_file())

    def photo_in(self, path: Path) -> bytes | None:
        """Return the photo in a file; None where it is not as it was imported.

        Raises
        ------
        OSError
            If the file cannot be read.
        """
        stored = path.read_bytes()
        photo_id = self._vault.photo_id_of(Place.ORIGINAL, path.name)
        if photo_id is None:
            named = _HASH_IN_NAME.fullmatch(path.name)
            return stored if named is None or _hash_of(stored).startswith(named[1]) else None
        try:
            data = self._vault.unseal(stored, Place.ORIGINAL, photo_id)
        except SealBrokenError:
            return None
        return data if _hash_of(data).startswith(photo_id) else None

    def is_opaque(self, path: Path) -> bool:
        """Tell whether the name of a file belongs to a sealed photo."""
        return self._vault.photo_id_of(Place.ORIGINAL, path.name) is not None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._vault.close()
        self._lock.release()


def is_locked(folder: Path) -> bool:
    """Tell whether what is left of a library is encrypted."""
    return (folder / KEYS_NAME).is_file()


def _vault_of(folder: Path, credential: Credential | None) -> Vault:
    # Not at the top: a plain library does without.
    from skintrack.library.vault.keyring import read_keyring

    keyring = read_keyring(folder)
    if keyring is None and lacks_keys(folder):
        raise keys_missing()
    if (keyring is None) is (credential is None):
        return PlainVault() if keyring is None or credential is None else keyring.unlock(credential)
    name = file_label(folder)
    if credential is None:
        sentence = Phrase(
            "The library “{file}” is encrypted. It opens with its passphrase or its recovery key.",
            file=name,
        )
        raise LibraryError(sentence, "locked")
    raise LibraryError(
        Phrase("The library “{file}” is not encrypted. Open it without a passphrase.", file=name),
        "not_encrypted",
    )


def _hash_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
