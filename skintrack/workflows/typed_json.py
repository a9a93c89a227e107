"""Reading JSON that anybody may have written: every value is of the wanted kind, or refused."""

import math
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import TypeVar

from skintrack.model.limits import is_believable_year
from skintrack.model.text import storable_text

MOST_TEXT = 100_000
_LARGEST = 2**53  # beyond, a number of JSON is no exact one any more
_Choice = TypeVar("_Choice", bound=StrEnum)


class WrongValueError(ValueError):
    """A value is missing or of another kind; says where, such as ``courses[0].name``."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


class Fields:
    """The members of one JSON object.

    Parameters
    ----------
    values : object
        What stands there; ``WrongValueError`` unless it is an object.
    where : str
        Where it stands.
    """

    def __init__(self, values: object, where: str) -> None:
        if not isinstance(values, dict):
            raise WrongValueError(where)
        self._values: Mapping[str, object] = values
        self.where = where

    def path(self, name: str) -> str:
        """Return where a member stands."""
        return f"{self.where}.{name}" if self.where else name

    def refuse(self, name: str) -> WrongValueError:
        """Return the error that says that a member is wrong."""
        return WrongValueError(self.path(name))

    def raw(self, name: str) -> object:
        """Return a member as it stands; None where it is missing."""
        return self._values.get(name)

    def text_or_none(self, name: str) -> str | None:
        """Return a text that can be stored, or None."""
        value = self.raw(name)
        if value is None:
            return None
        if not isinstance(value, str) or len(value) > MOST_TEXT:
            raise self.refuse(name)
        return storable_text(value)

    def text(self, name: str) -> str:
        """Return a text that can be stored."""
        value = self.text_or_none(name)
        if value is None:
            raise self.refuse(name)
        return value

    def integer_or_none(self, name: str) -> int | None:
        """Return a whole number, or None."""
        value = self.raw(name)
        if value is None:
            return None
        if type(value) is not int or abs(value) > _LARGEST:
            raise self.refuse(name)
        return value

    def integer(self, name: str) -> int:
        """Return a whole number."""
        value = self.integer_or_none(name)
        if value is None:
            raise self.refuse(name)
        return value

    def number_or_none(self, name: str) -> float | None:
        """Return a finite number, or None."""
        value = self.raw(name)
        return None if value is None else finite(value, self.path(name))

    def number(self, name: str) -> float:
        """Return a finite number."""
        return finite(self.raw(name), self.path(name))

    def flag(self, name: str) -> bool:
        """Return true or false."""
        value = self.raw(name)
        if not isinstance(value, bool):
            raise self.refuse(name)
        return value

    def choice_or_none(self, name: str, kind: type[_Choice]) -> _Choice | None:
        """Return a member that is one of a few words, or None."""
        value = self.text_or_none(name)
        if value is None:
            return None
        try:
            return kind(value)
        except ValueError as error:
            raise self.refuse(name) from error

    def choice(self, name: str, kind: type[_Choice]) -> _Choice:
        """Return a member that is one of a few words."""
        value = self.choice_or_none(name, kind)
        if value is None:
            raise self.refuse(name)
        return value

    def day_or_none(self, name: str) -> date | None:
        """Return a day of the years that can be believed, or None."""
        value = self.text_or_none(name)
        if value is None:
            return None
        try:
            day = date.fromisoformat(value)
        except ValueError as error:
            raise self.refuse(name) from error
        if not is_believable_year(day):
            raise self.refuse(name)
        return day

    def day(self, name: str) -> date:
        """Return a day."""
        value = self.day_or_none(name)
        if value is None:
            raise self.refuse(name)
        return value

    def clock_or_none(self, name: str) -> time | None:
        """Return a time of day without a zone, or None."""
        value = self.text_or_none(name)
        if value is None:
            return None
        try:
            clock = time.fromisoformat(value)
        except ValueError as error:
            raise self.refuse(name) from error
        if clock.tzinfo is not None:
            raise self.refuse(name)
        return clock.replace(second=0, microsecond=0)

    def moment_or_none(self, name: str) -> datetime | None:
        """Return a time with its offset, or None."""
        value = self.text_or_none(name)
        if value is None:
            return None
        try:
            moment = datetime.fromisoformat(value)
        except ValueError as error:
            raise self.refuse(name) from error
        if moment.tzinfo is None or not is_believable_year(moment):
            raise self.refuse(name)
        return moment

    def moment(self, name: str) -> datetime:
        """Return a time with its offset."""
        value = self.moment_or_none(name)
        if value is None:
            raise self.refuse(name)
        return value

    def items(self, name: str, *, may_lack: bool = False) -> Iterator["Fields"]:
        """Yield the objects of a list; none where it may lack and does."""
        for where, value in self.values(name, may_lack=may_lack):
            yield Fields(value, where)

    def values(self, name: str, *, may_lack: bool = False) -> Iterator[tuple[str, object]]:
        """Yield the values of a list, each with where it stands."""
        stored = self.raw(name)
        if stored is None and may_lack:
            return
        if not isinstance(stored, list):
            raise self.refuse(name)
        for number, value in enumerate(stored):
            yield f"{self.path(name)}[{number}]", value

    def members(self, name: str) -> "Fields":
        """Return an object within this one."""
        return Fields(self.raw(name), self.path(name))

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the members."""
        return iter(self._values)


def finite(value: object, where: str) -> float:
    """Return a number that is one; ``True`` is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise WrongValueError(where)
    if abs(value) > _LARGEST or not math.isfinite(value):
        raise WrongValueError(where)
    return value
