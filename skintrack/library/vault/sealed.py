"""The vault of a library with a passphrase, whole or on its way."""

from collections.abc import Iterator, Mapping
from enum import IntEnum
from typing import BinaryIO

from skintrack.errors import EnvironmentalError, InternalError
from skintrack.library.vault import blob
from skintrack.library.vault.derivation import subkey, wipe
from skintrack.library.vault.names import NameKey
from skintrack.library.vault.vault import Place, SealBrokenError


class Stage(IntEnum):
    """How far a library is on its way; kept within the sealed part of the key file.

    While it is anything but ``WHOLE`` the library opens and works, and the rest can be done at
    any time.
    """

    WHOLE = 0
    """Everything is sealed with one key; what is not sealed is refused."""
    SEALING = 1
    """Encryption was switched on; some files are still plain."""
    ROTATING = 2
    """There is a new library key; some files are still sealed with the old one."""
    UNSEALING = 3
    """Encryption was switched off; some files are still sealed."""
    UNSEALED = 4
    """No file is sealed any more; the database is, until the library is opened next."""


class SealedVault:
    """Seals with the newest of its library keys, and opens what any of them has sealed.

    Parameters
    ----------
    library_keys : mapping of int to bytearray
        By generation; the vault owns and wipes them.
    ring_key : bytearray
        What the key file's sealed part is sealed with; the key ring needs it to write a new file.
    stage : Stage

    Attributes
    ----------
    is_database_settled : bool
        Whether the database was found to have the key that it should have, or was given it.
    obstacle : EnvironmentalError or None
        What kept the database from being given it.
    """

    is_sealed = True

    def __init__(
        self, library_keys: Mapping[int, bytearray], ring_key: bytearray, stage: Stage
    ) -> None:
        self._library_keys = dict(library_keys)
        self._ring_key = ring_key
        self.stage = stage
        self.is_database_settled = False
        self.obstacle: EnvironmentalError | None = None
        self._name_keys: dict[int, NameKey] = {}

    def __repr__(self) -> str:
        return f"<SealedVault, {self.stage.name}>"

    @property
    def generation(self) -> int:
        """Which library key new files are sealed with."""
        self._require_keys()
        return max(self._library_keys)

    @property
    def ring_key(self) -> bytearray:
        """The key of the key file, for the key ring only."""
        self._require_keys()
        return self._ring_key

    @property
    def library_keys(self) -> Mapping[int, bytearray]:
        """All library keys by generation, for the key ring only."""
        self._require_keys()
        return self._library_keys

    @property
    def database_key(self) -> bytes | None:
        """Return the key that the database should have; None once it should be plain."""
        return self.database_keys[0]

    @property
    def database_keys(self) -> tuple[bytes | None, ...]:
        """Every key that the database may have now, the one that it should have first."""
        self._require_keys()
        newest_first = sorted(self._library_keys, reverse=True)
        keys = tuple(subkey(self._library_keys[each], "database") for each in newest_first)
        if self.stage is Stage.SEALING:
            return (*keys, None)
        return (None, *keys) if self.stage is Stage.UNSEALED else keys

    def file_name(self, place: Place, photo_id: str) -> str | None:
        """Return the opaque name of a file, or None while encryption is being switched off."""
        return self._name(self.generation, place, photo_id) if self._seals else None

    def photo_id_of(self, place: Place, file_name: str) -> str | None:
        """Return the photo that an opaque name belongs to; None where no key here has made it."""
        self._require_keys()
        name = file_name.rpartition("/")[2]
        found = (self._name_key(each).photo_id(place, name) for each in self._library_keys)
        return next((photo_id for photo_id in found if photo_id is not None), None)

    def former_file_names(self, place: Place, photo_id: str) -> tuple[str | None, ...]:
        """Return the other names under which a file may still lie; None is the readable one."""
        if self.stage is Stage.WHOLE:
            return ()
        newest = self.generation
        names = [
            self._name(each, place, photo_id)
            for each in sorted(self._library_keys, reverse=True)
            if each != newest or not self._seals
        ]
        return (*names, None) if self.stage is Stage.SEALING else tuple(names)

    def seal(self, data: bytes, place: Place, photo_id: str) -> bytes:
        """Return what is stored of a file: sealed, or as it is while encryption goes off."""
        generation = self.generation
        if not self._seals:
            return data
        key = self._library_keys[generation]
        return blob.seal(data, key, generation, _subject(place, photo_id))

    def unseal(self, stored: bytes, place: Place, photo_id: str) -> bytes:
        """Return a file from what is stored.

        Raises
        ------
        SealBrokenError
            If these are not the bytes that were sealed for this photo and place. A plain file in
            a library that is wholly sealed is not.
        """
        key = self._key_of(stored)
        return stored if key is None else blob.unseal(stored, key, _subject(place, photo_id))

    def pieces_of(self, stored: bytes, place: Place, photo_id: str) -> Iterator[bytes]:
        """Yield piece by piece what ``unseal`` returns; believe it at the end.

        Raises
        ------
        SealBrokenError
            As ``unseal`` says.
        """
        key = self._key_of(stored)
        if key is None:
            yield stored
        else:
            yield from blob.pieces_of(stored, key, _subject(place, photo_id))

    def _key_of(self, stored: bytes) -> bytearray | None:
        """Return the key that stored bytes were sealed with; None where they are plain and may."""
        self._require_keys()
        if not blob.is_blob(stored):
            if self._may_be_plain:
                return None
            raise SealBrokenError("not sealed")
        key = self._library_keys.get(blob.read_header(stored).generation)
        if key is None:
            raise SealBrokenError("sealed with another key")
        return key

    def pieces(self, file: BinaryIO, place: Place, photo_id: str) -> Iterator[bytes]:
        """Yield an open file as ``unseal`` returns it, piece by piece; believe it at the end.

        Raises
        ------
        SealBrokenError
            As ``unseal`` says.
        """
        start = file.read(blob.HEADER_BYTES)
        key = self._key_of(start)
        if key is None:
            yield start
            while piece := file.read(blob.CHUNK_BYTES):
                yield piece
            return
        header = blob.read_header(start)
        yield from blob.unsealed_pieces(header, file, key, _subject(place, photo_id))

    def is_current(self, stored: bytes) -> bool:
        """Tell by its first bytes whether a file already has the form that it is to have."""
        if not blob.is_blob(stored):
            return not self._seals
        return self._seals and blob.read_header(stored).generation == self.generation

    def move_to(self, stage: Stage) -> None:
        """Go on to another stage; with ``WHOLE`` older library keys are wiped."""
        self.stage = stage
        if stage is Stage.WHOLE:
            newest = self.generation
            for number in [each for each in self._library_keys if each != newest]:
                wipe(self._library_keys.pop(number))

    def close(self) -> None:
        """Wipe the keys, as far as Python allows; closing twice is allowed."""
        for key in (*self._library_keys.values(), self._ring_key):
            wipe(key)
        for name_key in self._name_keys.values():
            name_key.wipe()
        self._library_keys.clear()
        self._name_keys.clear()

    @property
    def _seals(self) -> bool:
        return self.stage not in (Stage.UNSEALING, Stage.UNSEALED)

    @property
    def _may_be_plain(self) -> bool:
        return self.stage in (Stage.SEALING, Stage.UNSEALING, Stage.UNSEALED)

    def _name(self, generation: int, place: Place, photo_id: str) -> str:
        name = self._name_key(generation).name(place, photo_id)
        # Ten thousand originals in one folder are slow on some disks, and over networks.
        return f"{name[:2]}/{name}" if place is Place.ORIGINAL else name

    def _name_key(self, generation: int) -> NameKey:
        key = self._name_keys.get(generation)
        if key is None:
            key = NameKey(self._library_keys[generation])
            self._name_keys[generation] = key
        return key

    def _require_keys(self) -> None:
        if not self._library_keys:
            raise InternalError("The vault is closed.")


def _subject(place: Place, photo_id: str) -> bytes:
    name = place.value.encode()
    return bytes([len(name)]) + name + photo_id.encode()
