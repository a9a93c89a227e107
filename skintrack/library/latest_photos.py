"""The latest photos of a long course: enough to show it at once, while the others are read."""

from typing import NamedTuple

from skintrack.library.database import Database
from skintrack.library.photo_rows import IN_PACKS, PACK_PHOTOS, unpacked_photos
from skintrack.model.course import CourseId
from skintrack.model.photo import Photo, View

_DAYS = 80
"""So many days with photos fill the widest window."""

_WORTH = 600
"""A course with fewer photos is read whole as fast."""

_MOST = 1500
"""Photos of those days, and without a date, above which nothing would be gained."""

_COUNT = "SELECT count(*) AS count FROM photo WHERE course_id = ?"
# The index of photos by course and time holds the days; none is counted that is not needed.
_FIRST_DAY = """
SELECT min(day) AS day FROM (
    SELECT DISTINCT substr(captured_utc, 1, 10) AS day FROM photo
    WHERE course_id = ? AND captured_utc IS NOT NULL AND deleted_at IS NULL
    ORDER BY captured_utc DESC LIMIT ?
)
"""
_LATEST = "course_id = ? AND deleted_at IS NULL AND (captured_utc >= ? OR captured_utc IS NULL)"
_COUNT_ALL = "SELECT count(*) AS count FROM photo WHERE"
_VIEWS = "SELECT DISTINCT view FROM photo WHERE course_id = ? AND deleted_at IS NULL"


class LatestPhotos(NamedTuple):
    """The photos of the latest days and those without a date; ``views`` are of all photos."""

    photos: tuple[Photo, ...]
    views: frozenset[View]


def latest_photos(database: Database, course_id: CourseId) -> LatestPhotos | None:
    """Return the latest photos of a course; None where it is as well read whole."""
    if _number(database, _COUNT, course_id) <= _WORTH:
        return None
    row = database.row(_FIRST_DAY, (course_id, _DAYS))
    first_day = "" if row is None or row["day"] is None else str(row["day"])
    wanted = (course_id, first_day)
    if _number(database, f"{_COUNT_ALL} {_LATEST}", *wanted) > _MOST:
        return None
    packs = database.rows(f"{PACK_PHOTOS} WHERE {_LATEST} {IN_PACKS}", wanted)
    views = frozenset(View(each["view"]) for each in database.rows(_VIEWS, (course_id,)))
    return LatestPhotos(unpacked_photos(each[0] for each in packs), views)


def _number(database: Database, sql: str, *values: object) -> int:
    row = database.row(sql, values)
    return 0 if row is None else int(row["count"])
