"""Python's own import, given back after PySide took its place.

PySide reads and searches the source of every module that is imported after it, and keeps what it
read, for the features ``snake_case`` and ``true_property``. Nothing here uses them, and a start
imports some hundred modules.
"""

import builtins

from PySide6 import QtCore


def use_plain_imports() -> None:
    """Import without a look at the source; changes nothing where PySide left the import alone."""
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None and hasattr(QtCore, "__init_feature__"):
        builtins.__import__ = plain
