"""Prints what the enums of Qt are like, for a test that compares two ways of making them.

With ``quick`` as the first argument they are made the quick way.
"""

import enum
import json
import sys
from collections.abc import Iterator

from skintrack.ui.quick_enums import make_enums_quickly

_TRIED = (0, 1, 3, 12345, -1, -2, 1 << 20)


class Own(enum.Enum):
    """One that is not of Qt."""

    ONE = 1


def described(kind: type[enum.Enum]) -> dict[str, object]:
    """Return everything that a program can see of an enum."""
    facts: dict[str, object] = {
        "kinds": [each.__qualname__ for each in kind.__mro__],
        "names": sorted(kind.__dict__),
        "doc": kind.__doc__,
        "order": [repr(each) for each in kind],
        "members": [
            [name, repr(member), f"{member}", bool(member), member.value, how_pickled(member)]
            for name, member in kind.__members__.items()
        ],
        "same": all(
            getattr(kind, name) is member is kind[name] is kind(member.value)
            for name, member in kind.__members__.items()
        ),
        "tried": [tried(kind, value) for value in _TRIED],
    }
    if issubclass(kind, enum.Flag):
        flags = list(kind.__members__.values())
        facts["joined"] = [
            [repr(~flag), repr(flag | flags[0]), repr(flag & flags[-1]), repr(flag ^ flags[0])]
            for flag in flags
        ]
    return facts


def how_pickled(member: enum.Enum) -> str:
    """Return by what a member would be found again."""
    return repr(member.__reduce_ex__(2))


def tried(kind: type[enum.Enum], value: int) -> str:
    """Return the member of a value, or why there is none."""
    try:
        return repr(kind(value))
    except (TypeError, ValueError) as error:
        return str(error)


def enums_in(holder: object, seen: set[object]) -> Iterator[type[enum.Enum]]:
    """Yield the enums of a module or class, and of the classes in it."""
    for name in dir(holder):
        kind = getattr(holder, name, None)
        if not isinstance(kind, type) or not kind.__module__.startswith("PySide6") or kind in seen:
            continue
        seen.add(kind)
        if issubclass(kind, enum.Enum):
            yield kind
        else:
            yield from enums_in(kind, seen)


def main() -> None:
    """Print one object with the facts of every enum."""
    if sys.argv[1:] == ["quick"]:
        make_enums_quickly()
    # Not at the top: PySide is loaded after the choice.
    from PySide6 import QtCore, QtGui, QtWidgets

    seen: set[object] = set()
    facts = {
        f"{kind.__module__}.{kind.__qualname__}": described(kind)
        for module in (QtCore, QtGui, QtWidgets)
        for kind in enums_in(module, seen)
    }
    other = enum.Flag("other", ["ONE", "TWO"], module=__name__)
    facts["other"] = {"names": sorted(other.__dict__), "module": other.__module__}
    facts["own"] = described(Own)
    facts["_made_by"] = {"module": vars(enum.EnumType)["_create_"].__module__}
    json.dump(facts, sys.stdout)


if __name__ == "__main__":
    main()
