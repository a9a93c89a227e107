"""Rows of ``photo`` as objects of the model.

Every opening of a library reads all photos of a course, so the columns stand in a fixed order and
words become members of the model by a look into a table: a sixth of the time for 10,000 photos.
Many photos come packed as one text. SQLite packs it in one step while the window does its own work;
of rows each would wait for Python's lock twice.
"""

import json
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from operator import itemgetter
from typing import Any

from skintrack.library.database import Row
from skintrack.library.records import said_if_damaged
from skintrack.model.photo import (
    CapturedAtSource,
    Photo,
    SessionDayRelation,
    SkinState,
    View,
    ViewSource,
)

_COLUMNS = (
    "id, course_id, sha256, file_name, original_name, byte_size, width, height, captured_at,"
    " captured_at_source, is_zone_assumed, view, view_source, session_day_relation, imported_at,"
    " skin_state, is_calibration"
)
_TABLE = "FROM photo"
SELECT_PHOTOS = f"SELECT {_COLUMNS} {_TABLE}"
"""Begins every query that ``photo_of`` reads: the order is that of the fields of ``Photo``."""

# What has no date gets "~", which sorts behind every date.
_PACKED = f"json_group_array(json_array({_COLUMNS}, coalesce(captured_utc, '~')))"
PACK_PHOTOS = f"SELECT {_PACKED} {_TABLE}"
"""Begins every query that ``unpacked_photos`` reads; ``IN_PACKS`` ends it."""

# Some hundred at a time: what is left of reading one pack is room for the next.
IN_PACKS = "GROUP BY rowid / 512"


def _words_of(kind: type[StrEnum]) -> Callable[[Any], Any]:
    words: dict[str | None, StrEnum | None] = {None: None}
    words.update((each.value, each) for each in kind)
    return words.__getitem__


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


# How the columns are read that do not stay as they are.
_READ: dict[str, Callable[[Any], Any]] = {
    "captured_at": _moment,
    "captured_at_source": _words_of(CapturedAtSource),
    "is_zone_assumed": bool,
    "view": _words_of(View),
    "view_source": _words_of(ViewSource),
    "session_day_relation": _words_of(SessionDayRelation),
    "imported_at": datetime.fromisoformat,
    "skin_state": _words_of(SkinState),
    "is_calibration": bool,
}
# A frozen photo is filled before anybody sees it, all photos field by field: its own __init__ takes
# three times as long for each, most of it to go round what keeps it from being changed.
_FIELDS = [(vars(Photo)[each.name].__set__, _READ.get(each.name)) for each in fields(Photo)]


@said_if_damaged
def unpacked_photos(packs: Iterable[str]) -> tuple[Photo, ...]:
    """Read what ``PACK_PHOTOS`` found: by capture time, those without a date last."""
    found: list[tuple[str, str, Photo]] = []
    for text in packs:
        rows = json.loads(text)
        found += [(row[-1], row[0], photo) for row, photo in zip(rows, _made(rows), strict=True)]
    found.sort(key=itemgetter(0, 1))
    return tuple([photo for _, _, photo in found])


@said_if_damaged
def photo_of(row: Row) -> Photo:
    """Read a row of ``SELECT_PHOTOS``."""
    return _made([row])[0]


def _made(rows: Sequence[Sequence[Any]]) -> list[Photo]:
    photos = [Photo.__new__(Photo) for _ in rows]
    for (put, read), values in zip(_FIELDS, zip(*rows, strict=True), strict=False):
        deque(map(put, photos, values if read is None else map(read, values)), maxlen=0)
    return photos
