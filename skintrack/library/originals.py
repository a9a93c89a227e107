"""The untouched files: stored durably, renamed safely, read back with proof."""

import io
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from skintrack.errors import EnvironmentalError, InternalError, PhotoError, StorageError
from skintrack.library.database import Database
from skintrack.library.storage import (
    make_private_folder,
    make_private_folders,
    sha256_of,
    storing,
    sync_folder,
    write_new,
)
from skintrack.library.vault.vault import Place, SealBrokenError, Vault
from skintrack.model.photo import Photo, PhotoId
from skintrack.model.phrase import Phrase
from skintrack.model.text import file_label

FOLDER, INCOMING = "originals", "incoming"
_READ_WHOLE_BYTES = 1 << 20


class Originals:
    """Files of the library's ``originals`` folder.

    Each file that is about to get or lose its record is first named in ``unsettled_file``: after a
    sudden end, ``settle`` knows which files nobody was told about.
    """

    def __init__(self, folder: Path, database: Database, vault: Vault) -> None:
        self._folder = folder
        self._database = database
        self._vault = vault

    def path(self, file_name: str) -> Path:
        """Return where a file of the library is."""
        return self._folder / file_name

    @property
    def are_plain(self) -> bool:
        """Whether files lie as imported, under names that tell date and view."""
        return not self._vault.is_sealed

    def choose_name(
        self,
        photo_id: PhotoId,
        names: Iterable[str],
        sha256: str,
        taken: Collection[str] = (),
    ) -> str:
        """Return the opaque name, or the first that no other photo and no other file has.

        ``taken`` are names that were chosen for others and are not announced yet.
        """
        opaque = self._vault.file_name(Place.ORIGINAL, photo_id)
        if opaque is not None:
            return f"{FOLDER}/{opaque}"
        for name in names:
            if name in taken:
                continue
            row = self._database.row("SELECT sha256 FROM photo WHERE file_name = ?", (name,))
            if row is None and self._is_free(name, sha256):
                return name
            if row is not None and row["sha256"] == sha256:
                return name
        raise InternalError("No free name for an original.")

    def announce(self, *file_names: str) -> None:
        """Note that files are about to appear whose records are not yet there."""
        with self._database.transaction():
            for file_name in file_names:
                self.unsettled(file_name)

    def unsettled(self, file_name: str) -> None:
        """Note a file; call it within a transaction."""
        self._database.execute("INSERT OR IGNORE INTO unsettled_file VALUES (?)", (file_name,))

    def settled(self, file_name: str) -> None:
        """Strike a file from the notes; call it within the transaction that stores the record."""
        self._database.execute("DELETE FROM unsettled_file WHERE file_name = ?", (file_name,))

    def withdraw(self, file_name: str) -> None:
        """Remove a noted file that has no record; where that fails, ``settle`` does it later."""
        with suppress(OSError, EnvironmentalError):
            path = self.path(file_name)
            path.unlink(missing_ok=True)
            # Else a power cut could bring it back after it was struck from the notes.
            sync_folder(path.parent)
            with self._database.transaction():
                self.settled(file_name)

    def store(self, data: bytes, sha256: str, file_name: str, photo_id: PhotoId) -> None:
        """Write an original: to a new file, synced, read back, compared, then named and synced.

        Raises
        ------
        StorageError
            If the disk refuses, or gives back other bytes; nothing is left behind.
        """
        stored = self._vault.seal(data, Place.ORIGINAL, photo_id)
        self._put(stored, file_name, lambda path: self.sha256_of(path, photo_id) == sha256)

    def stage(self, data: bytes, photo_id: PhotoId, said_name: str) -> Path:
        """Write an original aside: to a new file, synced, read back, compared. Any thread may call.

        What nobody places is gone with the next opening of the library.

        Parameters
        ----------
        data : bytes
        photo_id : PhotoId
        said_name : str
            What the file is called where the disk refuses.

        Raises
        ------
        StorageError
            As ``store``.
        """
        stored = self._vault.seal(data, Place.ORIGINAL, photo_id)
        # No name that tells which photo it is: see ``_put``.
        staged = self._folder / INCOMING / f"{os.urandom(16).hex()}.part"
        with storing(said_name):
            write_new(staged, stored)
            try:
                _refuse_unless(is_whole=self._holds(staged, data, photo_id))
            except BaseException:
                staged.unlink(missing_ok=True)
                raise
        return staged

    def place(self, staged: Mapping[str, Path]) -> None:
        """Give staged files the names that were announced for them, and make these last.

        All folders are synced after all files were named: a disk does that at once.

        Raises
        ------
        StorageError
            If the disk refuses; some may have their names then.
        """
        folders = {self.path(name).parent: name for name in staged}
        with storing(FOLDER):
            make_private_folders(folders)
        for name, path in staged.items():
            with storing(path.name):
                path.replace(self.path(name))
        for folder, name in folders.items():
            with storing(Path(name).name):
                sync_folder(folder)

    def take_back(self, staged: Mapping[str, Path]) -> None:
        """Stage again what got its name."""
        for name, path in staged.items():
            with suppress(OSError):
                if not path.exists():
                    self.path(name).replace(path)

    def _holds(self, path: Path, data: bytes, photo_id: PhotoId) -> bool:
        """Tell whether a file holds exactly these bytes, by reading and unsealing it."""
        at = 0
        try:
            for piece in self._pieces(path, photo_id):
                if not data.startswith(piece, at):
                    return False
                at += len(piece)
        except SealBrokenError:
            return False
        return at == len(data)

    def sha256_of(self, path: Path, photo_id: PhotoId) -> str | None:
        """Return the SHA-256 of the photo that a file holds; None if its seal is broken.

        Raises
        ------
        OSError
            If the file cannot be read.
        """
        if not self._vault.is_sealed:
            return sha256_of(path)
        from hashlib import sha256

        digest = sha256()
        try:
            for piece in self._pieces(path, photo_id):
                digest.update(piece)
        except SealBrokenError:
            return None
        return digest.hexdigest()

    def _pieces(self, path: Path, photo_id: PhotoId) -> Iterator[bytes]:
        """Yield what a file holds; a small one is read in one go, which takes less time."""
        with path.open("rb", buffering=0) as file:
            if os.fstat(file.fileno()).st_size <= _READ_WHOLE_BYTES:
                yield from self._vault.pieces_of(file.readall(), Place.ORIGINAL, photo_id)
            else:
                whole = io.BufferedReader(file)
                yield from self._vault.pieces(whole, Place.ORIGINAL, photo_id)

    def _put(self, stored: bytes, file_name: str, is_whole: Callable[[Path], bool]) -> None:
        target = self.path(file_name)
        # Not by the photo's hash: it would tell whether a picture that somebody has lies here.
        temporary = self._folder / INCOMING / f"{target.name}.part"
        with storing(target.name):
            make_private_folder(target.parent)
            temporary.unlink(missing_ok=True)
            write_new(temporary, stored)
            try:
                _refuse_unless(is_whole=is_whole(temporary))
                temporary.replace(target)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
            sync_folder(target.parent)

    def link(self, old_name: str, new_name: str) -> bool:
        """Give a file a second name before its record changes; False if the file is missing."""
        old, new = self.path(old_name), self.path(new_name)
        if not old.is_file():
            return False
        with storing(new.name):
            make_private_folder(new.parent)
            new.unlink(missing_ok=True)
            try:
                os.link(old, new)
            except OSError:  # a file system without hard links, such as that of a USB stick
                from hashlib import sha256

                stored = old.read_bytes()
                digest = sha256(stored).hexdigest()
                self._put(stored, new_name, lambda path: sha256_of(path) == digest)
            sync_folder(new.parent)
        return True

    @property
    def is_settled(self) -> bool:
        """Whether no file is about to get or lose its record."""
        return self._database.row("SELECT 1 FROM unsettled_file") is None

    def settle(self, *, was_closed_whole: bool = False) -> None:
        """Remove what a sudden end has left: half-written files and files without a record.

        A library that was closed whole has none. Where its database names some all the same, it is
        an older one that was put in its place: these files are photos, and stay.
        """
        for leftover in (self._folder / INCOMING).glob("*"):
            leftover.unlink(missing_ok=True)
        rows = self._database.rows(
            "SELECT u.file_name, p.id FROM unsettled_file u LEFT JOIN photo p USING (file_name)"
        )
        if not rows:
            return
        for row in rows:
            if row["id"] is None and not was_closed_whole:
                self.path(row["file_name"]).unlink(missing_ok=True)
        with self._database.transaction():
            self._database.execute("DELETE FROM unsettled_file")

    def read(self, photo: Photo) -> bytes:
        """Return the bytes of an original after comparing their SHA-256.

        Raises
        ------
        PhotoError
            With code ``missing``, ``unreadable`` or ``changed``.
        """
        name = file_label(photo.original_name)
        try:
            stored = self._stored(photo)
        except FileNotFoundError as error:
            raise PhotoError(
                Phrase(
                    "The file of “{file}” is missing from the library. Restore it from a backup.",
                    file=name,
                ),
                "missing",
            ) from error
        except OSError as error:
            raise PhotoError(
                Phrase(
                    "The file of “{file}” cannot be read. Check the disk and the permissions.",
                    file=name,
                ),
                "unreadable",
            ) from error
        from hashlib import sha256

        data = self._unsealed(stored, photo)
        if data is None or sha256(data).hexdigest() != photo.sha256:
            raise PhotoError(
                Phrase(
                    "The file of “{file}” has changed since its import. Restore it from a backup.",
                    file=name,
                ),
                "changed",
            )
        return data

    def _is_free(self, name: str, sha256: str) -> bool:
        path = self.path(name)
        return not path.exists() or (path.is_file() and sha256_of(path) == sha256)

    def _stored(self, photo: Photo) -> bytes:
        """Read a file, also where it was given another name since its record was read."""
        try:
            return self.path(photo.file_name).read_bytes()
        except FileNotFoundError:
            row = self._database.row("SELECT file_name FROM photo WHERE id = ?", (photo.id,))
            if row is None or row["file_name"] == photo.file_name:
                raise
            return self.path(row["file_name"]).read_bytes()

    def _unsealed(self, stored: bytes, photo: Photo) -> bytes | None:
        try:
            return self._vault.unseal(stored, Place.ORIGINAL, photo.id)
        except SealBrokenError:
            return None


def _refuse_unless(*, is_whole: bool) -> None:
    if not is_whole:
        raise StorageError(
            "A photo came back from the disk with other bytes than were written. Check the disk.",
            "io_error",
        )
