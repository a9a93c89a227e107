"""Rows of ``photo`` as objects of the model.

Every opening of a library reads all photos of a course, so the columns stand in a fixed order and
words become members of the model by a look into a table: a third of the time for 10,000 photos.
Many photos come packed as one text. SQLite packs it in one step while the window does its own work;
of rows each would wait for Python's lock twice.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
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
SELECT_PHOTOS = " ".join(("SELECT", _COLUMNS, "FROM photo"))
"""Begins every query that ``photo_of`` reads: the order is that of the fields of ``Photo``."""

# What has no date gets "~", which sorts behind every date.
_PACKED = f"json_group_array(json_array({_COLUMNS}, coalesce(captured_utc, '~')))"
PACK_PHOTOS = " ".join(("SELECT", _PACKED, "FROM photo"))
"""Begins every query that ``unpacked_photos`` reads; ``IN_PACKS`` ends it."""

# Some hundred at a time: what is left of reading one pack is room for the next.
IN_PACKS = "GROUP BY rowid / 512"

_in_order = itemgetter(0, 1)
_VIEWS = {each.value: each for each in View}
_SOURCES = {each.value: each for each in CapturedAtSource}
_VIEW_SOURCES = {each.value: each for each in ViewSource}
_RELATIONS = {each.value: each for each in SessionDayRelation}
_SKIN_STATES = {each.value: each for each in SkinState}


@said_if_damaged
def unpacked_photos(packs: Iterable[str]) -> tuple[Photo, ...]:
    """Read what ``PACK_PHOTOS`` found: by capture time, those without a date last."""
    found = [(row[-1], row[0], _photo_of(row[:-1])) for text in packs for row in json.loads(text)]
    found.sort(key=_in_order)
    return tuple([photo for _, _, photo in found])


@said_if_damaged
def photo_of(row: Row) -> Photo:
    """Read a row of ``SELECT_PHOTOS``."""
    return _photo_of(row)


def _photo_of(row: Sequence[Any]) -> Photo:
    (
        photo_id,
        course_id,
        sha256,
        file_name,
        original_name,
        byte_size,
        width,
        height,
        captured_at,
        source,
        is_zone_assumed,
        view,
        view_source,
        relation,
        imported_at,
        skin_state,
        is_calibration,
    ) = row
    return Photo(
        photo_id,
        course_id,
        sha256,
        file_name,
        original_name,
        byte_size,
        width,
        height,
        None if captured_at is None else datetime.fromisoformat(captured_at),
        None if source is None else _SOURCES[source],
        bool(is_zone_assumed),
        _VIEWS[view],
        None if view_source is None else _VIEW_SOURCES[view_source],
        None if relation is None else _RELATIONS[relation],
        datetime.fromisoformat(imported_at),
        None if skin_state is None else _SKIN_STATES[skin_state],
        bool(is_calibration),
    )
