"""Scars and spots that users follow through the visits."""

import json
from datetime import datetime

from skintrack.errors import InputError, LibraryError
from skintrack.library.database import Database, Row
from skintrack.library.records import now, said_if_damaged
from skintrack.model.course import CourseId
from skintrack.model.measurement import Point
from skintrack.model.photo import PhotoId
from skintrack.model.phrase import Phrase
from skintrack.model.pin import MOST_LABEL_LENGTH, Pin, PinId
from skintrack.model.text import storable_text

_PINS = """
SELECT n.*, (
    SELECT json_group_array(json_array(s.photo_id, s.x, s.y))
    FROM pin_place s JOIN photo p ON p.id = s.photo_id
    WHERE s.pin_id = n.id AND p.deleted_at IS NULL
) AS places
FROM pin n WHERE n.deleted_at IS NULL
"""


class Pins:
    """The pins of a library.

    A removed pin is only marked, so that it can be brought back as the one it was.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_course(self, course_id: CourseId) -> tuple[Pin, ...]:
        """Return the pins of a course in the order they were set."""
        sql = f"{_PINS} AND n.course_id = ? ORDER BY n.id"
        return tuple(map(_pin_of, self._database.rows(sql, (course_id,))))

    def get(self, pin_id: PinId) -> Pin:
        """Return one pin; ``LibraryError`` code ``no_such_pin`` if there is none."""
        row = self._database.row(f"{_PINS} AND n.id = ?", (pin_id,))
        if row is None:
            raise LibraryError("This pin is not in the library.", "no_such_pin")
        return _pin_of(row)

    def add(
        self,
        course_id: CourseId,
        label: str,
        photo_id: PhotoId,
        place: Point,
        created_at: datetime | None = None,
    ) -> Pin:
        """Set a new pin in a photo, by default just now."""
        columns = {
            "course_id": course_id,
            "label": _stored(label),
            "photo_id": photo_id,
            "created_at": (now() if created_at is None else created_at).isoformat(),
        }
        with self._database.transaction():
            pin_id = PinId(self._database.insert("pin", columns))
            self._insert_place(pin_id, photo_id, place)
        return self.get(pin_id)

    def rename(self, pin_id: PinId, label: str) -> None:
        """Give a pin another name."""
        self.get(pin_id)
        with self._database.transaction():
            self._database.update("pin", pin_id, {"label": _stored(label)})

    def set_place(self, pin_id: PinId, photo_id: PhotoId, place: Point | None) -> None:
        """Say where a pin is in a photo; None leaves it to the alignment again."""
        self.get(pin_id)
        sql = "DELETE FROM pin_place WHERE pin_id = ? AND photo_id = ?"
        with self._database.transaction():
            self._database.execute(sql, (pin_id, photo_id))
            if place is not None:
                self._insert_place(pin_id, photo_id, place)

    def remove(self, pin_id: PinId) -> None:
        """Take a pin out of the course."""
        self.get(pin_id)
        self._mark(pin_id, now().isoformat())

    def restore(self, pin_id: PinId) -> Pin:
        """Bring a removed pin back."""
        self._mark(pin_id, None)
        return self.get(pin_id)

    def _mark(self, pin_id: PinId, deleted_at: str | None) -> None:
        with self._database.transaction():
            self._database.update("pin", pin_id, {"deleted_at": deleted_at})

    def _insert_place(self, pin_id: PinId, photo_id: PhotoId, place: Point) -> None:
        columns = {"pin_id": pin_id, "photo_id": photo_id, "x": place.x, "y": place.y}
        self._database.insert("pin_place", columns)


@said_if_damaged
def _pin_of(row: Row) -> Pin:
    return Pin(
        id=PinId(row["id"]),
        course_id=CourseId(row["course_id"]),
        label=row["label"],
        photo_id=PhotoId(row["photo_id"]),
        created_at=datetime.fromisoformat(row["created_at"]),
        places={PhotoId(photo): Point(x, y) for photo, x, y in json.loads(row["places"])},
    )


def _stored(label: str) -> str:
    text = storable_text(" ".join(label.split()))
    if not text or len(text) > MOST_LABEL_LENGTH:
        raise InputError(
            Phrase(
                "The name of a pin has 1 to {most_label_length} letters.",
                most_label_length=MOST_LABEL_LENGTH,
            ),
            "label",
        )
    return text
