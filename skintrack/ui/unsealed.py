"""One honest line where something leaves an encrypted library: the file is not encrypted."""

from skintrack.ui.desk import Desk
from skintrack.ui.words import tr


def with_hint(text: str, desk: Desk) -> str:
    """Return what is said of a saved file, with the hint where its library is encrypted."""
    return f"{text} {tr('This file is not encrypted.')}" if desk.is_encrypted else text
