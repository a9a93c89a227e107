"""What a library asks of the form in which its files lie on the disk."""

from collections.abc import Iterator
from enum import Enum
from typing import BinaryIO, Protocol

KEYS_NAME = "skintrack.keys"
"""The key file of an encrypted library."""

_PIECE_BYTES = 1 << 18


class Place(Enum):
    """What a file of the library is; sealed bytes can be opened as that only."""

    ORIGINAL = "original"
    SMALL_PREVIEW = "preview-256"
    LARGE_PREVIEW = "preview-2048"


class Vault(Protocol):
    """Turns bytes into what is stored, and back."""

    @property
    def is_sealed(self) -> bool:
        """Whether what is stored can be read without a key: False; with one only: True."""

    @property
    def database_key(self) -> bytes | None:
        """Return the raw key of the database, 32 bytes, or None where it has none."""

    @property
    def database_keys(self) -> tuple[bytes | None, ...]:
        """Return every key that the database may have now, the one that it should have first."""

    def file_name(self, place: Place, photo_id: str) -> str | None:
        """Return an opaque name within the folder of a place, or None for a readable one.

        32 signs of hex; those of originals are in folders by their first two: ``ab/abcd…``.
        """

    def photo_id_of(self, place: Place, file_name: str) -> str | None:
        """Return the photo that an opaque name belongs to; None where no key here has made it."""

    def former_file_names(self, place: Place, photo_id: str) -> tuple[str | None, ...]:
        """Return the other names under which a file may still lie; None is the readable one."""

    def seal(self, data: bytes, place: Place, photo_id: str) -> bytes:
        """Return what is stored of a file of a photo."""

    def unseal(self, stored: bytes, place: Place, photo_id: str) -> bytes:
        """Return a file of a photo from what is stored.

        Raises
        ------
        SealBrokenError
            If these are not the bytes that were sealed for this photo and place.
        """

    def pieces_of(self, stored: bytes, place: Place, photo_id: str) -> Iterator[bytes]:
        """Yield piece by piece what ``unseal`` returns; believe it at the end.

        Raises
        ------
        SealBrokenError
            As ``unseal`` says.
        """

    def pieces(self, file: BinaryIO, place: Place, photo_id: str) -> Iterator[bytes]:
        """Yield an open file as ``unseal`` returns it, piece by piece; believe it at the end.

        Raises
        ------
        SealBrokenError
            As ``unseal`` says.
        """

    def close(self) -> None:
        """Wipe the keys, as far as Python allows; closing twice is allowed."""


class PlainVault:
    """The vault of a library without a passphrase: bytes lie as they are."""

    is_sealed = False
    database_key: bytes | None = None
    database_keys: tuple[bytes | None, ...] = (None,)

    def file_name(self, place: Place, photo_id: str) -> str | None:
        """Return None: names are readable."""
        del place, photo_id
        return None

    def photo_id_of(self, place: Place, file_name: str) -> str | None:
        """Return None: it makes no opaque names."""
        del place, file_name
        return None

    def former_file_names(self, place: Place, photo_id: str) -> tuple[str | None, ...]:
        """Return nothing: files have had no other name."""
        del place, photo_id
        return ()

    def seal(self, data: bytes, place: Place, photo_id: str) -> bytes:
        """Return the bytes themselves."""
        del place, photo_id
        return data

    def unseal(self, stored: bytes, place: Place, photo_id: str) -> bytes:
        """Return the bytes themselves."""
        del place, photo_id
        return stored

    def pieces_of(self, stored: bytes, place: Place, photo_id: str) -> Iterator[bytes]:
        """Yield the bytes themselves."""
        del place, photo_id
        yield stored

    def pieces(self, file: BinaryIO, place: Place, photo_id: str) -> Iterator[bytes]:
        """Yield the bytes themselves."""
        del place, photo_id
        while piece := file.read(_PIECE_BYTES):
            yield piece

    def close(self) -> None:
        """There is no key to wipe."""


class SealBrokenError(Exception):
    """Sealed bytes were cut, altered, swapped, or sealed with another key."""
