"""Is everything still there and as it was? Every file is read and compared."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from skintrack.errors import LibraryError, StorageError
from skintrack.library.database import DAMAGED, Database
from skintrack.library.originals import FOLDER, Originals
from skintrack.library.photos import Photos
from skintrack.model.photo import Photo
from skintrack.model.phrase import Phrase
from skintrack.model.text import file_label

_GONE = Phrase(
    "The folder of the library is not there any more. Plug in its drive, or put the folder back."
)


@dataclass(frozen=True)
class Damage:
    """One thing that is wrong: ``code`` is missing, changed, unreadable, extra or database.

    ``photo`` is the photo's id, for an extra file its name in the library, None for the database.
    """

    photo: str | None
    code: str
    message: str


class Inspection:
    """Checks on one open library."""

    def __init__(
        self, folder: Path, database: Database, originals: Originals, photos: Photos
    ) -> None:
        self._folder = folder
        self._database = database
        self._originals = originals
        self._photos = photos

    def photos(self) -> tuple[Photo, ...]:
        """Return every photo whose file the library keeps, those in the bin too."""
        return (*self._photos.all(), *self._photos.in_bin())

    @property
    def change_count(self) -> int:
        """How many rows were written since the library was opened: as before, nothing was."""
        return self._database.change_count

    def check_photo(self, photo: Photo) -> Damage | None:
        """Read an original and compare its SHA-256; None if all is well.

        Raises
        ------
        StorageError
            With code ``library_gone`` where the whole library is not there: its photos are not
            damaged, their drive is not plugged in.
        """
        try:
            path = self._originals.path(photo.file_name)
            if self._originals.sha256_of(path, photo.id) == photo.sha256:
                return None
            code = "changed"
        except FileNotFoundError:
            code = "missing"
        except OSError:
            code = "unreadable"
        if code != "changed":
            self.check_folder()
        return Damage(photo.id, code, _said_of(code, file_label(photo.original_name)))

    def check_folder(self) -> None:
        """Do nothing where the folder of the library is there.

        Raises
        ------
        StorageError
            With code ``library_gone`` where it is not.
        """
        if not self._folder.is_dir():
            raise StorageError(_GONE, "library_gone")

    def check_database(self) -> Iterator[Damage]:
        """Let SQLite check its own structure, and that no record points nowhere."""
        try:
            is_damaged = self._database.is_damaged()
        except LibraryError as error:
            yield Damage(None, "database", error.message)
            return
        if is_damaged:
            yield Damage(None, "database", DAMAGED)

    def extra_files(self) -> Iterator[Damage]:
        """Find files among the originals that no record knows; they are left alone."""
        known = {
            row["file_name"]
            for row in self._database.rows(
                "SELECT file_name FROM photo UNION SELECT file_name FROM unsettled_file"
            )
        }
        # Paths as plain text: of thousands of photos this takes a quarter of the time.
        start = f"{self._folder / FOLDER}{os.sep}"
        for folder, subfolders, names in os.walk(start):
            subfolders.sort()
            inside = Path(folder).relative_to(self._folder).as_posix()
            for name in sorted(names):
                file = f"{inside}/{name}"
                if file not in known:
                    sentence = Phrase(
                        "“{file}” lies in the library without a record. If you miss this photo, "
                        "copy it to another place and import the copy.",
                        file=file_label(file),
                    )
                    yield Damage(file_label(file), "extra", sentence)


def _said_of(code: str, name: str) -> Phrase:
    if code == "missing":
        return Phrase("The file of “{file}” is missing. Restore it from a backup.", file=name)
    if code == "unreadable":
        return Phrase(
            "The file of “{file}” cannot be read. Check the disk and its permissions.", file=name
        )
    return Phrase(
        "The file of “{file}” has changed since its import. Restore it from a backup.", file=name
    )
