"""Is everything still there and as it was? Every file is read and compared."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from skintrack.errors import LibraryError
from skintrack.library.database import DAMAGED, Database
from skintrack.library.originals import Originals
from skintrack.library.photos import Photos
from skintrack.model.photo import Photo
from skintrack.model.phrase import Phrase
from skintrack.model.text import file_label


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

    def check_photo(self, photo: Photo) -> Damage | None:
        """Read an original and compare its SHA-256; None if all is well."""
        path, name = self._originals.path(photo.file_name), file_label(photo.original_name)
        try:
            is_same = self._originals.sha256_of(path, photo.id) == photo.sha256
        except FileNotFoundError:
            sentence = Phrase(
                "The file of “{file}” is missing. Restore it from a backup.", file=name
            )
            return Damage(photo.id, "missing", sentence)
        except OSError:
            sentence = Phrase(
                "The file of “{file}” cannot be read. Check the disk and its permissions.",
                file=name,
            )
            return Damage(photo.id, "unreadable", sentence)
        if is_same:
            return None
        sentence = Phrase(
            "The file of “{file}” has changed since its import. Restore it from a backup.",
            file=name,
        )
        return Damage(photo.id, "changed", sentence)

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
        for path in sorted((self._folder / "originals").rglob("*")):
            name = path.relative_to(self._folder).as_posix()
            if not path.is_dir() and name not in known:
                sentence = Phrase(
                    "“{file}” lies in the library without a record. If you miss this photo, copy "
                    "it to another place and import the copy.",
                    file=file_label(name),
                )
                yield Damage(file_label(name), "extra", sentence)
