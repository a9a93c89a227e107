"""Words without a space that are longer than a line: they may break where the line ends."""

_LONGEST = 18
_BREAK = "\N{ZERO WIDTH SPACE}"


def breakable(text: str) -> str:
    """Return a text for the screen whose long words may go on in the next line."""
    return " ".join(_broken(word) if len(word) > _LONGEST else word for word in text.split(" "))


def _broken(word: str) -> str:
    """Return a word with breaks between its letters; Qt takes one only where it has to."""
    return _BREAK.join(word)
