"""What was made from an open library a moment ago; in memory only, and gone with the library."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

_T = TypeVar("_T")


class Counted(Protocol):
    """Something that counts what is written to it."""

    @property
    def change_count(self) -> int:
        """Return a number that grows with every change."""


class Memory:
    """Keeps what takes long to make.

    Parameters
    ----------
    database : Counted
        What is made of its records is made anew once any of them has changed.
    """

    def __init__(self, database: Counted) -> None:
        self._database = database
        self._count = -1
        self._of_records: dict[str, dict[Hashable, Any]] = {}
        self._lasting: dict[Hashable, bytes] = {}

    def remembered(self, kind: str, key: Hashable, make: Callable[[], _T], *, most: int = 16) -> _T:
        """Return what was made under a key since the last change, else make it.

        Parameters
        ----------
        kind : str
            What it is.
        key : hashable
            All that it depends on besides the records.
        make : callable
            Makes it; what it raises is passed on, and nothing is kept.
        most : int
            How many of its kind are kept.
        """
        if self._count != self._database.change_count:
            self._of_records.clear()
        kept = self._of_records.get(kind, {})
        if key in kept:
            found: _T = kept[key]
            return found
        made = make()
        self._of_records[kind] = {**kept, key: made} if len(kept) < most else {key: made}
        self._count = self._database.change_count
        return made

    @contextmanager
    def holding_on(self) -> Iterator[None]:
        """Go on remembering while something is written that alters no record."""
        is_current = self._count == self._database.change_count
        try:
            yield
        finally:
            if is_current:
                self._count = self._database.change_count

    def lasting(self, key: Hashable) -> bytes | None:
        """Return bytes that depend on their key alone, or None."""
        return self._lasting.get(key)

    def keep(self, key: Hashable, made: bytes, *, most: int) -> None:
        """Keep bytes that depend on their key alone; any thread may call it."""
        if len(self._lasting) < most:
            self._lasting[key] = made

    def forget(self) -> None:
        """Let go of everything."""
        self._of_records.clear()
        self._lasting.clear()
