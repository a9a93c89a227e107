"""From a passphrase or a key to other keys: Argon2id, and HKDF-SHA-256 with names.

``cryptography`` is imported where it is used: a plain library and the first window do without it.
"""

import time
import unicodedata
from dataclasses import dataclass

from skintrack.errors import LibraryError
from skintrack.model.phrase import Phrase

KEY_BYTES = 32
SALT_BYTES = 16

_KIB_PER_MIB = 1024
_FLOOR_MIB, _AIM_MIB, _BOUND_MIB = 64, 256, 1024
_LEAST_ACCEPTED_MIB = 8
_PASSES = 3
_MOST_PASSES = 16
# At the bound of the memory 4 passes take some 5 s; a key file that asks for more is refused.
_MOST_WORK_MIB = 4 * _BOUND_MIB
_MOST_LANES = 8
_AIM_S, _LONGEST_S = 0.72, 0.95


@dataclass(frozen=True)
class Effort:
    """How hard it is to try one passphrase; stands in the key file.

    Attributes
    ----------
    memory_mib, passes, lanes : int
        As Argon2id has them.
    """

    memory_mib: int
    passes: int
    lanes: int = 1

    def is_bearable(self) -> bool:
        """Tell whether a key file may ask for so much, and asks for enough to mean it."""
        return (
            _LEAST_ACCEPTED_MIB <= self.memory_mib <= _BOUND_MIB
            and 1 <= self.passes <= _MOST_PASSES
            and 1 <= self.lanes <= _MOST_LANES
            and self.memory_mib * self.passes <= _MOST_WORK_MIB
        )


def calibrated() -> Effort:
    """Return what takes 0.5-1 s on this computer: 256 MiB three times, or less, never below 64.

    Counted in the time of the processor, so that a busy computer does not get a weaker file. A
    small sample tells it nearly; then the effort itself is tried, since what takes more memory
    also takes more time for each part of it. Where there is no memory for that, it is the least.
    """
    effort = effort_for(_seconds_per_mib(Effort(_FLOOR_MIB, 1)))
    try:
        return effort_for(_seconds_per_mib(effort))
    except MemoryError:
        return Effort(_FLOOR_MIB, _PASSES)


def _seconds_per_mib(effort: Effort) -> float:
    begin = time.thread_time()
    _argon2id(b"calibration", bytes(SALT_BYTES), effort)
    return (time.thread_time() - begin) / (effort.memory_mib * effort.passes)


def effort_for(seconds_per_mib: float) -> Effort:
    """Return the effort for a computer that needs so long for one pass over one MiB."""
    affordable = int(_LONGEST_S / (_PASSES * seconds_per_mib))
    if affordable < _AIM_MIB:
        return Effort(max(_FLOOR_MIB, affordable), _PASSES)
    passes = round(_AIM_S / (_AIM_MIB * seconds_per_mib))
    return Effort(_AIM_MIB, min(max(_PASSES, passes), _MOST_PASSES))


def passphrase_key(passphrase: str, salt: bytes, effort: Effort) -> bytes:
    """Return the key that a passphrase gives, in Unicode form NFC.

    Raises
    ------
    LibraryError
        With code ``memory`` where the computer has not the memory that it takes.
    """
    text = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    try:
        return _argon2id(text, salt, effort)
    except MemoryError as error:
        raise LibraryError(
            Phrase(
                "Unlocking needs {size} MB of free memory. Close other programs and try again.",
                size=effort.memory_mib,
            ),
            "memory",
        ) from error


def subkey(key: bytes | bytearray, name: str, salt: bytes = b"") -> bytes:
    """Return the key of this name from another key (HKDF-SHA-256)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    kdf = HKDF(SHA256(), KEY_BYTES, salt, b"skintrack 1 " + name.encode())
    return kdf.derive(key)


def wipe(key: bytearray) -> None:
    """Overwrite a key in place; copies that Python has made meanwhile are out of reach."""
    key[:] = bytes(len(key))


def _argon2id(text: bytes, salt: bytes, effort: Effort) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=effort.passes,
        lanes=effort.lanes,
        memory_cost=effort.memory_mib * _KIB_PER_MIB,
    )
    return kdf.derive(text)
