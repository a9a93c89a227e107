"""Words without a space that are longer than a line: they may break where the line ends."""

import re

_LONGEST = 18
# The first and the last letters stay with the quotation marks round them.
_PARTS = re.compile(r"(\W{0,3}\w{0,3})(.*?)(\w{0,3}\W{0,3})", re.DOTALL)
_BREAK = "\N{ZERO WIDTH SPACE}"


def breakable(text: str) -> str:
    """Return a text for the screen whose long words may go on in the next line."""
    return " ".join(_broken(word) if len(word) > _LONGEST else word for word in text.split(" "))


def _broken(word: str) -> str:
    """Return a word with breaks between its letters; Qt takes one only where it has to."""
    parts = _PARTS.fullmatch(word)
    return _BREAK.join(word) if parts is None else _joined(*parts.groups())


def _joined(first: str, middle: str, last: str) -> str:
    return _BREAK.join((first, *middle, last))
