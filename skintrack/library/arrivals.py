"""Photos on their way into the library: staged, placed, recorded.

Staged: the bytes lie aside, synced, read back and compared; each by itself, in any thread. Placed:
the names are announced in the database, then the files get them and the folders are synced.
Recorded: the records are there, and the announcement is struck. The last two are done for several
photos at once, which costs hardly more writes than for one. After a sudden end a photo is in the
library with all that it has, or not at all.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from skintrack.library.database import Database
from skintrack.library.naming import original_names
from skintrack.library.originals import Originals
from skintrack.library.previews import Previews
from skintrack.library.records import now, time_columns
from skintrack.model.course import CourseId
from skintrack.model.photo import (
    CapturedAtSource,
    PhotoId,
    SessionDayRelation,
    SkinState,
    View,
    ViewSource,
)
from skintrack.model.text import storable_text


@dataclass(frozen=True)
class NewPhoto:
    """What is known of a photo before it is in the library.

    ``extension`` follows from the content, such as ``jpg``. ``previews`` maps 256 and 2048 to JPEG
    bytes; missing ones can be made later.
    """

    course_id: CourseId
    sha256: str
    original_name: str
    extension: str
    width: int
    height: int
    captured_at: datetime | None = None
    captured_at_source: CapturedAtSource | None = None
    is_zone_assumed: bool = False
    view: View = View.UNKNOWN
    view_source: ViewSource | None = None
    session_day_relation: SessionDayRelation | None = None
    skin_state: SkinState | None = None
    previews: Mapping[int, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class StagedPhoto:
    """A photo whose bytes are on the disk, under a name that nobody knows yet."""

    id: PhotoId
    path: Path
    byte_size: int
    new: NewPhoto


@dataclass(frozen=True)
class StoredPhoto:
    """A photo whose files lie in the library and whose record is still to be written."""

    id: PhotoId
    file_name: str
    byte_size: int
    new: NewPhoto


class Arrivals:
    """The way of new photos into a library."""

    def __init__(self, database: Database, originals: Originals, previews: Previews) -> None:
        self._database = database
        self._originals = originals
        self._previews = previews

    def stage(self, data: bytes, new: NewPhoto) -> StagedPhoto:
        """Write the bytes of a photo aside, proved to be on the disk; any thread may call.

        Raises
        ------
        StorageError
            If the disk refuses; nothing is left behind.
        """
        photo_id = PhotoId(new.sha256[:16])
        path = self._originals.stage(data, photo_id, new.original_name)
        return StagedPhoto(photo_id, path, len(data), new)

    def unstage(self, staged: StagedPhoto) -> None:
        """Remove what was written aside; where that fails, the next opening does it."""
        with suppress(OSError):
            staged.path.unlink(missing_ok=True)

    def place(self, group: Sequence[StagedPhoto]) -> tuple[StoredPhoto, ...]:
        """Give staged photos their names and their previews.

        Until they get their records they are noted as unsettled: after a sudden end they are gone.

        Raises
        ------
        StorageError
            If the disk refuses; the library is then as before, and they are still staged.
        """
        stored: list[StoredPhoto] = []
        for each in group:
            stored.append(self._named(each, {other.file_name for other in stored}))
        self._originals.announce(*(each.file_name for each in stored))
        paths = {one.file_name: each.path for one, each in zip(stored, group, strict=True)}
        try:
            self._originals.place(paths)
            for each in group:
                self._previews.write(each.id, each.new.previews)
        except BaseException:
            self.unplace(group, stored)
            raise
        return tuple(stored)

    def _named(self, staged: StagedPhoto, taken: Collection[str]) -> StoredPhoto:
        new = staged.new
        names = original_names(new.captured_at, new.view, new.sha256, new.extension)
        name = self._originals.choose_name(staged.id, names, new.sha256, taken)
        return StoredPhoto(staged.id, name, staged.byte_size, new)

    def store(self, data: bytes, new: NewPhoto) -> StoredPhoto:
        """Stage and place one photo that gets its record later.

        Raises
        ------
        StorageError
            If the disk refuses; the library is then as before.
        """
        staged = self.stage(data, new)
        try:
            (stored,) = self.place([staged])
        except BaseException:
            self.unstage(staged)
            raise
        return stored

    def record(self, group: Sequence[StoredPhoto]) -> None:
        """Write the records of photos that were placed: of all, or of none."""
        # Should this fail, nobody can know whether the commit reached the disk: the files stay
        # until the library is opened again and the records say whether they are wanted.
        with self._database.transaction():
            for each in group:
                columns = _columns(each.id, each.file_name, each.byte_size, each.new)
                self._database.insert("photo", columns)
                self._originals.settled(each.file_name)

    def unplace(self, group: Sequence[StagedPhoto], stored: Sequence[StoredPhoto]) -> None:
        """Take back the names of photos that surely got no records; they are staged again."""
        paths = {one.file_name: each.path for one, each in zip(stored, group, strict=True)}
        self._originals.take_back(paths)
        for one in stored:
            self.withdraw(one)

    def withdraw(self, stored: StoredPhoto) -> None:
        """Remove the files of a photo that gets no record after all."""
        self._originals.withdraw(stored.file_name)
        self._previews.remove(stored.id)


def _columns(photo_id: PhotoId, file_name: str, byte_size: int, new: NewPhoto) -> dict[str, object]:
    local, utc = time_columns(new.captured_at)
    return {
        "id": photo_id,
        "course_id": new.course_id,
        "sha256": new.sha256,
        "file_name": file_name,
        "extension": new.extension,
        "original_name": storable_text(new.original_name),
        "byte_size": byte_size,
        "width": new.width,
        "height": new.height,
        "captured_at": local,
        "captured_utc": utc,
        "captured_at_source": new.captured_at_source,
        "is_zone_assumed": int(new.is_zone_assumed),
        "view": new.view.value,
        "view_source": new.view_source,
        "session_day_relation": new.session_day_relation,
        "skin_state": new.skin_state,
        "imported_at": now().isoformat(),
    }
