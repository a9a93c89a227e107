"""Small libraries for tests, with photos that need no decoding."""

import hashlib
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from skintrack.library import Library, NewPhoto
from skintrack.model import CapturedAtSource, Photo, ProgressStep, View, ViewSource

PREVIEWS = {256: b"\xff\xd8small\xff\xd9", 2048: b"\xff\xd8large\xff\xd9"}


def new_photo(library: Library, data: bytes, *, taken: str | None = None, **facts) -> NewPhoto:
    """Return what an import would know of these bytes; ``taken`` is ISO 8601 with offset."""
    return NewPhoto(
        course_id=facts.pop("course_id", library.courses.all()[0].id),
        sha256=hashlib.sha256(data).hexdigest(),
        original_name=facts.pop("original_name", "IMG_0001.JPG"),
        extension="jpg",
        width=30,
        height=40,
        captured_at=None if taken is None else datetime.fromisoformat(taken),
        captured_at_source=None if taken is None else CapturedAtSource.EXIF,
        previews=PREVIEWS,
        **facts,
    )


def add_photo(library: Library, data: bytes, *, taken: str | None = None, **facts) -> Photo:
    """Store bytes as a photo."""
    return library.photos.add(data, new_photo(library, data, taken=taken, **facts))


def add_front(library: Library, data: bytes, taken: str | None) -> Photo:
    """Store bytes as a front photo; without a date where ``taken`` is None."""
    return add_photo(library, data, taken=taken, view=View.FRONT, view_source=ViewSource.GIVEN)


def no_steps() -> list[ProgressStep]:
    """Return a list for the steps that a workflow reports."""
    return []


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path within."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def sql(folder: Path, statement: str, *values: object) -> list[tuple[object, ...]]:
    """Run a statement on the database of a library that nobody has open."""
    with closing(dbapi2.connect(str(folder / "skintrack.db"))) as connection:
        rows: list[tuple[object, ...]] = connection.execute(statement, values).fetchall()
        connection.commit()
    return rows
