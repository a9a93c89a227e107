"""What a report was made from a moment ago, kept while its library is open and unchanged.

Choosing another paper, language or privacy changes neither numbers nor charts.
"""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from skintrack.library import Library

_MOST_KEPT = 64
_T = TypeVar("_T")

# For each library how many records had been written when its parts were made, and the parts.
_kept: "WeakKeyDictionary[Library, tuple[int, dict[Hashable, Any]]]" = WeakKeyDictionary()


def remembered(library: "Library", key: Hashable, make: Callable[[], _T]) -> _T:
    """Return what was made under a key since the last change of the library, else make it.

    Parameters
    ----------
    library : Library
        Used in the calling thread.
    key : hashable
        All that the part depends on besides the library; its first item names the kind of part.
    make : callable
        Makes the part.
    """
    count, parts = _kept.get(library, (-1, {}))
    if count != library.change_count or len(parts) >= _MOST_KEPT:
        parts = {}
    if key not in parts:
        parts[key] = make()
    _kept[library] = (library.change_count, parts)
    made: _T = parts[key]
    return made


def forget(library: "Library") -> None:
    """Let go of everything that is kept of a library."""
    _kept.pop(library, None)
