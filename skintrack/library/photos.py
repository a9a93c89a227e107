"""Photos: records in the database, originals and previews in the folder."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from skintrack.errors import LibraryError
from skintrack.library.database import Database
from skintrack.library.latest_photos import LatestPhotos, latest_photos
from skintrack.library.naming import original_names
from skintrack.library.originals import FOLDER, Originals
from skintrack.library.photo_rows import (
    IN_PACKS,
    PACK_PHOTOS,
    SELECT_PHOTOS,
    photo_of,
    unpacked_photos,
)
from skintrack.library.previews import Previews
from skintrack.library.records import checked_time, now, time_columns
from skintrack.model.course import CourseId
from skintrack.model.photo import (
    CapturedAtSource,
    Photo,
    PhotoId,
    SessionDayRelation,
    SkinState,
    View,
    ViewSource,
)

if TYPE_CHECKING:
    from skintrack.library.arrivals import Arrivals, NewPhoto

# What the bin holds: photos that were moved there, and those of a deleted course.
_IN_BIN = (
    "(deleted_at IS NOT NULL"
    " OR course_id IN (SELECT id FROM course WHERE course.deleted_at IS NOT NULL))"
)


class KnownPhoto(NamedTuple):
    """What an import needs to know of a photo that is in the library already."""

    id: PhotoId
    course_id: CourseId
    captured_at: datetime | None
    is_in_bin: bool


class Photos:
    """The photos of a library."""

    def __init__(self, database: Database, originals: Originals, previews: Previews) -> None:
        self._database = database
        self._originals = originals
        self._previews = previews

    @cached_property
    def arrivals(self) -> "Arrivals":
        """Through them photos come in, several at a time; imported then, not with the window."""
        from skintrack.library.arrivals import Arrivals

        return Arrivals(self._database, self._originals, self._previews)

    def of_course(self, course_id: CourseId) -> tuple[Photo, ...]:
        """Return the photos of a course by capture time, those without a date last."""
        sql = f"{PACK_PHOTOS} WHERE course_id = ? AND deleted_at IS NULL"
        return self._unpacked(sql, (course_id,))

    def latest_of_course(self, course_id: CourseId) -> LatestPhotos | None:
        """Return the latest photos of a long course; None where it is as well read whole."""
        return latest_photos(self._database, course_id)

    def all(self) -> tuple[Photo, ...]:
        """Return every photo that is not in the bin, by capture time."""
        return self._unpacked(f"{PACK_PHOTOS} WHERE NOT {_IN_BIN}", ())

    def _unpacked(self, sql: str, values: Sequence[object]) -> tuple[Photo, ...]:
        rows = self._database.rows(f"{sql} {IN_PACKS}", values)
        return unpacked_photos(row[0] for row in rows)

    def in_bin(self) -> tuple[Photo, ...]:
        """Return the photos in the bin, the latest first, then those of deleted courses."""
        sql = f"{SELECT_PHOTOS} WHERE {_IN_BIN} ORDER BY deleted_at DESC, id"
        return tuple(map(photo_of, self._database.rows(sql)))

    def get(self, photo_id: PhotoId) -> Photo:
        """Return one photo, in the bin or not.

        Raises
        ------
        LibraryError
            With code ``no_such_photo``.
        """
        row = self._database.row(f"{SELECT_PHOTOS} WHERE id = ?", (photo_id,))
        if row is None:
            raise LibraryError("This photo is not in the library.", "no_such_photo")
        return photo_of(row)

    def find(self, sha256: str) -> Photo | None:
        """Return the photo with these bytes, in the bin or not, or None."""
        sql = f"{SELECT_PHOTOS} WHERE sha256 = ?"
        row = self._database.row(sql, (sha256,))
        return None if row is None else photo_of(row)

    def hashes(self) -> frozenset[str]:
        """Return the SHA-256 of every photo, in the bin or not."""
        return frozenset(row["sha256"] for row in self._database.rows("SELECT sha256 FROM photo"))

    def known(self) -> dict[str, KnownPhoto]:
        """Return every photo by its SHA-256, in the bin or not."""
        sql = " ".join(
            ("SELECT sha256, id, course_id, captured_at,", _IN_BIN, "AS is_in_bin FROM photo")
        )
        return {
            row["sha256"]: KnownPhoto(
                id=PhotoId(row["id"]),
                course_id=CourseId(row["course_id"]),
                captured_at=None
                if row["captured_at"] is None
                else datetime.fromisoformat(row["captured_at"]),
                is_in_bin=bool(row["is_in_bin"]),
            )
            for row in self._database.rows(sql)
        }

    def add(self, data: bytes, new: "NewPhoto") -> Photo:
        """Store a photo; when this returns, its bytes and its record survive a power cut.

        Raises
        ------
        StorageError
            If the disk refuses; the library is then as before.
        """
        stored = self.arrivals.store(data, new)
        self.arrivals.record([stored])
        return self.get(stored.id)

    def set_captured_at(self, photo_id: PhotoId, captured_at: datetime) -> Photo:
        """Store the capture time that the user gave; the original is renamed to match.

        Raises
        ------
        InputError
            If the time has no zone or is no possible one.
        """
        local, utc = time_columns(checked_time(captured_at))
        photo = self.get(photo_id)
        self._update(
            photo,
            {
                "captured_at": local,
                "captured_utc": utc,
                "captured_at_source": CapturedAtSource.GIVEN.value,
                "is_zone_assumed": 0,
            },
            captured_at=captured_at,
            view=photo.view,
        )
        return self.get(photo_id)

    def put_time_back(self, earlier: Photo) -> Photo:
        """Store the capture time that a photo had before, also where that was none."""
        local, utc = time_columns(earlier.captured_at)
        self._update(
            self.get(earlier.id),
            {
                "captured_at": local,
                "captured_utc": utc,
                "captured_at_source": earlier.captured_at_source,
                "is_zone_assumed": int(earlier.is_zone_assumed),
            },
            captured_at=earlier.captured_at,
            view=self.get(earlier.id).view,
        )
        return self.get(earlier.id)

    def set_view(self, photo_id: PhotoId, view: View, source: ViewSource | None) -> Photo:
        """Store which side faces the camera; the original is renamed to match."""
        photo = self.get(photo_id)
        self._update(
            photo,
            {"view": view.value, "view_source": source},
            captured_at=photo.captured_at,
            view=view,
        )
        return self.get(photo_id)

    def set_session_day_relation(
        self, photo_id: PhotoId, relation: SessionDayRelation | None
    ) -> Photo:
        """Store whether a photo of a session's day was taken before or after the needling."""
        value = None if relation is None else relation.value
        self._set(photo_id, "session_day_relation", value)
        return self.get(photo_id)

    def set_skin_state(self, photo_id: PhotoId, skin_state: SkinState | None) -> Photo:
        """Store what the user notes of the skin in a photo; None takes a note back."""
        self._set(photo_id, "skin_state", None if skin_state is None else skin_state.value)
        return self.get(photo_id)

    def set_calibration(self, photo_id: PhotoId, *, is_calibration: bool) -> Photo:
        """Store whether a photo shows the skin of its visit in other light."""
        self._set(photo_id, "is_calibration", int(is_calibration))
        return self.get(photo_id)

    def set_course(self, photo_id: PhotoId, course_id: CourseId) -> Photo:
        """Store to which course a photo belongs; the course must exist."""
        self._set(photo_id, "course_id", course_id)
        return self.get(photo_id)

    def move_to_bin(self, photo_id: PhotoId) -> None:
        """Take a photo out of everything but the bin; its file stays."""
        self._set(photo_id, "deleted_at", now().isoformat())

    def take_from_bin(self, photo_id: PhotoId) -> None:
        """Undo ``move_to_bin``."""
        self._set(photo_id, "deleted_at", None)

    def is_in_bin(self, photo_id: PhotoId) -> bool:
        """Tell whether a photo lies in the bin, or with a deleted course."""
        sql = " ".join(("SELECT 1 FROM photo WHERE id = ? AND", _IN_BIN))
        return self._database.row(sql, (photo_id,)) is not None

    def readable_name(self, photo: Photo) -> str:
        """Return a name by date and view that no other photo has, such as ``2026/….jpg``.

        It is that of the original in a library that is not encrypted, relative to ``originals``.
        """
        # Ids begin like the hash; of those that share the first 8 digits each needs a longer name.
        start = photo.id[:8]
        sql = "SELECT count(*) FROM photo WHERE id >= ? AND id < ?"
        row = self._database.row(sql, (start, f"{start}g"))
        names = original_names(photo.captured_at, photo.view, photo.sha256, self._extension(photo))
        short, long = islice(names, 2)
        name = short if row is None or row[0] <= 1 else long
        return name.removeprefix(f"{FOLDER}/")

    def _extension(self, photo: Photo) -> str:
        row = self._database.row("SELECT extension FROM photo WHERE id = ?", (photo.id,))
        if row is None:
            raise LibraryError("This photo is not in the library.", "no_such_photo")
        return str(row["extension"])

    def original_path(self, photo: Photo) -> Path:
        """Return the path of a photo's original."""
        return self._originals.path(photo.file_name)

    def read_original(self, photo: Photo) -> bytes:
        """Return the bytes as imported; ``PhotoError`` code ``missing`` or ``changed`` if not."""
        return self._originals.read(photo)

    def preview(self, photo: Photo, longest_edge_px: int) -> bytes | None:
        """Return a JPEG with the given longest edge (256 or 2048), or None if there is none."""
        return self._previews.read(photo.id, longest_edge_px)

    def without_preview(self) -> tuple[Photo, ...]:
        """Return the photos whose previews have to be made again."""
        sql = " ".join(("SELECT id FROM photo WHERE NOT", _IN_BIN))
        missing = self._previews.missing(PhotoId(row["id"]) for row in self._database.rows(sql))
        return tuple(photo for photo in self.all() if photo.id in missing) if missing else ()

    def save_previews(self, photo_id: PhotoId, previews: Mapping[int, bytes]) -> None:
        """Store previews that were made again."""
        self._previews.write(photo_id, previews)

    def _update(
        self,
        photo: Photo,
        columns: dict[str, object],
        *,
        captured_at: datetime | None,
        view: View,
    ) -> None:
        """Store columns and rename the original: new name, record, then the old name goes."""
        old = new = photo.file_name
        if self._originals.are_plain:
            names = original_names(captured_at, view, photo.sha256, self._extension(photo))
            new = self._originals.choose_name(photo.id, names, photo.sha256)
        if new != old:
            self._originals.announce(new)
        is_renamed = new != old and self._originals.link(old, new)
        if is_renamed:
            columns = {**columns, "file_name": new}
        with self._database.transaction():
            self._database.update("photo", photo.id, columns)
            if is_renamed:
                self._originals.settled(new)
                self._originals.unsettled(old)
        if is_renamed:
            self._originals.withdraw(old)

    def _set(self, photo_id: PhotoId, column: str, value: str | int | None) -> None:
        self.get(photo_id)
        with self._database.transaction():
            self._database.update("photo", photo_id, {column: value})
