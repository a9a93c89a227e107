"""Enums of Qt, made in half the time.

PySide makes a Python enum of each of Qt's when the class around it is first touched: two hundred
before the window can be used, with three thousand names, by a call that looks at each name as if
somebody had just typed it. Python makes the enums of its own library without; here Qt's are, too.
"""

import enum
from collections.abc import Callable
from typing import Any

_Create = Callable[..., type[enum.Enum]]
_Make = Callable[..., Callable[[type], type[enum.Enum]]]

# Neither is documented; where one is missing, nothing changes but the time.
_CREATE, _MAKE = "_create_", "_simple_enum"

# As only PySide asks: no name is to be lost, and no module is said.
_ASKED = {"module": None, "qualname": None, "type": None, "start": 1, "boundary": enum.KEEP}


def make_enums_quickly() -> None:
    """Make what PySide asks for the quick way from now on; to be called before it is imported."""
    create: _Create | None = getattr(enum.EnumType, _CREATE, None)
    make: _Make | None = getattr(enum, _MAKE, None)
    if create is None or make is None or create.__module__ == __name__:
        return

    def create_quickly(
        kind: type[enum.Enum], class_name: str, names: object, **options: Any
    ) -> type[enum.Enum]:
        if not isinstance(names, list) or options != _ASKED:
            return create(kind, class_name, names, **options)
        made = make(kind, boundary=enum.KEEP)(type(class_name, (), dict(names)))
        made.__doc__ = None  # as by the usual way; PySide says the module itself
        return made

    setattr(enum.EnumType, _CREATE, create_quickly)
