"""The parts of a piece of a report by their names.

Pieces are named tuples, since one is made in a seventh of the time of a frozen dataclass, and a
report has forty kinds of them; what is altered as a whole is a dataclass.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any


def named_parts(value: object) -> Mapping[str, Any] | None:
    """Return the parts of a piece or of the whole content; None for anything else."""
    if isinstance(value, tuple):
        names: tuple[str, ...] | None = getattr(value, "_fields", None)
        return None if names is None else dict(zip(names, value, strict=True))
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    return None
