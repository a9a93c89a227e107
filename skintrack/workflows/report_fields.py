"""Values out of a JSON document that may come from anybody: of the right kind, or refused."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Any, TypeVar

from skintrack.model.limits import is_believable_year
from skintrack.model.text import storable_text

MOST_LETTERS = 20_000
MOST_ITEMS = 200_000
_LARGEST = 1e12

Found = TypeVar("Found")
Choice = TypeVar("Choice", bound=Enum)


class FieldError(ValueError):
    """A field is not what the format says; its text names the field."""


@dataclass(frozen=True)
class Fields:
    """The fields of one JSON object; a missing one is None like one that is null."""

    values: dict[str, Any]
    place: str = ""

    def text(self, name: str) -> str | None:
        """Return a text that can be stored."""
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, str) or len(value) > MOST_LETTERS or "\0" in value:
            raise self.error(name)
        return storable_text(value)

    def number(self, name: str) -> float | None:
        """Return a finite number."""
        value = self.values.get(name)
        if value is None:
            return None
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not abs(value) < _LARGEST or not math.isfinite(value):
            raise self.error(name)
        return float(value)

    def whole(self, name: str) -> int | None:
        """Return a whole number."""
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not abs(value) < _LARGEST:
            raise self.error(name)
        return value

    def truth(self, name: str) -> bool:
        """Return whether something is so; what is not said is not so."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, bool):
            raise self.error(name)
        return bool(value)

    def day(self, name: str) -> date | None:
        """Return a day."""
        found = self._parsed(name, date.fromisoformat)
        if found is not None and not is_believable_year(found):
            raise self.error(name)
        return found

    def moment(self, name: str) -> datetime | None:
        """Return a time with its zone."""
        found = self._parsed(name, datetime.fromisoformat)
        if found is not None and (found.utcoffset() is None or not is_believable_year(found)):
            raise self.error(name)
        return found

    def clock(self, name: str) -> time | None:
        """Return a local time."""
        found = self._parsed(name, time.fromisoformat)
        if found is not None and found.tzinfo is not None:
            raise self.error(name)
        return found

    def choice(self, name: str, choices: type[Choice]) -> Choice | None:
        """Return one of the known words."""
        return self._parsed(name, choices)

    def part(self, name: str) -> "Fields":
        """Return an object inside; an empty one where there is none."""
        value = self.values.get(name)
        if value is None:
            value = {}
        if not isinstance(value, dict):
            raise self.error(name)
        return Fields(value, self._name(name))

    def parts(self, name: str, most: int = MOST_ITEMS) -> "tuple[Fields, ...]":
        """Return the objects of a list, unless there are more than anybody has."""
        value = self.values.get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or len(value) > most:
            raise self.error(name)
        if not all(isinstance(each, dict) for each in value):
            raise self.error(name)
        return tuple(
            Fields(each, f"{self._name(name)}[{place}]") for place, each in enumerate(value)
        )

    def needed(self, name: str, found: Found | None) -> Found:
        """Return what was found; refuse a document without it."""
        if found is None:
            raise self.error(name)
        return found

    def error(self, name: str) -> FieldError:
        """Return the refusal of a field."""
        return FieldError(self._name(name))

    def _name(self, name: str) -> str:
        return f"{self.place}.{name}" if self.place else name

    def _parsed(self, name: str, parse: Callable[[str], Found]) -> Found | None:
        text = self.text(name)
        if text is None:
            return None
        try:
            return parse(text)
        except ValueError as error:
            raise self.error(name) from error
