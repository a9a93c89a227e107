"""Bringing damaged photos of an open library back from a backup."""

from pathlib import Path

from skintrack.library import rehearsal
from skintrack.library.originals import Originals
from skintrack.library.rehearsal import Rehearsal
from skintrack.library.vault.vault import Vault
from skintrack.model.photo import Photo, PhotoId
from skintrack.model.progress import Cancelled, Progress


class Mending:
    """What an open library can do with its backups; its own keys open those that are encrypted.

    A backup that was made with other keys, before the key was changed, opens with a vault of its
    own (``restore.vault_of``).
    """

    def __init__(self, originals: Originals, vault: Vault) -> None:
        self._originals = originals
        self._vault = vault

    def rehearse(
        self, file: Path, progress: Progress, cancelled: Cancelled, vault: Vault | None = None
    ) -> Rehearsal:
        """Prove that a backup restores; see ``rehearsal.rehearse``."""
        return rehearsal.rehearse(file, vault or self._vault, progress, cancelled)

    def bring_back(
        self, photos: tuple[Photo, ...], file: Path, vault: Vault | None = None
    ) -> frozenset[PhotoId]:
        """Store the originals of these photos again, as far as a backup has them unaltered.

        Only bytes whose SHA-256 is that of the record are taken, whatever the backup says.

        Raises
        ------
        LibraryError
            What ``rehearsal.opened`` raises.
        StorageError
            If the disk refuses; what was brought back before stays.
        """
        mended = set()
        with rehearsal.opened(file, vault or self._vault) as backup:
            held = {each.sha256: each for each in backup.photos}
            for photo in photos:
                data = None if photo.sha256 not in held else backup.read(held[photo.sha256])
                if data is not None:
                    self._originals.store(data, photo.sha256, photo.file_name, photo.id)
                    mended.add(photo.id)
        return frozenset(mended)
