"""Which photos were being decoded when the program died, so that they are met with care."""

import os
from contextlib import suppress
from pathlib import Path
from threading import Lock

from skintrack.library.vault.vault import Place, Vault

NAME = "reading"
_MOST_BYTES = 1 << 16


class BeingRead:
    """A small file in the library that is there only while a decoding takes long.

    It names hashes; in an encrypted library names that only its key can make. It is written without
    a sync: it is for a program that dies, not for a power cut. Any thread may call.

    Parameters
    ----------
    folder : Path
        That of the library.
    vault : Vault
        Its own.
    """

    def __init__(self, folder: Path, vault: Vault) -> None:
        self._file = folder / NAME
        self._vault = vault
        self._lock = Lock()
        self._left_over = self._read()
        self._now: set[str] = set()

    def was_cut_short(self, sha256: str) -> bool:
        """Tell whether the program died while it decoded these bytes; it tells so once."""
        name = self._name(sha256)
        with self._lock:
            if name not in self._left_over:
                return False
            self._left_over.discard(name)
            self._write()
        return True

    def begin(self, sha256: str) -> None:
        """Note that decoding these bytes takes long."""
        with self._lock:
            self._now.add(self._name(sha256))
            self._write()

    def end(self, sha256: str) -> None:
        """Note that these bytes are decoded, or refused."""
        with self._lock:
            if self._name(sha256) in self._now:
                self._now.discard(self._name(sha256))
                self._write()

    def _name(self, sha256: str) -> str:
        return self._vault.file_name(Place.ORIGINAL, sha256) or sha256

    def _read(self) -> set[str]:
        try:
            with self._file.open("rb") as file:
                return set(file.read(_MOST_BYTES).decode("ascii", "replace").split())
        except OSError:
            return set()

    def _write(self) -> None:
        """Write what is noted; a disk that refuses only makes the next start know less."""
        with suppress(OSError):
            if not self._left_over | self._now:
                self._file.unlink(missing_ok=True)
                return
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
            with os.fdopen(os.open(self._file, flags, 0o600), "wb") as file:
                file.write("\n".join(sorted(self._left_over | self._now)).encode("ascii"))
