"""Bringing every file of an open library to the form in which it is to lie.

Photo by photo: the new file is written, synced, read back and compared; then the record names it;
then the old file goes. Killed at any point, the library opens with both keys, and what is left can
be done later. Only when every file was found in its new form is the old key given up.
"""

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from skintrack.errors import PhotoError, StorageError
from skintrack.library.database import Database
from skintrack.library.earlier import FOLDER as EARLIER
from skintrack.library.naming import original_names
from skintrack.library.originals import FOLDER as ORIGINALS
from skintrack.library.originals import Originals
from skintrack.library.photo_rows import SELECT_PHOTOS, photo_of
from skintrack.library.previews import FOLDER as PREVIEWS
from skintrack.library.previews import PREVIEW_EDGES_PX, Previews
from skintrack.library.storage import storing, sync_folder
from skintrack.library.vault.blob import HEADER_BYTES
from skintrack.library.vault.sealed import SealedVault, Stage
from skintrack.library.vault.vault import Place, SealBrokenError, Vault
from skintrack.model.photo import Photo
from skintrack.model.phrase import Phrase
from skintrack.model.text import file_label

if TYPE_CHECKING:
    from collections.abc import Iterator


class Rekeying:
    """The change of form of an open library, if there is one under way."""

    def __init__(
        self,
        folder: Path,
        database: Database,
        originals: Originals,
        previews: Previews,
        vault: Vault,
    ) -> None:
        self._folder = folder
        self._database = database
        self._originals = originals
        self._previews = previews
        self._vault = vault

    @property
    def stage(self) -> Stage | None:
        """How far the library is; None where it has no keys."""
        return self._vault.stage if isinstance(self._vault, SealedVault) else None

    @property
    def is_under_way(self) -> bool:
        """Whether there is something left to do."""
        return self.stage not in (None, Stage.WHOLE)

    def waiting(self) -> tuple[Photo, ...]:
        """Return the photos that lie in their old form, those in the bin too."""
        if not self.is_under_way:
            return ()
        rows = self._database.rows(f"{SELECT_PHOTOS} ORDER BY id")
        return tuple(photo for photo in map(photo_of, rows) if self._waits(photo))

    def bring_on(self, photo: Photo) -> None:
        """Give the files of one photo their new form.

        Raises
        ------
        PhotoError
            With code ``changed`` or ``unreadable``: the seal of the original is broken, or the
            disk does not give it back. It is left as it is.
        StorageError
            If the disk refuses; the photo is then as before.
        """
        stored = self._stored(photo)
        if stored is not None and not self._is_right(photo, stored):
            self._bring_on_original(photo, stored)
        self._bring_on_previews(photo)

    def finish(self) -> None:
        """Give up what is not needed any more, after every file was looked at once again.

        After encryption was switched off, one step is left to the next opening: the database.

        Raises
        ------
        StorageError
            With code ``keys_busy`` if something still lies in its old form; or what kept the
            database from its new form when the library was opened.
        """
        vault = self._vault
        if not isinstance(vault, SealedVault) or not self.is_under_way:
            return
        self._clear_previews()
        self._clear_earlier()
        if vault.obstacle is not None:
            raise vault.obstacle
        if self.waiting() or not (vault.is_database_settled or vault.stage is Stage.UNSEALING):
            raise StorageError(
                "Not every file has its new form yet. Close the library, make sure that the disk "
                "has free space, and open it again.",
                "keys_busy",
            )
        self._settle_folders()
        # Not at the top: it brings the key ring, which only changes of keys need.
        from skintrack.library.key_changes import put_stage

        is_going_off = vault.stage in (Stage.UNSEALING, Stage.UNSEALED)
        stage = Stage.UNSEALED if is_going_off else Stage.WHOLE
        put_stage(self._folder, vault, stage)
        vault.move_to(stage)

    def _waits(self, photo: Photo) -> bool:
        """Look at the first bytes of the original, and for previews under former names."""
        try:
            with self._originals.path(photo.file_name).open("rb") as file:
                if not self._is_right(photo, file.read(HEADER_BYTES)):
                    return True
        except FileNotFoundError:
            pass
        except OSError:
            return True  # whatever it is, its key is not to be given up
        return any(path.exists() for path in self._former_previews(photo))

    def _is_right(self, photo: Photo, start: bytes) -> bool:
        vault = self._sealed_vault()
        try:
            is_current = vault.is_current(start)
        except SealBrokenError:
            is_current = False
        name = photo.file_name.removeprefix(f"{ORIGINALS}/")
        opaque = vault.file_name(Place.ORIGINAL, photo.id)
        if opaque is not None:
            return is_current and name == opaque
        return is_current and name not in vault.former_file_names(Place.ORIGINAL, photo.id)

    def _stored(self, photo: Photo) -> bytes | None:
        """Return what lies on the disk; None where it is missing, which changes nothing here."""
        try:
            return self._originals.path(photo.file_name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _damaged(photo, "unreadable") from error

    def _bring_on_original(self, photo: Photo, stored: bytes) -> None:
        originals = self._originals
        try:
            data = self._vault.unseal(stored, Place.ORIGINAL, photo.id)
        except SealBrokenError as error:
            raise _damaged(photo, "changed") from error
        row = self._database.row("SELECT extension FROM photo WHERE id = ?", (photo.id,))
        extension = str(row["extension"]) if row is not None else ""
        names = original_names(photo.captured_at, photo.view, photo.sha256, extension)
        # A plain file that has changed since its import stays so, but not readable.
        sha256 = hashlib.sha256(data).hexdigest()
        old, new = photo.file_name, originals.choose_name(photo.id, names, photo.sha256)
        if new != old:
            originals.announce(new)
        originals.store(data, sha256, new, photo.id)
        if new == old:
            return
        with self._database.transaction():
            self._database.update("photo", photo.id, {"file_name": new})
            originals.settled(new)
            originals.unsettled(old)
        originals.withdraw(old)

    def _bring_on_previews(self, photo: Photo) -> None:
        for edge in PREVIEW_EDGES_PX:
            if not self._previews.path(photo.id, edge).exists():
                data = self._previews.read(photo.id, edge)
                if data is not None:
                    self._previews.write(photo.id, {edge: data})
        for path in self._former_previews(photo):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def _former_previews(self, photo: Photo) -> "Iterator[Path]":
        wanted = {self._previews.path(photo.id, edge) for edge in PREVIEW_EDGES_PX}
        return (path for path in self._previews.files_of(photo.id) if path not in wanted)

    def _clear_previews(self) -> None:
        """Remove previews of photos that are gone; what is missing can be made again."""
        ids = [row["id"] for row in self._database.rows("SELECT id FROM photo")]
        known = {path for photo_id in ids for path in self._previews.files_of(photo_id)}
        for path in (self._folder / PREVIEWS).rglob("*"):
            if path.is_file() and path not in known:
                with suppress(OSError):
                    path.unlink()

    def _clear_earlier(self) -> None:
        """Remove copies of the database from before updates: they have the old key, or none."""
        for path in (self._folder / EARLIER).glob("*"):
            with storing(path.name):
                path.unlink(missing_ok=True)

    def _settle_folders(self) -> None:
        """Remove empty folders, and make last that files are gone."""
        for name in (ORIGINALS, PREVIEWS, EARLIER):
            for folder in (self._folder / name).glob("*"):
                with suppress(OSError):
                    folder.rmdir()  # refuses where something is in it
            with storing(name):
                folders = [self._folder / name, *(self._folder / name).glob("*")]
                for folder in folders:
                    if folder.is_dir():
                        sync_folder(folder)

    def _sealed_vault(self) -> SealedVault:
        if not isinstance(self._vault, SealedVault):
            raise TypeError
        return self._vault


def _damaged(photo: Photo, code: str) -> PhotoError:
    return PhotoError(
        Phrase(
            "The file of “{file}” is damaged and stays as it is. Restore it from a backup, or "
            "delete the photo and empty the bin; then go on.",
            file=file_label(photo.original_name),
        ),
        code,
    )
